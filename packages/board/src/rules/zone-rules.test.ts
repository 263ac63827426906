import { getIndexAbove, type IndexKey } from '@tldraw/utils'
import { describe, expect, test } from 'vitest'
import { CURTAINS_KEY } from '../content/curtains.ts'
import { boardRoot, metaRoot } from '../layout.ts'
import { METHOD_KEY } from '../method.ts'
import { type BoardRecord, isShape } from '../record.ts'
import { plainToRichText } from '../rich-text.ts'
import { sheetRecord } from '../sheet.ts'
import { BoardRoom } from '../testing/board-room.ts'
import { methodOfTest, named, zoneDefinition } from '../testing/definitions.ts'
import { arrowRecord, noteRecord, shapeRecord, zoneRecord } from '../testing/records.ts'
import { zoneAreas, zoneOfShape } from '../zones.ts'

const METHOD = methodOfTest({
  sets: [
    { id: 'who', terms: [named('chief'), named('staff')] },
    { id: 'tie', terms: [named('helps'), named('hinders')] },
  ],
  zones: [
    zoneDefinition('free'),
    zoneDefinition('few', { options: { max: 2 } }),
    zoneDefinition('locked', { options: { locked: true } }),
    zoneDefinition('why', { kind: 'text', options: { max: 1 } }),
    zoneDefinition('rows', {
      kind: 'row',
      options: {
        scale: { min: 1, max: 5 },
        cols: [
          { ...named('need'), type: 'text', required: true },
          { ...named('who'), type: 'choice', set: 'who', required: true },
          { ...named('by'), type: 'date' },
          { ...named('weight'), type: 'score' },
          { ...named('effort'), type: 'score', scale: { min: 0, max: 3 } },
          { ...named('minutes'), type: 'number' },
          { ...named('from'), type: 'link' },
          { ...named('votes'), type: 'vote' },
        ],
      },
    }),
    zoneDefinition('names', {
      kind: 'row',
      options: {
        cols: [
          { ...named('name'), type: 'text' },
          { ...named('hours'), type: 'score' },
        ],
      },
    }),
    zoneDefinition('lanes', { options: { lane: 'names' } }),
    zoneDefinition('ties', { kind: 'link', options: { from: 'free', to: 'free', label: 'tie' } }),
  ],
})

/** Where the zones of the test board begin, from left to right; each is 500 wide and 1,000 high. */
const ZONES = ['free', 'few', 'locked', 'why', 'rows', 'names', 'lanes'] as const
type ZoneId = (typeof ZONES)[number]
const inside = (id: ZoneId, at = 0) => ({ x: ZONES.indexOf(id) * 500 + 100, y: 50 + at * 10 })
const furniture: BoardRecord[] = ZONES.map((id, at) =>
  zoneRecord(id, { x: at * 500, y: 0, w: 500, h: 1_000 }, `Z${String.fromCharCode(98 + at)}`),
)
const sheets = furniture
  .filter(isShape)
  .filter(({ props }) => props['zoneId'] === 'why' || props['zoneId'] === 'locked')
  .map((record, at) => sheetRecord(record, `Zx${at + 1}`, 'Notre mission.'))

/** The props of a figure of 100 by 100. */
const GEO = {
  geo: 'rectangle',
  w: 100,
  h: 100,
  growY: 0,
  dash: 'draw',
  url: '',
  color: 'black',
  labelColor: 'black',
  fill: 'none',
  size: 'm',
  font: 'draw',
  align: 'middle',
  verticalAlign: 'middle',
  scale: 1,
  richText: plainToRichText(''),
}

let lastIndex: IndexKey | null = null
const note = (id: string, by: string, zoneId: ZoneId, meta: Record<string, unknown> = {}) => {
  lastIndex = getIndexAbove(lastIndex)
  const record = noteRecord({ id: `shape:${id}`, by, text: id, ...inside(zoneId), index: lastIndex })
  return { ...record, meta: { ...record.meta, ...meta } }
}
const moved = (zoneId: ZoneId, at = 0, parent = 'page:page') => ({
  xf: [parent, `b1${String.fromCharCode(66 + at)}`, inside(zoneId, at).x, inside(zoneId, at).y, 0],
})

