import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { plainToRichText, richTextToPlain } from '../rich-text.ts'
import { BoardRoom, type Peer } from '../testing/board-room.ts'
import { expectRefused, NOTE, openRoom } from '../testing/expect-refused.ts'
import { imageAsset, noteRecord } from '../testing/records.ts'

function textOf(peer: Peer, id: string): string {
  return richTextToPlain(peer.record(id)?.props?.['richText'])
}

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

describe('B9 rich text', () => {
  const attempts: [string, (text: Y.XmlText, fragment: Y.XmlFragment) => void][] = [
    ['a link that runs', (text) => text.format(0, 3, { link: { href: 'javascript:alert(1)' } })],
    [
      'a link with an unknown attribute',
      (text) => text.format(0, 3, { link: { href: 'https://a.be', onclick: 'x' } }),
    ],
    ['an unknown mark', (text) => text.format(0, 3, { textStyle: { color: 'red' } })],
    ['an unknown node', (_, fragment) => fragment.insert(0, [new Y.XmlElement('image')])],
    ['an attribute', (_, fragment) => (fragment.get(0) as Y.XmlElement).setAttribute('style', 'x')],
    ['letters outside a paragraph', (_, fragment) => fragment.insert(0, [new Y.XmlText('x')])],
    ['an embedded object', (text) => text.insertEmbed(0, { image: 'x' })],
    ['a hook', (_, fragment) => fragment.insert(0, [new Y.XmlHook('x') as unknown as Y.XmlText])],
  ]
  test.each(attempts)('refuses %s', (_, attempt) => {
    expectRefused(({ ben }) => {
      attempt(ben.text(NOTE), ben.map(NOTE).get('rt') as Y.XmlFragment)
      return { by: ben, id: NOTE }
    }, 'rich_text')
  })
  test('refuses what is nested without end', () => {
    expectRefused(({ ben }) => {
      let node = new Y.XmlElement('bulletList')
      for (let depth = 0; depth < 500; depth += 1) {
        const parent = new Y.XmlElement(depth % 2 ? 'bulletList' : 'listItem')
        parent.insert(0, [node])
        node = parent
      }
      ;(ben.map(NOTE).get('rt') as Y.XmlFragment).insert(0, [node])
      return { by: ben, id: NOTE }
    }, 'rich_text')
  })
  test('keeps lists, headings, bold and web links', () => {
    const { room, anna, ben } = openRoom()
    const list = new Y.XmlElement('bulletList')
    const item = new Y.XmlElement('listItem')
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [new Y.XmlText('one')])
    item.insert(0, [line])
    list.insert(0, [item])
    const heading = new Y.XmlElement<Record<string, string>>('heading')
    heading.setAttribute('level', 2 as unknown as string)
    ben.doc.transact(() => {
      ;(ben.map(NOTE).get('rt') as Y.XmlFragment).insert(1, [list, heading])
      ben.text(NOTE).format(0, 2, { bold: {} })
      ben.text(NOTE).format(2, 2, {
        link: { href: 'https://example.be', target: '_blank', rel: 'noopener', class: null },
      })
    })
    expect(room.tick().refusals).toEqual([])
    expect(textOf(anna, NOTE)).toBe('hello\none\n')
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
    ['an index', (place: unknown[]) => place.with(1, `a1${'V'.repeat(70_000)}`)],
    ['a parent', (place: unknown[]) => place.with(0, `shape:${'x'.repeat(70_000)}`)],
  ])('also in %s of its place', (_, change) => {
    expectRefused(({ anna }) => {
      const { parentId, index, x, y, rotation } = noteRecord({ id: NOTE, by: 'anna' })
      anna.set(NOTE, { xf: change([parentId, index, x, y, rotation]) })
      return { by: anna, id: NOTE }
    }, 'schema')
  })
  test('the record after the 4,000th is refused', () => {
    const records = Array.from({ length: 3_998 }, (_, at) => imageAsset(`asset:${at}`, null))
    const room = new BoardRoom(records)
    const anna = room.join({ actorId: 'anna', role: 'writer' })
    anna.put(noteRecord({ id: 'shape:x', by: 'anna' }))
    expect(room.tick().refusals).toEqual([{ recordId: 'shape:x', code: 'too_many_records' }])
    expect(anna.record('shape:x')).toBeNull()
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
