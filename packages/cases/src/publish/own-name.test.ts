import { expect, test } from 'vitest'
import type { Roster } from '../detect/roster.ts'
import { NO_STATEMENT_FACETS } from '../draft/case-draft.ts'
import { changeStatement } from '../draft/change-statement.ts'
import { draftCase } from '../draft/draft-case.ts'
import { draftFindings, type FindingDecision, type FindingDecisions } from '../draft/finding-decisions.ts'
import { proposalFor } from '../draft/pseudonyms.ts'
import { type CaseSection, REQUIRED_SECTIONS } from '../outline.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { findResidue } from './find-residue.ts'
import { letterId, publishedCase, slugOf } from './published-case.ts'
import { redactCase } from './redact-case.ts'

const OWN = 'o-own'
const SITE = 'https://here.example'
const roster: Roster = {
  people: [],
  organisations: [
    { id: OWN, name: 'Les Ateliers du Quai ASBL' },
    { id: 'o-other', name: 'Ressourcerie Zinzolin' },
  ],
  places: [],
  products: [],
}

/** A case of these sentences, every one kept, under a public name. */
function redacted(
  publicName: string,
  texts: readonly string[],
  decide: (text: string, proposed: FindingDecision) => FindingDecision,
) {
  const section = (at: number): CaseSection => REQUIRED_SECTIONS[at % REQUIRED_SECTIONS.length] ?? 'obstacles'
  const sentences = [...texts, ...REQUIRED_SECTIONS.map((id) => `Rien à dire de plus (${id})`)]
  let count = 0
  const empty = draftCase({
    notes: sentences.map((text, at) => ({
      ...NO_STATEMENT_FACETS,
      key: `s/${at}`,
      section: section(at + REQUIRED_SECTIONS.length - texts.length),
      kind: 'statement' as const,
      text,
      source: { snapshotId: 's', itemId: `${at}`, zoneId: null, text },
      of: null,
      contrast: [],
      proposals: [],
    })),
    publicName,
    lang: 'fr',
    ownOrganisationIds: [OWN],
    organisationIds: [OWN],
    random: seededRandom('own'),
    newId: () => {
      count += 1
      return `statement-${count}`
    },
  })
  const draft = empty.statements.reduce(
    (kept, { id }) => changeStatement(kept, id, { decision: { state: 'kept' } }) ?? kept,
    empty,
  )
  const decisions: FindingDecisions = {}
  for (const finding of draftFindings(draft, roster)) {
    const proposal = proposalFor(draft, finding)
    const proposed: FindingDecision = proposal.action === 'remove' ? { action: 'remove' } : proposal
    decisions[finding.key] = decide(finding.text, proposed)
  }
  return redactCase(draft, decisions, roster)
}

/** As a list of cases shows it: the name, then what kind of organisation it is. */
function residueOf(of: ReturnType<typeof redacted>) {
  const random = seededRandom('ids')
  const document = publishedCase(of, {
    slug: slugOf(of.publicName),
    version: 1,
    year: 2026,
    newId: () => letterId(random),
  })
  const said = document.sections.flatMap(({ statements }) => statements.map(({ text }) => `<p>${text}</p>`))
  const artefacts = [
    { name: 'case.json', text: JSON.stringify(document) },
    { name: 'gallery.fr.html', text: `<h2>${document.meta.publicName}</h2><p>ASBL</p>` },
    {
      name: 'case.fr.html',
      text: `<a href="/cas/${document.slug}">x</a><p>un cas</p><h1>${document.meta.publicName}</h1>${said.join('')}`,
    },
    {
      name: 'all.fr.csv',
      text: `Adresse;Nom;Forme\r\n${SITE}/cas/${document.slug};${document.meta.publicName};ASBL\r\n`,
    },
    { name: 'slug.txt', text: document.slug.replaceAll('-', ' ') },
  ]
  return findResidue(artefacts, roster, { ...of, places: of.sentences, ownOrigins: [SITE] })
}

const SENTENCES = [
  'Les Ateliers du Quai ASBL trient le papier.',
  'Au Quai on pèse tout, dit les ateliers du quai.',
]

test.each<[string, (text: string, proposed: FindingDecision) => FindingDecision]>([
  ['kept with a reason', () => ({ action: 'keep', reason: 'elle le veut' })],
  ['replaced by itself', (_, proposed) => proposed],
  ['taken out of one sentence', (text, proposed) => (/ASBL/.test(text) ? { action: 'remove' } : proposed)],
])('R66 a case under the own name of its organisation is no residue of it: %s', (_, decide) => {
  const found = redacted('Les Ateliers du Quai', SENTENCES, decide)
  expect(found.publicName).toBe('Les Ateliers du Quai')
  expect(residueOf(found)).toEqual([])
})

test('R66 of anybody else a name is as private as ever', () => {
  const texts = [...SENTENCES, 'Avec la Ressourcerie Zinzolin on partage le camion.']
  const found = redacted('Les Ateliers du Quai', texts, (_, proposed) => proposed)
  expect(found.removed).toContain('Ressourcerie Zinzolin')
  const leaking = { ...found, publicName: 'Ressourcerie Zinzolin' }
  expect(residueOf(leaking)).not.toEqual([])
})

test('R66 under an assumed name the own one stays out, its legal form or not', () => {
  const found = redacted('Rive Nouvelle', SENTENCES, (_, proposed) => proposed)
  expect(found.kept).toEqual([])
  expect(found.removed).toContain('Les Ateliers du Quai ASBL')
  expect(residueOf(found)).toEqual([])
  expect(residueOf({ ...found, publicName: 'Les Ateliers du Quai' })).not.toEqual([])
})
