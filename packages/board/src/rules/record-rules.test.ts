import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { plainToRichText } from '../rich-text.ts'
import { BoardRoom, type Peer } from '../testing/board-room.ts'
import { expectRefused, NOTE, openRoom } from '../testing/expect-refused.ts'
import { imageAsset, noteRecord, zoneRecord } from '../testing/records.ts'

describe('B8 the schema', () => {
  const attempts: [string, (peer: Peer) => void][] = [
    ['an unknown value', (peer) => peer.set(NOTE, { 'p.color': 'hacker' })],
    ['a place that is no number', (peer) => peer.map(NOTE).set('xf', ['page:page', 'a1', Number.NaN, 0, 0])],
    ['a place that is too short', (peer) => peer.map(NOTE).set('xf', ['page:page', 'a1'])],
    ['an unknown prop', (peer) => peer.map(NOTE).set('p.evil', 1)],
    ['a prop that every object has', (peer) => peer.map(NOTE).set('p.constructor', 1)],
    ['an unknown key', (peer) => peer.map(NOTE).set('evil', 1)],
    ['another prototype', (peer) => peer.map(NOTE).set('p.__proto__', { x: 1 })],
    ['an unknown meta key', (peer) => peer.map(NOTE).set('m.secret', 'x')],
    ['an endless meta value', (peer) => peer.map(NOTE).set('m.zone', 'x'.repeat(65))],
    ['a shared type as a value', (peer) => peer.map(NOTE).set('p.color', new Y.Map())],
    ['text as a plain prop', (peer) => peer.map(NOTE).set('p.richText', plainToRichText('x'))],
    ['a removed prop', (peer) => peer.map(NOTE).set('p.color', undefined)],
    ['another base', (peer) => peer.map(NOTE).set('b', { ...noteRecord({ id: NOTE, by: 'anna' }) })],
    ['no base', (peer) => peer.map(NOTE).delete('b')],
    ['a place without end', (peer) => peer.map(NOTE).set('xf', ['page:page', 'a1', Infinity, 0, 0])],
    [
      'a value with another prototype',
      (peer) => peer.map(NOTE).set('p.color', JSON.parse('{"__proto__":{"x":1}}')),
    ],
    ['the removal of what was never there', (peer) => peer.map(NOTE).set('p.aaaa', undefined)],
    [
      'a text under a key of the text',
      (peer) => {
        const text = new Y.XmlText()
        peer.map(NOTE).set('p.text', text)
      },
    ],
  ]
  test.each(attempts)('refuses %s', (_, attempt) => {
    expectRefused(({ anna }) => {
      attempt(anna)
      return { by: anna, id: NOTE }
    }, 'schema')
  })
  test('refuses an entry that is no record', () => {
    expectRefused(({ anna }) => {
      // A hostile peer is not held by our types.
      ;(anna.board as Y.Map<unknown>).set('shape:x', 'text')
      return { by: anna, id: 'shape:x' }
    }, 'schema')
  })
  test('refuses a shape of unknown type', () => {
    expectRefused(({ anna }) => {
      anna.put({ ...noteRecord({ id: 'shape:x', by: 'anna' }), type: 'embed' })
      return { by: anna, id: 'shape:x' }
    }, 'schema')
  })
  test('refuses a record under another id', () => {
    expectRefused(({ anna }) => {
      anna.board.set('shape:other', anna.map(NOTE).clone())
      return { by: anna, id: 'shape:other' }
    }, 'schema')
  })
  test('refuses furniture by inheritance', () => {
    expectRefused(({ anna }) => {
      const note = noteRecord({ id: 'shape:x', by: 'anna' })
      anna.put({ ...note, meta: JSON.parse('{"by":"anna","__proto__":{"furniture":true}}') })
      return { by: anna, id: 'shape:x' }
    }, 'schema')
  })
  test('refuses keys that show nothing, on another’s record as on a new one', () => {
    expectRefused(({ ben }) => {
      ben.map(NOTE).set('m.aaaa', undefined)
      return { by: ben, id: NOTE }
    }, 'schema')
    expectRefused(({ ben }) => {
      ben.doc.transact(() => {
        ben.put(noteRecord({ id: 'shape:x', by: 'ben' }))
        for (let n = 0; n < 64; n += 1) ben.map('shape:x').set(`f.aaaa${n}`, undefined)
      })
      return { by: ben, id: 'shape:x' }
    }, 'schema')
  })
  test('takes the removal of what was added later', () => {
    const { room, coach, anna } = openRoom()
    coach.set(NOTE, { 'm.furniture': true })
    room.tick()
    coach.set(NOTE, { 'm.furniture': undefined })
    expect(room.tick().refusals).toEqual([])
    expect(anna.record(NOTE)?.meta).toEqual({ by: 'anna', zone: 'macro' })
  })
  test('does not repeat a made-up id', () => {
    expectRefused(({ anna }) => {
      anna.board.set('Marie Dupont', anna.map(NOTE).clone())
      return { by: anna, id: 'unnamed' }
    }, 'schema')
  })
  test('refuses a presence record', () => {
    expectRefused(({ anna }) => {
      anna.put({ id: 'pointer:pointer', typeName: 'pointer', x: 0, y: 0, lastActivityTimestamp: 0, meta: {} })
      return { by: anna, id: 'unnamed' }
    }, 'schema')
  })
  test('refuses list content in a record', () => {
    const { room, anna } = openRoom()
    anna.doc.transact((transaction) => {
      const id = Y.createID(anna.doc.clientID, Y.getState(anna.doc.store, anna.doc.clientID))
      new Y.Item(id, null, null, null, null, anna.map(NOTE), null, new Y.ContentAny([1])).integrate(
        transaction,
        0,
      )
    })
    expect(room.tick().refusals).toEqual([{ recordId: NOTE, code: 'schema' }])
    expect(anna.map(NOTE)._length).toBe(0)
  })
  test('judges what an author adds to a record of the same tick', () => {
    const { room, anna, ben } = openRoom()
    anna.put(noteRecord({ id: 'shape:x', by: 'anna', text: 'new', index: 'a3' }))
    anna.map('shape:x').set('p.color', 'hacker')
    expect(room.tick().refusals).toEqual([{ recordId: 'shape:x', code: 'schema' }])
    expect(ben.record('shape:x')?.props?.['color']).toBe('yellow')
  })
})

