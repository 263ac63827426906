import { expect, test } from 'vitest'
import { findIdentifiers } from '../detect/find-identifiers.ts'
import { GOLD_ROSTER } from '../testing/gold-notes.ts'
import { draftCase } from './draft-case.ts'
import { findingOptions } from './finding-options.ts'
import { extendPseudonyms, proposalFor } from './pseudonyms.ts'

const MONTH_ZERO = '2023-01'

/** The ways to tell what stands in a text, in the case of the first organisation. */
function options(text: string, words: string, monthZero: string | null = MONTH_ZERO) {
  const findings = findIdentifiers(text, GOLD_ROSTER)
  const blank = draftCase({
    notes: [],
    publicName: 'Rive Nouvelle',
    lang: 'fr',
    ownOrganisationIds: ['o-1'],
    organisationIds: ['o-1'],
    random: () => 0,
    newId: () => 'id',
  })
  const draft = { ...blank, monthZero, pseudonyms: extendPseudonyms(blank, findings, GOLD_ROSTER, () => 0) }
  const finding = findings.find((one) => one.text === words)
  if (finding === undefined) throw new Error(`nothing found in ${text}`)
  return {
    options: findingOptions(draft, finding, GOLD_ROSTER).map(({ how, words, term }) =>
      [how, words, term].filter((part) => part !== null).join(' | '),
    ),
    proposal: proposalFor(draft, finding).replacement,
  }
}

test('S3.5 38 travailleurs, 24.750 €, 6.200 euros, 12/06/2023 become t2_10_49, b3, b2, M+5', () => {
  const workers = '38 travailleurs dont 22 en insertion'
  expect(options(`${workers}, 4 camions`, workers)).toEqual({
    options: ['band | entre 10 et 49 travailleurs, dont une majorité en insertion | t2_10_49'],
    proposal: 'entre 10 et 49 travailleurs, dont une majorité en insertion',
  })
  const money = 'Subside de 24.750 € + 6.200 euros fonds propres.'
  expect(options(money, '24.750 €').options).toEqual(['band | entre 10\u202f000 et 49\u202f999 € | b3'])
  expect(options(money, '6.200 euros').options).toEqual(['band | entre 1\u202f000 et 9\u202f999 € | b2'])
  const date = '12/06/2023 : test avec données fictives'
  expect(options(date, '12/06/2023')).toEqual({ options: ['relative | M+5', 'year | 2023'], proposal: 'M+5' })
  expect(options('Janvier 2023 : groupe de travail', 'Janvier 2023').proposal).toBe('M0')
})

test('R75 without a first month a date is its year, and a range has no month', () => {
  expect(options('12/06/2023 : test', '12/06/2023', null)).toEqual({
    options: ['year | 2023'],
    proposal: '2023',
  })
  const range = 'du 18 mars au 11 mai 2020'
  expect(options(`Fermé ${range}.`, range).options).toEqual(['year | 2020'])
})

test('R75 a person is her role, a place its letter or its region, a partner a noun', () => {
  expect(options('Fabienne gère le magasin', 'Fabienne').options[0]).toBe('role | [ENC]')
  expect(options('au dépôt de Herstal', 'Herstal').options).toEqual([
    'noun | [site A]',
    'region | [en Wallonie]',
    'noun | [lieu]',
  ])
  expect(options('avec Récup’Famenne', 'Récup’Famenne').options).toEqual([
    'noun | [organisation partenaire]',
    'noun | [organisation]',
  ])
})