function open(...records: BoardRecord[]) {
  const room = new BoardRoom([...furniture, ...sheets, ...records], METHOD)
  const zoneOf = (id: string) => room.record(`shape:${id}`)?.meta?.['zone'] ?? null
  return {
    room,
    zoneOf,
    has: (id: string) => room.record(`shape:${id}`) !== null,
    meta: (id: string) => room.record(`shape:${id}`)?.meta ?? {},
    anna: room.join({ actorId: 'anna', role: 'writer' }),
    ben: room.join({ actorId: 'ben', role: 'writer' }),
    coach: room.join({ actorId: 'coach', role: 'coach' }),
  }
}
const refusal = (id: string, code: string) => ({ recordId: `shape:${id}`, code })

describe('Z1 a zone with room for so many', () => {
  test('takes no more, whoever asks; the rest of the update stays', () => {
    const { room, anna, coach, has } = open(note('a', 'anna', 'few'))
    anna.put(note('b', 'anna', 'few'), note('c', 'anna', 'few'), note('d', 'anna', 'free'))
    expect(room.tick().refusals).toEqual([refusal('c', 'zone_full')])
    expect([has('b'), has('c'), has('d')]).toEqual([true, false, true])
    expect(anna.record('shape:c')).toBeNull()
    coach.put(note('e', 'coach', 'few'))
    expect(room.tick().refusals).toEqual([refusal('e', 'zone_full')])
  })

  test('of two who take the last place at once the later one in the tick goes back', () => {
    const { room, anna, ben, has } = open(note('a', 'anna', 'few'))
    anna.put(note('b', 'anna', 'few'))
    ben.put(note('c', 'ben', 'few'))
    expect(room.tick().refusals).toEqual([refusal('c', 'zone_full')])
    expect([has('b'), has('c')]).toEqual([true, false])
  })

  test('sends an item that is moved in back to where it was, and lets it move within', () => {
    const { room, anna, zoneOf } = open(
      note('a', 'anna', 'few'),
      note('b', 'anna', 'few'),
      note('c', 'anna', 'free'),
    )
    const before = room.record('shape:c')
    anna.set('shape:c', moved('few', 3))
    anna.set('shape:a', moved('few', 4))
    expect(room.tick().refusals).toEqual([refusal('c', 'zone_full')])
    expect(room.record('shape:c')).toEqual(before)
    expect(anna.record('shape:c')).toEqual(before)
    expect(room.record('shape:a')).toMatchObject({ y: inside('few', 4).y })
    expect(zoneOf('c')).toBe('free')
  })

  test('has room again when one is deleted or moved out, also in the same update', () => {
    const { room, anna, ben, has, zoneOf } = open(note('a', 'anna', 'few'), note('b', 'anna', 'few'))
    anna.board.delete('shape:a')
    ben.put(note('c', 'ben', 'few'))
    expect(room.tick().refusals).toEqual([])
    anna.set('shape:b', moved('free'))
    anna.put(note('d', 'anna', 'few'))
    expect(room.tick().refusals).toEqual([])
    expect([has('c'), has('d'), zoneOf('b')]).toEqual([true, true, 'free'])
  })

  test('takes back no deleted item once it is full', () => {
    const a = note('a', 'anna', 'few')
    const { room, anna, ben, has } = open(a, note('b', 'anna', 'few'))
    anna.board.delete('shape:a')
    room.tick()
    ben.put(note('c', 'ben', 'few'))
    room.tick()
    anna.put(a)
    expect(room.tick().refusals).toEqual([refusal('a', 'zone_full')])
    expect(has('a')).toBe(false)
  })

  test('is not entered inside a frame either: the frame goes back with all that it holds', () => {
    const frame = shapeRecord(
      'shape:f',
      'frame',
      { ...inside('free'), index: 'a2', meta: { by: 'anna' } },
      { w: 250, h: 400, name: 'Famille', color: 'black' },
    )
    const child = (id: string, at: number) => ({
      ...note(id, 'anna', 'free'),
      parentId: 'shape:f',
      index: `a${at}`,
      x: 0,
      y: at,
    })
    const { room, anna, zoneOf } = open(frame, child('a', 1), child('b', 2), child('c', 3))
    anna.set('shape:f', moved('few'))
    expect(room.tick().refusals).toEqual([refusal('f', 'zone_full')])
    expect(room.record('shape:f')).toMatchObject(inside('free'))
    expect(['a', 'b', 'c'].map(zoneOf)).toEqual(['free', 'free', 'free'])
    anna.board.delete('shape:c')
    room.tick()
    anna.set('shape:f', moved('few'))
    expect(room.tick().refusals).toEqual([])
    expect(['a', 'b'].map(zoneOf)).toEqual(['few', 'few'])
    anna.put(note('d', 'anna', 'few'))
    expect(room.tick().refusals).toEqual([refusal('d', 'zone_full')])
  })

  test('knows the notes of a frame that comes with its notes in one update', () => {
    const { room, anna, has } = open(note('a', 'ben', 'few'))
    const child = { ...note('c', 'anna', 'few'), parentId: 'shape:f', x: 10, y: 10 }
    const other = { ...note('d', 'anna', 'few'), parentId: 'shape:f', x: 20, y: 20 }
    anna.put(
      child,
      other,
      shapeRecord(
        'shape:f',
        'frame',
        { ...inside('few'), index: 'a2', meta: { by: 'anna' } },
        { w: 250, h: 400, name: '', color: 'black' },
      ),
    )
    room.tick()
    expect([has('c'), has('d')].filter(Boolean)).toHaveLength(1)
  })

  test('keeps what it held before it had a bound', () => {
    const { room, anna, has } = open(...['a', 'b', 'c'].map((id) => note(id, 'anna', 'few')))
    anna.set('shape:a', moved('few', 5))
    expect(room.tick().refusals).toEqual([])
    anna.put(note('d', 'anna', 'few'))
    expect(room.tick().refusals).toEqual([refusal('d', 'zone_full')])
    expect(has('a')).toBe(true)
  })

  test('follows the method that the server puts on the board', () => {
    const { room, anna } = open()
    const zones = METHOD.zones.map((each) => (each.id === 'free' ? { ...each, options: { max: 1 } } : each))
    room.doc.transact(() => metaRoot(room.doc).set(METHOD_KEY, { ...METHOD, zones }))
    anna.put(note('a', 'anna', 'free'), note('b', 'anna', 'free'))
    expect(room.tick().refusals).toEqual([refusal('b', 'zone_full')])
  })
})

