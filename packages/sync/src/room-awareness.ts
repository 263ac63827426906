import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { awarenessMessage } from './protocol.ts'

/** Who somebody is to the others on a board; the server's word, whatever a client claims. */
export interface PeerIdentity {
  id: string
  name: string
  color: string
}

/** The connection behind a cursor. */
export interface AwarenessOwner {
  readonly authorId: string
  readonly identity: PeerIdentity
}

interface Presence {
  clock: number
  /** JSON with the server's identity in it; `null` as JSON while a removal is on its way. */
  state: string
  owner: AwarenessOwner
  gone: boolean
}

const GONE = 'null'

/** More entries than any client has reason to send: a stock client repeats everybody's. */
const ENTRIES_MAX = 2_000

/** Everybody's cursors in one room. One connection owns one client id; nobody speaks for another. */
export class RoomAwareness {
  readonly #stateMaxBytes: number
  readonly #present = new Map<number, Presence>()
  readonly #clientOf = new Map<AwarenessOwner, number>()
  readonly #changed = new Set<number>()

  constructor(stateMaxBytes: number) {
    this.#stateMaxBytes = stateMaxBytes
  }

  /** How many people are shown. */
  get size(): number {
    return this.#clientOf.size
  }

  /**
   * Takes what a connection says of itself, ignores what it repeats of others.
   * @throws {Error} when the bytes or the state are malformed or too large.
   */
  receive(body: Uint8Array, from: AwarenessOwner, authorOf: (client: number) => string | undefined): void {
    const decoder = decoding.createDecoder(body)
    const count = decoding.readVarUint(decoder)
    if (count > ENTRIES_MAX) throw new Error('too many awareness entries')
    for (let index = 0; index < count; index++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarUint8Array(decoder)
      if (!this.#mayOwn(client, from, authorOf(client))) continue
      if (json.length > this.#stateMaxBytes) throw new Error('awareness state too large')
      this.#set(client, clock, new TextDecoder().decode(json), from)
    }
  }

  /** Removes a connection's cursor; the others learn it with the next frame. */
  leave(owner: AwarenessOwner): void {
    const client = this.#clientOf.get(owner)
    if (client === undefined) return
    this.#clientOf.delete(owner)
    const presence = this.#present.get(client)
    if (presence === undefined || presence.owner !== owner) return
    presence.state = GONE
    presence.gone = true
    this.#changed.add(client)
  }

  /** Whether somebody's cursor waits to be relayed. */
  get hasChanges(): boolean {
    return this.#changed.size > 0
  }

  /** One message with every change since the last call, or null. */
  takeChanges(): Uint8Array | null {
    const message = this.#encode([...this.#changed])
    for (const client of this.#changed) {
      if (this.#present.get(client)?.gone) this.#present.delete(client)
    }
    this.#changed.clear()
    return message
  }

  /** One message with everybody, for somebody who just came; null when nobody is here. */
  everybody(): Uint8Array | null {
    return this.#encode([...this.#present].filter(([, presence]) => !presence.gone).map(([client]) => client))
  }

  #mayOwn(client: number, from: AwarenessOwner, author: string | undefined): boolean {
    if (author !== undefined && author !== from.authorId) return false
    const own = this.#clientOf.get(from)
    if (own !== undefined && own !== client) return false
    const current = this.#present.get(client)
    if (current === undefined || current.gone || current.owner === from) return true
    // A reconnection before the old socket is known to be dead: same person, newer connection.
    return own === undefined && current.owner.authorId === from.authorId
  }

  #set(client: number, clock: number, json: string, from: AwarenessOwner): void {
    const current = this.#present.get(client)
    const parsed: unknown = JSON.parse(json)
    if (parsed === null) {
      if (current?.owner === from) this.leave(from)
      return
    }
    if (typeof parsed !== 'object' || Array.isArray(parsed))
      throw new Error('awareness state is not an object')
    if (current !== undefined && !current.gone && current.owner === from && clock <= current.clock) return
    if (current !== undefined && current.owner !== from) this.#clientOf.delete(current.owner)
    const state = JSON.stringify({ ...parsed, user: from.identity })
    this.#present.set(client, { clock, state, owner: from, gone: false })
    this.#clientOf.set(from, client)
    this.#changed.add(client)
  }

  #encode(clients: readonly number[]): Uint8Array | null {
    if (clients.length === 0) return null
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, clients.length)
    for (const client of clients) {
      const presence = this.#present.get(client)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, presence?.clock ?? 0)
      encoding.writeVarString(encoder, presence?.state ?? GONE)
    }
    return awarenessMessage(encoding.toUint8Array(encoder))
  }
}
