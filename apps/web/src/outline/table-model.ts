import {
  type BoardContent,
  type CellValue,
  COLOUR_NAMES,
  type ColourCaptions,
  type ColumnDefinition,
  type ContentItem,
  foldText,
  isNoteColour,
  type Lang,
  type Method,
  mainColumn,
  type ZoneContent,
} from '@tablee/board/content'
import { cellText } from './column-words.ts'

/** Zones that are read as one table: a zone of rows or notes, or the zones that divide the same axes. */
export interface Table {
  id: string
  title: string
  zones: readonly ZoneContent[]
}

/** A column of a table. What an item's place says can be edited like a cell: it moves the item. */
export type TableColumn =
  | { kind: 'cell'; id: string; label: string; column: ColumnDefinition }
  | { kind: 'text'; id: string; label: string }
  /** What notes say from a table that they were in before. */
  | { kind: 'carried'; id: string; label: string; column: ColumnDefinition }
  | { kind: 'lane'; id: string; label: string }
  | { kind: 'cluster'; id: string; label: string }
  | { kind: 'axis'; id: string; label: string; axisId: string }
  | { kind: 'votes'; id: string; label: string }
  | { kind: 'colour'; id: string; label: string }
  | { kind: 'state'; id: string; label: string }

/** One row of a table. */
export interface TableRow {
  item: ContentItem
  zone: ZoneContent
}

/** The words of the columns that no method names. */
export interface TableWords {
  text: string
  lane: string
  cluster: string
  votes: string
  colour: string
  state: string
  toComplete: string
  complete: string
}

/** The tables of a board. Zones whose position is told on the same axes are one. */
export function tablesOf(content: BoardContent, method: Method, lang: Lang): Table[] {
  const tables: Table[] = []
  const onAxes = new Map<string, ZoneContent[]>()
  for (const part of content.zones) {
    const { zone } = part
    if (zone.kind === 'link' || (zone.kind === 'text' && zone.options.repeat === undefined) || !part.area)
      continue
    const { position } = zone.options
    if (!position) {
      tables.push({ id: zone.id, title: zone.label[lang], zones: [part] })
      continue
    }
    const axes = Object.keys(position).sort().join(' ')
    const together = onAxes.get(axes)
    if (together) {
      together.push(part)
      continue
    }
    const zones = [part]
    onAxes.set(axes, zones)
    const names = (method.axes ?? []).filter(({ id }) => id in position).map(({ label }) => label[lang])
    tables.push({
      id: `axes:${axes.replaceAll(' ', '+')}`,
      title: names.join(' × ') || zone.label[lang],
      zones,
    })
  }
  return tables
}

/** The columns of a table. */
export function columnsOf(
  { zones }: Table,
  {
    method,
    lang,
    words,
    captions,
  }: { method: Method; lang: Lang; words: TableWords; captions: ColourCaptions },
): TableColumn[] {
  const [first] = zones
  if (!first) return []
  const cols = first.zone.options.cols ?? []
  const main = mainColumn(first.zone)
  const columns: TableColumn[] = cols.map((column) => ({
    kind: 'cell',
    id: column.id,
    label: column.label[lang],
    column,
  }))
  if (!main) columns.unshift({ kind: 'text', id: '#text', label: words.text })
  for (const { column } of zones.flatMap(({ items }) => items.flatMap(({ carried = [] }) => carried))) {
    const id = `#carried-${column.id}`
    if (!columns.some((other) => other.id === id))
      columns.push({ kind: 'carried', id, label: column.label[lang], column })
  }
  if (zones.length > 1) {
    const position = first.zone.options.position ?? {}
    for (const axis of method.axes ?? [])
      if (axis.id in position)
        columns.push({ kind: 'axis', id: `#axis-${axis.id}`, label: axis.label[lang], axisId: axis.id })
  }
  if (zones.some(({ lanes }) => lanes.length > 0))
    columns.push({ kind: 'lane', id: '#lane', label: words.lane })
  if (zones.some(({ zone, clusters }) => zone.options.group === true || clusters.length > 0))
    columns.push({ kind: 'cluster', id: '#cluster', label: words.cluster })
  if (
    zones.some(({ items }) => items.some(({ votes }) => votes !== null)) &&
    !cols.some(({ type }) => type === 'vote')
  )
    columns.push({ kind: 'votes', id: '#votes', label: words.votes })
  // a colour that stands for nothing is no column
  if (
    zones.some(({ items }) =>
      items.some(({ colour }) => isNoteColour(colour) && captions[colour] !== undefined),
    )
  )
    columns.push({ kind: 'colour', id: '#colour', label: words.colour })
  if (cols.some(({ required }) => required === true))
    columns.push({ kind: 'state', id: '#state', label: words.state })
  return columns
}

