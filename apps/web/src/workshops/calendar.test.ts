import type { ListedWorkshop } from '@tablee/contract'
import { expect, test } from 'vitest'
import { byMonth, calendarOf } from './calendar.ts'
import { fieldOfMoment, momentOfField } from './local-moment.ts'

const session = (title: string, startsAt: string, meetings: readonly [string, string][] = []) =>
  ({
    id: title,
    title,
    startsAt,
    meetings: meetings.map(([organisation, meetsAt]) => ({
      boardId: organisation,
      title,
      organisation,
      meetsAt,
    })),
  }) as unknown as ListedWorkshop // what the calendar does not read is left out

test('sessions and the meetings between them stand in the order of the year, month by month', () => {
  const entries = calendarOf([
    session('Intervision 1', '2027-01-12T09:00:00.000Z', [
      ['Quai', '2027-02-20T13:00:00.000Z'],
      ['Ferme', '2027-01-28T13:00:00.000Z'],
    ]),
    session('Intervision 2', '2027-02-09T09:00:00.000Z'),
  ])
  const names = entries.map((entry) =>
    entry.kind === 'session' ? entry.workshop.title : `${entry.meeting.organisation} (${entry.of.title})`,
  )
  expect(names).toEqual(['Intervision 1', 'Ferme (Intervision 1)', 'Intervision 2', 'Quai (Intervision 1)'])
  expect(byMonth(entries).map(({ entries: each }) => each.length)).toEqual([2, 2])
})

test('a moment goes into a field and comes out of it the same; one that is not complete is none', () => {
  expect(momentOfField(fieldOfMoment('2027-02-20T13:05:00.000Z'))).toBe('2027-02-20T13:05:00.000Z')
  expect(momentOfField('')).toBeNull()
  expect(momentOfField('2027-02')).not.toBe('2027-02')
})
