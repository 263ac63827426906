import { renderBoardSvg } from '@tablee/board'
import { expect, test } from 'vitest'
import { type CaseDraft, KEYWORDS_ID, NO_STATEMENT_FACETS } from '../draft/case-draft.ts'
import { changeStatement } from '../draft/change-statement.ts'
import { draftCase } from '../draft/draft-case.ts'
import type { DraftNote } from '../draft/draft-note.ts'
import { decideFinding, draftFindings, type FindingDecisions } from '../draft/finding-decisions.ts'
import { extendPseudonyms, proposalFor } from '../draft/pseudonyms.ts'
import { isCaseSection, OUTLINE, UNSORTED } from '../outline.ts'
import { GOLD_NOTES, GOLD_ROSTER } from '../testing/gold-notes.ts'
import { compact } from '../text/fold.ts'
import { caseBoardRecords } from './case-board.ts'
import { findResidue } from './find-residue.ts'
import { letterId, publishedCase, readPublishedCase } from './published-case.ts'
import { RedactionIncomplete, redactCase, redactionGaps } from './redact-case.ts'
import { redactText } from './redact-text.ts'

const S3 = GOLD_NOTES.filter((note) => note.board === 'S3')
const OWN = 'o-1'

/** Numbers from 0 up to 1 that repeat from run to run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A note of a plain zone, named after the section that it feeds. */
function plainNote(of: { snapshotId?: string; itemId?: string; zoneId: string; text: string }): DraftNote {
  const { snapshotId = 'snapshot-1', itemId = 'shape:a', zoneId, text } = of
  return {
    ...NO_STATEMENT_FACETS,
    key: `${snapshotId}/${itemId}`,
    section: isCaseSection(zoneId) ? zoneId : UNSORTED,
    kind: 'statement',
    text: text.trim(),
    source: { snapshotId, itemId, zoneId, text },
    of: null,
    contrast: [],
    proposals: [],
  }
}

function draftOfS3(): CaseDraft {
  let count = 0
  const draft = draftCase({
    notes: S3.map(({ zone, text }, order) => plainNote({ itemId: `shape:${order}`, zoneId: zone, text })),
    publicName: 'Rive Nouvelle',
    lang: 'fr',
    ownOrganisationIds: [OWN],
    organisationIds: [OWN],
    random: seeded(5),
    newId: () => {
      count += 1
      return `statement-${count}`
    },
  })
  return {
    ...draft,
    pseudonyms: extendPseudonyms(draft, draftFindings(draft, GOLD_ROSTER), GOLD_ROSTER, seeded(7)),
  }
}

/** Keeps what has a section, drops the tray, accepts every proposal. */
function decided(): { draft: CaseDraft; decisions: FindingDecisions } {
  let draft = draftOfS3()
  for (const { id, section } of draft.statements) {
    draft =
      changeStatement(draft, id, { decision: { state: section === 'unsorted' ? 'dropped' : 'kept' } }) ??
      draft
  }
  return { draft, decisions: accepted(draft) }
}

/** Every proposal, as it is made. */
function accepted(draft: CaseDraft): FindingDecisions {
  const decisions: FindingDecisions = {}
  for (const finding of draftFindings(draft, GOLD_ROSTER)) {
    const proposal = proposalFor(draft, finding)
    decisions[finding.key] = proposal.action === 'remove' ? { action: 'remove' } : proposal
  }
  return decisions
}

function published({ draft, decisions } = decided()) {
  const redacted = redactCase(draft, decisions, GOLD_ROSTER)
  const random = seeded(3)
  return {
    redacted,
    document: publishedCase(redacted, {
      slug: 'rive-nouvelle',
      version: 1,
      year: 2026,
      newId: () => letterId(random),
    }),
  }
}

test('R40 a draft collects the notes under the outline, and what fits nowhere in the tray', () => {
  const draft = draftOfS3()
  expect(draft.statements.every(({ decision }) => decision.state === 'undecided')).toBe(true)
  expect(draft.statements.filter(({ section }) => section === 'obstacles')).toHaveLength(5)
  expect(
    draft.statements
      .filter(({ section }) => section === 'unsorted')
      .map(({ sources }) => sources[0]?.zoneId)
      .sort(),
  ).toEqual(['NEG', 'NEG', 'NEG', 'beneficiary', 'handle', 'media', 'payment', 'plate'])
}, 30_000)

test('R40 the same words from two snapshots are one statement with two sources', () => {
  const draft = draftCase({
    notes: [
      plainNote({ snapshotId: 's1', zoneId: 'objectives', text: 'Moins de papier' }),
      plainNote({ snapshotId: 's2', zoneId: 'objectives', text: 'moins de papier ' }),
    ],
    publicName: 'X',
    lang: 'fr',
    ownOrganisationIds: [],
    organisationIds: [],
    random: seeded(1),
    newId: () => 'id',
  })
  expect(draft.statements).toMatchObject([
    { section: 'objectives', sources: [{ snapshotId: 's1' }, { snapshotId: 's2' }] },
  ])
})

