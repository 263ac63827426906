import { type BoardRecord, equalValues } from '@tablee/board'
import type { RecordsDiff, TLRecord, TLStore } from 'tldraw'
import { asBoardRecord } from '../board-record.ts'

/** Shortest time between two readings of a board, in ms: typing changes it with every letter. */
const READ_INTERVAL_MS = 200

/** How long nothing may have moved before a board is read for what moved, in ms: until then a hand is on it. */
const REST_MS = 200

/** Longest wait for that, in ms: on a busy board something always moves. */
const REST_MAX_MS = 2000

/** The shared records of a store, kept up with it. */
export interface FollowedRecords {
  /** The records as of the last round of changes that the store told. */
  readonly records: ReadonlyMap<string, BoardRecord>
  stop(): void
}

/**
 * Follows the shared records of a store, and tells when it is time to read them again: soon after what was written, came
 * or went; for what was only moved once it rests, since sixty readings a second would slow down the hand that moves it.
 */
export function followRecords(store: TLStore, onChange: () => void): FollowedRecords {
  const records = new Map<string, BoardRecord>()
  for (const record of Object.values(store.serialize('document')))
    records.set(record.id, asBoardRecord(record))
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastRead = Number.NEGATIVE_INFINITY
  /** When the board is read for what was written, and since when something moves unread. */
  let writtenDue = Number.POSITIVE_INFINITY
  let movesSince: number | null = null

  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    lastRead = performance.now()
    writtenDue = Number.POSITIVE_INFINITY
    movesSince = null
    onChange()
  }

  function onChanges(changes: RecordsDiff<TLRecord>): void {
    for (const record of Object.values(changes.added)) records.set(record.id, asBoardRecord(record))
    for (const [, record] of Object.values(changes.updated)) records.set(record.id, asBoardRecord(record))
    for (const { id } of Object.values(changes.removed)) records.delete(id)
    const now = performance.now()
    let due = writtenDue
    if (isOnlyMoved(changes)) {
      movesSince ??= now
      due = Math.min(due, Math.min(now + REST_MS, movesSince + REST_MAX_MS))
    } else {
      writtenDue = Math.min(writtenDue, Math.max(now, lastRead + READ_INTERVAL_MS))
      due = writtenDue
    }
    clearTimeout(timer)
    timer = setTimeout(tell, Math.max(0, due - now))
  }

  const stop = store.listen(({ changes }) => onChanges(changes), { scope: 'document' })
  return {
    records,
    stop() {
      stop()
      clearTimeout(timer)
    },
  }
}

/** Whether shapes changed their places and nothing else: the zone that the server writes on them follows from that. */
function isOnlyMoved({ added, updated, removed }: RecordsDiff<TLRecord>): boolean {
  for (const _ in added) return false
  for (const _ in removed) return false
  return Object.values(updated).every(
    ([from, to]) =>
      from.typeName === 'shape' &&
      to.typeName === 'shape' &&
      from.props === to.props &&
      isEqualButZone(from.meta, to.meta) &&
      from.parentId === to.parentId,
  )
}

function isEqualButZone(before: object, after: object): boolean {
  return before === after || equalValues({ ...before, zone: null }, { ...after, zone: null })
}
