import type { SerializedSchema, SerializedStore } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import { getIndexBetween, type IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { canonicalJson } from './canonical-json.ts'
import { diffFields, encodeRecord, writeFields } from './codec.ts'
import { RESULT_PREFIX, readResult } from './content/results.ts'
import { decodeBoard } from './edit/writer.ts'
import { boardRoot, metaRoot } from './layout.ts'
import { hasSheet, METHOD_KEY, type Method, methodOf } from './method.ts'
import { type BoardRecord, isObject, isShape, isSheet, type ShapeRecord } from './record.ts'
import { boardSchema } from './schema.ts'
import { sheetRecord } from './sheet.ts'

/** What an older board lacked. */
export interface BoardUpgrade {
  /** Records were brought to the present form of the schema. */
  records: number
  /** The board took over the method that it was made from. */
  method: boolean
  /** Sheets put into text zones. */
  sheets: number
  /** Results of scores that told more than they tell now. */
  results: number
}

/**
 * Brings a board of an older version of the product up to date, in one transaction: the form of its records, its method
 * when it keeps none, the sheets of its text zones, and what results of scores tell. What is up to date already is left alone, so it may run twice.
 */
export function upgradeBoard(doc: Y.Doc, methodOfOldBoard: Method | null): BoardUpgrade {
  return doc.transact(() => {
    const records = upgradeRecords(doc)
    const facts = metaRoot(doc)
    const method = methodOf(doc) === null && methodOfOldBoard !== null
    if (method) facts.set(METHOD_KEY, methodOfOldBoard)
    return { records, method, sheets: addSheets(doc), results: guardResults(doc) }
  })
}

/** Migrates every record from the schema that the board was written in; returns how many changed. */
function upgradeRecords(doc: Y.Doc): number {
  const schema = boardSchema()
  const facts = metaRoot(doc)
  const present = schema.serialize()
  const from = facts.get('schema')
  if (!isObject(from) || canonicalJson(from) === canonicalJson(present)) return 0
  const before = decodeBoard(doc)
  // The server alone writes the schema's versions, and the records passed that schema when they were written.
  const result = schema.migrateStoreSnapshot({
    store: Object.fromEntries(before) as unknown as SerializedStore<TLRecord>,
    schema: from as unknown as SerializedSchema,
  })
  // A board of a newer product, after a step back to an older one: it is read as it is.
  if (result.type === 'error') return 0
  let changed = 0
  for (const after of Object.values(result.value) as unknown as BoardRecord[]) {
    const map = boardRoot(doc).get(after.id)
    const record = before.get(after.id)
    if (!map || !record) continue
    if (writeFields(map, diffFields(record, after)) > 0) changed += 1
  }
  facts.set('schema', present)
  return changed
}

/** Takes from the results of scores what would show single ones. */
function guardResults(doc: Y.Doc): number {
  const facts = metaRoot(doc)
  let changed = 0
  for (const [key, value] of [...facts]) {
    if (!key.startsWith(RESULT_PREFIX)) continue
    const result = readResult(facts, key.slice(RESULT_PREFIX.length))
    if (result === null || canonicalJson(result) === canonicalJson(value)) continue
    facts.set(key, result)
    changed += 1
  }
  return changed
}

/** Gives every text zone that lacks it a sheet, just above the zone and below every note. */
function addSheets(doc: Y.Doc): number {
  const method = methodOf(doc)
  const textZones = new Set(method?.zones.filter(hasSheet).map(({ id }) => id))
  if (textZones.size === 0) return 0
  const board = boardRoot(doc)
  const shapes = [...decodeBoard(doc).values()].filter(isShape)
  const withSheet = new Set(shapes.filter(isSheet).map(({ props }) => props.zoneId))
  let added = 0
  for (const zone of shapes) {
    const zoneId = zone.props['zoneId']
    if (zone.type !== 'zone' || typeof zoneId !== 'string' || !textZones.has(zoneId) || withSheet.has(zoneId))
      continue
    const sheet = sheetRecord(zone, indexAbove(zone, shapes))
    if (board.has(sheet.id)) continue
    board.set(sheet.id, encodeRecord(sheet))
    withSheet.add(zoneId)
    added += 1
  }
  return added
}

/** A place in the order right above a shape. Several get the same one, which the repair of the rules spreads. */
function indexAbove(shape: ShapeRecord, shapes: readonly ShapeRecord[]): string {
  let above: string | null = null
  for (const { parentId, index } of shapes)
    if (parentId === shape.parentId && index > shape.index && (above === null || index < above)) above = index
  // Indices of records that passed the schema are index keys.
  return getIndexBetween(shape.index as IndexKey, above as IndexKey | null)
}
