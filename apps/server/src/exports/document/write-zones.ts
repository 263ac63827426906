import type { ColumnDefinition, ContentItem, Lang, ZoneContent } from '@tablee/board'
import type { ExportColumn, ExportZone } from './export-document.ts'
import type { Telling } from './write-document.ts'
import { writeItems } from './write-items.ts'
import { writeLinks } from './write-links.ts'
import { writeResult } from './write-result.ts'

/** The zones of a board in the order of its method. */
export function writeZones(zones: readonly ZoneContent[], telling: Telling): ExportZone[] {
  const { method, lang } = telling
  const groups = rowsOf(zones)
  return zones.map((content): ExportZone => {
    const { zone, area, lanes, clusters, links, sheet, ballot, result } = content
    const axes = Object.keys(zone.options.position ?? {})
    return {
      id: zone.id,
      title: zone.label[lang],
      prompt: zone.prompt[lang],
      kind: zone.kind,
      onBoard: area !== null,
      group: groups.get(zone.id) ?? 0,
      columns: (zone.options.cols ?? []).map((column) => writeColumn(column, lang)),
      ...carriedColumns(content.items, lang),
      axes: axes.map((id) => ({
        id,
        label: method.axes?.find((axis) => axis.id === id)?.label[lang] ?? id,
      })),
      lanes: lanes.map(({ id, label }) => ({ id, label })),
      clusters: clusters.map(({ id, name }) => ({ id, name })),
      text: sheet ? sheet.text : null,
      items: writeItems(content.items, content, telling),
      links: writeLinks(links, telling),
      result: result && writeResult(result, zone, telling),
      voting: ballot !== null,
    }
  })
}

function writeColumn({ id, label, type }: ColumnDefinition, lang: Lang): ExportColumn {
  return { id, label: label[lang], type }
}

/** The columns that notes brought along, in the order in which one meets them; of one id the first speaks for all. */
function carriedColumns(items: readonly ContentItem[], lang: Lang): Pick<ExportZone, 'carried'> {
  const columns = new Map<string, ExportColumn>()
  for (const { column } of items.flatMap(({ carried = [] }) => carried)) {
    const first = columns.get(column.id)
    if (!first) columns.set(column.id, writeColumn(column, lang))
    // one column cannot be of two types: words can say both
    else if (first.type !== column.type) columns.set(column.id, { ...first, type: 'text' })
  }
  return columns.size === 0 ? {} : { carried: [...columns.values()] }
}

/** The row of the board that each zone lies in, from the top; a zone without a place goes with the one before it. */
function rowsOf(zones: readonly ZoneContent[]): Map<string, number> {
  const rows = new Map<string, number>()
  let row = -1
  let end = -Infinity
  const placed = zones.flatMap(({ zone, area }) => (area ? [{ id: zone.id, y: area.y, h: area.h }] : []))
  for (const { id, y, h } of placed.sort((a, b) => a.y - b.y)) {
    // a zone that begins above the middle of the row's first stands beside it
    if (y >= end) {
      row += 1
      end = y + h / 2
    }
    rows.set(id, row)
  }
  let before = 0
  for (const { zone } of zones) {
    before = rows.get(zone.id) ?? before
    rows.set(zone.id, before)
  }
  return rows
}
