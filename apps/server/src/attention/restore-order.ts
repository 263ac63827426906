import {
  type BoardRecord,
  boardRoot,
  decodeRecord,
  encodeRecord,
  isZoneItem,
  LANGUAGES,
  type Lang,
  metaRoot,
  methodOf,
  PAGE_ID,
  readCurtain,
  richTextToPlain,
  sayNote,
  ZonePolicy,
  zoneAreas,
  zoneOfShape,
} from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import type * as Y from 'yjs'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'
import { findWithdrawn } from './deleted-store.ts'

const recordsSchema = z.array(
  z.custom<BoardRecord>((value) => typeof value === 'object' && value !== null && 'id' in value),
)

const missingSchema = z.object({
  boardId: z.string(),
  ids: z.array(z.string()),
  /** Those of them without a text of their own. */
  wordless: recordsSchema,
  lang: z.enum(LANGUAGES),
})
const missedSchema = z.object({ missing: z.array(z.string()), words: z.record(z.string(), z.string()) })

/** Asks which of these records are not on the board, and what the cells of those without a text say. */
export const MISSING_ORDER: BoardOrderKind<z.infer<typeof missingSchema>, z.infer<typeof missedSchema>> = {
  name: 'missingRecords',
  order: missingSchema,
  answer: missedSchema,
  carryOut: ({ rooms }, { boardId, ids, wordless, lang }) =>
    rooms.edit(boardId, (doc) => ({
      missing: ids.filter((id) => !boardRoot(doc).has(id)),
      words: wordsOf(doc, wordless, lang),
    })),
}

function wordsOf(doc: Y.Doc, wordless: readonly BoardRecord[], lang: Lang): Record<string, string> {
  const method = methodOf(doc)
  if (method === null) return {}
  const titleOf = (id: string) => {
    const map = boardRoot(doc).get(id)
    return map ? richTextToPlain(decodeRecord(map)?.props?.['richText']).trim() : null
  }
  return Object.fromEntries(wordless.map((record) => [record.id, sayNote(record, { method, lang, titleOf })]))
}

const restoreSchema = z.object({
  boardId: z.string(),
  records: recordsSchema,
})
const restoredSchema = z.object({
  restored: z.array(z.string()),
  curtained: z.array(z.string()),
  /** Their zone holds as many as it takes. */
  full: z.array(z.string()).default([]),
})
type Restored = z.infer<typeof restoredSchema>

/**
 * Puts notes back where they were; one that stands there already stays as it is, and what its writer withdraws at the same
 * time goes again.
 */
export const RESTORE_ORDER: BoardOrderKind<z.infer<typeof restoreSchema>, Restored> = {
  name: 'restoreNotes',
  order: restoreSchema,
  answer: restoredSchema,
  async carryOut({ rooms, db }, { boardId, records }) {
    const ids = records.map(({ id }) => id)
    const before = await findWithdrawn(db, boardId, ids)
    const outcome = await rooms.edit(boardId, (doc) =>
      putBack(
        doc,
        records.filter(({ id }) => !before.has(id)),
      ),
    )
    // who withdraws says so in the database before she looks at the board: of two at once one of them sees the other
    const after = await findWithdrawn(db, boardId, outcome.restored)
    if (after.size === 0) return outcome
    await rooms.edit(boardId, (doc) => {
      for (const id of after) boardRoot(doc).delete(id)
    })
    return { ...outcome, restored: outcome.restored.filter((id) => !after.has(id)) }
  },
}

function putBack(doc: Y.Doc, records: readonly BoardRecord[]): Restored {
  const board = boardRoot(doc)
  const outcome: Restored = { restored: [], curtained: [], full: [] }
  const zones = countedZones(doc)
  for (const record of records) {
    const zone = record.meta?.['zone']
    // what is put there would tell what the curtain hides from
    const isCurtained = typeof zone === 'string' && readCurtain(metaRoot(doc), zone) !== null
    if (!board.has(record.id) && isCurtained) {
      outcome.curtained.push(record.id)
      continue
    }
    if (board.has(record.id)) {
      outcome.restored.push(record.id)
      continue
    }
    const { parentId } = record
    const isOrphan = typeof parentId === 'string' && parentId !== PAGE_ID && !board.has(parentId)
    const laid = isOrphan ? { ...record, parentId: PAGE_ID } : record
    if (!zones.take(laid)) {
      outcome.full.push(record.id)
      continue
    }
    outcome.restored.push(record.id)
    board.set(record.id, encodeRecord(laid))
  }
  return outcome
}

/** How many items lie in each zone of a board: `take` counts one more, unless its zone has no room for it. */
function countedZones(doc: Y.Doc): { take(record: BoardRecord): boolean } {
  const policy = new ZonePolicy(methodOf(doc))
  const records = decodeBoard(doc)
  const areas = zoneAreas(records.values())
  const counts = new Map<string, number>()
  const zoneOf = (record: BoardRecord) => (isZoneItem(record) ? zoneOfShape(record, records, areas) : null)
  const count = (zone: string | null) => zone !== null && counts.set(zone, (counts.get(zone) ?? 0) + 1)
  for (const record of records.values()) count(zoneOf(record))
  return {
    take(record) {
      const zone = zoneOf(record)
      if (zone !== null && policy.arrivalFault(zone, counts.get(zone) ?? 0, true) === 'zone_full')
        return false
      count(zone)
      return true
    },
  }
}
