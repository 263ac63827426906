import * as Y from 'yjs'
import { LiveDocument } from './live-document.ts'
import type { RoomRules } from './room-rules.ts'
import type { TimeSlices } from './time-slices.ts'

/** Gives the event loop back for a while; resolves when there is time again. */
export type Pause = () => Promise<void>

/** Makes the rules of one document; what takes long pauses now and then. */
export type CreateRules<A> = (doc: Y.Doc, room: string, pause: Pause) => RoomRules<A> | Promise<RoomRules<A>>

/** What a document comes to life from. */
export interface OpenDocumentOptions<A> {
  room: string
  /** The durable state, oldest first. */
  updates: readonly Uint8Array[]
  serverClient: number
  createRules: CreateRules<A>
  slices: TimeSlices
  /** Whether it is still wanted; asked between slices. */
  wanted(): boolean
}

/** Less than this is applied at once, in about a millisecond: most rooms are small, and many open together. */
const AT_ONCE_BYTES = 32 * 1024

/**
 * Brings a room's document to life, slice by slice (SPEC.md H1).
 * @returns null when it was no longer wanted.
 * @throws {Error} when the updates do not decode or are not all there, or the rules cannot be made.
 */
export async function openDocument<A>(options: OpenDocumentOptions<A>): Promise<LiveDocument<A> | null> {
  const { room, slices, wanted } = options
  const doc = new Y.Doc()
  if (!(await applyInSlices(doc, options))) return abandon(doc)
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('the log is incomplete')
  }
  // After loading: Yjs picks another id when it meets its own among what it applies.
  doc.clientID = options.serverClient
  // What the rules write while they are being made is stored with the first tick.
  const emitted: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => emitted.push(update))
  if (!isSmall(options.updates)) await slices.turn()
  const rules = await options.createRules(doc, room, () => slices.turn())
  return wanted() ? new LiveDocument(doc, rules, emitted) : abandon(doc)
}

/** False when the document is no longer wanted. */
async function applyInSlices<A>(
  doc: Y.Doc,
  { updates, slices, wanted }: OpenDocumentOptions<A>,
): Promise<boolean> {
  const atOnce = isSmall(updates)
  for (let at = 0; at < updates.length; ) {
    if (!atOnce) await slices.turn()
    if (!wanted()) return false
    doc.transact(() => {
      do {
        const update = updates[at]
        if (update !== undefined) Y.applyUpdate(doc, update)
        at += 1
      } while (at < updates.length && (atOnce || !slices.spent))
    })
  }
  return true
}

function isSmall(updates: readonly Uint8Array[]): boolean {
  return updates.reduce((sum, update) => sum + update.length, 0) <= AT_ONCE_BYTES
}

function abandon(doc: Y.Doc): null {
  doc.destroy()
  return null
}
