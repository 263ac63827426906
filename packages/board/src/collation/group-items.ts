import type { BoardContent, ContentItem, ZoneContent } from '../content/board-content.ts'
import type { CellValue } from '../content/cells.ts'
import { laneSource } from '../content/lanes.ts'
import { sayCell } from '../content/note-cells.ts'
import { foldText } from '../fold-text.ts'
import type { Lang, LocalisedText } from '../language.ts'
import { type ColumnDefinition, findTerm, type Method, mainColumn, type ZoneDefinition } from '../method.ts'

/** Something that a column, a lane or the zone says about an item. */
export interface Stance {
  /** The column, the axis, or `lane`. */
  id: string
  label: string
  /** In words, as people read it. */
  value: string
  /** What is compared: another one is another opinion. Null for what no two groups need to agree on, such as a date. */
  compared: string | null
  /** What all items of the zone say, because they lie in it. */
  isOfZone?: boolean
}

/** An item of one group's board, as it stands in the collation. */
export interface GroupItem {
  id: string
  text: string
  /** What it is about, without the answer that somebody typed before it. */
  subject: string
  stances: readonly Stance[]
  /** Dots of a closed ballot. */
  votes: number | null
}

/** A zone of one group's board. */
export interface GroupZone {
  id: string
  label: LocalisedText
  items: readonly GroupItem[]
}

/** Reads a group's board zone by zone, items in their order; what is empty is left out. */
export function readGroupItems(content: BoardContent, method: Method, lang: Lang): GroupZone[] {
  const titles = new Map(
    content.zones.flatMap(({ items }) => items).map((item) => [item.id, item.title || item.text]),
  )
  return content.zones.map((zone) => ({
    id: zone.zone.id,
    label: zone.zone.label,
    items: [...sheetItems(zone), ...zone.items].flatMap((item) => {
      const text = (item.title || item.text).trim()
      return text === '' ? [] : [groupItem({ ...item, title: text }, { zone, method, lang, titles })]
    }),
  }))
}

/** A zone of one text has no items: its text is the one thing that stands in it. */
function sheetItems({ sheet, zone }: ZoneContent): ContentItem[] {
  if (!sheet || sheet.text.trim() === '') return []
  return [
    {
      id: sheet.id,
      zoneId: zone.id,
      text: sheet.text,
      title: sheet.text,
      order: -1,
      laneId: null,
      clusterId: null,
      cells: {},
      position: {},
      missing: [],
      votes: null,
      source: null,
      by: null,
      colour: null,
    },
  ]
}

interface Reading {
  zone: ZoneContent
  method: Method
  lang: Lang
  titles: ReadonlyMap<string, string>
}

function groupItem(item: ContentItem, reading: Reading): GroupItem {
  const { zone, method, lang } = reading
  const columns = otherColumns(zone.zone)
  const typed = typedAnswer(item.title, { columns, item, method, lang })
  const stances = columns.flatMap((column): Stance[] => {
    if (typed && column.id === typed.columnId) return [typed.stance]
    const cell = item.cells[column.id]
    return cell ? columnStance(column, cell, reading) : []
  })
  return {
    id: item.id,
    text: item.title,
    subject: typed?.subject ?? linkedTitle(item, reading) ?? item.title,
    stances: [...stances, ...positionStances(item, method, lang), ...laneStance(item, reading)],
    votes: item.votes,
  }
}

function otherColumns(zone: ZoneDefinition): readonly ColumnDefinition[] {
  const main = mainColumn(zone)
  return (zone.options.cols ?? []).filter(({ id, type }) => id !== main?.id && type !== 'vote')
}

function columnStance(
  column: ColumnDefinition,
  cell: CellValue,
  { method, lang, titles }: Reading,
): Stance[] {
  const value = sayCell(cell, { method, lang, titleOf: (id) => titles.get(id) ?? null })
  if (value === '') return []
  const compared =
    cell.kind === 'term'
      ? cell.id
      : cell.kind === 'number' && column.type === 'score'
        ? String(cell.value)
        : null
  return [{ id: column.id, label: column.label[lang], value, compared }]
}

/** People write "Je garde : le glossaire" in one go: the answer counts as if it had been chosen from the list. */
function typedAnswer(
  text: string,
  {
    columns,
    item,
    method,
    lang,
  }: { columns: readonly ColumnDefinition[]; item: ContentItem } & Pick<Reading, 'method' | 'lang'>,
): { columnId: string; stance: Stance; subject: string } | null {
  const [, before = '', subject = ''] = /^([^:]{2,40}):\s*(.+)$/su.exec(text) ?? []
  if (subject === '') return null
  for (const column of columns) {
    const cell = item.cells[column.id]
    if (column.type !== 'choice' || (cell && cell.kind !== 'empty')) continue
    const set = method.sets.find(({ id }) => id === column.set)
    const term = set?.terms.find(({ label }) => foldText(label[lang]) === foldText(before))
    if (!term) continue
    const stance = { id: column.id, label: column.label[lang], value: term.label[lang], compared: term.id }
    return { columnId: column.id, stance, subject }
  }
  return null
}

/** A row that is about another item of its board is about what that one is about. */
function linkedTitle(item: ContentItem, { titles }: Reading): string | null {
  const linked = Object.values(item.cells).find((cell) => cell.kind === 'item')
  return linked ? (titles.get(linked.id) ?? null) : null
}

function positionStances(item: ContentItem, method: Method, lang: Lang): Stance[] {
  return Object.entries(item.position).map(([axisId, termId]) => {
    const axis = method.axes?.find(({ id }) => id === axisId)
    const term = axis?.terms.find(({ id }) => id === termId)
    return {
      id: axisId,
      label: axis?.label[lang] ?? axisId,
      value: term?.label[lang] ?? findTerm(method, axisId, termId)?.label[lang] ?? termId,
      compared: termId,
      isOfZone: true,
    }
  })
}

/** A lane that the method names is an answer; one that an item of the board names is that board's own. */
function laneStance({ laneId }: ContentItem, { zone, method, lang }: Reading): Stance[] {
  const source = laneSource(method, zone.zone)
  const lane = source?.kind === 'fixed' ? source.lanes.find(({ id }) => id === laneId) : undefined
  if (!lane || zone.zone.options.repeat) return []
  return [{ id: 'lane', label: zone.zone.label[lang], value: lane.label[lang], compared: lane.id }]
}
