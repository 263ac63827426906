import type { Lang } from '../language.ts'
import type { Method } from '../method.ts'
import { inReadingOrder, type Placed } from '../reading-order.ts'
import { authorOf, type BoardRecord, isBinding, isShape, isSheet, type ShapeRecord } from '../record.ts'
import { richTextToPlain } from '../rich-text.ts'
import { liesInZones, shapeCentre, shapeSize, type ZoneArea, zoneAreas, zoneAtPoint } from '../zones.ts'
import type { BoardContent, Cluster, ContentItem, ContentLink, Sheet, ZoneContent } from './board-content.ts'
import { carriedCells } from './carried-cells.ts'
import { readRow } from './cells.ts'
import { readCurtain } from './curtains.ts'
import { LINK_META, SLOT_META, SOURCE_META } from './item-meta.ts'
import { fixedLanes, type Lane, laneCount, laneSlotAt, laneSource } from './lanes.ts'
import { linkTerm, sayLink } from './link-label.ts'
import { claimingZone } from './link-zones.ts'
import { type ReadonlyFacts, readBallot, readResult } from './results.ts'
import { nameWordless } from './row-words.ts'

/** What a board is read from; `lang` names the lanes that the method gives. */
export interface ContentSource {
  records: ReadonlyMap<string, BoardRecord>
  method: Method
  facts: ReadonlyFacts
  lang: Lang
}

/** Reads a board as its method means it. Total: whatever stands on the board, nothing written is left out. */
export function readContent(source: ContentSource): BoardContent {
  const { records, method, facts } = source
  const areas = new Map(zoneAreas(records.values()).map((area) => [area.zoneId, area]))
  const shapes = readShapes(records, [...areas.values()])
  const zones = method.zones.map((zone): ZoneContent => {
    const area = areas.get(zone.id) ?? null
    const result = readResult(facts, zone.id)
    return {
      zone,
      area,
      items: [],
      lanes: [],
      clusters: shapes.frames.get(zone.id) ?? [],
      links: [],
      sheet: zone.kind === 'text' ? (shapes.sheets.get(zone.id) ?? null) : null,
      result,
      ballot: readBallot(facts, zone.id),
      curtain: readCurtain(facts, zone.id),
    }
  })
  for (const content of zones)
    content.items = readItems(shapes.placed.get(content.zone.id) ?? [], content, source)
  nameWordless(zones, source)
  for (const content of zones) addLanes(content, zones, source)
  const unplaced = readItems(shapes.placed.get(null) ?? [], null, source)
  for (const [zoneId, placed] of shapes.placed) {
    // A zone that the method does not know: what lies there is still there to be read.
    if (zoneId !== null && !method.zones.some(({ id }) => id === zoneId))
      unplaced.push(...readItems(placed, null, source))
  }
  return { zones, unplaced, links: addLinks(zones, source) }
}

interface PlacedShape extends Placed {
  record: ShapeRecord
  text: string
  clusterId: string | null
}

interface ReadShapes {
  placed: Map<string | null, PlacedShape[]>
  frames: Map<string, Cluster[]>
  sheets: Map<string, Sheet>
}

function readShapes(records: ReadonlyMap<string, BoardRecord>, areas: readonly ZoneArea[]): ReadShapes {
  const read: ReadShapes = { placed: new Map(), frames: new Map(), sheets: new Map() }
  for (const record of records.values()) {
    if (!isShape(record)) continue
    if (isSheet(record)) {
      const text = richTextToPlain(record.props['richText'])
      read.sheets.set(record.props.zoneId, { id: record.id, text })
      continue
    }
    const isFrame = record.type === 'frame'
    if (!isFrame && !liesInZones(record)) continue
    const text = richTextToPlain(record.props['richText']).trim()
    if (!isFrame && record.type !== 'note' && text === '') continue
    const centre = shapeCentre(record, records)
    const zoneId = centre && zoneAtPoint(areas, centre)
    if (isFrame) {
      if (zoneId !== null)
        append(read.frames, zoneId, { id: record.id, name: String(record.props['name'] ?? '') })
      continue
    }
    const { w, h } = shapeSize(record)
    append(read.placed, zoneId, {
      id: record.id,
      record,
      text,
      // parents that lead to no page may go round in a circle
      clusterId: centre && frameAround(record, records),
      top: (centre?.y ?? 0) - h / 2,
      left: (centre?.x ?? 0) - w / 2,
      height: h,
    })
  }
  return read
}

