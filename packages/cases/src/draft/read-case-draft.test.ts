import { expect, test } from 'vitest'
import { readPublishedCase } from '../publish/published-case.ts'
import { readCaseDraft } from './read-case-draft.ts'

const FORMER_TAGS = { sector: ['reemploi'], orgType: 'asbl', size: null, projectKind: [], outcome: null }
const words = ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit']

const FORMER_DRAFT = {
  lang: 'fr',
  publicName: 'Rive Nouvelle',
  tags: FORMER_TAGS,
  ownOrganisationIds: ['o-1'],
  statements: [
    ...words.map((text, at) => statement(text, 'obstacles', at)),
    ...words.map((text, at) => statement(text, 'implementation', at)),
  ],
  pseudonyms: { 'PER:p-1': '[ENC]' },
}

function statement(text: string, section: string, at: number) {
  return {
    id: `${section}-${at}`,
    section,
    text,
    sources: [{ snapshotId: 's-1', itemId: `shape:${at}`, zoneId: 'z', text }],
    decision: { state: 'kept' },
  }
}

test('R92 a draft of the former form is read, decisions and replacements kept, facets as lists', () => {
  const draft = readCaseDraft(FORMER_DRAFT, 'case-1')
  expect(draft).toMatchObject({
    format: 2,
    publicName: 'Rive Nouvelle',
    tags: { sector: ['reemploi'], orgType: ['asbl'], outcome: [], keywords: [] },
    organisationIds: ['o-1'],
    pseudonyms: FORMER_DRAFT.pseudonyms,
  })
  expect(draft.statements.map(({ id }) => id).sort()).toEqual(
    FORMER_DRAFT.statements.map(({ id }) => id).sort(),
  )
  expect(draft.statements[0]).toMatchObject({
    kind: 'statement',
    role: null,
    tags: [],
    decision: { state: 'kept' },
  })
  expect(readCaseDraft(JSON.parse(JSON.stringify(draft)), 'case-1')).toEqual(draft)
})

test('R90 obstacles of a former draft lose the order of the board, steps keep theirs, and each reading is the same', () => {
  const order = (caseId: string, section: string) =>
    readCaseDraft(FORMER_DRAFT, caseId)
      .statements.filter((found) => found.section === section)
      .map(({ text }) => text)
  expect(order('case-1', 'implementation')).toEqual(words)
  expect(order('case-1', 'obstacles')).toEqual(order('case-1', 'obstacles'))
  const orders = ['case-1', 'case-2', 'case-3'].map((id) => order(id, 'obstacles').join(' '))
  expect(new Set(orders).size).toBe(3)
  expect(orders).not.toContain(words.join(' '))
})

test('R92 a published case of the former form is read; one of a newer form is refused', () => {
  const former = {
    format: 1,
    id: 'a',
    slug: 'rive-nouvelle',
    version: 1,
    lang: 'fr',
    year: 2026,
    meta: { publicName: 'Rive Nouvelle', tags: FORMER_TAGS },
    sections: [{ id: 'obstacles', statements: [{ id: 'b', text: 'Trop cher' }] }],
  }
  expect(readPublishedCase(former)).toMatchObject({
    format: 2,
    slug: 'rive-nouvelle',
    meta: { tags: { orgType: ['asbl'] }, perspectives: [] },
    sections: [{ id: 'obstacles', statements: [{ id: 'b', text: 'Trop cher', tags: [] }] }],
  })
  expect(() => readPublishedCase({ ...former, format: 3 })).toThrow()
})
