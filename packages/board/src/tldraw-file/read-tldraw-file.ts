import type { SerializedSchema, SerializedStore } from '@tldraw/store'
import { createTLSchema, type TLRecord, type TLSchema } from '@tldraw/tlschema'
import * as z from 'zod'
import { type BoardRecord, isObject } from '../record.ts'
import { layTldrawRecords, type TldrawContent } from './lay-records.ts'

/** Most records that a file may hold; tldraw stops at 4,000 shapes on a page, and a board holds as many in all. */
const FILE_RECORDS_MAX = 6_000
/** What becomes of a file: shapes and what ties them. Cameras, people and pointers are its author's own. */
const KEPT_TYPES: ReadonlySet<string> = new Set(['document', 'page', 'shape', 'binding', 'asset'])

/**
 * How deep lists and objects of a file may lie in each other: text in lists in lists takes some sixty, and what reads
 * them calls itself once for each.
 */
const NESTING_MAX = 128

/** Thrown when a text is no file of tldraw, or one of a version that this product does not know. */
export class TldrawFileUnreadable extends Error {
  override readonly name = 'TldrawFileUnreadable'
}

const fileSchema = z.object({
  tldrawFileFormatVersion: z.literal(1),
  schema: z.looseObject({ schemaVersion: z.union([z.literal(1), z.literal(2)]) }),
  records: z
    .array(z.looseObject({ id: z.string().max(200), typeName: z.string().max(100) }))
    .max(FILE_RECORDS_MAX),
})

let everyShape: TLSchema | undefined

/**
 * Reads a `.tldr` file as shapes that may stand on a board, under ids of their own and signed by one actor: migrated
 * from whatever version wrote it, without pictures and without what a board's schema refuses. Their corner is the origin.
 * @throws {TldrawFileUnreadable}
 */
export function readTldrawFile(text: string, options: { by: string; newId: () => string }): TldrawContent {
  const json = parseJson(text)
  if (nestsDeeper(json, NESTING_MAX)) throw new TldrawFileUnreadable('nested too deep')
  const file = fileSchema.safeParse(json)
  if (!file.success) throw new TldrawFileUnreadable('no file of tldraw')
  const records = file.data.records.filter(({ typeName }) => KEPT_TYPES.has(typeName))
  return layTldrawRecords(migrated(records, file.data.schema), options)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TldrawFileUnreadable('no JSON', { cause })
  }
}

/** Without calling itself: that is what it guards against. */
function nestsDeeper(json: unknown, max: number): boolean {
  let level: unknown[] = [json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > max) return true
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}

/** With tldraw's own shapes, since the file may hold those that a board leaves out; ours are newer than any file. */
function migrated(
  records: readonly BoardRecord[],
  from: z.infer<typeof fileSchema>['schema'],
): BoardRecord[] {
  everyShape ??= createTLSchema()
  // Records of an older form have no type: what comes out of the migration is checked one by one.
  const store = Object.fromEntries(
    records.map((record) => [record.id, record]),
  ) as unknown as SerializedStore<TLRecord>
  try {
    const schema = from as unknown as SerializedSchema
    const result = everyShape.migrateStoreSnapshot({ store, schema })
    if (result.type === 'error') throw new TldrawFileUnreadable(result.reason)
    return Object.values(result.value).filter((record) => isObject(record)) as unknown as BoardRecord[]
  } catch (cause) {
    if (cause instanceof TldrawFileUnreadable) throw cause
    // A migration meets what no tldraw ever wrote.
    throw new TldrawFileUnreadable('records of no version', { cause })
  }
}
