import type { ZoneResult } from '@tablee/board'
import type { Ballot, BallotKind, BallotVoter, Cast } from '@tablee/contract'
import type { Kysely, Selectable } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import type { BallotTables } from './tables.ts'

/** A ballot as it is stored. */
export interface BallotRow extends Ballot {
  readonly boardId: string
  /** The keys that may be named, where the method gives them. */
  readonly keys: readonly string[] | null
  /** What it came to, by zone; null while it is open. */
  readonly results: Readonly<Record<string, ZoneResult>> | null
  readonly revision: number
  readonly toldRevision: number
}

/** What a new ballot is made of. */
export interface NewBallot {
  id: string
  boardId: string
  zoneIds: readonly [string, ...string[]]
  kind: BallotKind
  voter: BallotVoter
  budget: number | null
  perItem: number | null
  scale: { min: number; max: number } | null
  keys: readonly string[] | null
}

/**
 * Keeps a new ballot; it is open. Fails with a unique violation when one is open on its first zone; of its other zones
 * the caller sees to that.
 */
export async function insertBallot(db: Kysely<Database>, ballot: NewBallot, now: number): Promise<void> {
  const { zoneIds } = ballot
  await db
    .insertInto('ballot')
    .values({
      id: ballot.id,
      board_id: ballot.boardId,
      zone_id: zoneIds[0],
      zone_ids: zoneIds.length > 1 ? JSON.stringify(zoneIds) : null,
      kind: ballot.kind,
      state: 'open',
      voter: ballot.voter,
      budget: ballot.budget,
      per_item: ballot.perItem,
      scale_min: ballot.scale?.min ?? null,
      scale_max: ballot.scale?.max ?? null,
      keys: ballot.keys && JSON.stringify(ballot.keys),
      result: null,
      revision: 1,
      told_revision: 0,
      opened_at: new Date(now).toISOString(),
      closed_at: null,
    })
    .execute()
}

/** Keeps others from opening a ballot on a board until the transaction ends: two may name the same zone among several. */
export async function holdBallotsOfBoard(
  db: Kysely<Database>,
  dialect: DialectName,
  boardId: string,
): Promise<void> {
  const board = db.selectFrom('board').select('id').where('id', '=', boardId)
  // SQLite has one writer at a time anyway
  if (dialect !== 'sqlite') await board.forUpdate().execute()
}

/** One ballot of a board. */
export async function findBallot(
  db: Kysely<Database>,
  { boardId, id }: { boardId: string; id: string },
): Promise<BallotRow | null> {
  const row = await db
    .selectFrom('ballot')
    .selectAll()
    .where('id', '=', id)
    .where('board_id', '=', boardId)
    .executeTakeFirst()
  return row ? toBallot(row) : null
}

/** The ballots of a board, oldest first. */
export async function findBallotsOfBoard(db: Kysely<Database>, boardId: string): Promise<BallotRow[]> {
  const rows = await db
    .selectFrom('ballot')
    .selectAll()
    .where('board_id', '=', boardId)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  return rows.map(toBallot)
}

/** The zones of a board on which a ballot is open, or was opened since a moment. */
export async function findZonesOpenedSince(
  db: Kysely<Database>,
  boardId: string,
  sinceMs: number,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('ballot')
    .selectAll()
    .where('board_id', '=', boardId)
    .where((is) => is.or([is('state', '=', 'open'), is('opened_at', '>=', new Date(sinceMs).toISOString())]))
    .execute()
  return new Set(rows.flatMap((row) => toBallot(row).zoneIds))
}

