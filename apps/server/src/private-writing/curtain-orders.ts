import {
  boardRoot,
  findZone,
  metaRoot,
  methodOf,
  readContent,
  TEXT_KEY,
  takesPrivateNotes,
} from '@tablee/board'
import { decodeBoard, plainTextOf, removeItem, setCell, setItemText, type Writer } from '@tablee/board/edit'
import * as Y from 'yjs'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

/** Tells a board what its curtains are, and puts on it what is revealed; whichever process holds it. */
export const CURTAINS_ORDER: BoardOrderKind<{ boardId: string }, null> = {
  name: 'curtains',
  order: z.object({ boardId: z.string() }),
  answer: z.null(),
  async carryOut({ curtainFacts }, { boardId }) {
    await curtainFacts.tell(boardId)
    return null
  },
}

const lookSchema = z.object({ boardId: z.string(), zoneIds: z.array(z.string()) })
const zonesSchema = z.array(z.object({ zone: z.unknown(), room: z.number().nullable() }).nullable())

/** Looks at the zones that a curtain is to hang before: the definition and the room of each, null for one that is unfit. */
export const CURTAIN_ZONES_ORDER: BoardOrderKind<z.infer<typeof lookSchema>, z.infer<typeof zonesSchema>> = {
  name: 'curtain zones',
  order: lookSchema,
  answer: zonesSchema,
  carryOut: ({ rooms }, { boardId, zoneIds }) => rooms.edit(boardId, (doc) => lookAtZones(doc, zoneIds)),
}

function lookAtZones(doc: Y.Doc, zoneIds: readonly string[]): z.infer<typeof zonesSchema> {
  const method = methodOf(doc)
  if (!method) return zoneIds.map(() => null)
  const content = readContent({ records: decodeBoard(doc), method, facts: metaRoot(doc), lang: 'fr' })
  return zoneIds.map((zoneId) => {
    const zone = findZone(method, zoneId)
    const found = content.zones.find((candidate) => candidate.zone.id === zoneId)
    if (!zone || !found?.area || !takesPrivateNotes(zone)) return null
    const { max } = zone.options
    return { zone, room: max === undefined ? null : Math.max(0, max - found.items.length) }
  })
}

const contentSchema = z.object({
  text: z.string(),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
})
const changeSchema = z.object({
  boardId: z.string(),
  recordId: z.string(),
  /** What it is to say, and what its writer saw before; null takes it off the board. */
  change: z.object({ to: contentSchema, base: contentSchema }).nullable(),
})

/** Changes a revealed note, or takes it away, for whoever showed that it is hers. False when it is not there any more. */
export const REVEALED_NOTE_ORDER: BoardOrderKind<z.infer<typeof changeSchema>, boolean> = {
  name: 'revealed note',
  order: changeSchema,
  answer: z.boolean(),
  carryOut: ({ rooms }, { boardId, recordId, change }) =>
    rooms.edit(boardId, (doc) => {
      if (!boardRoot(doc).has(recordId)) return false
      // as the server: neither the letters nor what is gone say who asked for it (A3)
      const writer: Writer = { doc, by: null, role: 'coach' }
      if (change === null) return removeItem(writer, recordId)
      changeNote(writer, recordId, change)
      return true
    }),
}

/** What others changed meanwhile stays beside what the writer changed; what arrived before is not written twice. */
function changeNote(
  writer: Writer,
  itemId: string,
  { to, base }: NonNullable<z.infer<typeof changeSchema>['change']>,
): void {
  const fragment = boardRoot(writer.doc).get(itemId)?.get(TEXT_KEY)
  const now = fragment instanceof Y.XmlFragment ? plainTextOf(fragment) : null
  if (now !== null && now !== to.text) setItemText(writer, itemId, to.text, { base: base.text })
  for (const columnId of new Set([...Object.keys(base.cells), ...Object.keys(to.cells)])) {
    const value = to.cells[columnId] ?? null
    const before = base.cells[columnId] ?? null
    if (value !== before) setCell(writer, { itemId, columnId }, value, { base: before })
  }
}
