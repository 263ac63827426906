import type { ZoneContent } from '@tablee/board'
import type { ExportZone } from './export-document.ts'
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
      columns: (zone.options.cols ?? []).map(({ id, label, type }) => ({ id, label: label[lang], type })),
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
