import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { metaRoot } from '../layout.ts'
import { richTextToPlain } from '../rich-text.ts'
import type { Peer } from '../testing/board-room.ts'
import { expectRefused, NOTE, openRoom, ZONE } from '../testing/expect-refused.ts'
import { arrowRecord, bindingRecord, groupRecord, noteRecord, zoneRecord } from '../testing/records.ts'

function textOf(peer: Peer, id: string): string {
  return richTextToPlain(peer.record(id)?.props?.['richText'])
}

describe('B1 a viewer changes nothing', () => {
  test('neither creates', () => {
    expectRefused(({ viewer }) => {
      viewer.put(noteRecord({ id: 'shape:x', by: 'viewer' }))
      return { by: viewer, id: 'shape:x' }
    }, 'read_only')
  })
  test('nor types', () => {
    expectRefused(({ viewer }) => {
      viewer.text(NOTE).insert(0, 'x')
      return { by: viewer, id: NOTE }
    }, 'read_only')
  })
  test('nor deletes', () => {
    expectRefused(({ viewer }) => {
      viewer.board.delete(NOTE)
      return { by: viewer, id: NOTE }
    }, 'read_only')
  })
})

describe('B2 document, page and facts are the server’s', () => {
  test('a coach cannot rename the page', () => {
    expectRefused(({ coach }) => {
      coach.set('page:page', { 'f.name': 'x' })
      return { by: coach, id: 'page:page' }
    }, 'document_record')
  })
  test('a coach cannot delete the document record', () => {
    expectRefused(({ coach }) => {
      coach.board.delete('document:document')
      return { by: coach, id: 'document:document' }
    }, 'document_record')
  })
  test('a coach cannot add a page', () => {
    expectRefused(({ coach }) => {
      coach.put({ id: 'page:two', typeName: 'page', name: 'two', index: 'a2', meta: {} })
      return { by: coach, id: 'page:two' }
    }, 'document_record')
  })
  test('the facts are put back', () => {
    const { room, coach } = openRoom()
    const before = metaRoot(room.doc).toJSON()
    metaRoot(coach.doc).set('template', 'other')
    metaRoot(coach.doc).set('extra', 1)
    metaRoot(coach.doc).delete('version')
    expect(room.tick().refusals).toContainEqual({ recordId: 'meta', code: 'document_record' })
    expect(metaRoot(room.doc).toJSON()).toEqual(before)
    expect(metaRoot(coach.doc).toJSON()).toEqual(before)
  })
})

describe('B3 furniture is the coach’s', () => {
  const attempts: Record<string, (peer: Peer) => void> = {
    move: (peer) => peer.set(ZONE, { xf: ['page:page', 'Zz', 5, 5, 0] }),
    unlock: (peer) => peer.set(ZONE, { 'f.isLocked': false }),
    disown: (peer) => peer.set(ZONE, { 'm.furniture': undefined }),
    'give it a new base': (peer) => peer.map(ZONE).set('b', { ...peer.record(ZONE), isLocked: false }),
    delete: (peer) => peer.board.delete(ZONE),
    replace: (peer) => peer.put({ ...zoneRecord('macro', { x: 9, y: 9, w: 9, h: 9 }) }),
  }
  test.each(Object.entries(attempts).filter(([name]) => name !== 'give it a new base'))(
    'a writer cannot %s it',
    (_, attempt) => {
      expectRefused(({ anna }) => {
        attempt(anna)
        return { by: anna, id: ZONE }
      }, 'furniture')
    },
  )
  test('a writer cannot give it a new base', () => {
    expectRefused(({ anna }) => {
      attempts['give it a new base']?.(anna)
      return { by: anna, id: ZONE }
    }, 'schema')
  })
  test('a writer cannot create a zone', () => {
    expectRefused(({ anna }) => {
      const zone = zoneRecord('mine', { x: 0, y: 0, w: 9, h: 9 })
      anna.put({ ...zone, meta: { by: 'anna' } })
      return { by: anna, id: zone.id }
    }, 'furniture')
  })
  test('a writer cannot turn her note into furniture', () => {
    expectRefused(({ anna }) => {
      anna.set(NOTE, { 'm.furniture': true })
      return { by: anna, id: NOTE }
    }, 'furniture')
  })
  test('a coach moves, creates and deletes it', () => {
    const { room, coach, anna } = openRoom()
    coach.set(ZONE, { xf: ['page:page', 'Zz', 50, 60, 0] })
    coach.put(zoneRecord('second', { x: 900, y: 0, w: 9, h: 9 }, 'Zy'))
    expect(room.tick().refusals).toEqual([])
    expect(anna.record(ZONE)).toMatchObject({ x: 50, y: 60 })
    anna.board.delete(ZONE)
    room.tick()
    expect(room.record(ZONE)).toMatchObject({ x: 50, y: 60 })
    coach.board.delete('shape:zone-second')
    expect(room.tick().refusals).toEqual([])
    expect(anna.record('shape:zone-second')).toBeNull()
  })
})