describe('Z2 a locked zone', () => {
  test('is written and entered by a coach only', () => {
    const { room, anna, coach, has, meta } = open(note('a', 'anna', 'free'), note('b', 'coach', 'locked'))
    anna.put(note('c', 'anna', 'locked'))
    anna.set('shape:a', moved('locked'))
    anna.text('shape:b').insert(0, 'x')
    anna.set('shape:b', { 'm.c_who': 'chief' })
    expect(room.tick().refusals).toEqual(
      expect.arrayContaining(['a', 'b', 'c'].map((id) => refusal(id, 'zone_locked'))),
    )
    expect([has('c'), meta('b')['c_who'], meta('a')['zone']]).toEqual([false, undefined, 'free'])
    expect(anna.record('shape:b')).toEqual(room.record('shape:b'))
    coach.put(note('d', 'coach', 'locked'))
    coach.text('shape:b').insert(0, 'x')
    expect(room.tick().refusals).toEqual([])
  })

  test('lets out what is a writer’s own, but does not let her write on it there', () => {
    const { room, anna, zoneOf } = open(note('a', 'anna', 'locked'))
    anna.set('shape:a', { 'p.color': 'blue' })
    expect(room.tick().refusals).toEqual([refusal('a', 'zone_locked')])
    anna.set('shape:a', moved('free'))
    expect(room.tick().refusals).toEqual([])
    expect(zoneOf('a')).toBe('free')
  })

  test('has a sheet on which a coach only types', () => {
    const { room, anna, coach } = open()
    anna.text('shape:sheet-locked').insert(0, 'x')
    anna.text('shape:sheet-why').insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal('sheet-locked', 'zone_locked')])
    coach.text('shape:sheet-locked').insert(0, 'y')
    expect(room.tick().refusals).toEqual([])
  })
})

test('Z3 a text zone holds its sheet and no note, a coach’s neither', () => {
  const { room, anna, coach, has, zoneOf } = open(note('a', 'anna', 'free'))
  anna.put(note('b', 'anna', 'why'))
  anna.set('shape:a', moved('why'))
  coach.put(note('c', 'coach', 'why'))
  expect(room.tick().refusals).toEqual(
    expect.arrayContaining(['a', 'b', 'c'].map((id) => refusal(id, 'zone_holds_one_text'))),
  )
  expect([has('b'), has('c'), zoneOf('a')]).toEqual([false, false, 'free'])
})

