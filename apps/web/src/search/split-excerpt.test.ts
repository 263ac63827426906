import { expect, test } from 'vitest'
import { splitExcerpt } from './split-excerpt.ts'

test('an excerpt is parted at what was found, and nothing of it is lost', () => {
  const text = 'l’équipe lit'
  const parts = splitExcerpt({
    text,
    found: [
      [2, 8],
      [9, 12],
    ],
  })
  expect(parts.map(({ text, isFound }) => [text, isFound])).toEqual([
    ['l’', false],
    ['équipe', true],
    [' ', false],
    ['lit', true],
  ])
  expect(splitExcerpt({ text, found: [] }).map(({ text }) => text)).toEqual([text])
})
