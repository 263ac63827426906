import { expect, test } from 'vitest'
import { richTextParagraphs } from './rich-text-paragraphs.ts'

const text = (value: string, ...marks: string[]) => ({
  type: 'text',
  text: value,
  marks: marks.map((type) => ({ type })),
})

test('paragraphs, hard breaks and bold are kept', () => {
  const richText = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [text('a '), text('b', 'bold'), { type: 'hardBreak' }, text('c', 'italic')],
      },
      { type: 'paragraph' },
    ],
  }
  expect(richTextParagraphs(richText)).toEqual([
    [
      { text: 'a ', bold: false },
      { text: 'b', bold: true },
    ],
    [{ text: 'c', bold: false }],
    [],
  ])
})

test('list items carry a bullet or their number, once', () => {
  const item = (...lines: string[]) => ({
    type: 'listItem',
    content: lines.map((line) => ({ type: 'paragraph', content: [text(line)] })),
  })
  const richText = {
    type: 'doc',
    content: [
      { type: 'bulletList', content: [item('un', 'suite')] },
      { type: 'orderedList', content: [item('premier'), item('second')] },
    ],
  }
  expect(richTextParagraphs(richText).map((runs) => runs.map((run) => run.text).join(''))).toEqual([
    '•\u00a0un',
    'suite',
    '1.\u00a0premier',
    '2.\u00a0second',
  ])
})

test('what is no rich text has no paragraphs', () => {
  expect(richTextParagraphs(null)).toEqual([])
  expect(richTextParagraphs('text')).toEqual([])
})