const frame = (id: string, by: string, place: Record<string, unknown> = {}) =>
  shapeRecord(
    `shape:${id}`,
    'frame',
    { index: 'a2', meta: { by }, ...place },
    { w: 250, h: 400, name: '', color: 'black' },
  )

describe('whoever writes to the board by herself', () => {
  const full = () => open(note('a', 'ben', 'few'), note('b', 'ben', 'few'), note('own', 'anna', 'free'))

  test.each([
    ['few', 'zone_full'],
    ['locked', 'zone_locked'],
    ['why', 'zone_holds_one_text'],
  ] as const)('R3 is judged by where a parent that nobody knows leaves it: in %s', (zoneId, code) => {
    const { room, anna, has, zoneOf } = full()
    anna.put({ ...note('x', 'anna', zoneId, { c_who: 'chief' }), parentId: 'shape:none' })
    anna.set('shape:own', moved(zoneId, 1, 'shape:none'))
    expect(room.tick().refusals).toEqual(expect.arrayContaining([refusal('x', code), refusal('own', code)]))
    expect([has('x'), zoneOf('own')]).toEqual([false, 'free'])
    anna.put({ ...note('y', 'anna', 'free'), parentId: 'shape:none' })
    expect(room.tick().refusals).toEqual([])
    expect(room.record('shape:y')).toMatchObject({ parentId: 'page:page', meta: { zone: 'free' } })
  })

  test('R3 is judged so in a frame that was deleted, and in frames that lie in each other', () => {
    const { room, anna, has, zoneOf } = full()
    anna.put(frame('gone', 'anna', inside('few')))
    room.tick()
    anna.board.delete('shape:gone')
    room.tick()
    anna.put({ ...note('x', 'anna', 'free'), parentId: 'shape:gone', x: 10, y: 10 })
    expect(room.tick().refusals).toEqual([refusal('x', 'zone_full')])
    for (const [one, two] of [
      ['f', 'g'],
      ['h', 'e'],
    ] as const) {
      anna.put(
        { ...note(`in-${one}`, 'anna', 'free'), parentId: `shape:${one}`, x: 10, y: 10 },
        { ...note(`in-${two}`, 'anna', 'free'), parentId: `shape:${two}`, x: 10, y: 10 },
        frame(one, 'anna', { ...inside('few'), parentId: `shape:${two}` }),
        frame(two, 'anna', { ...inside('few'), parentId: `shape:${one}` }),
      )
      room.tick()
      const entered = [`in-${one}`, `in-${two}`].filter((id) => has(id) && zoneOf(id) === 'few')
      expect(entered).toEqual([])
    }
  })

  test('R3 is judged so where frames lie too deep in each other, and where one is deleted and another moved', () => {
    const { room, anna, zoneOf } = full()
    const chain = (name: string, length: number, place: object) =>
      Array.from({ length }, (_, at) =>
        frame(`${name}${at}`, 'anna', {
          ...(at === 0 ? { ...place, index: `a2${name}` } : { index: 'a1' }),
          parentId: at === 0 ? 'page:page' : `shape:${name}${at - 1}`,
        }),
      )
    const deepNote = { ...note('deep', 'anna', 'free'), parentId: 'shape:q29', x: 10, y: 10 }
    anna.put(...chain('p', 30, inside('few')), ...chain('q', 30, inside('free')), deepNote)
    room.tick()
    expect(zoneOf('deep')).toBe('free')
    anna.set('shape:q0', { xf: ['shape:p29', 'a1', 0, 0, 0] })
    expect(room.tick().refusals).toEqual([refusal('q0', 'zone_full')])
    expect(zoneOf('deep')).toBe('free')
    anna.board.delete('shape:q1')
    anna.set('shape:q0', moved('few'))
    anna.board.delete('shape:q29')
    room.tick()
    expect(zoneOf('deep')).toBe('free')
  })

  test('carries nothing in on a note either', () => {
    const { room, anna, zoneOf } = full()
    anna.put({ ...note('child', 'anna', 'free'), parentId: 'shape:own', x: 0, y: 0 })
    room.tick()
    anna.set('shape:own', { xf: ['page:page', 'a5V', 5_000, 0, 0] })
    anna.set('shape:child', { xf: ['shape:own', 'a1', inside('few').x - 5_300, 60, 0] })
    expect(room.tick().refusals).toEqual([])
    anna.set('shape:own', { xf: ['page:page', 'a5V', 5_300, 0, 0] })
    expect(room.tick().refusals).toEqual([refusal('own', 'zone_full')])
    expect(zoneOf('child')).not.toBe('few')
  })

  test.each([
    ['its text', { 'p.growY': 600 }],
    ['its scale', { 'p.scale': 4 }],
  ])('grows no note by %s into a zone that is full; its words and colour stay', (_, grown) => {
    const { room, anna, zoneOf } = full()
    anna.put({ ...note('low', 'anna', 'few'), y: -300 })
    expect(room.tick().refusals).toEqual([])
    anna.set('shape:low', { ...grown, 'p.color': 'blue' })
    anna.text('shape:low').insert(0, 'x')
    expect(room.tick().refusals).toEqual([refusal('low', 'zone_full')])
    const kept = room.record('shape:low')
    expect(kept).toMatchObject({ props: { growY: 0, scale: 1, color: 'blue' } })
    expect(zoneOf('low')).toBeNull()
    expect(JSON.stringify(kept)).toContain('xlow')
    expect(anna.record('shape:low')).toEqual(kept)
  })

  test('grows a note that is another’s into no other zone at all, and her own where she may', () => {
    const { room, anna, ben, zoneOf } = open({ ...note('a', 'anna', 'free'), y: -300 })
    ben.text('shape:a').insert(0, 'x')
    ben.set('shape:a', { 'p.growY': 600 })
    expect(room.tick().refusals).toEqual([refusal('a', 'not_yours')])
    expect([zoneOf('a'), JSON.stringify(room.record('shape:a')).includes('xa')]).toEqual([null, true])
    ben.set('shape:a', { 'p.growY': 100 })
    expect(room.tick().refusals).toEqual([])
    anna.set('shape:a', { 'p.growY': 600 })
    expect(room.tick().refusals).toEqual([])
    expect(zoneOf('a')).toBe('free')
  })

  test('resizes a figure into a zone only where it may be moved', () => {
    const figure = shapeRecord('shape:fig', 'geo', { x: 5_000, y: 0, index: 'a9', meta: { by: 'anna' } }, GEO)
    const { room, anna, zoneOf } = open(note('a', 'ben', 'few'), note('b', 'ben', 'few'), {
      ...figure,
      x: inside('few').x,
      y: -300,
    })
    anna.set('shape:fig', { 'p.h': 900 })
    expect(room.tick().refusals).toEqual([refusal('fig', 'zone_full')])
    anna.set('shape:fig', { 'p.w': 1_100, 'p.h': 900 })
    expect(room.tick().refusals).toEqual([refusal('fig', 'zone_locked')])
    expect(zoneOf('fig')).toBeNull()
    anna.set('shape:fig', { ...moved('free', 5), 'p.h': 300 })
    expect(room.tick().refusals).toEqual([])
    expect([zoneOf('fig'), room.record('shape:fig')?.props?.['h']]).toEqual(['free', 300])
  })

  test('moves no frame that holds more than can be asked, where a zone may refuse', () => {
    const children = Array.from({ length: 501 }, (_, at) => ({
      ...note(`n${at}`, 'anna', 'free'),
      parentId: 'shape:f',
      x: at === 500 ? 0 : -4_000,
      y: 0,
    }))
    const { room, anna, zoneOf } = open(
      note('a', 'ben', 'few'),
      note('b', 'ben', 'few'),
      frame('f', 'anna', { x: 5_000, y: 0 }),
      ...children,
    )
    anna.set('shape:f', moved('few'))
    expect(room.tick().refusals).toEqual([refusal('f', 'zone_full')])
    expect(room.record('shape:f')).toMatchObject({ x: 5_000 })
    expect(zoneOf('n500')).toBeNull()
  })
})

