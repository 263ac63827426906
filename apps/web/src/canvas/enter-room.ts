import { schemaFingerprint } from '@tablee/board'
import { connectRoom, type RoomClient, type RoomNotice } from '@tablee/sync/client'
import * as Y from 'yjs'
import { listenForAttendance } from '../attention/use-attendance.ts'

/** How long a room that was entered ahead waits for its canvas, in ms: as long as the editor takes on a slow line. */
const WAIT_MS = 60_000

/** Most notices that wait for the canvas: what was written without network may be refused record by record. */
const EARLY_MAX = 100

/** A board's document and its connection. */
interface Room {
  doc: Y.Doc
  client: RoomClient
  /** Hands over what the server said from the beginning on, also before anybody listened. Returns its undo. */
  hear(listener: (notice: RoomNotice) => void): () => void
}

/** Which room, and for whom. */
interface RoomOptions {
  boardId: string
  actorId: string
  /** Base of the rooms' addresses, `wss://host/api/sync`. */
  syncUrl: string
}

let ahead: { key: string; room: Room; timer: ReturnType<typeof setTimeout> } | null = null

/** Enters a board's room while the editor is still on its way: the board comes meanwhile. */
export function enterAhead(options: RoomOptions): void {
  if (ahead?.key === keyOf(options)) return
  leaveAhead()
  ahead = { key: keyOf(options), room: connect(options), timer: setTimeout(leaveAhead, WAIT_MS) }
}

/** The room of a board, entered ahead or now. Who takes it ends it. */
export function enterRoom(options: RoomOptions): Room {
  if (ahead?.key !== keyOf(options)) return connect(options)
  const { room, timer } = ahead
  clearTimeout(timer)
  ahead = null
  if (room.client.state().connection !== 'closed') return room
  // it was sent away meanwhile: who comes now tries anew
  room.client.destroy()
  room.doc.destroy()
  return connect(options)
}

/** Leaves a room that was entered ahead and that no canvas took. */
export function leaveAhead(): void {
  if (!ahead) return
  const { room, timer } = ahead
  clearTimeout(timer)
  ahead = null
  room.client.destroy()
  room.doc.destroy()
}

function connect({ boardId, actorId, syncUrl }: RoomOptions): Room {
  const doc = new Y.Doc()
  const client = connectRoom({
    url: syncUrl,
    room: boardId,
    doc,
    params: { schema: schemaFingerprint() },
    offlineOwner: actorId,
  })
  listenForAttendance(client)
  const early: RoomNotice[] = []
  const stopKeeping = client.onNotice((notice) => {
    if (early.length < EARLY_MAX) early.push(notice)
  })
  const hear = (listener: (notice: RoomNotice) => void) => {
    stopKeeping()
    for (const notice of early.splice(0)) listener(notice)
    return client.onNotice(listener)
  }
  return { doc, client, hear }
}

function keyOf({ boardId, actorId, syncUrl }: RoomOptions): string {
  return JSON.stringify([syncUrl, boardId, actorId])
}
