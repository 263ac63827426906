import { expect, test } from 'vitest'
import { CHOICE_SETS, termLabel, VOCABULARIES } from './vocabularies.ts'

test('all vocabularies are there, none twice and none under the name of a choice set', () => {
  expect(VOCABULARIES).toHaveLength(28)
  const ids = [...VOCABULARIES, ...CHOICE_SETS].map((list) => list.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('no list holds the same term twice', () => {
  for (const { id, terms } of [...VOCABULARIES, ...CHOICE_SETS]) {
    expect(new Set(terms.map((term) => term.id)).size, id).toBe(terms.length)
  }
})

test('a term is named in the reader’s language, in vocabularies and in choice sets', () => {
  expect(termLabel('orgType', 'asbl', 'nl')).toBe('Vzw')
  expect(termLabel('try_keep_no', 'try', 'fr')).toBe('J’essaie')
  expect(termLabel('orgType', 'unknown', 'fr')).toBeUndefined()
  expect(termLabel('unknown', 'asbl', 'fr')).toBeUndefined()
})
