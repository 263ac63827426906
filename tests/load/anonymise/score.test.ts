import { readFileSync } from 'node:fs'
import { findIdentifiers } from '@tablee/cases'
import { expect, test } from 'vitest'
import { readLabelledTexts } from './labelled-text.ts'
import { readRoster } from './read-roster.ts'
import { score } from './score.ts'

const set = (name: string): string => readFileSync(new URL(`sets/${name}`, import.meta.url), 'utf8')

test('a labelled file is read as its text and its marks, with clean texts and comments', () => {
  const file = '# a comment\n\nvu [[PER|Nadia]] au [[PHONE|0470 12 34 56]]\n- rien ici\n'
  expect(readLabelledTexts(file)).toEqual([
    {
      line: 3,
      text: 'vu Nadia au 0470 12 34 56',
      labels: [
        { kind: 'PER', start: 3, end: 8 },
        { kind: 'PHONE', start: 12, end: 25 },
      ],
      isClean: false,
    },
    { line: 4, text: 'rien ici', labels: [], isClean: true },
  ])
  expect(() => readLabelledTexts('[[NAME|x]]')).toThrow('line 1')
})

test('a mark counts when all its words are found, a finding when it touches a mark', () => {
  const texts = readLabelledTexts('[[PER|Nadia Zorglub]] et Karim\n- avec Sophie\n')
  const scores = score(texts, (text) =>
    findIdentifiers(text, readRoster('{}')).filter((f) => f.text !== 'Nadia'),
  )
  expect(scores.byKind.PER).toMatchObject({ marked: 1, covered: 1, found: 3, right: 1 })
  expect(scores.clean).toEqual({ texts: 1, touched: 1 })
  expect(scores.mistakes.map(({ what, text }) => `${what} ${text}`)).toEqual(['wrong Karim', 'wrong Sophie'])
})

test.each('a b c d e f g h i j k l m n q o p'.split(' '))(
  'the targets hold on the set %s, and no number with check digits is missed',
  (name) => {
    const roster = readRoster(set(`${name}.roster.json`))
    const { all, byKind, clean } = score(readLabelledTexts(set(`${name}.txt`)), (text) =>
      findIdentifiers(text, roster),
    )
    expect(all.covered / all.marked).toBeGreaterThanOrEqual(0.97)
    expect(all.right / all.found).toBeGreaterThanOrEqual(0.95)
    expect(byKind.PER.covered / byKind.PER.marked).toBeGreaterThanOrEqual(0.95)
    for (const kind of ['IBAN', 'PAYREF', 'BCE', 'SIREN', 'NISS', 'NIR'] as const)
      expect(byKind[kind].covered).toBe(byKind[kind].marked)
    expect(clean.touched).toBeLessThanOrEqual(1)
  },
  30_000,
)
