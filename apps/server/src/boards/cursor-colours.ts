/**
 * Cursor colours, each with 4.5:1 under white text. The first six are told apart at a glance, by people with any colour
 * vision; the others resemble one of them, and are for tables with more people.
 */
const COLOURS = [
  '#1d4ed8',
  '#b91c1c',
  '#15803d',
  '#7e22ce',
  '#a16207',
  '#0e7490',
  '#be185d',
  '#c2410c',
  '#4d7c0f',
  '#4338ca',
  '#6d4c41',
  '#0f766e',
] as const

/** Boards whose people are remembered; the one that was opened longest ago is forgotten. */
const BOARDS_MAX = 1_000

/** Gives the people of a board colours in the order in which they come, so that the few who are there differ clearly. */
export class CursorColours {
  readonly #people = new Map<string, Map<string, string>>()

  /** @returns `#rrggbb`, the same as long as this process remembers the board */
  colourOf(boardId: string, actorId: string): string {
    const people = this.#people.get(boardId) ?? new Map<string, string>()
    this.#people.delete(boardId)
    this.#people.set(boardId, people)
    const [oldest] = this.#people.keys()
    if (this.#people.size > BOARDS_MAX && oldest !== undefined) this.#people.delete(oldest)
    const colour = people.get(actorId) ?? COLOURS[people.size % COLOURS.length] ?? COLOURS[0]
    people.set(actorId, colour)
    return colour
  }
}
