import { createHmac } from 'node:crypto'

/** Length of an actor id, in characters of base64url: 96 bits, far beyond chance on one board. */
const ACTOR_ID_LENGTH = 16

/** Cursor colours: told apart by people with any colour vision, each with 4.5:1 under white text. */
const COLOURS = [
  '#1d4ed8',
  '#b91c1c',
  '#15803d',
  '#7e22ce',
  '#a16207',
  '#0e7490',
  '#be185d',
  '#4d7c0f',
  '#6d4c41',
  '#4338ca',
  '#c2410c',
  '#0f766e',
] as const

/** Who somebody is on one board: an id and a colour that tell nothing about her, nor about her other boards. */
export interface Actor {
  readonly actorId: string
  /** `#rrggbb`. */
  readonly colour: string
}

/** The actor that stands for a person on a board: always the same there, unlinkable elsewhere without that board's key. */
export function actorOn(actorKey: string, boardId: string, personId: string): Actor {
  const digest = createHmac('sha256', actorKey).update(`actor\n${boardId}\n${personId}`).digest()
  const last = digest.at(-1) ?? 0
  return {
    actorId: digest.toString('base64url').slice(0, ACTOR_ID_LENGTH),
    colour: COLOURS[last % COLOURS.length] ?? COLOURS[0],
  }
}
