import {
  allCells,
  type CellValue,
  type ContentItem,
  findTerm,
  isNoteColour,
  plainCell,
  type ZoneContent,
} from '@tablee/board'
import { writeNumber } from '../words.ts'
import type { ExportCell, ExportItem } from './export-document.ts'
import { rankVotes } from './rank-votes.ts'
import type { Telling } from './write-document.ts'

/** The items of a zone, lane by lane and in each cluster by cluster; null for what lies in no zone. */
export function writeItems(
  items: readonly ContentItem[],
  zone: ZoneContent | null,
  telling: Telling,
): ExportItem[] {
  const ordered = zone ? inGroups(items, zone) : items
  const ranks = rankVotes(ordered.map(({ votes }) => votes ?? 0))
  return ordered.map(
    (item, at): ExportItem => ({
      id: item.id,
      number: at + 1,
      title: item.title || item.text,
      text: item.text,
      lane: item.laneId,
      cluster: item.clusterId,
      cells: Object.fromEntries(
        Object.entries(allCells(item)).map(([id, cell]) => [id, writeCell(cell, telling)]),
      ),
      position: writePosition(item, telling),
      missing: item.missing,
      votes: item.votes,
      rank: item.votes === null ? null : (ranks[at] ?? null),
      source: item.source,
      ...captioned(item, telling),
    }),
  )
}

/** What a note's colour stands for; nothing where it stands for nothing. */
function captioned({ colour }: ContentItem, { captions }: Telling): Pick<ExportItem, 'colour'> {
  const caption = isNoteColour(colour) ? captions[colour] : undefined
  return caption === undefined ? {} : { colour: caption }
}

/** What is in no lane or cluster comes after what is in one. */
function inGroups(items: readonly ContentItem[], { lanes }: ZoneContent): ContentItem[] {
  const laneAt = new Map(lanes.map(({ id }, at) => [id, at]))
  const clusterAt = new Map<string, number>()
  for (const { clusterId, order } of items)
    if (clusterId !== null && !clusterAt.has(clusterId)) clusterAt.set(clusterId, order)
  const place = (at: ReadonlyMap<string, number>, id: string | null) =>
    id === null ? Number.MAX_SAFE_INTEGER : (at.get(id) ?? Number.MAX_SAFE_INTEGER)
  return [...items].sort(
    (a, b) =>
      place(laneAt, a.laneId) - place(laneAt, b.laneId) ||
      place(clusterAt, a.clusterId) - place(clusterAt, b.clusterId) ||
      a.order - b.order,
  )
}

function writeCell(cell: CellValue, telling: Telling): ExportCell {
  return { kind: cell.kind, value: plainCell(cell), label: labelOf(cell, telling) }
}

function labelOf(cell: CellValue, { method, lang, titleOf }: Telling): string {
  switch (cell.kind) {
    case 'term':
      return findTerm(method, cell.set, cell.id)?.label[lang] ?? cell.id
    case 'number':
      return writeNumber(cell.value, lang)
    case 'item':
      return titleOf(cell.id)
    default:
      return String(plainCell(cell) ?? '')
  }
}

function writePosition({ position }: ContentItem, { method, lang }: Telling): Record<string, string> {
  return Object.fromEntries(
    Object.entries(position).map(([axisId, termId]) => {
      const axis = method.axes?.find(({ id }) => id === axisId)
      return [axisId, axis?.terms.find(({ id }) => id === termId)?.label[lang] ?? termId]
    }),
  )
}
