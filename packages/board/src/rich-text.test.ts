import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fragmentToJson, jsonToFragment, plainToRichText, richTextToPlain } from './rich-text.ts'

const RICH = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Title' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'plain ' },
        { type: 'text', text: 'bold', marks: [{ type: 'bold' }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href: 'https://example.be' } }] },
      ],
    },
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'first' }] }] },
        { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'second' }] }] },
      ],
    },
    { type: 'paragraph' },
  ],
}

function roundTrip(json: unknown) {
  const doc = new Y.Doc()
  doc.getMap('m').set('rt', jsonToFragment(json))
  const fragment = doc.getMap('m').get('rt')
  if (!(fragment instanceof Y.XmlFragment)) throw new Error('no fragment')
  return fragmentToJson(fragment)
}

test('rich text comes out of Yjs as it went in', () => {
  expect(roundTrip(RICH)).toEqual(RICH)
})

test('marks of one type that overlap come out under their type', () => {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  text.applyDelta([{ insert: 'x', attributes: { 'link--2aBc': { href: 'https://a.be' } } }])
  paragraph.insert(0, [text])
  const fragment = doc.getXmlFragment('f')
  fragment.insert(0, [paragraph])
  expect(fragmentToJson(fragment).content[0]?.content?.[0]?.marks).toEqual([
    { type: 'link', attrs: { href: 'https://a.be' } },
  ])
})

test('what is no rich text becomes an empty one', () => {
  expect(roundTrip(null)).toEqual({ type: 'doc', content: [] })
  expect(roundTrip({ type: 'doc', content: ['x', 3] })).toEqual({ type: 'doc', content: [] })
})

test('plain text keeps lines and breaks, and loses marks and lists', () => {
  expect(richTextToPlain(RICH)).toBe('Title\nplain bold\nlink\nfirst\nsecond\n')
})

test('plain text becomes one paragraph per line and comes back', () => {
  const text = 'première\n\ntroisième'
  expect(plainToRichText(text).content).toHaveLength(3)
  expect(richTextToPlain(plainToRichText(text))).toBe(text)
  expect(plainToRichText('a\r\nb').content).toHaveLength(2)
})