describe('cells', () => {
  const row = () => open(note('r', 'anna', 'rows', { c_who: 'chief' }))

  test.each<[string, Record<string, unknown>]>([
    ['a term', { 'm.c_who': 'staff' }],
    ['words that the list does not have', { 'm.c_who': 'Chef d’équipe' }],
    ['a date', { 'm.c_by': '2027-03' }],
    ['a date in words', { 'm.c_by': 'bientôt' }],
    ['a score', { 'm.c_weight': 5 }],
    ['a score that was typed', { 'm.c_weight': '2,5' }],
    ['a score in words', { 'm.c_weight': 'beaucoup' }],
    ['a score of the column’s own scale', { 'm.c_effort': 0 }],
    ['a number, which has no scale', { 'm.c_minutes': 90 }],
    ['a link', { 'm.c_from': 'shape:a' }],
    ['words for a link', { 'm.c_from': 'le besoin d’hier' }],
    ['nothing, where nothing is asked', { 'm.c_by': '' }],
    ['the column of another zone', { 'm.c_label2': 'x' }],
  ])('Z5 take %s', (_, fields) => {
    const { room, ben } = row()
    ben.set('shape:r', fields)
    const code = 'm.c_label2' in fields ? [refusal('r', 'cell_unknown')] : []
    expect(room.tick().refusals).toEqual(code)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['Z4 a column that the method does not have', { 'm.c_colour': 'x' }, 'cell_unknown'],
    ['Z4 the column that the note’s own text fills', { 'm.c_need': 'x' }, 'cell_unknown'],
    ['Z5 a score beyond the scale', { 'm.c_weight': 6 }, 'cell_scale'],
    ['Z5 a score beyond the column’s own scale', { 'm.c_effort': 4 }, 'cell_scale'],
    ['Z5 a number beyond what anybody means', { 'm.c_minutes': 1e10 }, 'cell_value'],
    ['Z5 a typed score beyond the scale', { 'm.c_weight': '0' }, 'cell_scale'],
    ['Z5 a number for a choice', { 'm.c_who': 3 }, 'cell_value'],
    ['Z5 a link to no record', { 'm.c_from': 'shape:' }, 'cell_value'],
    ['Z5 dots, which a ballot gives', { 'm.c_votes': 7 }, 'cell_value'],
    ['Z6 nothing in a required column that was filled', { 'm.c_who': '' }, 'cell_required'],
    ['Z6 the removal of a required cell', { 'm.c_who': undefined }, 'cell_required'],
  ])('%s is refused', (_, fields, code) => {
    const { room, anna, ben } = row()
    ben.set('shape:r', { ...fields, 'm.c_by': '2027' })
    expect(room.tick().refusals).toEqual([refusal('r', code)])
    expect(room.record('shape:r')?.meta).toEqual({ by: 'anna', zone: 'rows', c_who: 'chief', c_by: '2027' })
    for (const peer of [anna, ben]) expect(peer.record('shape:r')).toEqual(room.record('shape:r'))
  })

  test('Z5 a score column of a method that says no scale takes hours and minutes', () => {
    const { room, anna, meta } = open(note('r', 'anna', 'names'))
    anna.set('shape:r', { 'm.c_hours': 90 })
    expect(room.tick().refusals).toEqual([])
    expect(meta('r')).toMatchObject({ c_hours: 90 })
  })

  test('Z6 a required column may stay empty, and the note may go', () => {
    const { room, anna, has } = open(note('r', 'anna', 'rows'))
    anna.set('shape:r', { 'm.c_who': 'chief' })
    room.tick()
    anna.board.delete('shape:r')
    expect(room.tick().refusals).toEqual([])
    expect(has('r')).toBe(false)
  })

  test('Z4 what a note says in one zone it still says in another, and may be changed there', () => {
    const { room, anna, meta } = row()
    anna.set('shape:r', moved('free'))
    room.tick()
    anna.set('shape:r', { 'm.c_who': '' })
    expect(room.tick().refusals).toEqual([])
    expect(meta('r')).toMatchObject({ zone: 'free', c_who: '' })
  })

  test('Z4 a note is not made with a cell that nobody reads', () => {
    const { room, anna } = open()
    anna.put(note('r', 'anna', 'rows', { c_colour: 'x' }))
    expect(room.tick().refusals).toEqual([refusal('r', 'cell_unknown')])
  })

  test('Z7 an arrow says a link zone of the method and a term of its list', () => {
    const { room, anna } = open()
    const arrow = arrowRecord('shape:t', 'anna')
    anna.put({ ...arrow, meta: { ...arrow.meta, link: 'ties', c_label: 'helps' } })
    expect(room.tick().refusals).toEqual([])
    anna.set('shape:t', { 'm.c_label': 'maybe' })
    expect(room.tick().refusals).toEqual([refusal('t', 'cell_value')])
    anna.set('shape:t', { 'm.link': 'free' })
    expect(room.tick().refusals).toEqual([refusal('t', 'cell_unknown')])
    anna.set('shape:t', { 'm.c_who': 'chief' })
    expect(room.tick().refusals).toEqual([refusal('t', 'cell_unknown')])
    expect(room.record('shape:t')?.meta).toMatchObject({ link: 'ties', c_label: 'helps' })
  })

  test('a board without a method takes any cell', () => {
    const room = new BoardRoom([note('r', 'anna', 'rows')])
    const anna = room.join({ actorId: 'anna', role: 'writer' })
    anna.set('shape:r', { 'm.c_colour': 'x' })
    expect(room.tick().refusals).toEqual([])
  })
})