/** The frame that a shape lies in, through groups. */
function frameAround(record: ShapeRecord, records: ReadonlyMap<string, BoardRecord>): string | null {
  for (let parent = records.get(record.parentId); isShape(parent); parent = records.get(parent.parentId))
    if (parent.type === 'frame') return parent.id
  return null
}

function readItems(
  placed: readonly PlacedShape[],
  content: ZoneContent | null,
  { method }: ContentSource,
): ContentItem[] {
  const zone = content?.zone
  const totals = content?.result?.kind === 'dots' ? content.result.totals : null
  return inReadingOrder(placed).map(({ id, record, text, clusterId }, order): ContentItem => {
    const votes = totals ? (totals[id] ?? 0) : null
    const row = zone?.options.cols ? readRow(method, zone, { text, meta: record.meta, votes }) : null
    const carried = zone && !row ? carriedCells(method, record.meta) : []
    return {
      id,
      zoneId: zone?.id ?? null,
      text,
      title: row?.title || text,
      order,
      laneId: null,
      clusterId,
      cells: row?.cells ?? {},
      ...(carried.length > 0 && { carried }),
      position: zone?.options.position ?? {},
      missing: row?.missing ?? [],
      votes,
      source: readSource(record.meta[SOURCE_META]),
      by: authorOf(record),
      // the canvas' black is a pale fill on a note, and ink in a text
      colour:
        record.type === 'note' && typeof record.props['color'] === 'string' ? record.props['color'] : null,
    }
  })
}

function readSource(value: unknown): ContentItem['source'] {
  if (typeof value !== 'string') return null
  const at = value.indexOf('/')
  return at > 0 ? { boardId: value.slice(0, at), itemId: value.slice(at + 1) } : null
}

function addLanes(
  content: ZoneContent,
  zones: readonly ZoneContent[],
  { method, lang, records }: ContentSource,
): void {
  const { zone, area } = content
  const source = laneSource(method, zone)
  if (!source || !area) return
  const count = laneCount(source, area)
  content.lanes =
    source.kind === 'fixed'
      ? fixedLanes(source, lang)
      : itemLanes(zones.find((other) => other.zone.id === source.zoneId)?.items ?? [], records, count)
  const bySlot = new Map(content.lanes.map((lane) => [lane.slot, lane.id]))
  for (const item of content.items) {
    const record = records.get(item.id)
    const centre = isShape(record) ? shapeCentre(record, records) : null
    if (centre) item.laneId = bySlot.get(laneSlotAt(area, count, centre)) ?? null
  }
}

/** The lanes that items name, each at the slot that the server gave it. */
function itemLanes(
  items: readonly ContentItem[],
  records: ReadonlyMap<string, BoardRecord>,
  count: number,
): Lane[] {
  const lanes: Lane[] = []
  for (const { id, title } of items) {
    const slot = records.get(id)?.meta?.[SLOT_META]
    if (typeof slot === 'number' && slot < count) lanes.push({ id, slot, label: title })
  }
  return lanes.sort((a, b) => a.slot - b.slot)
}

/** Gives every arrow between items to its link zone, and returns those that none claims. */
function addLinks(zones: readonly ZoneContent[], { records, method, lang }: ContentSource): ContentLink[] {
  const zoneOfItem = new Map(
    zones.flatMap(({ zone, items }) => items.map(({ id }) => [id, zone.id] as const)),
  )
  const byId = new Map(zones.map((content) => [content.zone.id, content]))
  const unclaimed: ContentLink[] = []
  for (const [id, { from, to }] of arrowEnds(records)) {
    const arrow = records.get(id)
    if (!isShape(arrow) || from === undefined || to === undefined) continue
    const ends = { from: zoneOfItem.get(from), to: zoneOfItem.get(to) }
    const claimed = byId.get(claimingZone(method.zones, { named: arrow.meta[LINK_META], ...ends })?.id ?? '')
    const term = claimed && linkTerm(method, arrow.meta, claimed.zone)
    const written = richTextToPlain(arrow.props['richText']) || String(arrow.props['text'] ?? '')
    const link: ContentLink = { id, from, to, term: term?.id ?? null, label: sayLink(term, written, lang) }
    if (claimed) claimed.links.push(link)
    else unclaimed.push(link)
  }
  return unclaimed
}

function arrowEnds(records: ReadonlyMap<string, BoardRecord>) {
  const ends = new Map<string, { from?: string; to?: string }>()
  for (const record of records.values()) {
    if (!isBinding(record)) continue
    const end = record.props['terminal'] === 'start' ? { from: record.toId } : { to: record.toId }
    ends.set(record.fromId, { ...ends.get(record.fromId), ...end })
  }
  return ends
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
