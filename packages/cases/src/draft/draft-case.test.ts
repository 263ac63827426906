import { type BoardRecord, readContent } from '@tablee/board'
import { arrowRecord, bindingRecord } from '@tablee/board/testing'
import { findTemplate, noteRecords, templateMethod, templateRecords } from '@tablee/templates'
import { expect, test } from 'vitest'
import { seededRandom } from '../text/seeded-random.ts'
import type { CaseDraft } from './case-draft.ts'
import { draftCase } from './draft-case.ts'
import { type DraftSource, readNotes } from './read-notes.ts'
import { readRelTime } from './read-row.ts'
import { readTags } from './read-tags.ts'

type Notes = readonly { zoneId: string; text: string }[]

/** A board of a shipped method with these notes, as the product would place and read them. */
function boardOf(templateId: string, notes: Notes, arrows: readonly BoardRecord[] = []): DraftSource {
  const template = findTemplate(templateId)
  if (!template) throw new Error(templateId)
  const method = templateMethod(template)
  const furniture = templateRecords(template)
  const page: BoardRecord = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
  const records = [page, ...furniture, ...noteRecords(furniture, notes, { by: 'ada' }), ...arrows]
  const content = readContent({
    records: new Map(records.map((record) => [record.id, record])),
    method,
    facts: new Map(),
    lang: 'fr',
  })
  return { snapshotId: `snapshot-of-${templateId}`, content, method }
}

function draftOf(...sources: DraftSource[]): CaseDraft {
  let count = 0
  const { tags, proposals } = readTags(sources, 'fr')
  return draftCase({
    notes: sources.flatMap((source) => readNotes(source, 'fr')),
    publicName: 'Rive Nouvelle',
    lang: 'fr',
    ownOrganisationIds: ['o-1'],
    organisationIds: ['o-1'],
    tags,
    proposals,
    newId: () => {
      count += 1
      return `statement-${count}`
    },
    random: seededRandom('case'),
  })
}

const inSection = (draft: CaseDraft, section: string) =>
  draft.statements.filter((statement) => statement.section === section)

test('R95 the sign, role and tag of a row are those of its cells; a free role is only proposed', () => {
  const draft = draftOf(
    boardOf('inter-effects', [
      {
        zoneId: 'employment',
        text: 'Trois semaines très dures | ee_surcharge | po_negatif | TS | relevé des heures',
      },
      { zoneId: 'employment', text: 'Moins de stress le soir | | po_positif | la comptabilité | ' },
    ]),
  )
  const [hard, calm] = ['Trois semaines', 'Moins de stress'].map((start) =>
    draft.statements.find(({ text }) => text.startsWith(start)),
  )
  expect(hard).toMatchObject({
    section: 'effects',
    text: 'Trois semaines très dures – relevé des heures',
    role: 'TS',
    sign: 'po_negatif',
    tags: ['ee_surcharge'],
    proposals: [],
  })
  expect(calm).toMatchObject({ role: null, sign: 'po_positif', tags: [] })
  expect(calm?.proposals).toMatchObject([{ facet: 'role', typed: 'la comptabilité' }])
})

test('R96 two roles that tell it differently are both kept, also in the same words', () => {
  const row = (rest: string) => ({ zoneId: 'process', text: `Tout passe par l’écran | ${rest} | ` })
  const draft = draftOf(
    boardOf('inter-effects', [
      row('ep_communication | po_positif | DIR'),
      row('ep_communication | po_negatif | TS'),
      row('ep_communication | po_positif | DIR'),
    ]),
  )
  const effects = inSection(draft, 'effects')
  expect(effects.map(({ role, sign }) => `${role} ${sign}`).sort()).toEqual([
    'DIR po_positif',
    'TS po_negatif',
  ])
  expect(effects.find(({ role }) => role === 'DIR')?.sources).toHaveLength(2)
})

