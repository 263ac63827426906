import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { respondentOf } from '../ballots/respondent.ts'
import { lockAdmins, requireAnAdmin } from '../cohorts/membership-store.ts'
import { nameKey } from '../cohorts/name-key.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { listPersonNames } from '../publication/roster-store.ts'
import type { PersonSubject } from './store.ts'

/** Begins what stands in the place of a person's id where rows of hers must stay apart from others'. */
const GONE = 'gone-'
/** An hour of an ISO date: what an unsigned comment says of its moment. */
const HOUR_LENGTH = '2026-11-28T09'.length

/**
 * Takes away all that ties anything to a person, in one transaction of `erasing`: her rights and sessions first of all,
 * then her address and password, her roles, the marks of who wrote, voted, read and decided, and her row. What she wrote
 * stays as nobody's.
 * @throws {AppError} `last_admin` when no administrator would remain.
 */
export async function forgetPerson(
  context: Pick<Context, 'config'>,
  transaction: Kysely<Database>,
  subject: PersonSubject,
): Promise<void> {
  const { personId, email } = subject
  await lockAdmins(transaction)
  const roles = await transaction
    .deleteFrom('membership')
    .where('person_id', '=', personId)
    .returning('role')
    .execute()
  if (roles.some(({ role }) => role === 'admin')) await requireAnAdmin(transaction)
  await forgetClaims(transaction, personId)
  await forgetVotes(transaction, subject)
  await forgetMoments(transaction, personId)
  for (const table of ['roster_entry', 'case_draft'] as const)
    await transaction
      .updateTable(table)
      .set({ created_by: gone() })
      .where('created_by', '=', personId)
      .execute()
  await transaction
    .updateTable('case_publication')
    .set({ published_by: gone() })
    .where('published_by', '=', personId)
    .execute()
  await forgetRosterNames(context, transaction, subject)
  for (const trace of [email, personId])
    if (trace !== null)
      await transaction
        .deleteFrom('verification')
        .where((is) => is.or([is('identifier', 'like', `%${trace}%`), is('value', 'like', `%${trace}%`)]))
        .execute()
  // sessions, ways to sign in, mentions, passes, hidden notes, readings and hands go with it; authors become null
  await transaction.deleteFrom('person').where('id', '=', personId).execute()
}

/** Which client of a board's document was hers: another name in each room, so that rooms cannot be put together. */
export async function forgetClaims(transaction: Kysely<Database>, personId: string): Promise<void> {
  const rooms = await transaction
    .selectFrom('sync_claim')
    .select('room_id')
    .distinct()
    .where('author_id', '=', personId)
    .execute()
  for (const { room_id } of rooms)
    await transaction
      .updateTable('sync_claim')
      .set({ author_id: gone() })
      .where('room_id', '=', room_id)
      .where('author_id', '=', personId)
      .execute()
}

/** What she gave stays counted; whoever knows a board's key and her id finds it no more. */
async function forgetVotes(
  transaction: Kysely<Database>,
  { personId, cohortIds }: PersonSubject,
): Promise<void> {
  if (cohortIds.length === 0) return
  const ballots = await transaction
    .selectFrom('ballot')
    .innerJoin('board', 'board.id', 'ballot.board_id')
    .select(['ballot.id', 'board.actor_key'])
    .where('board.cohort_id', 'in', cohortIds)
    .execute()
  for (const { id, actor_key } of ballots)
    await transaction
      .updateTable('ballot_cast')
      .set({ respondent: gone() })
      .where('ballot_id', '=', id)
      .where('respondent', '=', respondentOf(actor_key, id, personId))
      .execute()
}

/** A comment of hers says of its moment what an unsigned one says: the hour. */
async function forgetMoments(transaction: Kysely<Database>, personId: string): Promise<void> {
  const comments = await transaction
    .selectFrom('comment')
    .select(['id', 'created_at'])
    .where('person_id', '=', personId)
    .execute()
  for (const { id, created_at } of comments)
    await transaction
      .updateTable('comment')
      .set({ created_at: `${created_at.slice(0, HOUR_LENGTH)}:00:00.000Z` })
      .where('id', '=', id)
      .execute()
}

/** What editors wrote down of her, and what she was called once: no text holds her name when the erasure is over. */
async function forgetRosterNames(
  context: Pick<Context, 'config'>,
  transaction: Kysely<Database>,
  { names, personId }: PersonSubject,
): Promise<void> {
  await transaction.deleteFrom('former_name').where('subject_id', '=', personId).execute()
  const keys = new Set(names.map(nameKey))
  for (const { table, id, name } of await listPersonNames(context, transaction, { cohortId: null }))
    if (keys.has(nameKey(name))) await transaction.deleteFrom(table).where('id', '=', id).execute()
}

function gone(): string {
  return `${GONE}${randomBytes(12).toString('base64url')}`
}
