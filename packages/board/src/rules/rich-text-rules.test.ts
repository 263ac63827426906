import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { boardRoot } from '../layout.ts'
import { richTextToPlain } from '../rich-text.ts'
import type { Peer } from '../testing/board-room.ts'
import { expectRefused, NOTE, openRoom } from '../testing/expect-refused.ts'
import { hidesNothing } from './rich-text-rules.ts'

function textOf(peer: Peer, id: string): string {
  return richTextToPlain(peer.record(id)?.props?.['richText'])
}

/** Puts what no method of Yjs would put there at the beginning of a type, or under a key of it. */
function putItem(type: Y.XmlFragment | Y.XmlText, key: string | null, content: Y.Item['content']): void {
  const { doc } = type
  if (!doc) throw new Error('the type is in no document')
  doc.transact((transaction) => {
    const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID))
    new Y.Item(id, null, null, key === null ? type._start : null, null, type, key, content).integrate(
      transaction,
      0,
    )
  })
}

function paragraphOf(fragment: Y.XmlFragment): Y.XmlElement {
  const paragraph = fragment.get(0)
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('the text has no paragraph')
  return paragraph
}

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
    [
      'an element that calls itself text',
      (_, fragment) => paragraphOf(fragment).insert(0, [new Y.XmlElement('text')]),
    ],
    ['attributes of a text', (text) => text.setAttribute('stash', 'x'.repeat(1_000))],
    ['a key of the fragment', (_, fragment) => putItem(fragment, 'stash', new Y.ContentAny(['x']))],
    ['letters beside the nodes', (_, fragment) => putItem(fragment, null, new Y.ContentFormat('bold', {}))],
    ['values between the letters', (text) => putItem(text, null, new Y.ContentAny([{ secret: 1 }]))],
    [
      'a mark around nothing',
      (text) => putItem(text, null, new Y.ContentFormat('link', { href: 'javascript:x' })),
    ],
    ['a mark with a value of its own', (text) => text.format(0, 3, { bold: 'x'.repeat(1_000) })],
    ['a mark with a made-up hash', (text) => text.format(0, 3, { [`bold--${'x'.repeat(1_000)}`]: {} })],
    ['half of a character', (text) => text.format(0, 3, { link: { href: 'https://a.be/\ud800' } })],
    [
      'marks without end',
      (text) => {
        text.doc?.transact(() => {
          for (let n = 0; n < 8_001; n += 1) putItem(text, null, new Y.ContentFormat('bold', {}))
        })
      },
    ],
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
  test('a text that is refused leaves nothing behind', () => {
    const { room, ben } = openRoom()
    const fragment = ben.map(NOTE).get('rt') as Y.XmlFragment
    putItem(fragment, 'stash', new Y.ContentAny(['x']))
    ben.text(NOTE).setAttribute('stash', 'x')
    expect(room.tick().refusals).toEqual([{ recordId: NOTE, code: 'rich_text' }])
    expect(hidesNothing(boardRoot(room.doc).get(NOTE)?.get('rt'))).toBe(true)
    expect(textOf(ben, NOTE)).toBe('hello')
    ben.text(NOTE).insert(5, '!')
    expect(room.tick().refusals).toEqual([])
  })
})