describe('B4 a writer changes and deletes her own shapes', () => {
  test('her own', () => {
    const { room, anna, ben } = openRoom()
    anna.set(NOTE, { 'p.color': 'blue', xf: ['page:page', 'a1', 10, 20, 0] })
    expect(room.tick().refusals).toEqual([])
    expect(ben.record(NOTE)).toMatchObject({ x: 10, y: 20, props: { color: 'blue' } })
    anna.board.delete(NOTE)
    expect(room.tick().refusals).toEqual([])
    expect(ben.record(NOTE)).toBeNull()
  })
  test.each([
    ['move', (peer: Peer) => peer.set(NOTE, { xf: ['page:page', 'a1', 7, 7, 0] })],
    ['recolour', (peer: Peer) => peer.set(NOTE, { 'p.color': 'red' })],
    ['lock', (peer: Peer) => peer.set(NOTE, { 'f.isLocked': true })],
    ['delete', (peer: Peer) => peer.board.delete(NOTE)],
    ['replace', (peer: Peer) => peer.put(noteRecord({ id: NOTE, by: 'anna', text: 'hello' }))],
  ])('she cannot %s another’s note', (_, attempt) => {
    expectRefused(({ ben }) => {
      attempt(ben)
      return { by: ben, id: NOTE }
    }, 'not_yours')
  })
  test('she cannot replace the text of another’s note by a new one', () => {
    expectRefused(({ ben }) => {
      ben.map(NOTE).set('rt', new Y.XmlFragment())
      return { by: ben, id: NOTE }
    }, 'rich_text')
  })
  test('a note deleted by another comes back with the text it had last', () => {
    const { room, anna, ben } = openRoom()
    anna.text(NOTE).insert(5, ' world')
    room.tick()
    ben.board.delete(NOTE)
    expect(room.tick().refusals).toEqual([{ recordId: NOTE, code: 'not_yours' }])
    expect(textOf(anna, NOTE)).toBe('hello world')
    anna.text(NOTE).insert(0, 'again, ')
    expect(room.tick().refusals).toEqual([])
    expect(textOf(ben, NOTE)).toBe('again, hello world')
  })
  test('what she may do in the same update stays', () => {
    const { room, anna, ben } = openRoom()
    ben.doc.transact(() => {
      ben.text(NOTE).insert(5, '!')
      ben.map(NOTE).set('p.color', 'red')
    })
    expect(room.tick().refusals).toEqual([{ recordId: NOTE, code: 'not_yours' }])
    expect(textOf(anna, NOTE)).toBe('hello!')
    expect(anna.record(NOTE)?.props?.['color']).toBe('yellow')
  })
})

describe('B5 a note’s text is everybody’s', () => {
  test('two people type in one note', () => {
    const { room, anna, ben } = openRoom()
    anna.text(NOTE).insert(0, 'A')
    ben.text(NOTE).insert(5, 'B')
    ben.set(NOTE, { 'p.growY': 30, 'p.fontSizeAdjustment': 12 })
    expect(room.tick().refusals).toEqual([])
    expect(textOf(anna, NOTE)).toBe('AhelloB')
    expect(textOf(ben, NOTE)).toBe('AhelloB')
  })
  test('but not a figure’s', () => {
    const { room, anna, ben } = openRoom()
    const { richText, color, size, font, align, labelColor, url, scale, growY, verticalAlign } =
      noteRecord({ id: 'shape:t', by: 'anna', text: 'mine' }).props ?? {}
    anna.put({
      ...noteRecord({ id: 'shape:t', by: 'anna', index: 'a5' }),
      type: 'geo',
      props: {
        richText,
        color,
        size,
        font,
        align,
        labelColor,
        url,
        scale,
        growY,
        verticalAlign,
        geo: 'rectangle',
        w: 9,
        h: 9,
        dash: 'draw',
        fill: 'none',
      },
    })
    expect(room.tick().refusals).toEqual([])
    ben.text('shape:t').insert(0, 'x')
    expect(room.tick().refusals).toEqual([{ recordId: 'shape:t', code: 'not_yours' }])
    expect(textOf(anna, 'shape:t')).toBe('mine')
  })
})

