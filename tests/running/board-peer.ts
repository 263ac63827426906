import { type BoardRecord, boardRoot, decodeRecord, encodeRecord } from '@tablee/board'
import { connectRoom, type RoomClient } from '@tablee/sync/client'
import { noteRecords } from '@tablee/templates'
import { type RawData, WebSocket } from 'ws'
import * as Y from 'yjs'
import { type ApiPerson, done } from './api.ts'

/** One person's document on a board, over a real socket. */
export interface BoardPeer {
  readonly doc: Y.Doc
  readonly room: RoomClient
  readonly actorId: string
  /** Puts a note of hers on the board. @returns its id */
  write(text: string): string
  /** The record as this peer has it. */
  record(id: string): BoardRecord | null
  /** Ids of all records that this peer has. */
  ids(): string[]
  /** Codes of what the server did not let her do. */
  refused(): readonly string[]
  leave(): void
}

/** Opens a board as a browser does, and waits until it is there. */
export async function openBoard(
  server: { url: string },
  person: ApiPerson,
  boardId: string,
  /** Is handed every message that comes over her socket. */
  tap?: (message: Uint8Array) => void,
): Promise<BoardPeer> {
  const board = await done(person.get(`/api/boards/${boardId}`))
  const doc = new Y.Doc()
  const cookie = person.cookie()
  class CookieSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { cookie } })
      if (tap) this.on('message', (message) => tap(messageBytes(message)))
    }
  }
  const room = connectRoom({
    url: `${server.url.replace(/^http/, 'ws')}/api/sync`,
    room: boardId,
    doc,
    params: { schema: board.schema },
    offline: false,
    // ws' socket has all of the browser's that the client uses
    WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
  })
  await until(room, (state) => state.synced)
  const root = boardRoot(doc)
  const furniture = [...root.values()]
    .flatMap((map) => decodeRecord(map) ?? [])
    .filter((record) => record.type === 'zone')
  const zoneId = String(furniture[0]?.props?.['zoneId'])
  const refused: string[] = []
  room.onNotice((notice) => {
    if (notice.kind === 'refused') refused.push(...notice.refusals.map((refusal) => refusal.code))
  })
  let count = 0
  return {
    doc,
    room,
    actorId: board.actorId,
    write(text) {
      count += 1
      const id = `shape:${doc.clientID.toString(36)}-${count}`
      const [note] = noteRecords(furniture, [{ zoneId, text }], { by: board.actorId })
      if (!note) throw new Error('the board has no zone')
      doc.transact(() => root.set(id, encodeRecord({ ...note, id })))
      return id
    },
    record(id) {
      const map = root.get(id)
      return map ? decodeRecord(map) : null
    },
    ids: () => [...root.keys()],
    refused: () => refused,
    leave() {
      room.destroy()
      doc.destroy()
    },
  }
}

function messageBytes(message: RawData): Uint8Array {
  if (Array.isArray(message)) return Buffer.concat(message)
  return message instanceof ArrayBuffer ? new Uint8Array(message) : message
}

/** Resolves when the client's state fits. */
export function until(
  room: RoomClient,
  fits: (state: ReturnType<RoomClient['state']>) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = room.subscribe((state) => check(state))
    const check = (state: ReturnType<RoomClient['state']>) => {
      if (state.connection === 'closed') {
        stop()
        reject(new Error(`the board closed: ${JSON.stringify(state.closed)}`))
      } else if (fits(state)) {
        stop()
        resolve()
      }
    }
    queueMicrotask(() => check(room.state()))
  })
}