test('R96 a link “autre regard” makes a pair, and neither is merged into the other', () => {
  const notes = [
    { zoneId: 'services', text: 'Les familles sont mieux prévenues | | po_positif | DIR | ' },
    { zoneId: 'services', text: 'Les familles n’ont pas de téléphone | | po_negatif | TS | ' },
  ]
  const board = boardOf('inter-effects', notes, [
    { ...arrowRecord('shape:arrow', 'ada'), meta: { by: 'ada', link: 'contrast' } },
    bindingRecord('binding:a', 'shape:arrow', 'shape:note-1', 'start'),
    bindingRecord('binding:b', 'shape:arrow', 'shape:note-2', 'end'),
  ])
  const [one, other] = inSection(draftOf(board), 'effects')
  expect(one?.contrastWith).toEqual([other?.id])
  expect(other?.contrastWith).toEqual([one?.id])
})

test('a quote and an answer of a row are statements of their own, beside what they belong to', () => {
  const draft = draftOf(
    boardOf('inter-case-sheet', [
      {
        zoneId: 'obstacles',
        text: 'Peur du contrôle | Les chauffeurs craignent la tablette | fr_peur_controle | Une charte a été écrite | On va nous pister | TECH',
      },
    ]),
  )
  const [main, ...followers] = inSection(draft, 'obstacles')
  expect(main).toMatchObject({
    kind: 'statement',
    text: 'Peur du contrôle\u00a0: Les chauffeurs craignent la tablette',
    tags: ['fr_peur_controle'],
    role: 'TECH',
  })
  expect(followers.map(({ kind, text, of, role }) => ({ kind, text, of, role }))).toEqual([
    { kind: 'quote', text: 'On va nous pister', of: main?.id, role: 'TECH' },
    { kind: 'answer', text: 'Une charte a été écrite', of: main?.id, role: 'TECH' },
  ])
})

test('the advice of a baton answers the difficulty that it refers to', () => {
  const draft = draftOf(
    boardOf('inter-baton', [
      { zoneId: 'difficulties', text: 'Personne n’a le temps | fr_temps' },
      { zoneId: 'advice', text: 'Bloquer une matinée par semaine | shape:note-1' },
      { zoneId: 'keywords', text: 'Entraide' },
    ]),
  )
  const [difficulty] = inSection(draft, 'obstacles')
  expect(inSection(draft, 'inspirations')).toMatchObject([{ kind: 'answer', of: difficulty?.id }])
  expect(draft.proposals).toContainEqual({ facet: 'keywords', typed: 'Entraide', terms: [] })
  expect(draft.statements.some(({ text }) => text === 'Entraide')).toBe(false)
})

test('a step has its phase and month, an inspiration its stake and audience, and a date is no month', () => {
  const draft = draftOf(
    boardOf('inter-case-sheet', [
      { zoneId: 'implementation', text: 'ph_test | Essai avec des données fictives | ENC | m + 5' },
      { zoneId: 'implementation', text: 'ph_bascule | Ouverture au public | | 12 juin 2023' },
      {
        zoneId: 'inspirations',
        text: 'en_changement | Garder une équipe qui peut dire « pas maintenant ». | au_organisations',
      },
    ]),
  )
  const [trial, opening] = inSection(draft, 'implementation')
  expect(trial).toMatchObject({
    text: 'Encadrement intermédiaire\u00a0: Essai avec des données fictives',
    phase: 'ph_test',
    relTime: 'M+5',
    role: null,
  })
  expect(opening).toMatchObject({
    relTime: null,
    proposals: [{ facet: 'relTime', typed: '12 juin 2023', terms: [] }],
  })
  expect(inSection(draft, 'inspirations')).toMatchObject([
    {
      text: 'Garder une équipe qui peut dire « pas maintenant ».',
      stake: 'en_changement',
      audience: 'au_organisations',
    },
  ])
})

test.each([
  ['M0', 'M0'],
  ['m +0', 'M0'],
  ['M+12', 'M+12'],
  ['m-2', 'M-2'],
  ['mars 2023', null],
  ['M', null],
])('%s is read as %s', (typed, read) => expect(readRelTime(typed)).toBe(read))

