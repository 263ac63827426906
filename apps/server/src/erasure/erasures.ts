import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { lookRegularly, type RegularLook } from '../look-regularly.ts'
import { eraseCohort } from '../retention/erase-cohort.ts'
import { findDue } from '../retention/find-due.ts'
import { SealBroken } from '../vault/seal.ts'
import { cleanPages } from './clean-pages.ts'
import { erasePersonEverywhere } from './erase-person.ts'
import { type ErasureRow, findSubject, listOpenErasures, NO_COUNTS, setCleaning, setDone } from './store.ts'

/** How often a process looks whether something is to be erased, in ms: what a crash or a withdrawal left. */
const LOOK_EVERY_MS = 15_000
/** How often it looks which raw boards are due, in ms: a matter of days. */
const LOOK_FOR_DUE_EVERY_MS = 3_600_000
/** How long one that stopped waits before it is gone through again, in ms: all boards are folded each time. */
const TRY_AGAIN_AFTER_MS = 10 * 60_000
/** The key of PostgreSQL's advisory lock; "erase" as a number. */
const ERASE_LOCK = 0x65_72_61_73_65

/**
 * Erases what was asked for, and the raw boards whose time is over, one after the other, in one process of all
 * (SPEC.md E2).
 */
export function startErasures(context: Context, logger: FastifyBaseLogger): RegularLook {
  const { db } = context
  /** Those that stopped, and from when on they are tried again. */
  const notBefore = new Map<string, number>()
  let lookedForDueAt = Number.NEGATIVE_INFINITY

  async function work(isOver: () => boolean): Promise<void> {
    if (context.now() - lookedForDueAt >= LOOK_FOR_DUE_EVERY_MS) {
      lookedForDueAt = context.now()
      const due = await findDue(context)
      if (due > 0) logger.info({ cohorts: due }, 'raw boards are due')
    }
    for (const erasure of await listOpenErasures(db)) {
      if (isOver()) return
      if (erasure.state !== 'working' || (notBefore.get(erasure.id) ?? 0) > performance.now()) continue
      await goThrough(erasure)
    }
    const left = await listOpenErasures(db)
    if (!isOver()) await finish(left)
  }

  async function goThrough(erasure: ErasureRow): Promise<void> {
    try {
      const subject = await findSubject(context, erasure.id)
      if (subject?.kind === 'person') {
        const counts = await erasePersonEverywhere(context, erasure.id, subject)
        await setCleaning(db, erasure.id, counts)
        logger.info({ erasureId: erasure.id, ...counts }, 'person erased from rows, boards and snapshots')
      } else if (subject?.kind === 'cohort') {
        await eraseCohort(context, subject.cohortId)
        logger.info({ erasureId: erasure.id, cohortId: subject.cohortId }, 'raw boards erased')
        await setCleaning(db, erasure.id, NO_COUNTS)
      } else await setCleaning(db, erasure.id, erasure.counts)
    } catch (err) {
      notBefore.set(erasure.id, performance.now() + TRY_AGAIN_AFTER_MS)
      if (err instanceof SealBroken)
        logger.error({ erasureId: erasure.id }, 'an erasure cannot be read: the secret key is another one')
      else logger.error({ err, erasureId: erasure.id }, 'an erasure stopped; it goes on later')
    }
  }

  async function finish(open: readonly ErasureRow[]): Promise<void> {
    const waiting = open.filter(({ state }) => state === 'cleaning')
    if (waiting.length === 0) return
    const outcome = await cleanPages(context)
    if (outcome === 'operator') return
    logger.info({ outcome, waiting: waiting.length }, 'the pages of the database were looked at')
    if (outcome === 'clean') await setDone(db, waiting, context.now())
  }

  return lookRegularly({
    everyMs: LOOK_EVERY_MS,
    work: (isOver) => alone(context, () => work(isOver)),
    failed: (err) => logger.warn({ err }, 'what is to be erased could not be read; trying again'),
  })
}

/** Runs work unless another process of the database does the same; on SQLite there is none. */
async function alone(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  work: () => Promise<void>,
): Promise<void> {
  if (dialect === 'sqlite') return work()
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      taken: boolean
    }>`select pg_try_advisory_lock(${ERASE_LOCK}) as taken`.execute(connection)
    if (rows[0]?.taken !== true) return
    try {
      await work()
    } finally {
      await sql`select pg_advisory_unlock(${ERASE_LOCK})`.execute(connection)
    }
  })
}
