import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { AttendanceReport } from './attendance.ts'

// The first four are y-websocket 3.1.0's; 120 and 121 are ours and only sent to clients that asked (`v=1`), 122 only to
// servers that said in their `hello` that they take it.
export const MESSAGE_SYNC = 0
const MESSAGE_AWARENESS = 1
const MESSAGE_QUERY_AWARENESS = 3
export const MESSAGE_ACK = 120
export const MESSAGE_NOTICE = 121
const MESSAGE_STANDING = 122

export const SYNC_STEP_1 = 0
export const SYNC_STEP_2 = 1
export const SYNC_UPDATE = 2

/** An update that changes nothing: no structs, no deletions. */
export const EMPTY_UPDATE = new Uint8Array([0, 0])

/** What the server tells a client beside the document itself. */
export type RoomNotice =
  | { kind: 'refused'; refusals: { recordId: string; code: string }[] }
  | { kind: 'storage'; ok: boolean }
  | { kind: 'attendance'; report: AttendanceReport }

/**
 * A notice as it travels. Two stay inside this package: `hello` tells the room's epoch at the start, `taken` which Yjs
 * client id is another author's, before the socket closes with `foreign_client`.
 */
export type WireNotice =
  | RoomNotice
  | { kind: 'hello'; epoch: string; takesStanding: boolean }
  | { kind: 'taken'; client: number }

/** What a client says of itself to the server alone: words are on their way, have arrived, or the person leaves. */
export type Standing = (typeof STANDINGS)[number]
const STANDINGS = ['saved', 'behind', 'leaves'] as const

/** What a client may send, decoded as far as this package needs. */
export type ClientMessage =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'update'; update: Uint8Array; handshake: boolean }
  | { type: 'awareness'; body: Uint8Array }
  | { type: 'query_awareness' }
  | { type: 'standing'; standing: Standing }

/** A sync message around a state vector or an update; both numbers before it are one byte each. */
export function syncMessage(kind: 0 | 1 | 2, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return wrapped([MESSAGE_SYNC, kind], bytes)
}

/** An awareness message around an encoded awareness update. */
export function awarenessMessage(body: Uint8Array): Uint8Array<ArrayBuffer> {
  return wrapped([MESSAGE_AWARENESS], body)
}

/** How many bytes of a sync message stand before its update, when that is so long. */
export function syncPrefixBytes(length: number): number {
  return 2 + lengthBytes(length)
}

/** Writes them; the return value is where the update begins. */
export function writeSyncPrefix(into: Uint8Array, at: number, kind: 0 | 1 | 2, length: number): number {
  into[at] = MESSAGE_SYNC
  into[at + 1] = kind
  return writeLength(into, at + 2, length)
}

function lengthBytes(length: number): number {
  let bytes = 1
  for (let rest = length; rest > 127; rest >>>= 7) bytes += 1
  return bytes
}

/** A variable-length integer; the return value is where the next byte goes. */
function writeLength(into: Uint8Array, from: number, length: number): number {
  let at = from
  let rest = length
  for (; rest > 127; rest >>>= 7) into[at++] = 0x80 | (rest & 127)
  into[at++] = rest
  return at
}

/** A prefix, then bytes with their length before them as a variable-length integer: one copy, since every tick makes some. */
function wrapped(prefix: readonly number[], bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(prefix.length + lengthBytes(bytes.length) + bytes.length)
  message.set(prefix)
  message.set(bytes, writeLength(message, prefix.length, bytes.length))
  return message
}

/** An awareness update about nobody: what the server sends to keep a quiet connection alive. */
export const KEEPALIVE_MESSAGE = awarenessMessage(new Uint8Array([0]))

/** How many of this connection's update frames are durable. */
export function ackMessage(frames: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_ACK)
    encoding.writeVarUint(encoder, frames)
  })
}

/** How a client stands; both numbers are one byte each. */
export function standingMessage(standing: Standing): Uint8Array<ArrayBuffer> {
  return new Uint8Array([MESSAGE_STANDING, STANDINGS.indexOf(standing)])
}

/** A notice as JSON. */
export function noticeMessage(notice: WireNotice): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_NOTICE)
    encoding.writeVarString(encoder, JSON.stringify(notice))
  })
}

/**
 * Reads one client message.
 * @throws {Error} when the bytes are not one of ours; the room closes with `malformed`.
 */
export function parseClientMessage(bytes: Uint8Array): ClientMessage {
  const decoder = decoding.createDecoder(bytes)
  const type = decoding.readVarUint(decoder)
  switch (type) {
    case MESSAGE_SYNC: {
      const kind = decoding.readVarUint(decoder)
      const body = decoding.readVarUint8Array(decoder)
      if (kind === SYNC_STEP_1) return { type: 'step1', stateVector: body }
      if (kind === SYNC_STEP_2) return { type: 'update', update: body, handshake: true }
      if (kind === SYNC_UPDATE) return { type: 'update', update: body, handshake: false }
      throw new Error('unknown sync message')
    }
    case MESSAGE_AWARENESS:
      return { type: 'awareness', body: decoding.readVarUint8Array(decoder) }
    case MESSAGE_QUERY_AWARENESS:
      return { type: 'query_awareness' }
    case MESSAGE_STANDING: {
      const standing = STANDINGS[decoding.readVarUint(decoder)]
      if (standing === undefined) throw new Error('unknown standing')
      return { type: 'standing', standing }
    }
    default:
      throw new Error('unknown message')
  }
}

/** Reads a notice's JSON; null for one that this version does not know. */
export function parseNotice(json: string): WireNotice | null {
  const value: unknown = JSON.parse(json)
  if (!isRecord(value)) return null
  if (value['kind'] === 'storage' && typeof value['ok'] === 'boolean')
    return { kind: 'storage', ok: value['ok'] }
  if (value['kind'] === 'hello' && typeof value['epoch'] === 'string')
    return { kind: 'hello', epoch: value['epoch'], takesStanding: value['takesStanding'] === true }
  if (value['kind'] === 'taken' && typeof value['client'] === 'number')
    return { kind: 'taken', client: value['client'] }
  // The server's own words, made from nothing that a client said.
  if (value['kind'] === 'attendance' && isRecord(value['report']))
    return { kind: 'attendance', report: value['report'] as unknown as AttendanceReport }
  if (value['kind'] === 'refused' && Array.isArray(value['refusals'])) {
    const refusals = value['refusals'].filter(
      (entry: unknown): entry is { recordId: string; code: string } =>
        isRecord(entry) && typeof entry['recordId'] === 'string' && typeof entry['code'] === 'string',
    )
    return { kind: 'refused', refusals }
  }
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