test('what the sheet says of the organisation and the money becomes facets, what it does not know is proposed', () => {
  const draft = draftOf(
    boardOf('inter-case-sheet', [
      { zoneId: 'ident', text: 'reemploi | asbl | be | be_wal | t2_10_49 | erp | mu_test_contre_gratuite' },
      { zoneId: 'ident', text: 'recyclage de meubles | | | | t3_50_199 | | ' },
      { zoneId: 'ident', text: 'Nous collectons des meubles' },
    ]),
    boardOf('change-budget', [
      { zoneId: 'sources', text: 'fi_bourse | b3 |  | ' },
      { zoneId: 'sources', text: 'fi_fonds_propres | b2 | si le conseil est d’accord | ' },
    ]),
  )
  expect(draft.tags).toMatchObject({
    sector: ['reemploi'],
    orgType: ['asbl'],
    country: ['be'],
    region: ['be_wal'],
    size: 't2_10_49',
    projectKind: ['erp'],
    pooling: ['mu_test_contre_gratuite'],
    funding: [
      { source: 'fi_bourse', band: 'b3' },
      { source: 'fi_fonds_propres', band: 'b2' },
    ],
  })
  expect(draft.proposals).toMatchObject([{ facet: 'sector', typed: 'recyclage de meubles' }])
  expect(
    inSection(draft, 'unsorted')
      .map(({ text }) => text)
      .sort(),
  ).toEqual(['Nous collectons des meubles', 'si le conseil est d’accord'])
})

test('a word that a programme added to a list is no term of a case: it is shown to the editor as it was typed', () => {
  const board = boardOf('inter-baton', [{ zoneId: 'difficulties', text: 'Le camion | own_1' }])
  const method = {
    ...board.method,
    sets: board.method.sets.map((set) => ({
      ...set,
      terms: [...set.terms, { id: 'own_1', label: { fr: 'Camion du Quai', nl: '', en: '' } }],
    })),
  }
  const [zone] = board.content.zones.filter(({ zone: { id } }) => id === 'difficulties')
  const [item] = zone?.items ?? []
  if (zone === undefined || item === undefined) throw new Error('the note is missing')
  item.cells = { ...item.cells, tag: { kind: 'term', set: 'obstacle', id: 'own_1' } }
  const [difficulty] = inSection(draftOf({ ...board, method }), 'obstacles')
  expect(difficulty?.tags).toEqual([])
  expect(difficulty?.proposals).toMatchObject([{ facet: 'tags', typed: 'Camion du Quai' }])
})

test('what a note brought along from a table into a list is said in the case: its public in words, its tag as a facet', () => {
  const template = findTemplate('stake-expectations')
  const method = template && templateMethod(template)
  const { content, ...source } = boardOf('stake-expectations', [
    { zoneId: 'will', text: 'Savoir qui vient' },
    { zoneId: 'will', text: 'Un horaire fixe' },
  ])
  const who = method?.zones.flatMap(({ options }) => options.cols ?? []).find(({ id }) => id === 'who')
  const tag = {
    id: 'tag',
    label: { fr: 'Frein', nl: 'Rem', en: 'Obstacle' },
    type: 'choice' as const,
    set: 'obstacle',
  }
  for (const { zone, items } of content.zones) {
    if (zone.id !== 'will' || !who) continue
    const [first] = items
    if (!first) continue
    first.carried = [
      { column: who, cell: { kind: 'term', set: 'stakeholderType', id: 'pp_direction' } },
      { column: tag, cell: { kind: 'term', set: 'obstacle', id: 'fr_temps' } },
    ]
  }
  const notes = readNotes({ ...source, content }, 'fr').filter(({ source: { zoneId } }) => zoneId === 'will')
  expect(notes.map(({ text, tags }) => [text, tags])).toEqual([
    ['Direction\u00a0: Savoir qui vient', ['fr_temps']],
    ['Un horaire fixe', []],
  ])
})
