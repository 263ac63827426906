import { describe, expect, test } from 'vitest'
import { metaRoot } from '../layout.ts'
import { METHOD_KEY } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import { BoardRoom, type Peer } from '../testing/board-room.ts'
import { methodOfTest, named, zoneDefinition } from '../testing/definitions.ts'
import { arrowRecord, bindingRecord, noteRecord, zoneRecord } from '../testing/records.ts'

/** `few` takes two arrows within `left`; `kept` is locked and takes those from `left` to `right`. */
const METHOD = methodOfTest({
  sets: [{ id: 'tie', terms: [named('helps'), named('hinders')] }],
  zones: [
    zoneDefinition('left'),
    zoneDefinition('right'),
    zoneDefinition('few', { kind: 'link', options: { from: 'left', to: 'left', label: 'tie', max: 2 } }),
    zoneDefinition('kept', {
      kind: 'link',
      options: { from: 'left', to: 'right', label: 'tie', locked: true },
    }),
  ],
})

const ZONES = ['left', 'right', 'few', 'kept'] as const
const furniture = ZONES.map((id, at) =>
  zoneRecord(id, { x: at * 1_000, y: 0, w: 1_000, h: 1_000 }, `Z${'bcde'[at]}`),
)
const place = (zone: (typeof ZONES)[number], at: number) => ({
  x: ZONES.indexOf(zone) * 1_000 + 100,
  y: 100 + at,
})
const notes = [
  noteRecord({ id: 'shape:a', by: 'anna', text: 'a', ...place('left', 0), index: 'a1' }),
  noteRecord({ id: 'shape:b', by: 'anna', text: 'b', ...place('left', 10), index: 'a2' }),
  noteRecord({ id: 'shape:c', by: 'anna', text: 'c', ...place('right', 0), index: 'a3' }),
]

let lastIndex = 0
/** An arrow with its two bindings; `link` is the zone that it names. */
function arrow(id: string, by: string, [from, to]: readonly [string, string], link?: string): BoardRecord[] {
  lastIndex += 1
  const record = arrowRecord(`shape:${id}`, by, `b1${String.fromCharCode(65 + lastIndex)}`)
  return [
    { ...record, meta: { ...record.meta, ...(link && { link }) } },
    bindingRecord(`binding:${id}-s`, `shape:${id}`, `shape:${from}`, 'start'),
    bindingRecord(`binding:${id}-t`, `shape:${id}`, `shape:${to}`, 'end'),
  ]
}

function open(...records: BoardRecord[]) {
  lastIndex = 0
  const room = new BoardRoom([...furniture, ...notes, ...records], METHOD)
  return {
    room,
    anna: room.join({ actorId: 'anna', role: 'writer' }),
    coach: room.join({ actorId: 'coach', role: 'coach' }),
  }
}

const codes = (room: BoardRoom, id: string) =>
  room
    .tick()
    .refusals.filter(
      ({ recordId }) => recordId.startsWith(`shape:${id}`) || recordId.startsWith(`binding:${id}`),
    )
    .map(({ recordId, code }) => [recordId, code])
const isTied = (room: BoardRoom, id: string) => room.record(`binding:${id}`) !== null
const within = ['a', 'b'] as const
const across = ['a', 'c'] as const

describe('Z9 a link zone with room for so many arrows', () => {
  test('takes no more, whoever draws and whether she names the zone or not', () => {
    const { room, anna, coach } = open(...arrow('one', 'anna', within))
    anna.put(...arrow('two', 'anna', within, 'few'))
    expect(codes(room, 'two')).toEqual([])
    anna.put(...arrow('three', 'anna', within, 'few'))
    expect(codes(room, 'three')).toContainEqual(['shape:three', 'links_full'])
    expect([room.record('shape:three'), anna.record('shape:three')]).toEqual([null, null])
    coach.put(...arrow('four', 'coach', within))
    // an arrow that names no zone may stand where nothing ties it
    expect(codes(room, 'four')).toEqual([['binding:four-t', 'links_full']])
    expect([isTied(room, 'four-s'), isTied(room, 'four-t')]).toEqual([true, false])
  })

  test('of several in one update takes as many as there is room for', () => {
    const { room, anna } = open(...arrow('one', 'anna', within))
    anna.put(...arrow('two', 'anna', within, 'few'), ...arrow('three', 'anna', within, 'few'))
    expect(room.tick().refusals).toContainEqual({ recordId: 'shape:three', code: 'links_full' })
    expect([room.record('shape:two') !== null, room.record('shape:three')]).toEqual([true, null])
  })

  test('takes another once one was deleted, and a deleted one does not come back into a full zone', () => {
    const [one, two] = [arrow('one', 'anna', within), arrow('two', 'anna', within)]
    const { room, anna } = open(...one, ...two)
    anna.board.delete('shape:two')
    for (const end of ['s', 't']) anna.board.delete(`binding:two-${end}`)
    room.tick()
    anna.put(...arrow('three', 'anna', within, 'few'))
    expect(codes(room, 'three')).toEqual([])
    anna.put(...two)
    expect(codes(room, 'two').map(([, code]) => code)).toContain('links_full')
    expect(isTied(room, 'two-s') && isTied(room, 'two-t')).toBe(false)
  })

  test('an arrow that stands elsewhere is not tied into it, and neither by a tie that hides another', () => {
    const { room, anna, coach } = open(
      ...arrow('one', 'anna', within),
      ...arrow('two', 'anna', within),
      ...arrow('other', 'coach', across),
    )
    coach.set('binding:other-t', { 'f.toId': 'shape:b' })
    expect(codes(room, 'other')).toEqual([['binding:other-t', 'links_full']])
    expect(room.record('binding:other-t')).toMatchObject({ toId: 'shape:c' })
    // an end that is tied twice is that of the first binding: what comes after it hides nothing
    anna.put(...arrow('hid', 'anna', ['a', 'a']).slice(0, 1))
    anna.put(
      bindingRecord('binding:hid-a', 'shape:hid', 'shape:b', 'end'),
      bindingRecord('binding:hid-z', 'shape:hid', 'shape:shape-of-nobody', 'end'),
      bindingRecord('binding:hid-s', 'shape:hid', 'shape:a', 'start'),
    )
    expect(codes(room, 'hid')).toContainEqual(['binding:hid-s', 'links_full'])
    anna.put(
      bindingRecord('binding:hid-0', 'shape:hid', 'shape:c', 'end'),
      bindingRecord('binding:hid-s', 'shape:hid', 'shape:a', 'start'),
    )
    anna.board.delete('binding:hid-0')
    room.tick()
    expect(['hid-a', 'hid-s'].every((id) => isTied(room, id))).toBe(false)
  })

  test('counts an arrow that came into it because its note was moved, and lets it stand', () => {
    const { room, anna } = open(
      ...arrow('one', 'anna', within),
      ...arrow('two', 'anna', within),
      ...arrow('third', 'anna', ['b', 'c']),
    )
    anna.set('shape:c', { xf: ['page:page', 'a3', place('left', 20).x, place('left', 20).y, 0] })
    expect(room.tick().refusals).toEqual([])
    expect(isTied(room, 'third-t')).toBe(true)
    anna.board.delete('shape:one')
    room.tick()
    anna.put(...arrow('four', 'anna', within, 'few'))
    expect(codes(room, 'four')).toContainEqual(['shape:four', 'links_full'])
  })
})

