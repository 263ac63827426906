import { expect, test } from 'vitest'
import { findIdentifiers } from '../detect/find-identifiers.ts'
import { REQUIRED_SECTIONS } from '../outline.ts'
import { redactCase } from '../publish/redact-case.ts'
import { GOLD_ROSTER } from '../testing/gold-notes.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { type CaseDraft, NO_STATEMENT_FACETS } from './case-draft.ts'
import { NO_TAGS } from './case-tags.ts'
import { draftFindings, type FindingDecisions } from './finding-decisions.ts'
import { lostDecisions } from './lost-decisions.ts'
import { extendPseudonyms, proposalFor } from './pseudonyms.ts'

const FILE = 'PV_CA_2023-05-12_NDubreucq.jpg'

function draftOf(texts: readonly string[], publicName = 'Rive Nouvelle'): CaseDraft {
  return {
    format: 2,
    lang: 'fr',
    publicName,
    tags: { ...NO_TAGS, keywords: ['avis de Nathalie'] },
    monthZero: null,
    countsOnly: [],
    images: [],
    ownOrganisationIds: [],
    organisationIds: [],
    proposals: [],
    pseudonyms: {},
    statements: texts.map((text, at) => ({
      ...NO_STATEMENT_FACETS,
      id: `statement-${at}`,
      section: 'objectives',
      text,
      sources: [{ snapshotId: 's', itemId: `i-${at}`, zoneId: null, text }],
      decision: { state: 'kept' },
      kind: 'statement',
      of: null,
      contrastWith: [],
      quoteAgreed: false,
      proposals: [],
    })),
  }
}

function decided(draft: CaseDraft): { draft: CaseDraft; decisions: FindingDecisions } {
  const findings = draftFindings(draft, GOLD_ROSTER)
  const pseudonyms = extendPseudonyms(draft, findings, GOLD_ROSTER, seededRandom('case'))
  const named = { ...draft, pseudonyms }
  const decisions = findings.map((finding) => [finding.key, proposalFor(named, finding)] as const)
  return {
    draft: named,
    decisions: Object.fromEntries(
      decisions.map(([key, proposal]) => [
        key,
        proposal.action === 'remove' ? { action: 'remove' as const } : proposal,
      ]),
    ),
  }
}

test('S3.4 Nathalie Dubreucq, Nathalie, and NDubreucq in a file name are one person with one role class, in text, title, keywords and what is read out of a picture', () => {
  const image = { id: 'image-1', pixels: 'abc', width: 8, height: 8, taken: true, drawn: null }
  const written = draftOf(
    ['Nathalie Dubreucq a dit oui.', 'Demander à Nathalie.', `Voir le fichier ${FILE}`],
    'Le projet de Nathalie Dubreucq',
  )
  const draft = { ...written, images: [{ ...image, alt: 'Nathalie Dubreucq au tableau' }] }
  const findings = draftFindings(draft, GOLD_ROSTER)
  const people = findings.filter(({ kind }) => kind === 'PER')
  expect(people.map(({ text }) => text)).toEqual(expect.arrayContaining(['Nathalie Dubreucq', 'Nathalie']))
  for (const { entityIds } of people) expect(entityIds).toEqual(['p-nathalie'])
  const [file] = findings.filter(({ kind }) => kind === 'FILE')
  expect(file).toMatchObject({ text: FILE, within: ['p-nathalie'] })

  const settled = decided(draft)
  expect(settled.draft.pseudonyms).toEqual({ 'PER:p-nathalie': '[ENC]' })
  for (const finding of people)
    expect(proposalFor(settled.draft, finding)).toEqual({ action: 'replace', replacement: '[ENC]' })
  const texts = settled.draft.statements
  const filled = {
    ...settled.draft,
    statements: REQUIRED_SECTIONS.map((section, at) => {
      const known = texts[at % texts.length]
      if (known === undefined) throw new Error('no statement')
      return at < texts.length ? { ...known, section } : { ...known, section, id: `more-${at}`, text: 'Oui.' }
    }),
  }
  const redacted = redactCase(filled, settled.decisions, GOLD_ROSTER)
  expect(
    JSON.stringify([redacted.publicName, redacted.tags.keywords, redacted.sections, redacted.images]),
  ).not.toMatch(/nathalie|dubreucq/i)
  expect(redacted.publicName).toBe('Le projet de [ENC]')
  expect(redacted.tags.keywords).toEqual(['avis de [ENC]'])
  expect(redacted.images.map(({ alt }) => alt)).toEqual(['[ENC] au tableau'])
})

test('M8 a decision whose finder is gone keeps its word from the public until somebody says otherwise', () => {
  const { draft, decisions } = decided(draftOf(['Nathalie Dubreucq a dit oui.', 'Rien à signaler.']))
  const withoutHer = { ...GOLD_ROSTER, people: GOLD_ROSTER.people.filter(({ id }) => id !== 'p-nathalie') }
  const lostIn = (roster: typeof GOLD_ROSTER, texts = draft) =>
    lostDecisions(texts, decisions, draftFindings(texts, roster))
  expect(lostIn(GOLD_ROSTER)).toEqual([])
  // lists of names find her still, as another finding of the same words: that one is decided for itself
  const first = findIdentifiers('Nathalie Dubreucq a dit oui.', withoutHer)
  expect(first.map(({ text }) => text)).toContain('Nathalie Dubreucq')
  expect(lostIn(withoutHer)).toEqual([])

  // the local model saw a name where nobody else does, and does not answer now
  const odd = { ...GOLD_ROSTER, suspects: [{ words: 'signaler', label: 'PER' }] }
  const findings = draftFindings(draft, odd).filter(({ text }) => text === 'signaler')
  const [finding] = findings
  expect(finding).toBeDefined()
  const key = finding?.key ?? ''
  const more: FindingDecisions = { [key]: { action: 'replace', replacement: '[logiciel A]' } }
  const present = draftFindings(draft, GOLD_ROSTER)
  expect(lostDecisions(draft, more, present)).toEqual([{ statementId: 'statement-1', key }])
  // a text that was written anew has nothing to lose, and what was kept is read anyway
  expect(lostDecisions(draftOf(['Oui.', 'Non.']), more, [])).toEqual([])
  expect(lostDecisions(draft, { [key]: { action: 'keep', reason: 'un mot' } }, present)).toEqual([])
})