/** The open ballots of a board, oldest first, with how many have given something. */
export async function findOpenBallots(
  db: Kysely<Database>,
  boardId: string,
): Promise<{ id: string; zoneId: string; voters: number }[]> {
  const rows = await db
    .selectFrom('ballot')
    .leftJoin('ballot_cast', 'ballot_cast.ballot_id', 'ballot.id')
    .select((row) => [
      'ballot.id as id',
      'ballot.zone_id as zoneId',
      row.fn.sum<number | string | null>('ballot_cast.voices').as('voters'),
    ])
    .where('ballot.board_id', '=', boardId)
    .where('ballot.state', '=', 'open')
    .groupBy(['ballot.id', 'ballot.zone_id', 'ballot.opened_at'])
    .orderBy('ballot.opened_at')
    .orderBy('ballot.id')
    .execute()
  return rows.map(({ voters, ...row }) => ({ ...row, voters: Number(voters ?? 0) }))
}

/** The boards whose facts do not say yet what became of a ballot. */
export async function findUntoldBoards(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('ballot')
    .select('board_id')
    .distinct()
    .whereRef('told_revision', '<', 'revision')
    .execute()
  return rows.map(({ board_id }) => board_id)
}

/** The board's facts say so, up to this revision. */
export async function markTold(
  db: Kysely<Database>,
  ballots: readonly Pick<BallotRow, 'id' | 'revision'>[],
): Promise<void> {
  for (const { id, revision } of ballots)
    await db
      .updateTable('ballot')
      .set({ told_revision: revision })
      .where('id', '=', id)
      .where('told_revision', '<', revision)
      .execute()
}

/** What one person gave; null for nothing yet. */
export async function findCast(
  db: Kysely<Database>,
  ballotId: string,
  respondent: string,
): Promise<Cast | null> {
  const row = await db
    .selectFrom('ballot_cast')
    .select('votes')
    .where('ballot_id', '=', ballotId)
    .where('respondent', '=', respondent)
    .executeTakeFirst()
  // Only `putCast` writes it.
  return row ? (JSON.parse(row.votes) as Cast) : null
}

/** One ballot that was given, and how many people's voices are on it. */
export interface KeptCast {
  readonly votes: Cast
  readonly voices: number
}

/** What everybody gave, in no order that says who. */
export async function findCasts(
  db: Kysely<Database>,
  ballotId: string,
): Promise<(KeptCast & { readonly respondent: string })[]> {
  const rows = await db
    .selectFrom('ballot_cast')
    .select(['respondent', 'votes', 'voices'])
    .where('ballot_id', '=', ballotId)
    .orderBy('respondent')
    .execute()
  // Only `putCast` writes it.
  return rows.map((row) => ({ ...row, votes: JSON.parse(row.votes) as Cast }))
}

/**
 * Keeps what one person gives in the place of what she gave before; says when it is not kept: the ballot has been closed,
 * or something else than `known` stands there. Inside a transaction: what is kept before the closing counts, and nothing
 * after it.
 */
export async function putCast(
  db: Kysely<Database>,
  dialect: DialectName,
  cast: { ballotId: string; respondent: string; votes: Cast; voices?: number; known?: Cast | undefined },
): Promise<'kept' | 'closed' | 'overtaken'> {
  const { known } = cast
  if (!(await holdOpen(db, dialect, cast.ballotId, known === undefined ? 'shared' : 'alone'))) return 'closed'
  if (known !== undefined) {
    const stored = (await findCast(db, cast.ballotId, cast.respondent)) ?? {}
    if (!isSameCast(stored, known)) return 'overtaken'
  }
  const kept = { votes: JSON.stringify(cast.votes), voices: cast.voices ?? 1 }
  await db
    .insertInto('ballot_cast')
    .values({ ballot_id: cast.ballotId, respondent: cast.respondent, ...kept })
    .onConflict((conflict) => conflict.columns(['ballot_id', 'respondent']).doUpdateSet(kept))
    .execute()
  return 'kept'
}

function isSameCast(a: Cast, b: Cast): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** Takes back what was given; false when the ballot has been closed. Inside a transaction, as `putCast`. */
export async function removeCast(
  db: Kysely<Database>,
  dialect: DialectName,
  { ballotId, respondent }: { ballotId: string; respondent: string },
): Promise<boolean> {
  if (!(await holdOpen(db, dialect, ballotId, 'shared'))) return false
  await db
    .deleteFrom('ballot_cast')
    .where('ballot_id', '=', ballotId)
    .where('respondent', '=', respondent)
    .execute()
  return true
}

