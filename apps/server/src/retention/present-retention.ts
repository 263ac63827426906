import { allows, KEEP_MONTHS_MAX, type Membership, type Place, type Retention } from '@tablee/contract'
import type { Context } from '../context.ts'
import { dayOf } from './due-date.ts'
import { standingOf } from './standing.ts'
import { countRaw, findRetentionLogs, findRetentions, type RetentionRow } from './store.ts'

/** The most months that somebody may say in a cohort: an administrator what she likes, a coach less than is said above. */
export function monthsMax(
  memberships: readonly Membership[],
  row: Pick<RetentionRow, 'programmeMonths'>,
  instanceMonths: number,
): number {
  if (allows('retention.manage', memberships, {})) return KEEP_MONTHS_MAX
  return row.programmeMonths ?? instanceMonths
}

/** How long the raw boards of these cohorts are kept, as far as somebody looks after them. */
export async function presentRetentions(
  { db, config, now }: Pick<Context, 'db' | 'config' | 'now'>,
  memberships: readonly Membership[],
  cohortIds?: readonly string[],
): Promise<Retention[]> {
  const placeOf = (row: RetentionRow): Place => ({ programmeId: row.programmeId, cohortId: row.cohortId })
  const rows = (await findRetentions(db, cohortIds)).filter((row) =>
    allows('retention.manage', memberships, placeOf(row)),
  )
  const ids = rows.map(({ cohortId }) => cohortId)
  const logs = await findRetentionLogs(db, ids)
  const counts = await countRaw(db, ids)
  const today = dayOf(now())
  return rows.map((row) => {
    const log = logs.get(row.cohortId) ?? []
    return {
      ...row,
      ...standingOf(row, log, { today, instanceMonths: config.retentionMonths }),
      keepMonthsMax: monthsMax(memberships, row, config.retentionMonths),
      boards: counts.get(row.cohortId)?.boards ?? 0,
      snapshots: counts.get(row.cohortId)?.snapshots ?? 0,
      log,
    }
  })
}
