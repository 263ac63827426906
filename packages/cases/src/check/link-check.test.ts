import { expect, test } from 'vitest'
import { findLinks, type LinkedCase, type LinkingDraft } from './link-check.ts'
import { caseWords } from './shared-words.ts'

const DRAFT: LinkingDraft = {
  sector: ['reemploi'],
  projectKind: ['erp'],
  tags: ['fr_resistance', 'fr_jargon', 'op_ecoute'],
  statements: [
    { id: 'pooling', text: 'On partage le module tournée avec [organisation partenaire].' },
    { id: 'effects', text: 'Le bon d’enlèvement prend trois minutes au lieu de quinze.' },
  ],
}
const RECUP = {
  id: 'o-8',
  name: 'Récup’Famenne',
  sector: ['reemploi'],
  projectKind: ['caisse'],
  statementIds: ['pooling'],
}

const publicCase = (id: string, parts: Partial<LinkedCase> = {}): LinkedCase => ({
  id,
  name: `Cas ${id}`,
  isOfCohort: true,
  sector: ['culture'],
  projectKind: ['crm'],
  tags: [],
  words: caseWords([]),
  ...parts,
})

test('S3.7 the link check lists Récup’Famenne and the case tagged reemploi and caisse of the same cohort', () => {
  const links = findLinks(DRAFT, {
    organisations: [RECUP],
    cases: [
      publicCase('tills', { sector: ['reemploi'], projectKind: ['caisse'] }),
      publicCase('erp', { sector: ['reemploi', 'insertion'], projectKind: ['erp'] }),
      publicCase('elsewhere', { sector: ['reemploi'], projectKind: ['caisse'], isOfCohort: false }),
      publicCase('other'),
    ],
  })
  expect(links.map(({ to, id, reasons }) => ({ to, id, reasons }))).toEqual([
    { to: 'case', id: 'erp', reasons: ['same_facets'] },
    { to: 'case', id: 'tills', reasons: ['partner_facets'] },
    { to: 'organisation', id: 'o-8', reasons: ['named'] },
  ])
  expect(links[1]?.statementIds).toEqual(['pooling'])
})

test('R102 five words in a row of any public case lead to it, whatever their accents and case', () => {
  const texts = ['Chez nous, le BON D’ENLEVEMENT prend trois minutes.', 'Rien d’autre']
  const links = findLinks(DRAFT, {
    organisations: [],
    cases: [
      publicCase('far', { isOfCohort: false, words: caseWords(texts) }),
      publicCase('four', { words: caseWords(['Un bon d’enlèvement prend vite du temps']) }),
    ],
  })
  expect(links).toMatchObject([
    {
      id: 'far',
      reasons: ['same_words'],
      statementIds: ['effects'],
      shared: [expect.stringContaining('enlèvement')],
    },
  ])
})

test('R102 two tags that only one other case of the cohort has lead to it; those of several do not', () => {
  const cases = [
    publicCase('rare', { tags: ['fr_jargon', 'op_ecoute', 'fr_resistance'] }),
    publicCase('common', { tags: ['fr_resistance'] }),
  ]
  expect(findLinks(DRAFT, { organisations: [], cases })).toMatchObject([
    { id: 'rare', reasons: ['rare_tags'], shared: ['fr_jargon', 'op_ecoute'] },
  ])
})

test('R102 words that everybody uses lead nowhere', () => {
  const other = publicCase('small', {
    words: caseWords(['Il n’y a pas de temps, et il n’y a pas de moyens.']),
  })
  const statements = [{ id: 'x', text: 'Ici il n’y a pas de réponse.' }]
  expect(findLinks({ ...DRAFT, statements }, { organisations: [], cases: [other] })).toEqual([])
})
