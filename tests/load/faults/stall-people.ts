import { boardRoot, canonicalJson } from '@tablee/board'
import * as Y from 'yjs'
import { type BoardClient, beginToOpen, type Door, openClient } from './board-client.ts'
import { putNote } from './numbered-notes.ts'
import { openTldrawClient } from './tldraw-client.ts'

/** Somebody under the load of `stalled-client`, on whatever server. */
export interface StallPerson {
  /** Bytes of messages that came. */
  readonly received: number
  /** Stops reading, and reads again. */
  pause(): void
  resume(): void
  /** Gives her note, which she puts there first, another text. */
  write(text: string): void
  /** What she has of the board: the same for all who have the same. */
  content(): string
  leave(): void
}

/** How one of them comes in. */
export interface StallSeat {
  open(): Promise<StallPerson>
  /** Asks for the board and reads nothing of the answer; null where that is not done. */
  stall: (() => Promise<StallPerson>) | null
}

/** On a server that speaks Yjs. */
export function yjsSeat(door: Door, actorId: string): StallSeat {
  return {
    open: async () => yjsPerson(await openClient(door), actorId),
    async stall() {
      const { client } = beginToOpen(door)
      await new Promise<void>((resolve) => client.socket.once('open', () => resolve()))
      client.socket.pause()
      return yjsPerson(client, actorId)
    },
  }
}

/** On tldraw's own server. */
export function tldrawSeat(port: number, author: string): StallSeat {
  return {
    stall: null,
    async open() {
      const client = await openTldrawClient(port, author)
      return {
        get received() {
          return client.received
        },
        pause: () => client.socket.pause(),
        resume: () => client.socket.resume(),
        write: (text) => void client.write(`shape:${author}`, text),
        content: () => JSON.stringify([...client.texts()].sort()),
        leave: () => client.leave(),
      }
    },
  }
}

function yjsPerson(client: BoardClient, actorId: string): StallPerson {
  let note: Y.XmlText | null = null
  return {
    get received() {
      return client.received
    },
    pause: () => client.socket.pause(),
    resume: () => client.socket.resume(),
    write(text) {
      note ??= putNote(client.doc, actorId, 'long')
      const letters = note
      client.doc.transact(() => {
        // what was there before need not reach anybody
        letters.delete(0, letters.length)
        letters.insert(0, text)
      })
    },
    // a state vector knows nothing of deletions, so what stands there is compared as well
    content: () =>
      `${Buffer.from(Y.encodeStateVector(client.doc)).toString('base64')} ${canonicalJson(boardRoot(client.doc).toJSON())}`,
    leave: () => client.leave(),
  }
}
