import {
  authorOf,
  type BoardRecord,
  type BoardSnapshot,
  boardRoot,
  canonicalJson,
  isTouched,
  maskValue,
  withoutPerson,
} from '@tablee/board'
import * as Y from 'yjs'
import { maskOf } from '../erasure/person-words.ts'
import { indexBoard } from '../search/index-board.ts'
import { contentHash } from '../snapshots/read-snapshot-content.ts'
import type { Jobs } from './jobs.ts'
import { openBoard } from './open-board.ts'
import { readUpdates } from './read-job.ts'

/** Which records of a board are hers or speak of her. */
export function tracesJob({ updates, words, actorId }: Jobs['traces']['takes']): Jobs['traces']['gives'] {
  const doc = openBoard(updates)
  const person = { actorId, mask: maskOf(words) }
  const ids: string[] = []
  boardRoot(doc).forEach((map, id) => {
    if (map instanceof Y.Map && isTouched(map, person)) ids.push(id)
  })
  doc.destroy()
  return ids
}

/** A snapshot without her; null when it says nothing of her. */
export function eraseSnapshotJob({
  content,
  words,
  actorId,
}: Jobs['eraseSnapshot']['takes']): Jobs['eraseSnapshot']['gives'] {
  // takeSnapshot wrote it
  const snapshot = JSON.parse(content) as BoardSnapshot
  const person = { actorId, mask: maskOf(words) }
  const records: BoardRecord[] = snapshot.records.map((record) => withoutPerson(record, person))
  const { records: _records, ...rest } = snapshot
  const erased = canonicalJson({ ...(maskValue(rest, person.mask) as typeof rest), records })
  return erased === content ? null : { content: erased, hash: contentHash(erased) }
}

/** The notes of one actor, with what their cells say. */
export function notesOfJob({ from, actorId }: Jobs['notesOf']['takes']): Jobs['notesOf']['gives'] {
  // takeSnapshot wrote it
  const snapshot = 'content' in from ? (JSON.parse(from.content) as BoardSnapshot) : readUpdates(from.updates)
  const hers = new Set(snapshot.records.filter((record) => authorOf(record) === actorId).map(({ id }) => id))
  const { zones, items } = indexBoard(snapshot)
  return items
    .filter(({ id }) => hers.has(id))
    .map(({ zone, text }) => ({ zone: (zone === null ? null : zones[zone]?.title.fr) ?? '', text }))
}
