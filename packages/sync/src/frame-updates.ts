import { headerBytes, type WireFrames, writeHeader } from './peer-socket.ts'
import { SYNC_UPDATE, syncPrefixBytes, writeSyncPrefix } from './protocol.ts'

/** Updates on the wire, and where each lies in it. */
export interface FramedTogether extends WireFrames {
  /** The updates as views of the frames, in the same order. */
  readonly updates: readonly Uint8Array[]
}

/**
 * Frames updates as messages of their own (`frameMessages` of `syncMessage`), with one copy of their bytes: every tick
 * does it, and whoever opens a board with a long log waits for thousands.
 */
export function frameUpdates(updates: readonly Uint8Array[]): FramedTogether {
  let bytes = 0
  for (const { length } of updates) {
    const message = syncPrefixBytes(length) + length
    bytes += headerBytes(message) + message
  }
  const wire = Buffer.allocUnsafe(bytes)
  const messages: Uint8Array[] = []
  const views: Uint8Array[] = []
  let at = 0
  for (const update of updates) {
    const { length } = update
    const messageAt = writeHeader(wire, at, syncPrefixBytes(length) + length)
    at = writeSyncPrefix(wire, messageAt, SYNC_UPDATE, length)
    wire.set(update, at)
    views.push(wire.subarray(at, at + length))
    at += length
    messages.push(wire.subarray(messageAt, at))
  }
  return { wire, messages, updates: views }
}
