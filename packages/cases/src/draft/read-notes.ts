import {
  allCells,
  type BoardContent,
  type CellValue,
  type ContentItem,
  type Lang,
  type Method,
  type ZoneContent,
  type ZoneDefinition,
} from '@tablee/board'
import { CASE_FIELDS, type CaseField } from '@tablee/templates'
import { type DraftSection, outlineSection, UNSORTED } from '../outline.ts'
import { NO_STATEMENT_FACETS } from './case-draft.ts'
import type { DraftNote } from './draft-note.ts'
import { readCaseRow } from './read-row.ts'

/** A board as it was kept, read as its method means it. */
export interface DraftSource {
  readonly snapshotId: string
  readonly content: BoardContent
  readonly method: Method
}

/** Link zones whose arrows say that two people tell it differently, by the list of their labels. */
const CONTRASTS: ReadonlySet<string> = new Set(['autre_regard', 'desaccord'])

/** What the case makes of a zone; null for a zone of a method that feeds nothing we know. */
export function feedsOf({ feeds }: ZoneDefinition): CaseField | null {
  return CASE_FIELDS.find((field) => field === feeds) ?? null
}

/** Everything that a board says, in its reading order: rows with their cells, sheets by paragraph. */
export function readNotes({ snapshotId, content, method }: DraftSource, lang: Lang): DraftNote[] {
  const keyOf = (itemId: string): string => `${snapshotId}/${itemId}`
  const contrasts = contrastsOf(content)
  const obstacles = new Set(
    content.zones
      .filter(({ zone }) => feedsOf(zone) === 'obstacles')
      .flatMap(({ items }) => items.map(({ id }) => id)),
  )
  const plain = (
    { id, zoneId, text }: { id: string; zoneId: string | null; text: string },
    section: DraftSection,
    kind: DraftNote['kind'],
  ): DraftNote => ({
    ...NO_STATEMENT_FACETS,
    key: keyOf(id),
    section,
    kind,
    text: text.trim(),
    source: { snapshotId, itemId: id, zoneId, text },
    of: null,
    contrast: (contrasts.get(id) ?? []).map(keyOf),
    proposals: [],
  })

  const ofItem = (item: ContentItem, zone: ZoneDefinition): DraftNote[] => {
    const feeds = feedsOf(zone)
    const section = sectionOf(feeds)
    // a table beside the text: only what was written past its cells is a sentence
    if (section === null) return isWrittenPast(item, zone) ? [plain(item, UNSORTED, 'statement')] : []
    const note = plain(item, section, feeds === 'quotes' ? 'quote' : 'statement')
    if (zone.options.cols === undefined && !item.carried) return [note]
    if (feeds === 'budget' && isMoneyOnly(item, zone)) return []
    const { quote, answer, ...row } = readCaseRow(item, { method, zone, section, lang })
    const answered = answeredBy(item, obstacles)
    const main: DraftNote = {
      ...note,
      ...row,
      ...(answered !== null && { kind: 'answer' as const, of: keyOf(answered) }),
    }
    const follower = (kind: 'quote' | 'answer', text: string): DraftNote => ({
      ...note,
      key: `${note.key}#${kind}`,
      kind,
      text,
      source: { ...note.source, text },
      of: note.key,
      contrast: [],
      role: row.role,
    })
    return [
      main,
      ...(quote === null ? [] : [follower('quote', quote)]),
      ...(answer === null ? [] : [follower('answer', answer)]),
    ]
  }

  return [
    ...content.zones.flatMap((zone) => [
      ...zone.items.flatMap((item) => ofItem(item, zone.zone)),
      ...paragraphs(zone).flatMap((part) => {
        const section = sectionOf(feedsOf(zone.zone))
        return section === null ? [] : [plain(part, section, 'statement')]
      }),
    ]),
    ...content.unplaced.map((item) => plain(item, UNSORTED, 'statement')),
  ].filter(({ text }) => text !== '')
}

/** Where the notes of a zone go. Words of people have no section of their own: the editor says what they show. */
function sectionOf(feeds: CaseField | null): DraftSection | null {
  return feeds === 'quotes' ? UNSORTED : outlineSection(feeds)
}

/** Each paragraph of a text zone is a statement of its own, named as in the snapshot: `<sheet>#1`. */
function paragraphs({ zone, sheet }: ZoneContent): { id: string; zoneId: string; text: string }[] {
  if (sheet === null) return []
  return sheet.text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => ({ id: `${sheet.id}#${at + 1}`, zoneId: zone.id, text: line.trim() }))
}

/** By item, the items that an arrow says to tell it differently. */
function contrastsOf(content: BoardContent): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { zone, links } of content.zones) {
    if (!CONTRASTS.has(zone.options.label ?? '')) continue
    for (const { from, to } of links) {
      found.set(from, [...(found.get(from) ?? []), to])
      found.set(to, [...(found.get(to) ?? []), from])
    }
  }
  return found
}

/** The obstacle that a row answers by a cell that refers to it. */
function answeredBy(item: ContentItem, obstacles: ReadonlySet<string>): string | null {
  for (const cell of Object.values(allCells(item)))
    if (cell.kind === 'item' && obstacles.has(cell.id)) return cell.id
  return null
}

/** Whether a note in a table without a text column has words of its own: somebody wrote instead of choosing. */
function isWrittenPast({ text, cells }: ContentItem, zone: ZoneDefinition): boolean {
  if (feedsOf(zone) !== 'meta' || text.trim() === '') return false
  // a row that was typed in one go: its text is its cells
  const columns = zone.options.cols ?? []
  const isRow = text.split('|').every((part, at) => saysCell(part.trim(), cells[columns[at]?.id ?? '']))
  return !isRow
}

function saysCell(part: string, cell: CellValue | undefined): boolean {
  if (cell === undefined || cell.kind === 'empty') return part === ''
  if (cell.kind === 'term') return cell.id === part
  return (cell.kind === 'free' || cell.kind === 'text') && cell.text === part
}

/** Whether a row says nothing but how much came from where: a facet, not a sentence. */
function isMoneyOnly({ cells }: ContentItem, zone: ZoneDefinition): boolean {
  const hasSource = (zone.options.cols ?? []).some(
    ({ id, set }) => set === 'funding' && cells[id]?.kind === 'term',
  )
  return hasSource && Object.values(cells).every(({ kind }) => kind !== 'text' && kind !== 'free')
}
