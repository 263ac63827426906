import { readContent } from '@tablee/board'
import { filledBoard, findTemplate, templateMethod, templateRecords } from '@tablee/templates'
import { describe, expect, test } from 'vitest'
import { isDirect } from '../detect/finding.ts'
import type { CaseDraft, StatementDecision } from '../draft/case-draft.ts'
import { changeStatement } from '../draft/change-statement.ts'
import { draftCase } from '../draft/draft-case.ts'
import { draftFindings, type FindingDecisions, findingsIn } from '../draft/finding-decisions.ts'
import { extendPseudonyms, proposalFor } from '../draft/pseudonyms.ts'
import { readNotes } from '../draft/read-notes.ts'
import { REQUIRED_SECTIONS } from '../outline.ts'
import { EDITED_ROWS, GOLD_NOTES, GOLD_ROSTER } from '../testing/gold-notes.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { letterId, publishedCase } from './published-case.ts'
import { redactCase, redactionGaps } from './redact-case.ts'
import { redactText } from './redact-text.ts'

/** Where the rows stand on the sheet that have no zone of their own. */
const PLACED: Readonly<Record<string, string>> = {
  payment: 'implementation',
  media: 'description',
  handle: 'description',
  plate: 'obstacles',
  beneficiary: 'effects',
  NEG: 'inspirations',
}

function draftOfSheet(): CaseDraft {
  const template = findTemplate('inter-case-sheet')
  if (!template) throw new Error('template is missing')
  const method = templateMethod(template)
  const notes = GOLD_NOTES.filter(({ board }) => board === 'S3').map(({ zone, text }) => ({
    zoneId: PLACED[zone] ?? zone,
    text,
  }))
  const page = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
  const records = [page, ...filledBoard(templateRecords(template), notes, { by: 'ada' })]
  const content = readContent({
    records: new Map(records.map((record) => [record.id, record])),
    method,
    facts: new Map(),
    lang: 'fr',
  })
  let count = 0
  const draft = draftCase({
    notes: readNotes({ snapshotId: 'snapshot-1', content, method }, 'fr'),
    publicName: 'Rive Nouvelle',
    lang: 'fr',
    ownOrganisationIds: ['o-1'],
    organisationIds: ['o-1'],
    newId: () => {
      count += 1
      return `statement-${count}`
    },
    random: seededRandom('s3'),
  })
  const findings = draftFindings(draft, GOLD_ROSTER)
  return { ...draft, pseudonyms: extendPseudonyms(draft, findings, GOLD_ROSTER, seededRandom('s3')) }
}

function decided(draft: CaseDraft, decide: (text: string) => StatementDecision): CaseDraft {
  return draft.statements.reduce(
    (present, { id, text }) => changeStatement(present, id, { decision: decide(text) }) ?? present,
    draft,
  )
}

/** Every proposal accepted. */
function mechanically(draft: CaseDraft): FindingDecisions {
  return Object.fromEntries(
    draftFindings(draft, GOLD_ROSTER).map((finding) => {
      const proposal = proposalFor(draft, finding)
      return [finding.key, proposal.action === 'remove' ? { action: 'remove' as const } : proposal]
    }),
  )
}

describe('S3 from the typed rows to the published text', () => {
  test('S3.12 the golden edited text of S3 comes out word for word, and names nobody', () => {
    const draft = decided(draftOfSheet(), (text) => {
      const [, edited] = Object.entries(EDITED_ROWS).find(([start]) => text.startsWith(start)) ?? []
      return edited === undefined ? { state: 'dropped' } : { state: 'reworded', text: edited }
    })
    const findings = draftFindings(draft, GOLD_ROSTER)
    expect(findings.filter(isDirect).map(({ text }) => text)).toEqual([])
    const decisions: FindingDecisions = Object.fromEntries(
      findings.map(({ key }) => [key, { action: 'keep', reason: 'formulation relue' }]),
    )
    const random = seededRandom('ids')
    const { sections } = publishedCase(redactCase(draft, decisions, GOLD_ROSTER), {
      slug: 'rive-nouvelle',
      version: 1,
      year: 2026,
      newId: () => letterId(random),
    })
    const texts = sections.flatMap(({ statements }) => statements.map(({ text }) => text))
    expect([...texts].sort()).toEqual(Object.values(EDITED_ROWS).sort())
    expect(sections.find(({ id }) => id === 'implementation')?.statements.map(({ text }) => text)).toEqual([
      EDITED_ROWS['Janvier 2023'],
      EDITED_ROWS['12/06/2023'],
      EDITED_ROWS['Bascule magasin'],
    ])
  })

  test('S3.12 a quote keeps its words, its speaker becomes her role, and inspirations are unchanged', () => {
    const draft = decided(draftOfSheet(), () => ({ state: 'kept' }))
    const quote = draft.statements.find(({ text }) => text.startsWith('« On ne m’a rien demandé'))
    if (quote === undefined) throw new Error('the row is missing')
    const decisions = mechanically(draft)
    const findings = findingsIn(quote.id, quote.text, GOLD_ROSTER)
    const [health, ...others] = findings.filter(({ start }) => start >= quote.text.indexOf('en burn-out'))
    expect(health?.kind).toBe('HEALTH')
    const edited: FindingDecisions = {
      ...decisions,
      ...(health && { [health.key]: { action: 'replace', replacement: 'absente pendant la bascule' } }),
      ...Object.fromEntries(others.map(({ key }) => [key, { action: 'remove' }])),
    }
    expect(redactText(quote.text, findings, edited)).toBe(
      '« On ne m’a rien demandé, à moi » : [ENC], responsable du magasin, absente pendant la bascule.',
    )
    const typed = GOLD_NOTES.filter(({ board, zone }) => board === 'S3' && zone === 'inspirations')
    const { sections } = redactCase(draft, decisions, GOLD_ROSTER)
    const published = sections.find(({ id }) => id === 'inspirations')?.statements.map(({ text }) => text)
    expect(typed).toHaveLength(3)
    for (const { text } of typed) expect(published).toContain(text)
  })

  test('S3.13 the seven required sections are present, or the gap is shown', () => {
    const draft = decided(draftOfSheet(), () => ({ state: 'kept' }))
    const decisions = mechanically(draft)
    expect(redactionGaps(draft, decisions, GOLD_ROSTER)).toEqual({
      findings: [],
      statements: [],
      sections: [],
      images: [],
    })
    const present = new Set(draft.statements.map(({ section }) => section))
    for (const section of [...REQUIRED_SECTIONS, 'pooling']) expect(present).toContain(section)
    for (const section of REQUIRED_SECTIONS) {
      const ids = draft.statements.filter((statement) => statement.section === section).map(({ id }) => id)
      const without = ids.reduce<CaseDraft>(
        (left, id) => changeStatement(left, id, { decision: { state: 'dropped' } }) ?? left,
        draft,
      )
      expect(redactionGaps(without, decisions, GOLD_ROSTER).sections).toEqual([section])
    }
  })
})