describe('Z9 a locked link zone', () => {
  const words = (by: Peer) => by.set('shape:own', { 'm.c_label': 'helps', 'p.text': 'aide' })

  test('takes the arrows of a coach only', () => {
    const { room, anna, coach } = open()
    anna.put(...arrow('named', 'anna', across, 'kept'))
    expect(codes(room, 'named')).toContainEqual(['shape:named', 'zone_locked'])
    anna.put(...arrow('plain', 'anna', across))
    expect(codes(room, 'plain')).toEqual([['binding:plain-t', 'zone_locked']])
    coach.put(...arrow('own', 'coach', across, 'kept'))
    expect(codes(room, 'own')).toEqual([])
    words(coach)
    expect(codes(room, 'own')).toEqual([])
  })

  test('lets a writer say nothing on the arrow that she has there, but take it out', () => {
    const { room, anna } = open(...arrow('own', 'anna', across))
    anna.set('shape:own', { 'p.bend': 20 })
    expect(codes(room, 'own')).toEqual([])
    expect(room.record('shape:own')).toMatchObject({ props: { bend: 20 } })
    words(anna)
    expect(codes(room, 'own')).toEqual([['shape:own', 'zone_locked']])
    expect(room.record('shape:own')).toMatchObject({ props: { text: '' } })
    anna.set('binding:own-t', { 'f.toId': 'shape:b' })
    expect(codes(room, 'own')).toEqual([])
    words(anna)
    expect(codes(room, 'own')).toEqual([])
    anna.board.delete('shape:own')
    expect(room.tick().refusals).toEqual([])
  })

  test('is not given an arrow by its name either', () => {
    const { room, anna } = open(...arrow('own', 'anna', within))
    anna.set('shape:own', { 'm.link': 'kept', 'm.c_label': 'helps' })
    // its ends fit another zone: that one it stays in, whatever it says
    expect(codes(room, 'own')).toEqual([])
    anna.board.delete('binding:own-t')
    room.tick()
    anna.set('shape:own', { 'm.link': 'few' })
    room.tick()
    anna.set('shape:own', { 'm.link': 'kept' })
    expect(codes(room, 'own')).toEqual([['shape:own', 'zone_locked']])
  })

  test('is locked from the moment when the method of the board says so', () => {
    const { room, anna } = open()
    const free = METHOD.zones.map((zone) =>
      zone.id === 'kept' ? { ...zone, options: { ...zone.options, locked: false } } : zone,
    )
    room.edit((doc) => metaRoot(doc).set(METHOD_KEY, { ...METHOD, zones: free }))
    anna.put(...arrow('own', 'anna', across, 'kept'))
    expect(codes(room, 'own')).toEqual([])
    room.edit((doc) => metaRoot(doc).set(METHOD_KEY, METHOD))
    room.tick()
    words(anna)
    expect(codes(room, 'own')).toEqual([['shape:own', 'zone_locked']])
  })
})

test('a note that lies in a link zone takes no place of an arrow', () => {
  const { room, anna } = open()
  for (const at of [0, 1, 2])
    anna.put(
      noteRecord({
        id: `shape:n${at}`,
        by: 'anna',
        text: 'n',
        ...place('few', at * 10),
        index: `b9${'BCD'[at]}`,
      }),
    )
  expect(room.tick().refusals).toEqual([])
})
