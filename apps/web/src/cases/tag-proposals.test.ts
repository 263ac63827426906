import { caseTagsSchema } from '@tablee/contract'
import { expect, test } from 'vitest'
import { openProposals, withTerm } from './tag-proposals.ts'

const none = caseTagsSchema.parse({})

test('a term goes to its facet: one more, or the one', () => {
  const tags = withTerm(withTerm(none, 'sector', 'reemploi'), 'sector', 'jeunesse')
  expect(tags.sector).toEqual(['reemploi', 'jeunesse'])
  expect(withTerm(withTerm(none, 'size', 't1_1_9'), 'size', 't2_10_49').size).toBe('t2_10_49')
  expect(withTerm(none, 'keywords', 'Entraide').keywords).toEqual(['Entraide'])
  expect(withTerm(none, 'perspectives', 'DIR')).toEqual(none)
})

test('what was typed waits until its facet has one of the terms', () => {
  const sector = { facet: 'sector', typed: 'recyclage', terms: ['reemploi'] }
  const word = { facet: 'keywords', typed: 'Entraide', terms: [] }
  expect(openProposals([sector, word], none)).toEqual([sector, word])
  expect(openProposals([sector, word], { ...none, sector: ['jeunesse'] })).toEqual([sector, word])
  expect(openProposals([sector, word], { ...none, sector: ['reemploi'], keywords: ['Entraide'] })).toEqual([])
})
