import { randomBytes } from 'node:crypto'
import { boardRoot, metaRoot, readCurtains } from '@tablee/board'
import { addItem, setSheetText } from '@tablee/board/edit'
import { type Assignment, simulatedText } from '@tablee/board/rehearsal'
import { AppError } from '../errors.ts'
import { AnonymousQuota } from '../private-writing/anonymous-quota.ts'
import { keepNote } from '../private-writing/keep-note.ts'
import { liftCurtain } from '../private-writing/lift-curtain.ts'
import type { BoardCopy } from './board-copy.ts'
import type { SimulatedPeople, SimulatedPerson } from './simulated-people.ts'

/** How long what the rules say of a note may take to come, in ms. */
const ANSWER_MAX_MS = 5_000
/** Length of a private note's id and key, in bytes. */
const NOTE_ID_BYTES = 16
const NOTE_KEY_BYTES = 32

/** What came of what people wrote in one step. */
export interface Written {
  /** Refused by the `max` of a zone, by zone. */
  readonly refusedByMax: ReadonlyMap<string, number>
  /** Refused otherwise. */
  readonly refused: number
  /** Words of what was revealed. */
  readonly revealedWords: number
}

/** Everybody writes on the board itself, over her own socket. */
export async function writeOnBoard(
  { lead, people }: SimulatedPeople,
  assignments: readonly Assignment[],
): Promise<Written> {
  const notes: { person: SimulatedPerson; id: string; zoneId: string }[] = []
  let refused = 0
  for (const [at, { person: number, zoneId, words, onSheet }] of assignments.entries()) {
    const person = people[number]
    if (!person) throw new Error(`nobody is simulated under ${number}`)
    const writer = { doc: person.doc, by: person.actorId, role: 'writer' } as const
    const text = simulatedText(words, at)
    if (onSheet) setSheetText(writer, zoneId, text)
    else {
      const id = addItem(writer, { zoneId, text })
      if (id === null) refused += 1
      else notes.push({ person, id, zoneId })
    }
    // a place is looked for among what the others wrote before
    await person.room.flushed()
  }
  const isAnswered = ({ person, id }: (typeof notes)[number]) =>
    boardRoot(lead.doc).has(id) || person.refused.has(id)
  await Promise.race([seen(lead, () => notes.every(isAnswered)), timeout()])
  const refusedByMax = new Map<string, number>()
  for (const { person, id, zoneId } of notes) {
    const code = person.refused.get(id)
    person.refused.delete(id)
    if (code === 'zone_full') refusedByMax.set(zoneId, (refusedByMax.get(zoneId) ?? 0) + 1)
    else if (code !== undefined) refused += 1
  }
  return { refusedByMax, refused, revealedWords: 0 }
}

/** Everybody writes behind the curtain of the step; then it is lifted. */
export async function writeInPrivate(
  copy: BoardCopy,
  { lead, people }: SimulatedPeople,
  assignments: readonly Assignment[],
): Promise<Written> {
  const { context, boardId } = copy
  const quota = new AnonymousQuota()
  const curtains = readCurtains(metaRoot(lead.doc))
  const refusedByMax = new Map<string, number>()
  let refused = 0
  let revealedWords = 0
  for (const [at, { person: number, zoneId, words }] of assignments.entries()) {
    const curtain = curtains[zoneId]
    const person = people[number]
    if (!curtain || !person) {
      refused += 1
      continue
    }
    const note = {
      curtainId: curtain.id,
      id: randomBytes(NOTE_ID_BYTES).toString('base64url'),
      ...(curtain.anonymous ? { key: randomBytes(NOTE_KEY_BYTES).toString('base64url') } : {}),
      text: simulatedText(words, at),
      cells: {},
      revision: 0,
    }
    try {
      await keepNote(context, { boardId, personId: person.personId, leads: false, quota }, note)
      revealedWords += words
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'private_zone_full') refusedByMax.set(zoneId, (refusedByMax.get(zoneId) ?? 0) + 1)
      else refused += 1
    }
  }
  await liftCurtain(context, boardId)
  const isLifted = () => Object.keys(readCurtains(metaRoot(lead.doc))).length === 0
  await Promise.race([seen(lead, isLifted), timeout()])
  return { refusedByMax, refused, revealedWords }
}

/** Resolves when it holds in a person's own document. */
export function seen({ doc }: SimulatedPerson, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!holds()) return
      doc.off('afterTransaction', check)
      resolve()
    }
    doc.on('afterTransaction', check)
    check()
  })
}

/** So that what never comes is reported as missing instead of waited for. */
export function timeout(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ANSWER_MAX_MS).unref()
  })
}
