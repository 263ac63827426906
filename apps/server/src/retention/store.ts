import { type RetentionState, retentionFactsSchema } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import type { RetentionTables } from './tables.ts'

/** What was decided about keeping a cohort's raw boards. */
export interface RetentionRow {
  readonly cohortId: string
  readonly cohortName: string
  readonly programmeId: string
  readonly programmeName: string
  readonly endedOn: string | null
  readonly keepMonths: number | null
  readonly programmeMonths: number | null
  readonly pausedAt: string | null
  readonly pauseReason: string
  readonly erasedAt: string | null
}

/** One line of the log of decisions. */
export interface RetentionAct {
  readonly act: RetentionTables['retention_log']['act']
  readonly at: string
  readonly facts: z.infer<typeof retentionFactsSchema>
}

/** All cohorts, or some, with what was decided about them. */
export async function findRetentions(
  db: Kysely<Database>,
  cohortIds?: readonly string[],
): Promise<RetentionRow[]> {
  if (cohortIds?.length === 0) return []
  const query = db
    .selectFrom('cohort')
    .innerJoin('programme', 'programme.id', 'cohort.programme_id')
    .leftJoin('retention', 'retention.cohort_id', 'cohort.id')
    .leftJoin('programme_retention', 'programme_retention.programme_id', 'cohort.programme_id')
    .select([
      'cohort.id as cohortId',
      'cohort.name as cohortName',
      'programme.id as programmeId',
      'programme.name as programmeName',
      'retention.ended_on as endedOn',
      'retention.keep_months as keepMonths',
      'programme_retention.keep_months as programmeMonths',
      'retention.paused_at as pausedAt',
      'retention.pause_reason as pauseReason',
      'retention.erased_at as erasedAt',
    ])
    .orderBy('programme.name')
    .orderBy('cohort.name')
    .orderBy('cohort.id')
  const rows = await (cohortIds === undefined ? query : query.where('cohort.id', 'in', cohortIds)).execute()
  return rows.map(({ pauseReason, ...row }) => ({ ...row, pauseReason: pauseReason ?? '' }))
}

/** Keeps what is decided about a cohort. */
export async function updateRetention(
  db: Kysely<Database>,
  cohortId: string,
  change: Partial<Omit<RetentionTables['retention'], 'cohort_id'>>,
): Promise<void> {
  await db
    .insertInto('retention')
    .values({
      cohort_id: cohortId,
      ended_on: null,
      keep_months: null,
      paused_at: null,
      pause_reason: '',
      erased_at: null,
      ...change,
    })
    .onConflict((conflict) =>
      // an update of nothing is none
      conflict.column('cohort_id').doUpdateSet({ cohort_id: cohortId, ...change }),
    )
    .execute()
}

/** Keeps how long the raw boards of a programme's cohorts are kept; null: as the instance says. */
export async function setProgrammeMonths(
  db: Kysely<Database>,
  programmeId: string,
  keepMonths: number | null,
): Promise<void> {
  if (keepMonths === null) {
    await db.deleteFrom('programme_retention').where('programme_id', '=', programmeId).execute()
    return
  }
  await db
    .insertInto('programme_retention')
    .values({ programme_id: programmeId, keep_months: keepMonths })
    .onConflict((conflict) => conflict.column('programme_id').doUpdateSet({ keep_months: keepMonths }))
    .execute()
}

/** Writes a line into the log of decisions. */
export async function logRetention(
  db: Kysely<Database>,
  { cohortId, personId, at, ...entry }: RetentionAct & { cohortId: string; personId: string | null },
): Promise<void> {
  await db
    .insertInto('retention_log')
    .values({
      id: newId(),
      cohort_id: cohortId,
      act: entry.act,
      person_id: personId,
      facts: JSON.stringify(retentionFactsSchema.parse(entry.facts)),
      at,
    })
    .execute()
}

/** The log of each of these cohorts, the latest first. */
export async function findRetentionLogs(
  db: Kysely<Database>,
  cohortIds: readonly string[],
): Promise<ReadonlyMap<string, RetentionAct[]>> {
  const logs = new Map<string, RetentionAct[]>(cohortIds.map((id) => [id, []]))
  if (cohortIds.length === 0) return logs
  const rows = await db
    .selectFrom('retention_log')
    .select(['cohort_id', 'act', 'facts', 'at'])
    .where('cohort_id', 'in', cohortIds)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  for (const { cohort_id, facts, ...row } of rows)
    logs.get(cohort_id)?.push({ ...row, facts: retentionFactsSchema.parse(JSON.parse(facts)) })
  return logs
}

/** How many raw boards and snapshots each of these cohorts has. */
export async function countRaw(
  db: Kysely<Database>,
  cohortIds: readonly string[],
): Promise<ReadonlyMap<string, { boards: number; snapshots: number }>> {
  const counts = new Map(cohortIds.map((id) => [id, { boards: 0, snapshots: 0 }]))
  if (cohortIds.length === 0) return counts
  for (const [table, name] of [
    ['board', 'boards'],
    ['snapshot', 'snapshots'],
  ] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['cohort_id', (row) => row.fn.countAll<number | string>().as('count')])
      .where('cohort_id', 'in', cohortIds)
      .groupBy('cohort_id')
      .execute()
    for (const { cohort_id, count } of rows) {
      const counted = counts.get(cohort_id)
      if (counted) counted[name] = Number(count)
    }
  }
  return counts
}

/** Where a cohort stands on a day. */
export interface Standing {
  readonly state: RetentionState
  readonly keepMonths: number
  readonly saidBy: 'cohort' | 'programme' | 'instance'
  readonly dueOn: string | null
}
