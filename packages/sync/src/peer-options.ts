import type { WebSocketLike } from './peer-socket.ts'
import type { PeerIdentity } from './room-awareness.ts'

/** Somebody's connection to a room, as the application admits it. */
export interface PeerOptions<A> {
  socket: WebSocketLike
  /** Whose operations these are: a Yjs client id belongs to the author who first used it in a room. */
  authorId: string
  /** What the rules need to know of her. */
  author: A
  access: 'write' | 'read'
  identity: PeerIdentity
  /** Whether the others may know that she is here; true when left out. */
  visible?: boolean
  /** She is told who is here and whose words are on their way; false when left out. */
  watches?: boolean | undefined
  /** She came by a link and has no account: anybody makes as many of them as she likes; false when left out. */
  guest?: boolean | undefined
  /** The client understands acks and notices (it asked with `v=1`). */
  notices?: boolean
  /** The epoch of the copy that the client holds, when it holds one. */
  epoch?: string
  /** The Yjs client id that the client is going to write with, when it says so: nobody else may use it then. */
  client?: number
}