describe('R7 slots of lanes that items name', () => {
  const slots = ({ room }: ReturnType<typeof open>, ...ids: string[]) =>
    ids.map((id) => room.record(`shape:${id}`)?.meta?.['slot'])

  test('are given in the order in which they come, and released with their item', () => {
    const opened = open(note('a', 'anna', 'names'), note('b', 'anna', 'names'))
    const { room, anna, ben } = opened
    expect(slots(opened, 'a', 'b')).toEqual([0, 1])
    anna.put(note('c', 'anna', 'names'))
    anna.board.delete('shape:a')
    room.tick()
    expect(slots(opened, 'b', 'c').sort()).toEqual([0, 1])
    ben.put(note('d', 'ben', 'names'))
    room.tick()
    expect(new Set(slots(opened, 'b', 'c', 'd'))).toEqual(new Set([0, 1, 2]))
  })

  test('stay an item’s own while it is away, unless another took it', () => {
    const opened = open(note('a', 'anna', 'names'), note('b', 'anna', 'names'))
    const { room, anna } = opened
    anna.set('shape:b', moved('free'))
    room.tick()
    anna.set('shape:b', moved('names'))
    room.tick()
    expect(slots(opened, 'a', 'b')).toEqual([0, 1])
    anna.set('shape:a', moved('free'))
    room.tick()
    anna.put(note('c', 'anna', 'names'))
    room.tick()
    anna.set('shape:a', moved('names', 2))
    room.tick()
    expect(slots(opened, 'a', 'b', 'c')).toEqual([2, 1, 0])
  })

  test('that two items claim are one’s only, also when a board is opened', () => {
    const opened = open(
      note('a', 'anna', 'names'),
      note('b', 'anna', 'names', { slot: 0 }),
      note('c', 'anna', 'names', { slot: 0 }),
    )
    expect(slots(opened, 'b')).toEqual([0])
    expect(new Set(slots(opened, 'a', 'b', 'c'))).toEqual(new Set([0, 1, 2]))
  })
})

