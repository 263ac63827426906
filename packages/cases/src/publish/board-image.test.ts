import { type BoardRecord, plainToRichText, renderBoardSvg } from '@tablee/board'
import { expect, test } from 'vitest'
import { draftCase } from '../draft/draft-case.ts'
import type { DraftNote } from '../draft/draft-note.ts'
import { type FindingDecisions, findingsIn } from '../draft/finding-decisions.ts'
import { GOLD_ROSTER } from '../testing/gold-notes.ts'
import { boardImageRecords, boardWordsHash, wordsOnBoard } from './board-image.ts'
import { redactionGaps } from './redact-case.ts'

const SNAPSHOT = 'snapshot-1'

function shape(id: string, type: string, props: Record<string, unknown>, more: object = {}): BoardRecord {
  return {
    id: `shape:${id}`,
    typeName: 'shape',
    type,
    parentId: 'page:page',
    index: 'a1',
    x: 40,
    y: 60,
    rotation: 0.4,
    opacity: 0.5,
    isLocked: false,
    meta: { by: 'actor-of-nathalie' },
    props,
    ...more,
  }
}

const text = (words: string) => ({
  color: 'light-red',
  labelColor: 'black',
  size: 'm',
  font: 'sans',
  align: 'middle',
  verticalAlign: 'middle',
  growY: 40,
  url: 'https://quai.example/nathalie',
  scale: 1,
  richText: plainToRichText(words),
})
const label = (words: string) => ({ fr: words, nl: words, en: words })

const RECORDS: readonly BoardRecord[] = [
  { id: 'page:page', typeName: 'page', name: 'Nathalie', index: 'a1', meta: {} },
  shape(
    'z',
    'zone',
    {
      w: 900,
      h: 700,
      zoneId: 'needs',
      kind: 'sticky',
      family: 'needs',
      title: label('Besoins'),
      prompt: label('Demandez à Nathalie'),
    },
    { meta: { furniture: true } },
  ),
  shape(
    'banner',
    'banner',
    { w: 900, h: 200, family: 'needs', title: label('Quai'), purpose: label('Quai') },
    { meta: { furniture: true } },
  ),
  shape('told', 'note', { ...text('Nathalie veut un seul encodage.'), fontSizeAdjustment: 0 }, { x: 300 }),
  shape(
    'dropped',
    'note',
    { ...text('Le numéro de Nathalie.'), fontSizeAdjustment: 0 },
    { meta: { by: 'x', cell_who: 'Nathalie' } },
  ),
  shape('sketch', 'geo', {
    ...text('Nathalie au centre'),
    geo: 'star',
    dash: 'draw',
    fill: 'none',
    w: 120,
    h: 80,
  }),
  shape('hand', 'draw', { segments: [], color: 'black' }),
  shape('frame', 'frame', { w: 300, h: 200, name: 'Coin de Nathalie', color: 'black' }),
  shape(
    'inside',
    'note',
    { ...text('Nathalie dans le cadre'), fontSizeAdjustment: 0 },
    { parentId: 'shape:frame' },
  ),
]

function note(id: string, words: string): DraftNote {
  return {
    key: id,
    section: 'objectives',
    kind: 'statement',
    text: words,
    source: { snapshotId: SNAPSHOT, itemId: `shape:${id}`, zoneId: 'needs', text: words },
    role: null,
    sign: null,
    tags: [],
    phase: null,
    relTime: null,
    audience: null,
    stake: null,
    of: null,
    contrast: [],
    proposals: [],
  }
}

/** A draft of both notes, of which one is kept with its name replaced. */
function drafted() {
  const made = draftCase({
    notes: [note('told', 'Nathalie veut un seul encodage.'), note('dropped', 'Le numéro de Nathalie.')],
    publicName: 'Rive Nouvelle',
    lang: 'fr',
    ownOrganisationIds: [],
    organisationIds: [],
    random: () => 0,
    newId: (() => {
      let count = 0
      return () => `statement-${count++}`
    })(),
  })
  const statements = made.statements.map((statement) => ({
    ...statement,
    decision: { state: statement.text.startsWith('Le') ? ('dropped' as const) : ('kept' as const) },
  }))
  const draft = { ...made, statements }
  const decisions: FindingDecisions = Object.fromEntries(
    statements.flatMap((statement) =>
      findingsIn(statement.id, statement.text, GOLD_ROSTER).map(({ key }) => [
        key,
        { action: 'replace' as const, replacement: 'Une encadrante' },
      ]),
    ),
  )
  return { draft, decisions }
}

test('R89 a drawn board has its zones, the words that are read, and blank papers: nothing of its own', () => {
  const { draft, decisions } = drafted()
  const words = wordsOnBoard(draft, decisions, { roster: GOLD_ROSTER, snapshotId: SNAPSHOT })
  expect(words).toEqual({ 'shape:told': 'Une encadrante veut un seul encodage.' })
  expect(wordsOnBoard(draft, decisions, { roster: GOLD_ROSTER, snapshotId: 'another' })).toEqual({})

  const drawn = boardImageRecords(RECORDS, words)
  expect(drawn.map(({ type }) => type)).toEqual(['zone', 'geo', 'note', 'note'])
  expect(JSON.stringify(drawn)).not.toMatch(/nathalie|quai|actor|light-red|star|cell_who/i)
  // by place, not by when or by whom
  expect(drawn.map(({ id }) => id)).toEqual([
    'shape:board-0',
    'shape:board-1',
    'shape:board-2',
    'shape:board-3',
  ])
  expect(boardImageRecords(RECORDS.toReversed(), words)).toEqual(drawn)
  const measure = { width: (words: string, size: number) => (words.length * size) / 2 }
  const { svg } = renderBoardSvg(drawn, { lang: 'fr', measure })
  const said = svg.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(said).toContain('Besoins')
  expect(said).toMatch(/Une encadrante veut un seul encodage/)
  expect(svg).not.toMatch(/nathalie/i)
})

test('R43 R88 a ticked picture without a word of what it shows, or drawn of other words, is a gap', () => {
  const { draft, decisions } = drafted()
  const words = wordsOnBoard(draft, decisions, { roster: GOLD_ROSTER, snapshotId: SNAPSHOT })
  const image = {
    id: 'image-1',
    pixels: 'abc',
    width: 10,
    height: 10,
    alt: 'Le tableau, vu de loin.',
    taken: true,
    drawn: { snapshotId: SNAPSHOT, words: boardWordsHash(words) },
  }
  const gapsWith = (changed: Partial<typeof image>, of: FindingDecisions = decisions) =>
    redactionGaps({ ...draft, images: [{ ...image, ...changed }] }, of, GOLD_ROSTER).images
  expect(gapsWith({})).toEqual([])
  expect(gapsWith({ alt: '  ' })).toEqual(['image-1'])
  expect(gapsWith({ alt: '', taken: false })).toEqual([])
  const alt = 'Nathalie'
  const removed = findingsIn('image-1', alt, GOLD_ROSTER).map(({ key }) => [
    key,
    { action: 'remove' as const },
  ])
  expect(removed).toHaveLength(1)
  expect(gapsWith({ alt }, { ...decisions, ...Object.fromEntries(removed) })).toEqual(['image-1'])
  const others = Object.fromEntries(
    Object.keys(decisions).map((key) => [key, { action: 'replace' as const, replacement: 'Une collègue' }]),
  )
  expect(gapsWith({}, others)).toEqual(['image-1'])
})
