import { type BoardRecord, isShape, PAGE_ID, plainToRichText, type ShapeRecord } from '@tablee/board'
import type { Roster } from '../detect/roster.ts'
import { type CaseDraft, entersCase, statementText } from '../draft/case-draft.ts'
import { type FindingDecisions, findingsIn } from '../draft/finding-decisions.ts'
import { isCaseSection } from '../outline.ts'
import { textHash } from '../text/text-hash.ts'
import { indexKey } from './index-key.ts'
import { redactText } from './redact-text.ts'

/** By the shape of a board, what is read of it in the case. */
export type BoardWords = Readonly<Record<string, string>>

/** What the notes of one snapshot say once the case is published: each its own sentences, after every decision. */
export function wordsOnBoard(
  draft: CaseDraft,
  decisions: FindingDecisions,
  { roster, snapshotId }: { roster: Roster; snapshotId: string },
): BoardWords {
  const words = new Map<string, string[]>()
  for (const statement of draft.statements) {
    if (!entersCase(statement) || !isCaseSection(statement.section)) continue
    const text = statementText(statement)
    const said = redactText(text, findingsIn(statement.id, text, roster), decisions)
    if (said === '') continue
    const shapes = statement.sources
      .filter((source) => source.snapshotId === snapshotId)
      .map(({ itemId }) => shapeOf(itemId))
    for (const id of new Set(shapes)) words.set(id, [...(words.get(id) ?? []), said])
  }
  return Object.fromEntries(
    [...words].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, said]) => [id, said.join('\n')]),
  )
}

/** What tells two such sets of words apart. */
export function boardWordsHash(words: BoardWords): string {
  return textHash(JSON.stringify(Object.entries(words)))
}

/** A paragraph of a sheet, `<sheet>#2`, lies where its sheet lies. */
function shapeOf(itemId: string): string {
  const [shapeId = ''] = itemId.split('#')
  return shapeId
}

/** Papers of one colour: whose colour it was says who wrote. */
const PAPER = 'yellow'
const NO_TEXT = { fr: '', nl: '', en: '' }
/** Zones lie under what lies in them. */
const LAYERS = ['zone', 'sheet', 'geo', 'note']

/**
 * A board as it may be shown: the zones with their titles, and each note where it lay with the words that are read of it
 * in the case, or with none. Built anew: no id, author, colour, order, link, cell, stroke or picture of the board's own.
 */
export function boardImageRecords(records: readonly BoardRecord[], words: BoardWords): BoardRecord[] {
  const drawn = records
    .filter((record): record is ShapeRecord => isShape(record) && record.parentId === PAGE_ID)
    .flatMap((shape) => shownAs(shape, words[shape.id] ?? '') ?? [])
    // what lies higher comes first, whoever put it there when
    .toSorted(
      (a, b) =>
        LAYERS.indexOf(a.type) - LAYERS.indexOf(b.type) || a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1),
    )
  return drawn.map((shape, at) => ({
    id: `shape:board-${at}`,
    typeName: 'shape',
    type: shape.type,
    parentId: PAGE_ID,
    index: indexKey(at),
    x: shape.x,
    y: shape.y,
    rotation: 0,
    opacity: 1,
    isLocked: true,
    props: shape.props,
    meta: {},
  }))
}

type Shown = Pick<ShapeRecord, 'id' | 'type' | 'x' | 'y' | 'props'>

function shownAs(shape: ShapeRecord, text: string): Shown | null {
  const { id, type, x, y, props, meta } = shape
  const place = { id, x, y }
  const size = { w: props['w'], h: props['h'] }
  const richText = plainToRichText(text)
  if (type === 'zone') {
    const { kind, family, title } = props
    return { ...place, type, props: { ...size, zoneId: 'zone', kind, family, title, prompt: NO_TEXT } }
  }
  if (type === 'sheet') return { ...place, type, props: { ...size, zoneId: 'zone', richText } }
  if (meta['furniture'] === true) return null
  const written = {
    ...WRITTEN,
    color: PAPER,
    scale: typeof props['scale'] === 'number' ? props['scale'] : 1,
    richText,
  }
  if (type === 'note') return { ...place, type, props: { ...written, fontSizeAdjustment: 0 } }
  if (type !== 'geo') return null
  return { ...place, type, props: { ...written, ...size, geo: 'rectangle', dash: 'solid', fill: 'solid' } }
}

/** How whatever somebody wrote is set. */
const WRITTEN = {
  labelColor: 'black',
  size: 's',
  font: 'sans',
  align: 'middle',
  verticalAlign: 'middle',
  growY: 0,
  url: '',
}