test('R31 one entity has one replacement everywhere, the role class for a person', () => {
  const draft = draftOfS3()
  const proposals = new Map(
    draftFindings(draft, GOLD_ROSTER).map((f) => [f.text, proposalFor(draft, f).replacement]),
  )
  expect(proposals.get('Les Ateliers du Quai ASBL')).toBe('Rive Nouvelle')
  expect(proposals.get('Fabienne')).toBe('[ENC]')
  expect(proposals.get('Jean-Marie Colson')).toBe('[DIR]')
  expect(proposals.get('l’abbé Marcel Hennuy')).toMatch(/^\[personne [A-Z]\]$/)
  expect(proposals.get('BytesVerts SRL')).toBe('[prestataire A]')
  expect(proposals.get('Récup’Famenne')).toBe('[organisation partenaire]')
  expect(proposals.get('Recyclo-Manager')).toBe('[logiciel A]')
  expect(proposals.get('Herstal')).toMatch(/^\[site [AB]\]$/)
  expect(proposals.get('1-ABC-234')).toBe('[camion]')
  expect(proposals.get('85.07.30-033.28')).toBeNull()
})

test('R32 letters do not follow the order of appearance', () => {
  const orders = new Set(
    [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const draft = draftOfS3()
      const fresh = { ...draft, pseudonyms: {} }
      return extendPseudonyms(fresh, draftFindings(fresh, GOLD_ROSTER), GOLD_ROSTER, seeded(seed * 7919))[
        'PLACE:l-Herstal'
      ]
    }),
  )
  expect(orders.size).toBeGreaterThan(1)
})

test('R32 a second partner gets a letter, and the first keeps her words', () => {
  const draft = draftOfS3()
  const more = extendPseudonyms(draft, findingsOf('Avec Wapi Mobile', draft), GOLD_ROSTER, seeded(1))
  expect(more['ORG:o-8']).toBe('[organisation partenaire]')
  expect(more['ORG:o-11']).toBe('[organisation partenaire B]')
})

test('R32 what has a replacement keeps it when more is found', () => {
  const draft = draftOfS3()
  const more = findingsOf('Vu à Spa', draft)
  expect(extendPseudonyms(draft, more, GOLD_ROSTER, seeded(1))).toMatchObject(draft.pseudonyms)
})

function findingsOf(text: string, draft: CaseDraft) {
  const [first] = draft.statements
  const changed = changeStatement(draft, first?.id ?? '', { decision: { state: 'reworded', text } }) ?? draft
  return draftFindings(changed, GOLD_ROSTER).filter(({ statementId }) => statementId === first?.id)
}

test('R42 a changed text re-opens its findings; the others keep their decisions', () => {
  const { draft, decisions } = decided()
  const target = draft.statements.find(({ text }) => text.includes('Fabienne'))
  const text = 'Fabienne l’a dit encore.'
  const reworded =
    changeStatement(draft, target?.id ?? '', { decision: { state: 'reworded', text } }) ?? draft
  const gaps = redactionGaps(reworded, decisions, GOLD_ROSTER)
  expect(gaps.findings.map(({ statementId }) => statementId)).toEqual([target?.id])
  expect(gaps.sections).toEqual([])
})

test('R41 one decision can hold for the same entity in the whole case', () => {
  let draft = draftOfS3()
  for (const { id } of draft.statements.slice(0, 2)) {
    draft =
      changeStatement(draft, id, {
        decision: {
          state: 'reworded',
          text: 'Vu avec Nathalie, puis Nathalie D. rappelle',
        },
      }) ?? draft
  }
  const findings = draftFindings(draft, GOLD_ROSTER).filter(({ entityIds }) =>
    entityIds.includes('p-nathalie'),
  )
  const key = findings[0]?.key ?? ''
  const decision = { action: 'replace' as const, replacement: '[ENC]' }
  expect(findings).toHaveLength(4)
  const one = decideFinding(draft, {}, GOLD_ROSTER, { key, decision, everywhere: false })
  const all = decideFinding(draft, {}, GOLD_ROSTER, { key, decision, everywhere: true })
  expect(Object.keys(one ?? {})).toEqual([key])
  expect(Object.keys(all ?? {}).sort()).toEqual(findings.map((finding) => finding.key).sort())
  expect(decideFinding(draft, {}, GOLD_ROSTER, { key: 'unknown', decision, everywhere: true })).toBeNull()
})

