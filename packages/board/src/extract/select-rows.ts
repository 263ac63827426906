import type { BoardContent, ContentItem, ZoneContent } from '../content/board-content.ts'
import { allCells } from '../content/carried-cells.ts'
import { type CellValue, plainCell } from '../content/cells.ts'
import { isBlank } from '../content/is-blank.ts'
import { foldText } from '../fold-text.ts'
import type { ExtractRow } from './extract-value.ts'
import type { RowFilter, RowTime, Tallied } from './extraction.ts'

/** The items of some zones that are not empty and pass the filter, in the order of the zones and of reading. */
export function selectItems(
  content: BoardContent,
  zoneIds: readonly string[],
  where?: RowFilter,
): ContentItem[] {
  return zoneIds
    .flatMap((id) => zoneContent(content, id)?.items ?? [])
    .filter((item) => !isBlank(item) && (where === undefined || passes(item, where)))
}

/** The items that a tally counts. */
export function talliedItems(content: BoardContent, { zones, at }: Tallied): ContentItem[] {
  const items = selectItems(content, zones)
  if (!at) return items
  const timeOf = timesIn(content, at.moves)
  return items.filter((item) => timeOf(item) === at.time)
}

/** One zone's content. */
export function zoneContent(content: BoardContent, zoneId: string): ZoneContent | undefined {
  return content.zones.find(({ zone }) => zone.id === zoneId)
}

/** An item as a row of the extract; ranks are given afterwards. */
export function toRow(item: ContentItem): ExtractRow {
  const { id, zoneId, title, laneId, clusterId, position, votes, missing } = item
  return {
    itemId: id,
    zoneId: zoneId ?? '',
    text: title,
    cells: allCells(item),
    laneId,
    clusterId,
    position,
    votes,
    rank: null,
    missing,
  }
}

/**
 * What a cell is counted under: a term, a word as typed, an item; null for an empty cell. `lane` and `zone` are places,
 * `author` and `organisation` who wrote it,
 * `item` is the row itself and `text` what stands for it, where no column is called so.
 */
export function keyOf(item: ContentItem, column: string): string | null {
  const cell = cellOf(item, column)
  if (column === 'lane' && !cell) return item.laneId
  if (column === 'zone' && !cell) return item.zoneId
  if (column === 'author' && !cell) return item.author ?? null
  if (column === 'organisation' && !cell) return item.organisation?.id ?? null
  if (column === 'item' && !cell) return item.id
  if (column === 'text' && !cell) return item.title || null
  const position = Object.hasOwn(item.position, column) ? item.position[column] : undefined
  const key = position ?? plainCell(cell)
  return key === null ? null : String(key)
}

/** The same for comparing: words that were typed by hand are the same whatever their capitals and accents. */
export function sameKeyOf(item: ContentItem, column: string): string | null {
  const key = keyOf(item, column)
  return key !== null && isWord(item, column) ? foldText(key) : key
}

/** Whether an item is counted under this key. */
export function isCountedUnder(item: ContentItem, column: string, key: string | null): boolean {
  const own = sameKeyOf(item, column)
  return own === (key !== null && isWord(item, column) ? foldText(key) : key)
}

function isWord(item: ContentItem, column: string): boolean {
  const kind = cellOf(item, column)?.kind
  return kind === 'free' || kind === 'text' || (column === 'text' && kind === undefined)
}

/** The number in a cell, or null. */
export function numberOf(item: ContentItem, column: string): number | null {
  const cell = cellOf(item, column)
  return cell?.kind === 'number' ? cell.value : null
}

/** The date in a cell, ISO 8601 as precise as it was given, or null. */
export function dateOf(item: ContentItem, column: string): string | null {
  const cell = cellOf(item, column)
  return cell?.kind === 'date' ? cell.date : null
}

/** A cell of the row itself: a column may be called like something that every object has. */
export function cellOf(item: ContentItem, column: string): CellValue | undefined {
  if (Object.hasOwn(item.cells, column)) return item.cells[column]
  return item.carried?.find(({ column: { id } }) => id === column)?.cell
}

/** Whether an item stands where it is, or where it is wanted: what an arrow of these zones leads to is a target. */
export function timesIn(content: BoardContent, linkZones: readonly string[]): (item: ContentItem) => RowTime {
  const targets = new Set(
    linkZones.flatMap((id) => zoneContent(content, id)?.links.map(({ to }) => to) ?? []),
  )
  return ({ id }) => (targets.has(id) ? 'target' : 'now')
}

/** Whether a row counts. */
export function passes(item: ContentItem, { column, is, atLeast, empty, and }: RowFilter): boolean {
  if (and !== undefined && !passes(item, and)) return false
  const key = keyOf(item, column)
  if (is !== undefined && (key === null || !is.includes(key))) return false
  if (empty !== undefined && (key === null) !== empty) return false
  return atLeast === undefined || (numberOf(item, column) ?? -Infinity) >= atLeast
}
