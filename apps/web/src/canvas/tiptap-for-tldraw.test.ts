// @vitest-environment jsdom
import * as core from '@tiptap/core'
import { tipTapDefaultExtensions } from 'tldraw'
import { expect, test } from 'vitest'
import { generateHTML, generateText } from './tiptap-for-tldraw.ts'

const text = (words: string, ...marks: { type: string; attrs?: object }[]) => ({
  type: 'text',
  text: words,
  marks,
})
const paragraph = (...content: object[]) => ({ type: 'paragraph', content })

const TEXTS: Record<string, core.JSONContent> = {
  'one line': { type: 'doc', content: [paragraph(text('Un accueil à l’heure & <simple>'))] },
  'an empty line between two': {
    type: 'doc',
    content: [paragraph(text('un')), { type: 'paragraph' }, paragraph(text('deux'))],
  },
  'marks and a link': {
    type: 'doc',
    content: [
      paragraph(
        text('gras', { type: 'bold' }),
        text('les deux', { type: 'bold' }, { type: 'italic' }),
        text('ici', { type: 'link', attrs: { href: 'https://example.org/?a=1&b=2' } }),
        { type: 'hardBreak' },
        text('marqué', { type: 'highlight' }),
      ),
    ],
  },
  'a list in a list': {
    type: 'doc',
    content: [
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              paragraph(text('un')),
              { type: 'orderedList', content: [{ type: 'listItem', content: [paragraph(text('deux'))] }] },
            ],
          },
        ],
      },
    ],
  },
}

for (const [name, richText] of Object.entries(TEXTS)) {
  test(`${name}: written out as TipTap itself does`, () => {
    expect(generateHTML(richText, tipTapDefaultExtensions)).toBe(
      core.generateHTML(richText, tipTapDefaultExtensions),
    )
    for (const options of [undefined, { blockSeparator: '\n' }])
      expect(generateText(richText, tipTapDefaultExtensions, options)).toBe(
        core.generateText(richText, tipTapDefaultExtensions, options),
      )
  })
}

test('a set of extensions is read once, however many texts are written out', () => {
  let readings = 0
  const counting = core.Extension.create({
    name: 'counting',
    addGlobalAttributes() {
      readings += 1
      return []
    },
  })
  const extensions = [...tipTapDefaultExtensions, counting]
  for (const richText of Object.values(TEXTS)) {
    generateHTML(richText, extensions)
    generateText(richText, extensions)
  }
  expect(readings).toBe(1)
})