describe('B10 sizes', () => {
  test('a record over 64 KB is refused', () => {
    expectRefused(({ anna }) => {
      anna.text(NOTE).insert(0, 'é'.repeat(33_000))
      return { by: anna, id: NOTE }
    }, 'record_too_large')
  })
  test('also when later keys hide its size', () => {
    expectRefused(({ anna }) => {
      const big = noteRecord({ id: 'shape:x', by: 'anna' })
      anna.doc.transact(() => {
        anna.put({ ...big, props: { ...big.props, url: `https://a.be/${'x'.repeat(70_000)}` } })
        anna.map('shape:x').set('p.url', '')
      })
      return { by: anna, id: 'shape:x' }
    }, 'record_too_large')
  })
  test.each([
    ['an index', (place: unknown[]) => place.with(1, `a1${'V'.repeat(1_000_000)}`)],
    ['a parent', (place: unknown[]) => place.with(0, `shape:${'x'.repeat(70_000)}`)],
  ])('also in %s of its place', (_, change) => {
    expectRefused(({ anna }) => {
      const { parentId, index, x, y, rotation } = noteRecord({ id: NOTE, by: 'anna' })
      anna.set(NOTE, { xf: change([parentId, index, x, y, rotation]) })
      return { by: anna, id: NOTE }
    }, 'schema')
  })
  test('the record after the 4,000th is refused', { timeout: 30_000 }, () => {
    const records = Array.from({ length: 3_998 }, (_, at) => imageAsset(`asset:${at}`, null))
    const room = new BoardRoom(records)
    const anna = room.join({ actorId: 'anna', role: 'writer' })
    anna.put(noteRecord({ id: 'shape:x', by: 'anna' }))
    const refused = { recordId: 'shape:x', code: 'too_many_records', blameless: true }
    expect(room.tick().refusals).toEqual([refused])
    expect(anna.record('shape:x')).toBeNull()
  })
  test('what would make a full board larger is refused, what makes it smaller is not', {
    timeout: 30_000,
  }, () => {
    const large = (id: string, length: number) => {
      const note = noteRecord({ id, by: 'anna' })
      return { ...note, props: { ...note.props, url: `https://a.be/${'x'.repeat(length)}` } }
    }
    const records = Array.from({ length: 262 }, (_, at) => large(`shape:${at}`, 63_000))
    const room = new BoardRoom(records)
    const anna = room.join({ actorId: 'anna', role: 'coach' })
    anna.put(large('shape:x', 63_000), large('shape:y', 63_000))
    expect(room.tick().refusals).toEqual([])
    const tooMuch = { recordId: 'shape:z', code: 'board_too_large' }
    anna.put(large('shape:z', 63_000))
    expect(room.tick().refusals).toEqual([tooMuch])
    anna.set('shape:0', { 'p.url': '' })
    anna.put(large('shape:z', 63_000))
    expect(room.tick().refusals).toEqual([])
    anna.set('shape:0', { 'p.url': `https://a.be/${'x'.repeat(63_000)}` })
    expect(room.tick().refusals).toEqual([{ ...tooMuch, recordId: 'shape:0' }])
    anna.map('shape:1')
    anna.board.delete('shape:1')
    anna.set('shape:0', { 'p.url': `https://a.be/${'x'.repeat(60_000)}` })
    expect(room.tick().refusals).toEqual([])
  })
})