const ROUNDS = 30
/** For one seed, which takes half a second on a machine that does nothing else. */
const TIMEOUT_MS = 60_000

/** A small seeded generator (mulberry32): a failing seed can be run again. */
function randomFrom(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

test.each([1, 2, 3, 4])(
  'whatever four people do with notes and frames at once, every zone keeps its rules (seed %i)',
  { timeout: TIMEOUT_MS },
  (seed) => {
    const random = randomFrom(seed)
    const { room, anna, ben, coach } = open()
    const peers = [anna, ben, coach, room.join({ actorId: 'clara', role: 'writer' })]
    let refused = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const peer of peers) {
        for (let n = random(4); n > 0; n -= 1) {
          const by = peer.author.actorId
          const zoneId = ZONES[random(ZONES.length)] ?? 'free'
          const own = [...peer.board.keys()].filter((id) => peer.record(id)?.meta?.['by'] === by)
          const id = own[random(own.length)]
          const action = random(9)
          const other = [own[random(own.length)] ?? '', 'shape:none', ...peer.board.keys()][random(9)] ?? ''
          const made = `${by}-${round}-${n}`
          if (action <= 1 || !id) peer.put(note(made, by, zoneId))
          else if (action === 5) peer.put({ ...note(made, by, zoneId), parentId: other, x: random(3_500) })
          else if (action === 6) {
            const { x, y } = inside(zoneId)
            const parentId = random(2) ? other : 'page:page'
            peer.put({ ...frame(made, by), x, y, parentId })
          } else if (action === 7) peer.set(id, moved(zoneId, random(20), other))
          else if (action === 8 && peer.record(id)?.type === 'note')
            peer.set(id, { 'p.growY': random(2) * 4_000, 'p.scale': 1 + random(8) })
          else if (action === 2) peer.board.delete(id)
          else if (action === 3) peer.set(id, moved(zoneId, random(20)))
          else if (peer.record(id)?.type === 'note')
            peer.set(id, { 'm.c_who': ['chief', 'Chef', '', 3][random(4)], 'm.c_weight': random(9) })
        }
      }
      refused += room.tick().refusals.length
      const records = new Map(
        [...boardRoot(room.doc).keys()].flatMap((id) => {
          const record = room.record(id)
          return record ? [[id, record] as const] : []
        }),
      )
      const areas = zoneAreas(records.values())
      const held = new Map<string, BoardRecord[]>()
      for (const record of records.values()) {
        if (record.type !== 'note') continue
        const zoneId = zoneOfShape(record, records, areas) ?? ''
        held.set(zoneId, [...(held.get(zoneId) ?? []), record])
        expect(record.meta?.['zone'] ?? '').toBe(zoneId)
      }
      expect(held.get('few')?.length ?? 0).toBeLessThanOrEqual(2)
      expect(held.get('why') ?? []).toEqual([])
      expect((held.get('locked') ?? []).filter(({ meta }) => meta?.['by'] !== 'coach')).toEqual([])
      const slots = (held.get('names') ?? []).map(({ meta }) => meta?.['slot'])
      expect(slots.every((slot) => typeof slot === 'number')).toBe(true)
      expect(new Set(slots).size).toBe(slots.length)
      for (const peer of peers) for (const [id, record] of records) expect(peer.record(id)).toEqual(record)
    }
    expect(refused).toBeGreaterThan(0)
  },
)

