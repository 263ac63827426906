import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { cutUpdate } from '../cut-update.ts'
import type { PartLimits } from '../part-cutter.ts'
import { MESSAGE_SYNC, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from '../protocol.ts'
import { cutIntoParts } from '../snapshot-parts.ts'

/** What is not longer goes as one message, in bytes. */
const WHOLE_MAX_BYTES = 64 * 1024

/**
 * How much of a long backlog goes into one message: the server takes some 30 ms for the largest, and others in between.
 * It judges each by itself: half a record would be refused, and so would a value of which only the place that it took
 * has come. Few parts have few ends; with all that may be stretched they stay below what one message may hold (U8).
 */
const PART_LIMITS = { bytes: 256 * 1024, structs: 12_000, stretch: 4 }

/**
 * What the server lacks, as sync messages of which the last is the step 2. A day offline is cut into parts that each
 * build only on those before: as one message it could be longer than the server takes.
 */
export function backlogMessages(
  doc: Y.Doc,
  serverVector: Uint8Array,
  limits: PartLimits = PART_LIMITS,
): Uint8Array<ArrayBuffer>[] {
  const missing = Y.encodeStateAsUpdate(doc, serverVector)
  const isWhole = missing.length <= WHOLE_MAX_BYTES || isWaiting(doc)
  const updates = isWhole ? [missing] : missingParts(doc, serverVector, limits)
  return updates.map((update, index) =>
    syncMessage(index === updates.length - 1 ? SYNC_STEP_2 : SYNC_UPDATE, update),
  )
}

/** Makes a provider send what was done at once, a paste of a thousand notes, in such parts; what is small goes as it is. */
export function sendLargeChangesInParts(provider: WebsocketProvider): void {
  const { doc, _updateHandler: send } = provider
  doc.off('update', send)
  provider._updateHandler = (update: Uint8Array, origin: unknown) => {
    const isWhole = origin === provider || update.length <= WHOLE_MAX_BYTES
    for (const part of isWhole ? [update] : cutUpdate(update, PART_LIMITS)) send(part, origin)
  }
  doc.on('update', provider._updateHandler)
}

/** Makes a provider answer the server with `backlogMessages`; by itself it sends one, however long somebody was away. */
export function sendBacklogInParts(provider: WebsocketProvider): void {
  const standard = provider.messageHandlers[MESSAGE_SYNC]
  provider.messageHandlers[MESSAGE_SYNC] = (encoder, decoder, ...rest) => {
    if (decoder.arr[decoder.pos] !== SYNC_STEP_1) return standard?.(encoder, decoder, ...rest)
    decoding.readVarUint(decoder)
    const messages = backlogMessages(provider.doc, decoding.readVarUint8Array(decoder))
    const last = messages.pop()
    for (const message of messages) provider.ws?.send(message)
    // What is written here is the answer, sent next.
    if (last !== undefined) encoding.writeUint8Array(encoder, last)
  }
}

/** Whether the document has operations that wait for others: only Yjs itself can send those. */
function isWaiting({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null
}

function missingParts(doc: Y.Doc, serverVector: Uint8Array, limits: PartLimits): Uint8Array[] {
  const parts = cutIntoParts(doc, limits).map((part) => Y.diffUpdate(part, serverVector))
  return parts.filter((part, index) => !isEmpty(part) || index === parts.length - 1)
}

/** No operations and no deletions. */
function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}
