import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fragmentToJson, jsonToFragment, plainToRichText, richTextToPlain } from '../rich-text.ts'
import { patchBetween } from './text-patch.ts'
import { writePatch } from './write-text.ts'

function fragmentOf(json: unknown): { doc: Y.Doc; fragment: Y.XmlFragment } {
  const doc = new Y.Doc()
  const map = doc.getMap<Y.XmlFragment>('board')
  map.set('rt', jsonToFragment(json))
  const fragment = map.get('rt')
  if (!fragment) throw new Error('the text was just set')
  return { doc, fragment }
}

function change(fragment: Y.XmlFragment, text: string): void {
  const patch = patchBetween(richTextToPlain(fragmentToJson(fragment)), text)
  if (patch) fragment.doc?.transact(() => writePatch(fragment, patch))
}

const plain = (fragment: Y.XmlFragment) => richTextToPlain(fragmentToJson(fragment))

test('every change of a plain text gives exactly the new one', () => {
  const { fragment } = fragmentOf(plainToRichText(''))
  for (const text of [
    'a',
    'abc',
    'ab\nc',
    'ab\n\nc',
    'x',
    '',
    '\n',
    'un\ndeux\ntrois',
    'un\ntrois',
    'untrois',
    'un\n\n\n',
  ]) {
    change(fragment, text)
    expect(plain(fragment)).toBe(text)
  }
})

test('random changes of a text with lists, headings, marks and breaks give exactly the new text', () => {
  const json = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Titre' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'gras', marks: [{ type: 'bold' }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'fin' },
        ],
      },
      {
        type: 'bulletList',
        content: ['un', 'deux'].map((word) => ({
          type: 'listItem',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: word }] }],
        })),
      },
      { type: 'paragraph' },
    ],
  }
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  for (let round = 0; round < 60; round += 1) {
    const { fragment } = fragmentOf(json)
    for (let step = 0; step < 4; step += 1) {
      const text = plain(fragment)
      const from = random(text.length + 1)
      const to = Math.min(text.length, from + random(12))
      const next = text.slice(0, from) + ['', 'x', '\n', 'é\nè', '\n\n'][random(5)] + text.slice(to)
      change(fragment, next)
      expect(plain(fragment)).toBe(next)
    }
  }
})

test('marks outside of the change stay', () => {
  const { fragment } = fragmentOf({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'gras', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' et maigre' },
        ],
      },
    ],
  })
  change(fragment, 'gras et très maigre')
  expect(fragmentToJson(fragment).content[0]?.content?.[0]).toEqual({
    type: 'text',
    text: 'gras',
    marks: [{ type: 'bold' }],
  })
})

test('two people who type in one text both keep their words', () => {
  const { doc, fragment } = fragmentOf(plainToRichText('le chat dort'))
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const theirs = other.getMap<Y.XmlFragment>('board').get('rt')
  if (!theirs) throw new Error('the text came along')
  change(fragment, 'le gros chat dort')
  change(theirs, 'le chat dort\nbien')
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(plain(fragment)).toBe('le gros chat dort\nbien')
  expect(plain(theirs)).toBe(plain(fragment))
})

test('two people who begin in one empty text both keep their words', () => {
  const { doc, fragment } = fragmentOf(plainToRichText(''))
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const theirs = other.getMap<Y.XmlFragment>('board').get('rt')
  if (!theirs) throw new Error('the text came along')
  change(fragment, 'bonjour')
  change(theirs, 'bonsoir')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(plain(fragment)).toContain('bonjour')
  expect(plain(fragment)).toContain('bonsoir')
})