describe('B11 images come from this server', () => {
  test.each([
    'https://evil.example/x.png',
    '//evil.example/x.png',
    '/api/assets/../boards',
    'data:image/png;base64,AAAA',
  ])('not from %s', (source) => {
    expectRefused(({ anna }) => {
      anna.put(imageAsset('asset:x', source))
      return { by: anna, id: 'asset:x' }
    }, 'image_source')
  })
  test('but from its assets, also when the upload ends after the record was made', () => {
    const { room, anna, ben } = openRoom()
    anna.put(imageAsset('asset:x', null))
    room.tick()
    anna.set('asset:x', { 'p.src': '/api/assets/0a1b2c.webp' })
    expect(room.tick().refusals).toEqual([])
    ben.set('asset:x', { 'p.src': '/api/assets/other.webp' })
    expect(room.tick().refusals).toEqual([{ recordId: 'asset:x', code: 'not_yours' }])
  })
})

describe('B11 assets', () => {
  test('are images', () => {
    expectRefused(({ anna }) => {
      const asset = imageAsset('asset:x', null)
      anna.put({ ...asset, type: 'video' })
      return { by: anna, id: 'asset:x' }
    }, 'schema')
  })
})

describe('B14 numbers', () => {
  const place = (x: number, y: number, rotation: number) => ['page:page', 'a1', x, y, rotation]
  test.each([
    ['far away', { xf: place(1e308, 0, 0) }],
    ['just too far', { xf: place(0, -1_000_001, 0) }],
    ['turned without end', { xf: place(0, 0, 1e300) }],
    ['grown without end', { 'p.growY': 1e9 }],
  ])('a shape is not %s', (_, fields) => {
    expectRefused(({ anna }) => {
      anna.set(NOTE, fields)
      return { by: anna, id: NOTE }
    }, 'schema')
  })
  test('nor wider than a whole board', () => {
    expectRefused(({ coach }) => {
      coach.put(zoneRecord('huge', { x: 0, y: 0, w: 100_001, h: 10 }, 'Zy'))
      return { by: coach, id: 'shape:zone-huge' }
    }, 'schema')
  })
  test('what already lies too far may be brought back', () => {
    const far = noteRecord({ id: 'shape:far', by: 'anna', x: 5e6, y: 5e6 })
    const room = new BoardRoom([far])
    const anna = room.join({ actorId: 'anna', role: 'writer' })
    anna.set('shape:far', { xf: place(10, 5e6, 0) })
    expect(room.tick().refusals).toEqual([])
    anna.set('shape:far', { xf: place(10, 20, 0) })
    expect(room.tick().refusals).toEqual([])
    expect(room.record('shape:far')).toMatchObject({ x: 10, y: 20 })
  })
})
