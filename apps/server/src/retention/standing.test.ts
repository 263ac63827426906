import { describe, expect, test } from 'vitest'
import { addDays, addMonths } from './due-date.ts'
import { standingOf } from './standing.ts'
import type { RetentionAct, RetentionRow } from './store.ts'

const ROW: RetentionRow = {
  cohortId: 'cohort',
  cohortName: 'Cohorte',
  programmeId: 'programme',
  programmeName: 'Programme',
  endedOn: '2026-01-31',
  keepMonths: null,
  programmeMonths: null,
  pausedAt: null,
  pauseReason: '',
  erasedAt: null,
}
const told = (day: string, act: RetentionAct['act'] = 'due'): RetentionAct => ({
  act,
  at: `${day}T03:00:00.000Z`,
  facts: {},
})
const on = (today: string, row: Partial<RetentionRow> = {}, log: readonly RetentionAct[] = []) =>
  standingOf({ ...ROW, ...row }, log, { today, instanceMonths: 24 })

test('months end with the month that has no such day', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
  expect(addMonths('2026-11-30', 24)).toBe('2028-11-30')
  expect(addDays('2026-12-15', 30)).toBe('2027-01-14')
})

describe('where raw boards stand', () => {
  test('R1 the cohort says how long, else its programme, else the instance', () => {
    expect(on('2026-03-01')).toMatchObject({
      keepMonths: 24,
      saidBy: 'instance',
      state: 'kept',
      dueOn: '2028-01-31',
    })
    expect(on('2026-03-01', { programmeMonths: 12 })).toMatchObject({ keepMonths: 12, saidBy: 'programme' })
    expect(on('2026-03-01', { programmeMonths: 12, keepMonths: 6 })).toMatchObject({
      keepMonths: 6,
      saidBy: 'cohort',
      dueOn: '2026-07-31',
    })
  })

  test('R2 without an end nothing is ever due', () => {
    expect(on('2099-01-01', { endedOn: null })).toMatchObject({ state: 'open', dueOn: null })
  })

  test('R3 on its day and not a day before, when the notice is thirty days old', () => {
    const log = [told('2027-12-31')]
    expect(on('2027-12-31').state).toBe('kept')
    expect(on('2028-01-01').state).toBe('soon')
    expect(on('2028-01-30', {}, log)).toMatchObject({ state: 'soon', dueOn: '2028-01-31' })
    expect(on('2028-01-31', {}, log)).toMatchObject({ state: 'due', dueOn: '2028-01-31' })
  })

  test('R3 an end of years ago still gives thirty days, and another decision gives them anew', () => {
    expect(on('2031-05-01')).toMatchObject({ state: 'soon', dueOn: '2031-05-31' })
    expect(on('2031-05-30', {}, [told('2031-05-01')]).state).toBe('soon')
    expect(on('2031-05-31', {}, [told('2031-05-01')]).state).toBe('due')
    const resumed = [told('2031-05-20', 'resumed'), told('2031-05-01')]
    expect(on('2031-05-31', {}, resumed)).toMatchObject({ state: 'soon', dueOn: '2031-06-30' })
  })

  test('R4 what is paused is not due, and what is gone is gone', () => {
    const log = [told('2027-12-31')]
    expect(on('2029-01-01', { pausedAt: '2028-01-02T00:00:00.000Z' }, log).state).toBe('paused')
    expect(on('2029-01-01', { erasedAt: '2028-02-01T00:00:00.000Z' }, log)).toMatchObject({
      state: 'erased',
      dueOn: null,
    })
  })
})
