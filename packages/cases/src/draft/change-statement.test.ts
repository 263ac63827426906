import { expect, test } from 'vitest'
import { seededRandom } from '../text/seeded-random.ts'
import { type CaseDraft, NO_STATEMENT_FACETS, type StatementFacets } from './case-draft.ts'
import { changeStatement } from './change-statement.ts'
import { draftCase } from './draft-case.ts'
import type { DraftNote } from './draft-note.ts'
import { findContrasts } from './find-contrasts.ts'

function step(key: string, more: Partial<DraftNote> & Partial<StatementFacets> = {}): DraftNote {
  return {
    ...NO_STATEMENT_FACETS,
    key,
    section: 'implementation',
    kind: 'statement',
    text: key,
    source: { snapshotId: 's', itemId: key, zoneId: 'z', text: key },
    of: null,
    contrast: [],
    proposals: [],
    ...more,
  }
}

function draftOf(...notes: DraftNote[]): CaseDraft {
  // what others belong to is made first
  const texts = [...notes]
    .sort((a, b) => Number(a.of !== null) - Number(b.of !== null))
    .map(({ text }) => text)
  return draftCase({
    notes,
    publicName: 'Rive Nouvelle',
    lang: 'fr',
    ownOrganisationIds: [],
    organisationIds: [],
    newId: () => texts.shift() ?? '',
    random: seededRandom('x'),
  })
}

const order = (draft: CaseDraft | null) => draft?.statements.map(({ id }) => id).join(' ')

test('a statement moves among those of its section, with its quotes, and stops at the ends', () => {
  const draft = draftOf(step('a'), step('b'), step('b-quote', { kind: 'quote', of: 'b' }), step('c'))
  expect(order(draft)).toBe('a b b-quote c')
  expect(order(changeStatement(draft, 'b', { move: 'up' }))).toBe('b b-quote a c')
  expect(order(changeStatement(draft, 'b', { move: 'down' }))).toBe('a c b b-quote')
  expect(order(changeStatement(draft, 'a', { move: 'up' }))).toBe('a b b-quote c')
  expect(order(changeStatement(draft, 'c', { move: 'down' }))).toBe('a b b-quote c')
})

test('R96 who is said to tell it differently says so too, and no longer when it is taken back', () => {
  const draft = draftOf(step('a'), step('b'), step('c'))
  const linked = changeStatement(draft, 'a', { contrastWith: ['b', 'b'] })
  const named = (found: CaseDraft | null) => found?.statements.map(({ contrastWith }) => contrastWith)
  expect(named(linked)).toEqual([['b'], ['a'], []])
  expect(linked && named(changeStatement(linked, 'b', { contrastWith: [] }))).toEqual([[], [], []])
  expect(changeStatement(draft, 'a', { contrastWith: ['a'] })).toBeNull()
  expect(changeStatement(draft, 'a', { contrastWith: ['unknown'] })).toBeNull()
  expect(changeStatement(draft, 'unknown', {})).toBeNull()
})

test('R96 two roles with opposite signs on one thing look like two views; one role, or one sign, does not', () => {
  const effect = (key: string, role: string, sign: string) =>
    step(key, { section: 'effects', role, sign, tags: ['ep_communication'] })
  const draft = draftOf(
    effect('a', 'DIR', 'po_positif'),
    effect('b', 'TS', 'po_negatif'),
    effect('c', 'DIR', 'po_negatif'),
    effect('d', 'TS', 'po_mixte'),
  )
  const pairs = (found: CaseDraft | null) =>
    found &&
    findContrasts(found).map(({ statementIds, linked }) => `${[...statementIds].sort().join('')} ${linked}`)
  expect(pairs(draft)).toEqual(['ab false'])
  expect(pairs(changeStatement(draft, 'a', { contrastWith: ['b'] }))).toEqual(['ab true'])
  expect(pairs(changeStatement(draft, 'b', { decision: { state: 'dropped' } }))).toEqual([])
})
