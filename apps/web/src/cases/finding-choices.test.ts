import { expect, test } from 'vitest'
import { findingChoices, presentChoice } from './finding-choices.ts'
import { sampleFinding } from './testing/sample-case.ts'

const date = {
  ...sampleFinding('Le 12/06/2023', '12/06/2023'),
  kind: 'DATE',
  proposal: { action: 'replace' as const, replacement: 'M+5' },
  options: [
    { how: 'relative' as const, words: 'M+5', term: null },
    { how: 'year' as const, words: '2023', term: null },
  ],
}

test('the ways to tell it more coarsely come first, and the proposed one is chosen', () => {
  const choices = findingChoices(date, 'fr')
  expect(choices.map(({ value }) => value)).toEqual(['option-0', 'option-1', 'replace', 'remove', 'keep'])
  expect(presentChoice(choices, date)).toBe('option-0')
})

test('what was decided is shown again: a way, own words, or nothing', () => {
  const decided = (decision: Partial<typeof date.decision>) =>
    presentChoice(findingChoices(date, 'fr'), { ...date, decision: { ...date.decision, ...decision } })
  expect(decided({ action: 'replace', replacement: '2023' })).toBe('option-1')
  expect(decided({ action: 'replace', replacement: 'au printemps' })).toBe('replace')
  expect(decided({ action: 'remove' })).toBe('remove')
  expect(decided({ action: 'keep', reason: 'Tout le monde la connaît.' })).toBe('keep')
})

test('somebody may be told as any role class, each once', () => {
  const somebody = {
    ...sampleFinding('Ana Dubois dit', 'Ana Dubois'),
    options: [{ how: 'role' as const, words: '[DIR]', term: null }],
  }
  const roles = findingChoices(somebody, 'fr').flatMap(({ words }) => words ?? [])
  expect(new Set(roles).size).toBe(roles.length)
  expect(roles).toContain('[TS]')
})
