import { setTimeout } from 'node:timers/promises'
import type { UpdateLog } from '@tablee/sync'

/** A log that tells what it is doing. */
export interface WatchedLog extends UpdateLog {
  readonly counts: { appends: number; compactions: number; compacting: number }
}

/** Counts what a log does; `appendDelayMs` makes its disk slow. */
export function watchedLog(log: UpdateLog, appendDelayMs: number): WatchedLog {
  const counts = { appends: 0, compactions: 0, compacting: 0 }
  return {
    counts,
    create: (room, seed) => log.create(room, seed),
    load: (room) => log.load(room),
    async append(batches) {
      if (appendDelayMs > 0) await setTimeout(appendDelayMs)
      await log.append(batches)
      counts.appends += 1
    },
    async compact(room, compaction) {
      counts.compacting += 1
      try {
        await log.compact(room, compaction)
        counts.compactions += 1
      } finally {
        counts.compacting -= 1
      }
    },
    remove: (room) => log.remove(room),
  }
}
