import { type Evidence, meetPerson } from '../evidence.ts'
import { readUpdates } from './read-updates.ts'

/** First bytes of messages (sync/protocol.ts). */
const SYNC = 0
const AWARENESS = 1
const SYNC_STEP_1 = 0

/** What the network view of a browser saves (HAR): the frames of its sockets. */
interface Recording {
  log: { entries: { request?: { url?: string }; _webSocketMessages?: { opcode: number; data: string }[] }[] }
}

/** Whether a file's JSON is a browser's recording. */
export function isRecording(value: unknown): value is Recording {
  const { log } = (value ?? {}) as { log?: { entries?: unknown } } // looked at below
  return Array.isArray(log?.entries)
}

/** Reads what a browser's sockets brought: the document, and who showed a cursor under which Yjs client. */
export function readRecording(evidence: Evidence, source: string, { log }: Recording): void {
  for (const { _webSocketMessages: messages = [] } of log.entries) {
    const frames = messages.flatMap(({ opcode, data }) => (opcode === 2 ? [Buffer.from(data, 'base64')] : []))
    if (frames.length > 0) readFrames(evidence, source, frames)
  }
}

/** Reads messages of the sync protocol. What is none is passed over. */
function readFrames(evidence: Evidence, source: string, frames: readonly Uint8Array[]): void {
  const updates: Uint8Array[] = []
  for (const frame of frames) {
    const reader = new ByteReader(frame)
    const kind = reader.number()
    if (kind === SYNC && reader.number() !== SYNC_STEP_1) updates.push(reader.bytes())
    if (kind === AWARENESS) readCursors(evidence, reader.bytes())
  }
  if (updates.length > 0) readUpdates(evidence, source, updates)
}

function readCursors(evidence: Evidence, body: Uint8Array): void {
  const reader = new ByteReader(body)
  for (let left = reader.number(); left > 0; left -= 1) {
    const client = reader.number()
    reader.number()
    const state: unknown = JSON.parse(Buffer.from(reader.bytes()).toString('utf8'))
    const { user } = (state ?? {}) as { user?: { id?: unknown; name?: unknown } } // asked below
    const texts = (value: unknown) => (typeof value === 'string' ? [value] : [])
    if (user) meetPerson(evidence, { ids: texts(user.id), names: texts(user.name), clients: [client] })
  }
}

/** Reads lib0's variable-length numbers and byte strings. */
class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }
  number(): number {
    let value = 0
    for (let factor = 1; this.#at < this.#bytes.length; factor *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0
      value += (byte & 127) * factor
      if (byte < 128) break
    }
    return value
  }
  bytes(): Uint8Array {
    const length = this.number()
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }
}
