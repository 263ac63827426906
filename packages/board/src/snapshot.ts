import type { SerializedStore } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import * as Y from 'yjs'
import * as z from 'zod'
import { canonicalJson } from './canonical-json.ts'
import { decodeRecord } from './codec.ts'
import { RESULT_PREFIX, readResult } from './content/results.ts'
import { boardRoot, metaRoot } from './layout.ts'
import { type Method, methodOf } from './method.ts'
import { COLOURS_FACT } from './note-colours.ts'
import { inReadingOrder, type Placed } from './reading-order.ts'
import { type BoardRecord, isBinding, isShape, isSheet, type ShapeRecord } from './record.ts'
import { richTextToPlain } from './rich-text.ts'
import { boardSchema } from './schema.ts'
import { liesInZones, shapeCentre, shapeSize, zoneAreas, zoneOfShape } from './zones.ts'

/** One written thing on a board: a note, a text, a labelled figure or a paragraph of a text zone's sheet. `order` counts from 0 in its zone. */
export interface BoardItem {
  id: string
  zoneId: string | null
  text: string
  order: number
}

/** An arrow between two shapes of the board. */
export interface BoardLink {
  from: string
  to: string
  label: string
}

/** All that is on a board at one moment, in an order that depends on the content only. */
export interface BoardSnapshot {
  template: string
  templateVersion: string
  records: BoardRecord[]
  items: BoardItem[]
  links: BoardLink[]
  /** The method as the board keeps it; boards and snapshots of before that have none. */
  method?: Method
  /** The facts that closed ballots left, and what colours stand for, by their key; absent when there were none. */
  results?: Record<string, unknown>
}

/** Thrown when bytes are no board: no Yjs update, or records that the schema refuses. */
export class SnapshotUnreadable extends Error {
  readonly recordId: string | null
  constructor(reason: string, recordId: string | null, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'SnapshotUnreadable'
    this.recordId = recordId
  }
}

const boardMeta = z.object({
  template: z.string().min(1),
  version: z.string().min(1),
  schema: z.object({ schemaVersion: z.literal(2), sequences: z.record(z.string(), z.number()) }),
})

/**
 * Reads the state of a board from one Yjs update, whatever versions of the schema its records were written in.
 * @throws {SnapshotUnreadable} when the bytes are no board.
 */
export function readSnapshot(update: Uint8Array): BoardSnapshot {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, update)
  } catch (cause) {
    throw new SnapshotUnreadable('not a Yjs update', null, { cause })
  }
  const facts = boardMeta.safeParse(metaRoot(doc).toJSON())
  if (!facts.success) throw new SnapshotUnreadable('the board does not say what it was made from', null)
  const records = validated(migrated(readRecords(doc), facts.data.schema))
  const method = methodOf(doc)
  const results = readResults(doc)
  doc.destroy()
  records.sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map(records.map((record) => [record.id, record]))
  return {
    template: facts.data.template,
    templateVersion: facts.data.version,
    records,
    items: readItems(byId),
    links: readLinks(byId),
    ...(method && { method }),
    ...(results && { results }),
  }
}

function readResults(doc: Y.Doc): Record<string, unknown> | null {
  const results: Record<string, unknown> = {}
  const facts = metaRoot(doc)
  for (const [key, value] of facts) {
    if (key === COLOURS_FACT) results[key] = value
    if (key.startsWith(RESULT_PREFIX)) results[key] = readResult(facts, key.slice(RESULT_PREFIX.length))
  }
  return Object.keys(results).length > 0 ? results : null
}

function readRecords(doc: Y.Doc): BoardRecord[] {
  const records: BoardRecord[] = []
  boardRoot(doc).forEach((map, id) => {
    const record = map instanceof Y.Map ? decodeRecord(map) : null
    if (record?.id !== id) throw new SnapshotUnreadable('an entry of the board is no record', id)
    records.push(record)
  })
  return records
}