describe('Z8 before a zone with a curtain', () => {
  const hang = (room: BoardRoom, ...zoneIds: ZoneId[]) => {
    const curtain = { id: 'c', anonymous: true, sinceMs: 0, hidden: 0, reading: false }
    room.doc.transact(() =>
      metaRoot(room.doc).set(CURTAINS_KEY, Object.fromEntries(zoneIds.map((id) => [id, curtain]))),
    )
  }

  test('nobody creates an item, nor moves one in, whatever her role; elsewhere all goes on', () => {
    const { room, anna, coach, has, zoneOf } = open(note('a', 'anna', 'few'), note('old', 'ben', 'free'))
    hang(room, 'free')
    anna.put(note('b', 'anna', 'free'), note('c', 'anna', 'names'))
    anna.set('shape:a', moved('free'))
    coach.put(note('d', 'coach', 'free'))
    expect(room.tick().refusals).toEqual([
      refusal('b', 'zone_curtained'),
      refusal('a', 'zone_curtained'),
      refusal('d', 'zone_curtained'),
    ])
    expect([has('b'), has('c'), has('d'), has('old')]).toEqual([false, true, false, true])
    expect(zoneOf('a')).toBe('few')
  })

  test('what a frame carries does not come in either', () => {
    const { x, y } = inside('names')
    const frame = shapeRecord(
      'shape:f',
      'frame',
      { x, y, index: 'a1', meta: { by: 'anna' } },
      { w: 300, h: 300, name: '', color: 'black' },
    )
    const inFrame = { ...note('a', 'anna', 'names'), parentId: 'shape:f', x: 10, y: 10 }
    const { room, anna } = open(frame, inFrame)
    hang(room, 'free')
    anna.set('shape:f', moved('free'))
    expect(room.tick().refusals).toEqual([refusal('f', 'zone_curtained')])
  })

  test('what lay there changes, leaves, and comes back when it was deleted', () => {
    const { room, anna, has, zoneOf } = open(note('a', 'anna', 'free'), note('b', 'anna', 'free'))
    hang(room, 'free')
    const before = anna.record('shape:a')
    if (!before) throw new Error('no note')
    anna.board.delete('shape:a')
    anna.set('shape:b', moved('names'))
    expect(room.tick().refusals).toEqual([])
    expect([has('a'), zoneOf('b')]).toEqual([false, 'names'])
    anna.put(before)
    expect(room.tick().refusals).toEqual([])
    expect(zoneOf('a')).toBe('free')
  })

  test('all is as before once it is lifted', () => {
    const { room, anna, has } = open()
    hang(room, 'free')
    hang(room)
    anna.put(note('a', 'anna', 'free'))
    expect(room.tick().refusals).toEqual([])
    expect(has('a')).toBe(true)
  })
})
