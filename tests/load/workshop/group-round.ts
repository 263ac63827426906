import { follow, type Moment, regularly } from '../generator/schedule.ts'
import { markOf } from './marks.ts'
import type { SimulatedPerson } from './session.ts'

/** Letters that somebody types in a second. */
const LETTERS_HZ = 4
const CURSOR_HZ = 10
/** Between two notes of one person, in ms. */
const NOTE_EVERY_MS = 5_000
const SENTENCE = 'Savoir le matin qui est où'

/** What came of working on a board together. */
export interface GroupRound {
  /** From when a note was begun until it was on the screen of somebody of the same board, of each note and each of them. */
  readonly noteMs: readonly number[]
  readonly numbers: ReadonlyMap<string, readonly number[]>
}

/** Everybody types notes on the board that she has open, and moves her cursor. @param first number of the first note */
export async function workTogether(
  people: readonly SimulatedPerson[],
  { forMs, first }: { forMs: number; first: number },
): Promise<GroupRound> {
  const begun = new Map<number, { atMs: number; boardId: string }>()
  const moments: Moment[] = []
  let number = first
  const ownOf = new Map<SimulatedPerson, Set<number>>()
  for (const person of people) {
    const { screen, boardId } = person
    const owned = new Set<number>()
    ownOf.set(person, owned)
    let type: (() => void) | null = null
    moments.push(...regularly(CURSOR_HZ, forMs, () => screen.point()))
    moments.push(...regularly(LETTERS_HZ, forMs, () => type?.()))
    moments.push(
      ...regularly(1_000 / NOTE_EVERY_MS, forMs, () => {
        const own = number++
        owned.add(own)
        begun.set(own, { atMs: performance.now(), boardId })
        type = screen.write(`${SENTENCE} ${markOf(own)} `)
      }),
    )
  }
  await follow(moments)
  const numbers = new Map<string, number[]>()
  for (const [own, { boardId }] of begun) numbers.set(boardId, [...(numbers.get(boardId) ?? []), own])
  const noteMs: number[] = []
  for (const person of people) {
    const { screen, boardId } = person
    const ofBoard = numbers.get(boardId) ?? []
    // her own never comes back to her
    const others = ofBoard.filter((own) => !ownOf.get(person)?.has(own))
    await screen.all(others)
    for (const own of others) noteMs.push((screen.notes.get(own) ?? 0) - (begun.get(own)?.atMs ?? 0))
  }
  return { noteMs, numbers }
}
