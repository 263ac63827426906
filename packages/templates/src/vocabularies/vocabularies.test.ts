import { expect, test } from 'vitest'
import { CHOICE_SETS, otherWords, TERM_GROUPS, termLabel, VOCABULARIES } from './vocabularies.ts'

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

test('other words are words for terms that there are', () => {
  for (const vocabulary of ['stakeholderType', 'roleClass'])
    for (const { id } of VOCABULARIES.find((list) => list.id === vocabulary)?.terms ?? [])
      expect(otherWords(vocabulary, id), id).toBeDefined()
  expect(otherWords('stakeholderType', 'unknown')).toBeUndefined()
})

test('a group stands for known terms of its vocabulary, each term in one group at most, and is no choice itself', () => {
  const grouped = TERM_GROUPS.flatMap(({ vocabulary, terms }) => terms.map((id) => `${vocabulary}.${id}`))
  expect(new Set(grouped).size).toBe(grouped.length)
  for (const { vocabulary, id, terms } of TERM_GROUPS) {
    const known = VOCABULARIES.find((list) => list.id === vocabulary)?.terms.map((term) => term.id) ?? []
    expect(known, vocabulary).toEqual(expect.arrayContaining(terms))
    expect(known).not.toContain(id)
    expect(termLabel(vocabulary, id, 'nl')).toBeDefined()
  }
  expect(termLabel('sector', 'gs_circulaire', 'fr')).toBe('Économie circulaire')
})
