import { expect, test } from 'vitest'
import type { ChoiceSet } from '../method.ts'
import { proposeTerms } from './propose-terms.ts'

const label = (fr: string) => ({ fr, nl: fr, en: fr })
const set: ChoiceSet = {
  id: 'who',
  terms: [
    { id: 'staff', label: label('Personnel de terrain'), also: ['équipe', 'chauffeur'] },
    { id: 'lead', label: label('Management intermédiaire'), also: ['chef', 'responsable'] },
    { id: 'board', label: label('Conseil d’administration'), also: ['ca'] },
  ],
}
const ids = (typed: string) => proposeTerms(set, typed, 'fr').map(({ id }) => id)

test('words, accents and plurals apart, find the terms that they may stand for', () => {
  expect(ids('CHEF D’EQUIPE')).toEqual(['staff', 'lead'])
  expect(ids('les chauffeurs')).toEqual(['staff'])
})

test('the term’s own name comes before another word for it', () => {
  expect(ids('chef et personnel')).toEqual(['staff', 'lead'])
})

test('words between words propose nothing', () => {
  expect(ids('de la')).toEqual([])
  expect(ids('des bacs de terrain')).toEqual(['staff'])
})

test('a short word counts only when it is whole, and what fits nothing proposes nothing', () => {
  expect(ids('CA')).toEqual(['board'])
  expect(ids('car')).toEqual([])
  expect(ids('…')).toEqual([])
})
