import type { Context } from '../context.ts'
import { findSubject, insertErasure, listOpenErasures } from '../erasure/store.ts'
import { dayOf } from './due-date.ts'
import { noticeOf, standingOf } from './standing.ts'
import { findRetentionLogs, findRetentions, logRetention } from './store.ts'

/**
 * Looks which raw boards are due: those whose time comes soon are announced, those whose notice is over are handed over to
 * be erased. One process of the database does this at a time (erasure/SPEC.md E2). @returns how many were handed over
 */
export async function findDue(context: Context): Promise<number> {
  const { db, config, now } = context
  const rows = await findRetentions(db)
  const logs = await findRetentionLogs(
    db,
    rows.map(({ cohortId }) => cohortId),
  )
  const today = dayOf(now())
  const due: string[] = []
  for (const row of rows) {
    const log = logs.get(row.cohortId) ?? []
    const standing = standingOf(row, log, { today, instanceMonths: config.retentionMonths })
    if (standing.state === 'due') due.push(row.cohortId)
    else if (standing.state === 'soon' && noticeOf(log) === null)
      await logRetention(db, {
        cohortId: row.cohortId,
        personId: null,
        act: 'due',
        at: new Date(now()).toISOString(),
        facts: { endedOn: row.endedOn, keepMonths: standing.keepMonths },
      })
  }
  const known = new Set<string>()
  for (const { id } of due.length > 0 ? await listOpenErasures(db) : []) {
    const subject = await findSubject(context, id)
    if (subject?.kind === 'cohort') known.add(subject.cohortId)
  }
  const fresh = due.filter((id) => !known.has(id))
  for (const cohortId of fresh)
    await insertErasure(context, db, { subject: { kind: 'cohort', cohortId }, askedBy: null })
  return fresh.length
}
