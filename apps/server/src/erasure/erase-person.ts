import type { ErasureCounts } from '@tablee/contract'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import { AppError, notFound } from '../errors.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { eraseFromDeletedNotes } from './erase-deleted-notes.ts'
import { eraseFromDrafts, eraseFromStatements } from './erase-drafts.ts'
import { ERASE_ORDER } from './erase-order.ts'
import { eraseFromRoster } from './erase-roster.ts'
import { eraseFromSnapshots } from './erase-snapshots.ts'
import { casesNaming, noteCases } from './erased-cases.ts'
import { forgetPerson } from './forget-person.ts'
import { maskOf } from './person-words.ts'
import { insertErasure, type PersonSubject } from './store.ts'
import { subjectOf } from './subject-of.ts'
import { type Masks, maskRows } from './text-places.ts'
import { wordsAt } from './words-at.ts'

/**
 * Begins to erase a person: in one transaction she has no right, no session and no row any more, and what is still to be
 * gone through is kept, sealed, so that no crash forgets it. @returns the erasure's id
 * @throws {AppError} `not_found`, `last_admin`
 */
export async function beginErasure(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'kicks' | 'now'>,
  { personId, askedBy }: { personId: string; askedBy: string | null },
): Promise<string> {
  const { db, dialect, kicks } = context
  const id = await erasing(db, dialect, async (transaction) => {
    const subject = await subjectOf(context, transaction, personId)
    if (!subject) throw notFound()
    const erasureId = await insertErasure(context, transaction, {
      subject,
      askedBy: askedBy === personId ? null : askedBy,
    })
    await forgetPerson(context, transaction, subject)
    return erasureId
  })
  kicks.send({ authorId: personId }, 'rights_changed')
  return id
}

/** Rounds through rows and snapshots: what somebody changes between its being read and written is left to the next. */
const ROUNDS_MAX = 5

/**
 * Goes through everything that is not a row of hers, until a round finds nothing. Each step may be done again: one that a
 * crash cut short finds less to do. @returns what it went through
 */
export async function erasePersonEverywhere(
  context: Context,
  erasureId: string,
  subject: PersonSubject,
): Promise<ErasureCounts> {
  const { boards, records } = await eraseFromBoards(context, erasureId)
  const counts = { boards, records, snapshots: 0, rows: 0 }
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const found = await eraseFromRows(context, subject)
    counts.records += found.records
    counts.snapshots += found.snapshots
    counts.rows += found.rows
    if (found.records + found.snapshots + found.rows > 0) continue
    const naming = await casesNaming(context, subject)
    await noteCases(
      context.db,
      erasureId,
      naming.map(({ caseId }) => caseId),
    )
    return { ...counts, publicCases: naming.filter(({ spread }) => spread === 'public').length }
  }
  throw new Error('what is to be erased is written again and again')
}

async function eraseFromRows(
  context: Context,
  subject: PersonSubject,
): Promise<Pick<ErasureCounts, 'records' | 'snapshots' | 'rows'>> {
  const { db, dialect } = context
  const masks = await masksOf(context, subject)
  const records = await eraseFromDeletedNotes(context, subject)
  const snapshots = await eraseFromSnapshots(context, subject)
  const drafts = await eraseFromDrafts(context, subject)
  const statements = await eraseFromStatements(context, subject)
  const roster = await eraseFromRoster(context, subject, masks)
  const rows = await maskRows(db, masks, (change) => erasing(db, dialect, change))
  return { records, snapshots, rows: rows + drafts + statements + roster }
}

async function eraseFromBoards(
  context: Context,
  erasureId: string,
): Promise<{ boards: number; records: number }> {
  const all = await context.db.selectFrom('board').select('id').orderBy('id').execute()
  let boards = 0
  let records = 0
  for (const { id: boardId } of all) {
    const erased = await onBoard(context, { boardId, erasureId })
    if (erased > 0) boards += 1
    records += erased
  }
  return { boards, records }
}

/** A board that was deleted meanwhile is no trouble. */
async function onBoard(context: Context, order: { boardId: string; erasureId: string }): Promise<number> {
  try {
    return (await giveOrder(context, ERASE_ORDER, order)).records
  } catch (error) {
    const { db } = context
    const room = await db
      .selectFrom('sync_room')
      .select('id')
      .where('id', '=', order.boardId)
      .executeTakeFirst()
    if (room === undefined && !(error instanceof AppError)) return 0
    throw error
  }
}

async function masksOf({ db }: Pick<Context, 'db'>, subject: PersonSubject): Promise<Masks> {
  const elsewhere = maskOf(await wordsAt(db, subject, null))
  const own = new Map(
    await Promise.all(
      subject.cohortIds.map(async (id) => [id, maskOf(await wordsAt(db, subject, id))] as const),
    ),
  )
  return { maskIn: (cohortId) => (cohortId === null ? elsewhere : (own.get(cohortId) ?? elsewhere)) }
}