/** A cell of a table in words. */
export function tableText(
  row: TableRow,
  column: TableColumn,
  around: { method: Method; lang: Lang; content: BoardContent; words: TableWords; captions: ColourCaptions },
): string {
  const { item, zone } = row
  const { method, lang, content, words } = around
  switch (column.kind) {
    case 'cell':
      return cellText(item.cells[column.id], { method, lang, content })
    case 'text':
      return item.text
    case 'carried':
      return cellText(carriedCell(item, column.column), { method, lang, content })
    case 'lane':
      return zone.lanes.find(({ id }) => id === item.laneId)?.label ?? ''
    case 'cluster':
      return zone.clusters.find(({ id }) => id === item.clusterId)?.name ?? ''
    case 'axis': {
      const axis = method.axes?.find(({ id }) => id === column.axisId)
      return axis?.terms.find(({ id }) => id === item.position[column.axisId])?.label[lang] ?? ''
    }
    case 'votes':
      return item.votes === null ? '' : String(item.votes)
    case 'colour':
      return isNoteColour(item.colour)
        ? (around.captions[item.colour] ?? COLOUR_NAMES[item.colour][lang])
        : ''
    case 'state':
      return item.missing.length > 0 ? words.toComplete : words.complete
  }
}

function carriedCell({ carried }: ContentItem, { id }: ColumnDefinition): CellValue | undefined {
  return carried?.find(({ column }) => column.id === id)?.cell
}

/** How a table is shown. */
export interface TableOrder {
  columnId: string | null
  descending: boolean
  /** Words that a row must hold. */
  filter: string
  /** By column id: the only value that is shown. */
  values: Readonly<Record<string, string>>
}

/** The rows of a table as they are shown: in the board's own order unless a column says otherwise. */
export function orderRows(
  rows: readonly TableRow[],
  columns: readonly TableColumn[],
  order: TableOrder,
  textOf: (row: TableRow, column: TableColumn) => string,
  lang: Lang,
): TableRow[] {
  const wanted = foldText(order.filter)
  const kept = rows.filter(
    (row) =>
      (wanted === '' ||
        columns.some(
          (column) => column.kind !== 'state' && foldText(textOf(row, column)).includes(wanted),
        )) &&
      columns.every((column) => {
        const value = order.values[column.id]
        return value === undefined || textOf(row, column) === value
      }),
  )
  const by = columns.find(({ id }) => id === order.columnId)
  if (!by) return kept
  const { compare } = new Intl.Collator(lang, { numeric: true, sensitivity: 'base' })
  const keys = new Map(kept.map((row) => [row, sortKey(row, by, textOf)]))
  const sign = order.descending ? -1 : 1
  return kept.sort((a, b) => {
    const first = keys.get(a) ?? ''
    const second = keys.get(b) ?? ''
    // What is empty comes last, whichever way.
    if (first === '' || second === '') return Number(first === '') - Number(second === '')
    return sign * compare(first, second)
  })
}

/** Dates are sorted as dates, not by the name of their month. */
function sortKey(
  row: TableRow,
  column: TableColumn,
  textOf: (row: TableRow, column: TableColumn) => string,
): string {
  const cell =
    column.kind === 'cell'
      ? row.item.cells[column.id]
      : column.kind === 'carried'
        ? carriedCell(row.item, column.column)
        : undefined
  if (cell?.kind === 'date') return cell.date
  if (cell?.kind === 'number') return String(cell.value)
  return textOf(row, column)
}
