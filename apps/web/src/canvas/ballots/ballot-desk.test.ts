import { readContent } from '@tablee/board'
import { zoneRecord } from '@tablee/board/testing'
import { expect, test } from 'vitest'
import { tableMethod } from '../testing/table-method.ts'
import { firstShown, LIST, votedZones } from './ballot-desk.ts'

const OPEN = { id: 'b1', kind: 'dots', budget: 3, perItem: null, scale: null }
const CLOSED = { kind: 'dots', voters: 3, totals: {} }

function contentWith(facts: Record<string, unknown>) {
  const zone = tableMethod().zones.find(({ id }) => id === 'needs')
  if (!zone) throw new Error('the method has a zone with votes')
  const method = { ...tableMethod(), zones: [zone, { ...zone, id: 'more' }] }
  const records = new Map(
    ['needs', 'more'].map((id, at) => {
      const record = zoneRecord(id, { x: at * 2000, y: 0, w: 1200, h: 1000 })
      return [record.id, record] as const
    }),
  )
  return readContent({ records, method, facts: new Map(Object.entries(facts)), lang: 'fr' })
}

test('a participant sees the zones where a vote is open or closed; who leads also those where one can be opened', () => {
  const content = contentWith({ 'ballot:needs': OPEN })
  const states = (mayRun: boolean) =>
    votedZones(content, { mayRun }).map(({ part, state }) => `${part.zone.id} ${state}`)
  expect(states(false)).toEqual(['needs open'])
  expect(states(true)).toEqual(['needs open', 'more none'])
  expect(votedZones(contentWith({ 'result:more': CLOSED }), { mayRun: false })).toMatchObject([
    { kind: 'dots', state: 'closed' },
  ])
})

test('who asks for the votes comes to the one that is open, else to the list', () => {
  const shown = (facts: Record<string, unknown>, mayRun = true) =>
    firstShown(votedZones(contentWith(facts), { mayRun }))
  expect(shown({ 'ballot:more': OPEN })).toBe('more')
  expect(shown({})).toBe(LIST)
  expect(shown({ 'result:more': CLOSED }, false)).toBe('more')
  expect(shown({ 'ballot:more': OPEN, 'ballot:needs': { ...OPEN, id: 'b2' } })).toBe(LIST)
  const shared = { ...OPEN, zones: ['needs', 'more'] }
  expect(shown({ 'ballot:needs': shared, 'ballot:more': shared })).toBe('needs')
})
