import { expect, test } from 'vitest'
import { findIdentifiers } from '../detect/find-identifiers.ts'
import { NO_TAGS } from '../draft/case-tags.ts'
import { GOLD_NOTES, GOLD_ROSTER } from '../testing/gold-notes.ts'
import { openReservations, type ReservedText, reservedFacets } from './reservations.ts'

const statement = (text: string, parts: Partial<ReservedText> = {}): ReservedText => ({
  id: text.slice(0, 12),
  tags: [],
  isQuote: false,
  isImage: false,
  findings: findIdentifiers(text, GOLD_ROSTER).map(({ kind }) => ({ kind, isOwn: false, action: 'replace' })),
  ...parts,
})
const S3 = GOLD_NOTES.filter(({ board }) => board === 'S3').map(({ text }) => statement(text))

test('R103 of the gold board, only the row of the quarrel is about a conflict', () => {
  expect(openReservations(S3, ['conflict']).map(({ statementId }) => statementId)).toEqual(['La directric'])
})

test('R103 a tag tells it too, and is named so that it can move to the counts', () => {
  const tagged = statement('Des tensions ont ralenti le projet.', { tags: ['fr_cascade', 'fr_relationnel'] })
  expect(openReservations([tagged], ['conflict'])).toMatchObject([{ tags: ['fr_relationnel'] }])
})

test('R103 taking a health detail out is enough, taking "ne se parlent plus" out is not', () => {
  const removed = (text: string): ReservedText => {
    const { findings, ...rest } = statement(text)
    return { ...rest, findings: findings.map((finding) => ({ ...finding, action: 'remove' })) }
  }
  const health = 'Une responsable en burn-out depuis février.'
  expect(openReservations([statement(health)], ['health'])).toHaveLength(1)
  expect(openReservations([removed(health)], ['health'])).toEqual([])
  expect(openReservations([removed('Les deux directrices ne se parlent plus.')], ['conflict'])).toHaveLength(
    1,
  )
})

test('R103 a reservation about partners is not about the organisation herself, one about quotes is about every quote', () => {
  const own = statement('x', { findings: [{ kind: 'ORG', isOwn: true, action: 'replace' }] })
  const partner = statement('y', { findings: [{ kind: 'ORG', isOwn: false, action: 'replace' }] })
  expect(openReservations([own, partner], ['partners']).map(({ statementId }) => statementId)).toEqual(['y'])
  expect(openReservations([statement('z', { isQuote: true })], ['quotes'])).toHaveLength(1)
  expect(openReservations(S3, [])).toEqual([])
})

test('R103 a reservation about pictures is about every picture that enters, whatever is read out of it', () => {
  const picture = statement('Un tableau blanc.', { isImage: true })
  expect(openReservations([picture, statement('Un tableau blanc.')], ['images'])).toHaveLength(1)
  expect(openReservations([picture], ['money', 'quotes'])).toEqual([])
})

test('R103 who paid, with whom and when is told by facets too, and by the tags of a sentence', () => {
  const tags = {
    ...NO_TAGS,
    funding: [{ source: 'fi_subside_ponctuel', band: null }],
    pooling: ['mu_co_developpement'],
    poolingGovernance: ['gv_charte'],
    period: '2023–2024',
  }
  expect(reservedFacets(tags, ['money', 'partners', 'dates', 'conflict'])).toEqual([
    { topic: 'money', facet: 'funding' },
    { topic: 'partners', facet: 'pooling' },
    { topic: 'partners', facet: 'poolingGovernance' },
    { topic: 'dates', facet: 'period' },
  ])
  expect(reservedFacets(tags, [])).toEqual([])
  // who shares nothing tells nothing about partners
  expect(reservedFacets({ ...NO_TAGS, pooling: ['mu_aucune'] }, ['partners'])).toEqual([])
  const tagged = statement('Un module commun.', { findings: [], tags: ['mu_co_developpement', 'fr_cascade'] })
  expect(openReservations([tagged], ['partners'])).toMatchObject([{ tags: ['mu_co_developpement'] }])
  expect(openReservations([tagged], ['money'])).toEqual([])
})