function migrated(records: BoardRecord[], from: z.infer<typeof boardMeta>['schema']): BoardRecord[] {
  const schema = boardSchema()
  if (canonicalJson(schema.serialize()) === canonicalJson(from)) return records
  // Records of an older form have no type; `validated` checks what comes out of the migration.
  const store = Object.fromEntries(
    records.map((record) => [record.id, record]),
  ) as unknown as SerializedStore<TLRecord>
  const result = schema.migrateStoreSnapshot({ store, schema: from })
  if (result.type === 'error') throw new SnapshotUnreadable('the board is of another version', null)
  // A serialized store is records by id.
  return Object.values(result.value) as unknown as BoardRecord[]
}

function validated(records: BoardRecord[]): BoardRecord[] {
  const schema = boardSchema()
  for (const record of records) {
    try {
      // validateRecord checks unknown input, and reads the store only to report a failure.
      schema.validateRecord(null as never, record as never, 'initialize', null)
    } catch {
      // The validator's message quotes the record, so it must not travel into a log.
      throw new SnapshotUnreadable('the schema refuses a record', record.id)
    }
  }
  return records
}

interface PlacedItem extends Placed {
  text: string
  zoneId: string | null
}

function readItems(byId: ReadonlyMap<string, BoardRecord>): BoardItem[] {
  const zones = zoneAreas(byId.values())
  const zoneOrder = new Map(
    [...zones].sort((a, b) => a.y - b.y || a.x - b.x).map((zone, at) => [zone.zoneId, at]),
  )
  const byZone = new Map<string | null, PlacedItem[]>()
  for (const record of byId.values()) {
    if (!liesInZones(record) && !isSheet(record)) continue
    const text = shapeText(record).trim()
    const centre = text ? shapeCentre(record, byId) : null
    if (!centre) continue
    const { w, h } = shapeSize(record)
    const zoneId = isSheet(record) ? record.props.zoneId : zoneOfShape(record, byId, zones)
    const place = { zoneId, top: centre.y - h / 2, left: centre.x - w / 2, height: h }
    const items = isSheet(record) ? paragraphs(record.id, text, place) : [{ ...place, id: record.id, text }]
    const list = byZone.get(zoneId)
    if (list) list.push(...items)
    else byZone.set(zoneId, items)
  }
  const rank = (zoneId: string | null) => (zoneId === null ? Infinity : (zoneOrder.get(zoneId) ?? Infinity))
  return [...byZone.entries()]
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([zoneId, items]) =>
      inReadingOrder(items).map(({ id, text }, order) => ({ id, zoneId, text, order })),
    )
}

/** Each paragraph of a sheet is a statement of its own, as each note is: `<sheet>#1`, one under the other. */
function paragraphs(sheetId: string, text: string, place: Omit<PlacedItem, 'id' | 'text'>): PlacedItem[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const height = place.height / lines.length
  return lines.map((line, at) => ({
    ...place,
    id: `${sheetId}#${at + 1}`,
    text: line.trim(),
    top: place.top + at * height,
    height,
  }))
}

function shapeText(shape: ShapeRecord): string {
  return richTextToPlain(shape.props['richText'])
}

function readLinks(byId: ReadonlyMap<string, BoardRecord>): BoardLink[] {
  const ends = new Map<string, { start?: string; end?: string }>()
  for (const record of byId.values()) {
    if (!isBinding(record)) continue
    const terminal = record.props['terminal']
    if (terminal !== 'start' && terminal !== 'end') continue
    ends.set(record.fromId, { ...ends.get(record.fromId), [terminal]: record.toId })
  }
  const links: BoardLink[] = []
  for (const record of byId.values()) {
    const { start, end } = ends.get(record.id) ?? {}
    if (!isShape(record) || start === undefined || end === undefined) continue
    const label = record.props['text']
    links.push({ from: start, to: end, label: typeof label === 'string' ? label : '' })
  }
  return links
}