/** Whether a ballot is open, and stays so until the transaction ends; `alone` keeps others from giving anything meanwhile. */
async function holdOpen(
  db: Kysely<Database>,
  dialect: DialectName,
  id: string,
  how: 'shared' | 'alone',
): Promise<boolean> {
  const open = db.selectFrom('ballot').select('id').where('id', '=', id).where('state', '=', 'open')
  // SQLite has one writer at a time anyway
  const held = dialect === 'sqlite' ? open : how === 'alone' ? open.forUpdate() : open.forShare()
  return (await held.executeTakeFirst()) !== undefined
}

/** Closes an open ballot; false when it was closed before. Inside a transaction, before its casts are counted. */
export async function markClosed(db: Kysely<Database>, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('ballot')
    .set((row) => ({
      state: 'closed',
      closed_at: new Date(now).toISOString(),
      revision: row('revision', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Keeps what a closed ballot came to, by zone. */
export async function keepResults(
  db: Kysely<Database>,
  { id, zoneIds, zoneId }: Pick<BallotRow, 'id' | 'zoneIds' | 'zoneId'>,
  results: Readonly<Record<string, ZoneResult>>,
): Promise<void> {
  await db
    .updateTable('ballot')
    .set({ result: JSON.stringify(zoneIds.length > 1 ? results : results[zoneId]) })
    .where('id', '=', id)
    .execute()
}

/**
 * Changes the terms of an open ballot in which nobody has given anything; false when somebody has, or it has been closed.
 * Inside a transaction.
 */
export async function changeTerms(
  db: Kysely<Database>,
  dialect: DialectName,
  { id, budget, perItem, voter }: Pick<BallotRow, 'id' | 'budget' | 'perItem' | 'voter'>,
): Promise<boolean> {
  if (!(await holdOpen(db, dialect, id, 'alone'))) return false
  if ((await countVoices(db, id)) > 0) return false
  await db
    .updateTable('ballot')
    .set((row) => ({ budget, per_item: perItem, voter, revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
  return true
}

/** How many people or organisations have given something so far. */
export async function countVoices(db: Kysely<Database>, ballotId: string): Promise<number> {
  const { voices } = await db
    .selectFrom('ballot_cast')
    .select((row) => row.fn.sum<number | string | null>('voices').as('voices'))
    .where('ballot_id', '=', ballotId)
    // who took everything back has given nothing
    .where('votes', '<>', '{}')
    .executeTakeFirstOrThrow()
  return Number(voices ?? 0)
}

function toBallot(row: Selectable<BallotTables['ballot']>): BallotRow {
  // All JSON is written by this store alone.
  const zoneIds = row.zone_ids === null ? [row.zone_id] : (JSON.parse(row.zone_ids) as string[])
  return {
    id: row.id,
    boardId: row.board_id,
    zoneId: row.zone_id,
    zoneIds,
    kind: row.kind,
    state: row.state,
    voter: row.voter,
    budget: row.budget,
    perItem: row.per_item,
    scale:
      row.scale_min === null || row.scale_max === null ? null : { min: row.scale_min, max: row.scale_max },
    keys: row.keys === null ? null : (JSON.parse(row.keys) as string[]),
    results: row.result === null ? null : resultsOf(row.result, row),
    revision: row.revision,
    toldRevision: row.told_revision,
  }
}

function resultsOf(
  json: string,
  { zone_id, zone_ids }: Pick<BallotTables['ballot'], 'zone_id' | 'zone_ids'>,
): Record<string, ZoneResult> {
  return zone_ids === null
    ? { [zone_id]: JSON.parse(json) as ZoneResult }
    : (JSON.parse(json) as Record<string, ZoneResult>)
}