test('R43 nothing is redacted while something is undecided, and the error holds no words', () => {
  const draft = draftOfS3()
  try {
    redactCase(draft, {}, GOLD_ROSTER)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(RedactionIncomplete)
    const gaps = error instanceof RedactionIncomplete ? error.gaps : null
    expect(gaps?.statements).toHaveLength(draft.statements.length)
    expect(gaps?.sections).toEqual(OUTLINE.filter(({ required }) => required).map(({ id }) => id))
    expect(JSON.stringify(error)).not.toContain('Fabienne')
  }
})

test('R43 a finding in the public name blocks like any other', () => {
  const { draft, decisions } = decided()
  const gaps = redactionGaps({ ...draft, publicName: 'Les Ateliers du Quai' }, decisions, GOLD_ROSTER)
  expect(gaps.findings.map(({ statementId }) => statementId)).toContain('publicName')
})

test('R93 a name in a keyword blocks like any other, and what is decided about it is what is read', () => {
  const { draft, decisions } = decided()
  const named = { ...draft, tags: { ...draft.tags, keywords: ['entraide', 'méthode Colson'] } }
  const gaps = redactionGaps(named, decisions, GOLD_ROSTER)
  expect(gaps.findings.map(({ statementId }) => statementId)).toEqual([KEYWORDS_ID])
  const key = gaps.findings[0]?.key ?? ''
  const decide = (decision: FindingDecisions[string]) =>
    redactCase(named, { ...decisions, [key]: decision }, GOLD_ROSTER)
  const replaced = decide({ action: 'replace', replacement: '[DIR]' })
  expect(replaced.tags.keywords).toEqual(['entraide', 'méthode [DIR]'])
  expect(replaced.removed).toContain('Colson')
  expect(decide({ action: 'remove' }).tags.keywords).toEqual(['entraide', 'méthode'])
})

test('R44 a removal leaves a readable sentence', () => {
  const text = 'Contact (BE 0123.456.749), k@b.example, 04 220 11 22.'
  const draft = draftOfS3()
  const findings = findingsOf(text, draft)
  const decisions = Object.fromEntries(findings.map(({ key }) => [key, { action: 'remove' as const }]))
  expect(redactText(text, findings, decisions)).toBe('Contact.')
})

test('R44 a replacement in brackets does not double the brackets that stand there', () => {
  const { document } = published()
  const texts = document.sections.flatMap(({ statements }) => statements.map(({ text }) => text))
  expect(texts).toContain('« Je regarde à nouveau les gens, plus l’écran » [TS, encadrante tri].')
})

test('R80 the published document holds reviewed text under new ids, and nothing else', () => {
  const { document } = published()
  expect(readPublishedCase(document)).toEqual(document)
  const json = JSON.stringify(document)
  expect(json).not.toMatch(/snapshot|shape:|statement-|source/)
  expect(json).toContain('On partage le module tournée avec [organisation ')
  const ids = document.sections.flatMap(({ statements }) => statements.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => /^[a-z]{20}$/.test(id))).toBe(true)
})

test('R60 what is published of S3 holds none of the marked strings of the two layers, in JSON and in the picture', () => {
  const { document, redacted } = published()
  const picture = renderBoardSvg(caseBoardRecords(document), {
    lang: 'fr',
    measure: { width: (text, size) => text.length * size * 0.55 },
    title: document.meta.publicName,
  })
  const artefacts = [
    { name: 'case.json', text: JSON.stringify(document) },
    { name: 'case.svg', text: picture.svg },
  ]
  expect(findResidue(artefacts, GOLD_ROSTER, redacted)).toEqual([])
  const known = [
    'PERSON',
    'ORG',
    'PHONE',
    'EMAIL',
    'URL',
    'BCE',
    'IBAN',
    'NISS',
    'PAYREF',
    'PLATE',
    'HANDLE',
    'FILE',
    'SECRET',
  ]
  for (const { text } of S3.flatMap(({ spans }) => spans).filter(({ type }) => known.includes(type))) {
    for (const artefact of artefacts) expect(compact(artefact.text)).not.toContain(compact(text))
  }
}, 30_000)

test.each([
  ['in a title', 'page.html', '<h1>Chez Nathalie</h1>'],
  ['split by tags', 'page.html', '<p>Jean-Marie <b>Col</b>son</p>'],
  ['over two lines of a picture', 'case.svg', '<text>Nathalie</text><text>Dubreucq</text>'],
  ['as entities', 'page.html', '<p>A&iuml;cha B., R&#233;cup&rsquo;Famenne</p>'],
  ['in an attribute', 'page.html', '<img alt="k.lardinois@bytesverts.example">'],
  ['in an address', 'page.html', '<a href="/cas/les-ateliers-du-quai">lire</a>'],
  ['in a comment', 'page.html', '<!-- BytesVerts -->'],
  ['escaped in JSON', 'case.json', '{"a":[{"t":"R\\u00e9cup\\u2019Famenne"}]}'],
  ['as a JSON key', 'case.json', '{"Dubreucq":1}'],
  ['percent-encoded', 'feed.xml', '<link href="https://here.example/R%C3%A9cup%27Famenne"/>'],
  ['as a number', 'case.json', '{"t":"NISS 85.07.30-033.28"}'],
])('R61 a name %s is residue', (_where, name, text) => {
  const residue = findResidue([{ name, text }], GOLD_ROSTER, {
    removed: [],
    kept: [],
    ownOrigins: ['https://here.example'],
  })
  expect(residue.length).toBeGreaterThan(0)
  expect(residue.every(({ artefact }) => artefact === name)).toBe(true)
  expect(JSON.stringify(residue)).not.toMatch(/Nathalie|Colson|Lardinois|Famenne|85\.07/)
})

