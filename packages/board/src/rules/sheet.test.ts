import { expect, test } from 'vitest'
import { isShape } from '../record.ts'
import { plainToRichText, richTextToPlain } from '../rich-text.ts'
import { sheetRecord } from '../sheet.ts'
import { BoardRoom } from '../testing/board-room.ts'
import { zoneRecord } from '../testing/records.ts'

const SHEET = 'shape:sheet-why'
const zone = zoneRecord('why', { x: 0, y: 0, w: 600, h: 400 })

function open() {
  if (!isShape(zone)) throw new Error('the zone is no shape')
  const room = new BoardRoom([zone, sheetRecord(zone, 'a1', 'Libérer du temps.')])
  return {
    room,
    anna: room.join({ actorId: 'anna', role: 'writer' }),
    ben: room.join({ actorId: 'ben', role: 'writer' }),
    coach: room.join({ actorId: 'coach', role: 'coach' }),
    viewer: room.join({ actorId: 'viewer', role: 'viewer' }),
  }
}

test('B15 two writers type in one sheet and both keep their letters', () => {
  const { room, anna, ben } = open()
  anna.text(SHEET).insert(0, 'Pourquoi ? ')
  ben.text(SHEET).insert('Libérer du temps.'.length, ' Pour les stagiaires.')
  expect(room.tick().refusals).toEqual([])
  expect(richTextToPlain(room.record(SHEET)?.props?.['richText'])).toBe(
    'Pourquoi ? Libérer du temps. Pour les stagiaires.',
  )
})

test('B15 nothing else of a sheet is a writer’s', () => {
  const { room, anna } = open()
  const before = room.record(SHEET)
  anna.set(SHEET, { 'p.w': 1_000, xf: ['page:page', 'a1', 50, 50, 0], 'f.isLocked': false })
  expect(room.tick().refusals).toEqual([{ recordId: SHEET, code: 'furniture' }])
  anna.board.delete(SHEET)
  expect(room.tick().refusals).toEqual([{ recordId: SHEET, code: 'furniture' }])
  expect(room.record(SHEET)).toEqual(before)
  expect(anna.record(SHEET)).toEqual(before)
})

test('B15 a viewer types in no sheet', () => {
  const { room, viewer } = open()
  viewer.text(SHEET).insert(0, 'x')
  expect(room.tick().refusals).toEqual([{ recordId: SHEET, code: 'read_only' }])
})

test('B15 a writer makes no sheet of her own', () => {
  const { room, anna, coach } = open()
  const sheet = {
    ...sheetRecord({ ...zone, props: { ...zone.props, zoneId: 'other' } } as never, 'a2'),
    meta: { by: 'anna' },
  }
  anna.put(sheet)
  expect(room.tick().refusals).toEqual([{ recordId: sheet.id, code: 'furniture' }])
  coach.put({ ...sheet, meta: { furniture: true } })
  expect(room.tick().refusals).toEqual([])
})

test('a sheet’s text is put in its place letter by letter, not replaced', () => {
  const { room, anna } = open()
  anna.map(SHEET).set('rt', plainToRichText('x'))
  expect(room.tick().refusals).toEqual([{ recordId: SHEET, code: 'rich_text' }])
  expect(richTextToPlain(room.record(SHEET)?.props?.['richText'])).toBe('Libérer du temps.')
})