describe('B6 a shape carries its author’s name for good', () => {
  test.each([['ben'], [null]])('not created under %s', (by) => {
    expectRefused(({ anna }) => {
      anna.put(noteRecord({ id: 'shape:x', by }))
      return { by: anna, id: 'shape:x' }
    }, 'author_forged')
  })
  test('nor changed later, not even by a coach', () => {
    expectRefused(({ coach }) => {
      coach.set(NOTE, { 'm.by': 'coach' })
      return { by: coach, id: NOTE }
    }, 'author_forged')
  })
  test('nor by replacing the record', () => {
    expectRefused(({ coach }) => {
      coach.put(noteRecord({ id: NOTE, by: 'coach', text: 'hello' }))
      return { by: coach, id: NOTE }
    }, 'author_forged')
  })
  test('the id of a deleted note stays its author’s', () => {
    const { room, anna, ben } = openRoom()
    anna.board.delete(NOTE)
    ben.put(noteRecord({ id: NOTE, by: 'ben' }))
    room.tick()
    expect(room.record(NOTE)).toBeNull()
    ben.put(noteRecord({ id: NOTE, by: 'ben' }))
    expect(room.tick().refusals).toEqual([{ recordId: NOTE, code: 'author_forged' }])
  })
  test('a coach who undoes her deletion brings the note back under its author', () => {
    const { room, coach, anna } = openRoom()
    const note = coach.record(NOTE)
    coach.board.delete(NOTE)
    room.tick()
    if (note) coach.put(note)
    expect(room.tick().refusals).toEqual([])
    expect(anna.record(NOTE)).toEqual(note)
  })
})

describe('B7 arrows and bindings follow the arrow’s author', () => {
  function withArrow() {
    const open = openRoom()
    open.ben.put(
      noteRecord({ id: 'shape:other', by: 'ben', x: 300, index: 'a2' }),
      arrowRecord('shape:arrow', 'ben'),
      bindingRecord('binding:start', 'shape:arrow', NOTE, 'start'),
      bindingRecord('binding:end', 'shape:arrow', 'shape:other', 'end'),
    )
    expect(open.room.tick()).toMatchObject({ refusals: [] })
    return open
  }
  test('one may tie one’s arrow to another’s note', () => {
    expect(withArrow().anna.record('binding:start')).toMatchObject({ toId: NOTE })
  })
  test('nobody else unties it', () => {
    const { room, anna, ben } = withArrow()
    anna.board.delete('binding:start')
    anna.set('binding:end', { 'f.toId': NOTE })
    expect(room.tick().refusals).toEqual([
      { recordId: 'binding:start', code: 'not_yours' },
      { recordId: 'binding:end', code: 'not_yours' },
    ])
    expect(ben.record('binding:start')).toMatchObject({ toId: NOTE })
    expect(ben.record('binding:end')).toMatchObject({ toId: 'shape:other' })
  })
  test('nobody ties another’s arrow', () => {
    const { room, anna } = withArrow()
    anna.put(bindingRecord('binding:third', 'shape:arrow', NOTE, 'end'))
    expect(room.tick().refusals).toEqual([{ recordId: 'binding:third', code: 'not_yours' }])
  })
  test('who deletes her note may untie and lay down the arrows that ended there', () => {
    const { room, anna, ben } = withArrow()
    anna.doc.transact(() => {
      anna.board.delete('binding:start')
      anna.set('shape:arrow', { 'p.start': { x: 5, y: 5 } })
      anna.board.delete(NOTE)
    })
    expect(room.tick().refusals).toEqual([])
    expect(ben.record('binding:start')).toBeNull()
    expect(ben.record('shape:arrow')?.props?.['start']).toEqual({ x: 5, y: 5 })
  })
  test('who deletes her arrow takes its bindings along, with no word of refusal', () => {
    const { room, anna, ben } = withArrow()
    ben.doc.transact(() => {
      for (const id of ['binding:start', 'binding:end', 'shape:arrow']) ben.board.delete(id)
    })
    expect(room.tick().refusals).toEqual([])
    for (const id of ['binding:start', 'binding:end', 'shape:arrow']) expect(anna.record(id)).toBeNull()
  })
  test('but not recolour or delete them, nor move those that end elsewhere', () => {
    const { room, anna, ben } = withArrow()
    anna.set('shape:arrow', { 'p.color': 'red' })
    expect(room.tick().refusals).toEqual([{ recordId: 'shape:arrow', code: 'not_yours' }])
    ben.board.delete('binding:start')
    room.tick()
    anna.set('shape:arrow', { 'p.start': { x: 5, y: 5 } })
    expect(room.tick().refusals).toEqual([{ recordId: 'shape:arrow', code: 'not_yours' }])
  })
})

test('a group takes only what is its author’s, and others’ notes keep their place', () => {
  const { room, ben } = openRoom()
  ben.put(groupRecord('shape:group', 'ben', { x: 100, index: 'a7' }))
  ben.set(NOTE, { xf: ['shape:group', 'a1', -100, 0, 0] })
  expect(room.tick().refusals).toEqual([{ recordId: NOTE, code: 'not_yours' }])
  expect(ben.record(NOTE)).toMatchObject({ parentId: 'page:page', x: 0 })
})
