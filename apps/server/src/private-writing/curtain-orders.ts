import { createHash } from 'node:crypto'
import {
  boardRoot,
  findZone,
  metaRoot,
  methodOf,
  readContent,
  TEXT_KEY,
  takesPrivateNotes,
} from '@tablee/board'
import {
  decodeBoard,
  mergeTexts,
  plainTextOf,
  removeItem,
  setCell,
  setItemText,
  type Writer,
} from '@tablee/board/edit'
import { PRIVATE_TEXT_MAX } from '@tablee/contract'
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

/** Longest text, in letters, that a revealed note grows to: its writer's words beside as many of others. */
const REVEALED_TEXT_MAX = 2 * PRIVATE_TEXT_MAX

/** What came of changing a revealed note; `gone` when it is not on the board any more, `full` when it would be too long. */
const changedSchema = z.enum(['done', 'gone', 'full'])

/** Changes a revealed note, or takes it away, for whoever showed that it is hers. */
export const REVEALED_NOTE_ORDER: BoardOrderKind<
  z.infer<typeof changeSchema>,
  z.infer<typeof changedSchema>
> = {
  name: 'revealed note',
  order: changeSchema,
  answer: changedSchema,
  carryOut: ({ rooms }, { boardId, recordId, change }) =>
    rooms.edit(boardId, (doc) => {
      if (!boardRoot(doc).has(recordId)) return 'gone'
      // as the server: neither the letters nor what is gone say who asked for it (A3)
      const writer: Writer = { doc, by: null, role: 'coach' }
      if (change === null) return removeItem(writer, recordId) ? 'done' : 'gone'
      return changeOnce(writer, recordId, change)
    }),
}

type Change = NonNullable<z.infer<typeof changeSchema>['change']>

/** The last change of each note of a document, for as long as it is in memory: an order may come twice. */
const lastChanges = new WeakMap<Y.Doc, Map<string, string>>()

/** The same change right after itself is one: what others typed in between would otherwise have it stand there twice. */
function changeOnce(writer: Writer, itemId: string, change: Change): z.infer<typeof changedSchema> {
  const last = lastChanges.get(writer.doc) ?? new Map<string, string>()
  lastChanges.set(writer.doc, last)
  const said = createHash('sha256').update(JSON.stringify(change)).digest('base64url')
  if (last.get(itemId) === said) return 'done'
  if (!changeNote(writer, itemId, change)) return 'full'
  last.set(itemId, said)
  return 'done'
}

/**
 * What others changed meanwhile stays beside what the writer changed; what arrived before is not written twice.
 * @returns false, with nothing changed, when the text would be too long
 */
function changeNote(writer: Writer, itemId: string, { to, base }: Change): boolean {
  const fragment = boardRoot(writer.doc).get(itemId)?.get(TEXT_KEY)
  const now = fragment instanceof Y.XmlFragment ? plainTextOf(fragment) : null
  if (now !== null) {
    const next = mergeTexts(base.text, to.text, now).length
    // what others made longer may still become shorter
    if (next > REVEALED_TEXT_MAX && next > now.length) return false
  }
  if (now !== null && now !== to.text) setItemText(writer, itemId, to.text, { base: base.text })
  for (const columnId of new Set([...Object.keys(base.cells), ...Object.keys(to.cells)])) {
    const value = to.cells[columnId] ?? null
    const before = base.cells[columnId] ?? null
    if (value !== before) setCell(writer, { itemId, columnId }, value, { base: before })
  }
  return true
}
