import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { DATABASE_FILE } from '../db/open-read-only.ts'

/**
 * Up to this size the file is written anew at once, in bytes: about a second, in which nothing is saved and nobody is
 * told so. A larger one waits until nobody is on a board.
 */
const AT_ONCE_MAX_BYTES = 256 * 1024 * 1024
/** How long writing it anew may take, in ms. */
const REWRITE_TIMEOUT_MS = 30 * 60_000
/** Memory of the thread that does it, in MB; SQLite's own pages are outside of it. */
const HEAP_MAX_MB = 64

/** What became of the pages: written anew, not yet, or (on PostgreSQL) the operator's to do. */
export type PagesOutcome = 'clean' | 'later' | 'operator'

/**
 * Leaves nothing of deleted rows in SQLite's file and its write-ahead log (SPEC.md P1): written anew by a thread, while
 * this process keeps its one connection to itself, so that whoever wants the database waits without holding up the event
 * loop. On PostgreSQL only `npm run erasures -- clean` does the like, since it locks each table (P2).
 */
export async function cleanPages({
  config,
  db,
  dialect,
  background,
  rooms,
}: Pick<Context, 'config' | 'db' | 'dialect' | 'background' | 'rooms'>): Promise<PagesOutcome> {
  if (dialect === 'postgres') return 'operator'
  const file = join(config.dataDir, DATABASE_FILE)
  const { size } = await stat(file)
  if (size > AT_ONCE_MAX_BYTES && rooms.counts.peers > 0) return 'later'
  // a thread of its own: what waits for the other one may first have to read the database, which is kept from it
  const thread = background.another({ jobTimeoutMs: REWRITE_TIMEOUT_MS, heapMaxMb: HEAP_MAX_MB })
  try {
    const isClean = await db.connection().execute(() => thread.run('rewrite', () => ({ takes: { file } })))
    return isClean ? 'clean' : 'later'
  } finally {
    await thread.close()
  }
}
