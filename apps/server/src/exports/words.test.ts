import { expect, test } from 'vitest'
import { counted, exportWords } from './words.ts'

test('no vote is one of one in French, and of several in Dutch and English', () => {
  const told = (['fr', 'nl', 'en'] as const).map((lang) =>
    [0, 1, 2].map((count) => counted(exportWords(lang).votesOf, count, lang)),
  )
  expect(told).toEqual([
    ['0 vote', '1 vote', '2 votes'],
    ['0 stemmen', '1 stem', '2 stemmen'],
    ['0 votes', '1 vote', '2 votes'],
  ])
})
