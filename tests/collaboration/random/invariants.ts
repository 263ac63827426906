import { SERVER_AUTHOR, type StoredRoom, type UpdateLog } from '@tablee/sync'
import * as Y from 'yjs'
import { inconsistency, sharedDocument } from './shared-document.ts'
import { authorOf } from './steps.ts'

/** The engine broke a promise. */
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** @throws {Broken} with this sentence when something does not hold */
export function hold(holds: boolean, sentence: string): void {
  if (!holds) throw new Broken(sentence)
}

/** The room as it is on the disk. */
export async function storedRoom(log: UpdateLog, room: string): Promise<StoredRoom> {
  const stored = await log.load(room)
  if (stored === null) throw new Broken('the room is gone from the disk')
  return stored
}

/** The document that a stored room makes. */
export function documentOf(stored: StoredRoom): Y.Doc {
  const doc = new Y.Doc()
  for (const update of stored.parts) Y.applyUpdate(doc, update)
  for (const { update } of stored.tail) Y.applyUpdate(doc, update)
  return doc
}

/** @throws {Broken} when a document is not what its own marks say */
export function checkWhole(whose: string, doc: Y.Doc): void {
  const trouble = inconsistency(doc)
  hold(trouble === null, `${whose} ${trouble}`)
}

/** @throws {Broken} when what is stored has gaps, is no whole document, or lacks a change that was promised */
export function checkStored(stored: StoredRoom, promised: ReadonlySet<string>): void {
  stored.tail.forEach(({ seq }, index) => {
    hold(seq === stored.snapshotSeq + index + 1, `update ${seq} stands in the place of another on the disk`)
  })
  const doc = documentOf(stored)
  checkWhole('the disk', doc)
  const { marks } = sharedDocument(doc)
  for (const name of promised)
    hold(marks.has(name), `${name} was seen or told to be saved, and is not on the disk`)
}

/** @throws {Broken} when operations on the disk have no author, or not the one who made them */
export function checkClaims(stored: StoredRoom, personOf: ReadonlyMap<number, number>): void {
  const claimed = new Map<number, string>()
  for (const { client, authorId } of stored.claims) {
    hold(!claimed.has(client), `the client id ${client} has two authors`)
    claimed.set(client, authorId)
  }
  for (const client of Y.decodeStateVector(Y.encodeStateVector(documentOf(stored))).keys()) {
    const person = personOf.get(client)
    const author = person === undefined ? SERVER_AUTHOR : authorOf(person)
    hold(
      claimed.get(client) === author,
      `the client id ${client} of ‘${author}’ belongs to ‘${claimed.get(client)}’`,
    )
  }
}
