import { setTimeout as pause } from 'node:timers/promises'
import type { BoardRecord } from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../context.ts'
import { type DeletedNote, forgetOldDeleted, insertDeleted } from './deleted-store.ts'

/** Pauses before notes that could not be kept are kept again, in ms; after them storage is the lesser worry. */
const RETRIES_MS = [500, 2_000, 10_000] as const
/** How often a process deletes what has been kept long enough, in ms. */
const SWEEP_EVERY_MS = 3_600_000

/** Keeps what people take off boards, so that who leads can put it back. */
interface DeletedNotes {
  /** Called when it is on disk that somebody took it away; never throws. */
  keep(boardId: string, record: BoardRecord, by: { own: boolean }): void
  /** Resolves when all is kept, or given up. */
  close(): Promise<void>
}

/** Starts to keep them in the database: all of a board that go in one tick at once. */
export function startDeletedNotes(
  { db, dialect, now }: Pick<Context, 'db' | 'dialect' | 'now'>,
  logger: FastifyBaseLogger,
): DeletedNotes {
  const keeping = new Set<Promise<void>>()
  const closed = new AbortController()
  /** What went in this tick, by board and record. */
  let going = new Map<string, Map<string, DeletedNote>>()
  /** When; one moment for all, so that what went together comes back together. */
  let goingAt = ''

  async function keepAll(boardId: string, notes: readonly DeletedNote[]): Promise<void> {
    for (const pauseMs of [...RETRIES_MS, null]) {
      try {
        await insertDeleted({ db, dialect }, boardId, notes)
        return
      } catch (err) {
        if (pauseMs === null || closed.signal.aborted) {
          logger.warn({ err, boardId, notes: notes.length }, 'deleted notes could not be kept')
          return
        }
        await pause(pauseMs, undefined, { signal: closed.signal, ref: false }).catch(() => undefined)
      }
    }
  }
  function follow(work: Promise<void>): void {
    const followed = work.finally(() => keeping.delete(followed))
    keeping.add(followed)
  }
  function keepWhatWent(): void {
    const went = going
    going = new Map()
    for (const [boardId, notes] of went) follow(keepAll(boardId, [...notes.values()]))
  }
  function sweep(): void {
    follow(
      forgetOldDeleted({ db, dialect }, now()).catch((err: unknown) =>
        logger.warn({ err }, 'old deleted notes could not be forgotten; trying again'),
      ),
    )
  }
  const timer = setInterval(sweep, SWEEP_EVERY_MS)
  timer.unref()
  return {
    keep(boardId, record, { own }) {
      if (record.type !== 'note') return
      if (going.size === 0) {
        goingAt = new Date(now()).toISOString()
        setImmediate(keepWhatWent)
      }
      const notes = going.get(boardId) ?? new Map<string, DeletedNote>()
      going.set(boardId, notes.set(record.id, { record, own, deletedAt: goingAt }))
    },
    async close() {
      clearInterval(timer)
      closed.abort()
      keepWhatWent()
      await Promise.all(keeping)
    },
  }
}
