import { expect, test } from 'vitest'
import { filterMethods } from './filter-methods.ts'

const method = (family: string, fr: string, purpose = '') => ({
  family,
  title: { fr, nl: `${fr} (nl)`, en: `${fr} (en)` },
  purpose: { fr: purpose, nl: purpose, en: purpose },
})
const METHODS = [
  method('needs', 'Du macro au micro', 'Partez de votre ambition numérique'),
  method('change', 'Plan de gestion du changement'),
  method('intervision', 'L’étude de cas entre pairs'),
]
const titles = (family: string, words: string) =>
  filterMethods(METHODS, { family, words }, 'fr').map(({ title }) => title.fr)

test('nothing asked for is everything', () => {
  expect(titles('', ' ')).toHaveLength(3)
})

test('every word has to occur, in title or purpose, without minding accents and apostrophes', () => {
  expect(titles('', 'numerique ambition')).toEqual(['Du macro au micro'])
  expect(titles('', "l'etude")).toEqual(['L’étude de cas entre pairs'])
  expect(titles('', 'macro changement')).toEqual([])
})

test('a family narrows what the words found', () => {
  expect(titles('change', '')).toEqual(['Plan de gestion du changement'])
  expect(titles('needs', 'plan')).toEqual([])
})