test('R63 a file number and the name of a file that were taken out are residue wherever they stand', () => {
  const { draft: before } = decided()
  const obstacles = before.statements.filter(({ section }) => section === 'obstacles').map(({ id }) => id)
  const said = ['Le dossier AV-1234/56 traîne depuis', 'AV-1234/56 est clos', 'On relit budget.xlsx ensemble']
  const draft = said.reduce(
    (present, text, at) =>
      changeStatement(present, obstacles[at] ?? '', { decision: { state: 'reworded', text } }) ?? present,
    before,
  )
  const { document, redacted } = published({ draft, decisions: accepted(draft) })
  expect(redacted.removed).toEqual(expect.arrayContaining(['AV-1234/56', 'budget.xlsx']))
  const text = JSON.stringify(document)
  expect(text).toContain('AV-1234/56 est clos')
  const residue = findResidue([{ name: 'case.json', text }], GOLD_ROSTER, redacted)
  expect(residue.map(({ kind }) => kind)).toEqual(['REMOVED'])
}, 30_000)

test('R61 an innocent page is clean', () => {
  const text =
    '<html lang="fr"><head><link rel="stylesheet" href="/cas/style.css"><title>Rive Nouvelle</title></head><body class="page rose max"><svg viewBox="0 0 120 30" xmlns="http://www.w3.org/2000/svg"><path d="M0470 123456 0 12"/></svg><p>Après trois ans on jette.</p><a href="https://here.example/cas">Tous</a></body></html>'
  expect(
    findResidue([{ name: 'page.html', text }], GOLD_ROSTER, {
      removed: [],
      kept: [],
      ownOrigins: ['https://here.example'],
    }),
  ).toEqual([])
})

test('R62 what the editor kept may stay, but not what she also removed elsewhere', () => {
  const artefacts = [{ name: 'case.json', text: '{"t":"avec Récup’Famenne"}' }]
  expect(findResidue(artefacts, GOLD_ROSTER, { removed: [], kept: ['Récup’Famenne'] })).toEqual([])
  expect(
    findResidue(artefacts, GOLD_ROSTER, { removed: ['Récup’Famenne'], kept: ['Récup’Famenne'] }),
  ).toHaveLength(1)
})

test('R64 words of the frame are no residue of the case; the same words in the case are', () => {
  const roster = { ...GOLD_ROSTER, people: [{ id: 'p-publie', name: 'Bernard Publié' }] }
  const page = (text: string) => [
    { name: 'page.html', text: `<dt>Publié en</dt><p>${text}</p>` },
    { name: 'case.json', text: JSON.stringify({ text }) },
  ]
  const frames = page('…').slice(0, 1)
  expect(findResidue(page('Tout va bien'), roster, { removed: [], kept: [], frames })).toEqual([])
  expect(findResidue(page('Demander à Publié'), roster, { removed: [], kept: [], frames })).toMatchObject([
    { artefact: 'case.json', entityIds: ['p-publie'] },
  ])
})

test('R63 a removed string is residue even when no layer would see it', () => {
  const look = (text: string, removed: string) =>
    findResidue([{ name: 'x.txt', text }], GOLD_ROSTER, { removed: [removed], kept: [] })
  expect(look('le dossier Quai 2022 est là', 'Quai2022')).toHaveLength(1)
  expect(look('le dossier DIG EES 2023 017 est là', 'DIG-EES/2023/017')).toHaveLength(1)
  expect(look('ça marche', 'Marche')).toHaveLength(0)
  expect(look('vu à Zulte', 'Zulte')).toHaveLength(1)
})

test('R82 the picture shows every published statement', () => {
  const { document } = published()
  const { svg } = renderBoardSvg(caseBoardRecords(document), {
    lang: 'nl',
    measure: { width: (text, size) => text.length * size * 0.55 },
  })
  const drawn = compact(svg.replace(/<[^>]*>/g, ' ').replaceAll('&amp;', '&'))
  for (const { text } of document.sections.flatMap(({ statements }) => statements)) {
    expect(drawn).toContain(compact(text))
  }
  expect(drawn).toContain(compact('Hindernissen'))
})
