import { expect, test } from 'vitest'
import { SHIPPED_VOCABULARIES } from './shipped-vocabularies.ts'
import { applyVocabularyChanges, type VocabularyChange } from './vocabulary-history.ts'

const text = (fr: string) => ({ fr, nl: fr, en: fr })
const change = (
  kind: VocabularyChange['kind'],
  termId: string | null,
  label: VocabularyChange['label'] = null,
  vocabularyId = 'yes_no',
): VocabularyChange => ({ kind, vocabularyId, termId, label })

test('words are added, renamed, retired and restored; their ids stay', () => {
  const before = SHIPPED_VOCABULARIES.find(({ id }) => id === 'yes_no')
  const after = applyVocabularyChanges(SHIPPED_VOCABULARIES, [
    change('term_added', 'maybe', text('Peut-être')),
    change('term_relabelled', 'yes', text('Oui, tout à fait')),
    change('term_retired', 'no'),
    change('term_retired', 'maybe'),
    change('term_restored', 'maybe'),
  ]).find(({ id }) => id === 'yes_no')
  expect(after?.terms.map(({ id }) => id)).toEqual([...(before?.terms.map(({ id }) => id) ?? []), 'maybe'])
  expect(after?.terms.find(({ id }) => id === 'yes')?.label.fr).toBe('Oui, tout à fait')
  expect(after?.terms.filter(({ retired }) => retired).map(({ id }) => id)).toEqual(['no'])
})

test('a vocabulary of one’s own begins empty; a second one under its id changes nothing', () => {
  const lists = applyVocabularyChanges(SHIPPED_VOCABULARIES, [
    change('vocabulary_added', null, text('Métiers du bâtiment'), 'trades'),
    change('term_added', 'mason', text('Maçon·ne'), 'trades'),
    change('vocabulary_added', null, text('Autre'), 'trades'),
    change('term_added', 'mason', text('Autre'), 'trades'),
  ])
  expect(lists.at(-1)).toEqual({
    id: 'trades',
    label: text('Métiers du bâtiment'),
    shipped: false,
    terms: [{ id: 'mason', label: text('Maçon·ne'), retired: false }],
  })
})

test('a change of what does not exist is left', () => {
  expect(
    applyVocabularyChanges(SHIPPED_VOCABULARIES, [change('term_added', 'x', text('X'), 'nothing')]),
  ).toEqual(SHIPPED_VOCABULARIES)
})
