import type { BoardAuthor } from '@tablee/board'
import { connectRoom, type RoomClient } from '@tablee/sync/client'
import * as Y from 'yjs'
import type { BoardCopy, CopyPerson } from './board-copy.ts'
import { memorySockets } from './memory-socket.ts'

/** All cursors of a copy have one colour: nobody looks. */
const COLOUR = '#1d4ed8'

/** Somebody on the copy, with a document and a connection of her own. */
export interface SimulatedPerson extends CopyPerson {
  readonly doc: Y.Doc
  readonly room: RoomClient
  /** What the rules of the board did not take of hers: codes by record. */
  readonly refused: Map<string, string>
}

/** Everybody on the copy. */
export interface SimulatedPeople {
  readonly lead: SimulatedPerson
  readonly people: readonly SimulatedPerson[]
  close(): void
}

/** Brings everybody onto the copy, with the client that browsers use. */
export async function seatPeople(copy: BoardCopy): Promise<SimulatedPeople> {
  const everybody = [copy.lead, ...copy.people]
  const sockets = memorySockets((socket, door) => {
    const person = everybody.find(({ personId }) => personId === door)
    if (!person) return socket.terminate()
    const author: BoardAuthor =
      person === copy.lead
        ? { actorId: person.actorId, role: 'coach', leads: true }
        : { actorId: person.actorId, role: 'writer' }
    void copy.context.rooms.join(copy.boardId, {
      socket,
      authorId: person.personId,
      author,
      access: 'write',
      identity: { id: person.actorId, name: person.name, color: COLOUR },
      notices: true,
    })
  })
  const seated = everybody.map((person) => seat(person, sockets))
  const close = () => {
    for (const { room, doc } of seated) {
      room.destroy()
      doc.destroy()
    }
  }
  try {
    await Promise.all(seated.map(({ room }) => present(room)))
  } catch (error) {
    close()
    throw error
  }
  const [lead, ...people] = seated
  if (!lead) throw new Error('somebody leads')
  return { lead, people, close }
}

function seat(person: CopyPerson, sockets: typeof WebSocket): SimulatedPerson {
  const doc = new Y.Doc()
  const room = connectRoom({
    url: 'ws://copy',
    room: person.personId,
    doc,
    offline: false,
    WebSocketPolyfill: sockets,
  })
  const refused = new Map<string, string>()
  room.onNotice((notice) => {
    if (notice.kind !== 'refused') return
    for (const { recordId, code } of notice.refusals) refused.set(recordId, code)
  })
  return { ...person, doc, room, refused }
}

/** Resolves when the copy's document is there. */
function present(room: RoomClient): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop = () => {}
    const check = ({ connection, synced }: ReturnType<RoomClient['state']>) => {
      if (connection === 'closed') reject(new Error('the copy was closed'))
      else if (synced) resolve()
      else return
      stop()
    }
    stop = room.subscribe(check)
    queueMicrotask(() => check(room.state()))
  })
}
