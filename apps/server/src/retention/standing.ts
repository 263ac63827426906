import { RETENTION_NOTICE_DAYS } from '@tablee/contract'
import { addDays, addMonths, dayOf } from './due-date.ts'
import type { RetentionAct, RetentionRow, Standing } from './store.ts'

/** Decisions after which the notice is given anew. */
const CHANGES: readonly RetentionAct['act'][] = ['end_set', 'months_set', 'resumed']

/**
 * Where a cohort's raw boards stand on a day (SPEC.md R1 to R4). Nothing is erased before its coaches were told for
 * thirty days, whatever end somebody writes down and however long ago that was.
 */
export function standingOf(
  row: RetentionRow,
  log: readonly RetentionAct[],
  { today, instanceMonths }: { today: string; instanceMonths: number },
): Standing {
  const keepMonths = row.keepMonths ?? row.programmeMonths ?? instanceMonths
  const saidBy = row.keepMonths !== null ? 'cohort' : row.programmeMonths !== null ? 'programme' : 'instance'
  const own = { keepMonths, saidBy } as const
  if (row.erasedAt !== null) return { ...own, state: 'erased', dueOn: null }
  if (row.endedOn === null) return { ...own, state: 'open', dueOn: null }
  const wanted = addMonths(row.endedOn, keepMonths)
  const toldAt = noticeOf(log)
  const told = addDays(toldAt === null ? today : dayOf(Date.parse(toldAt)), RETENTION_NOTICE_DAYS)
  const dueOn = wanted > told ? wanted : told
  if (row.pausedAt !== null) return { ...own, state: 'paused', dueOn }
  if (toldAt !== null && today >= dueOn) return { ...own, state: 'due', dueOn }
  return { ...own, state: addDays(today, RETENTION_NOTICE_DAYS) >= wanted ? 'soon' : 'kept', dueOn }
}

/** When the coaches were told that it comes; null while nobody was, or something was decided since. */
export function noticeOf(log: readonly RetentionAct[]): string | null {
  const told = log.find(({ act }) => act === 'due')
  if (!told) return null
  const isOver = log.some(({ act, at }) => CHANGES.includes(act) && at > told.at)
  return isOver ? null : told.at
}
