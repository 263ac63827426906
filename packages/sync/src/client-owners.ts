import type { RoomLimits } from './limits.ts'
import type { Clocks } from './stored-state.ts'
import { SERVER_AUTHOR, type StoredRoom } from './update-log.ts'

/** How many Yjs client ids there may be. */
export type ClientLimits = Pick<
  RoomLimits,
  | 'personRoomClients'
  | 'roomClients'
  | 'lastRoomClients'
  | 'fewRoomClients'
  | 'guestRoomClients'
  | 'leaderRoomClients'
  | 'shownClients'
  | 'roomShownClients'
>

/** What decides how many ids somebody finds in a room. */
interface Standing {
  readonly guest: boolean
  /** She leads. */
  readonly watches: boolean
}

const MEMBER: Standing = { guest: false, watches: false }

/** Whose Yjs client ids are whose in one room (SPEC.md U2, U12). */
export class ClientOwners {
  readonly #limits: ClientLimits
  /** Who first wrote under an id: for good. */
  readonly #owners = new Map<number, string>()
  readonly #counts = new Map<string, number>()
  /** Who first came with an id, or showed a cursor under it, without having written: while the room is in memory. */
  readonly #shown = new Map<number, string>()
  readonly #shownOf = new Map<string, Set<number>>()

  /** @param clocks how far the stored document goes; a claim without an operation is forgotten */
  constructor(stored: Pick<StoredRoom, 'claims' | 'serverClient'>, clocks: Clocks, limits: ClientLimits) {
    this.#limits = limits
    for (const { client, authorId } of stored.claims) if (clocks.has(client)) this.claim(client, authorId)
    this.claim(stored.serverClient, SERVER_AUTHOR)
  }

  /** Who first used this Yjs client id here. */
  ownerOf(client: number): string | undefined {
    return this.#owners.get(client)
  }

  /** Who first showed it, when nobody used it. */
  shownBy(client: number): string | undefined {
    return this.#shown.get(client)
  }

  /** Whose it is, used or shown. */
  holderOf(client: number): string | undefined {
    return this.#owners.get(client) ?? this.#shown.get(client)
  }

  /** Somebody comes with an id that she is going to use; false when it is another's. */
  show(client: number, authorId: string): boolean {
    const holder = this.holderOf(client)
    if (holder !== undefined) return holder === authorId
    let own = this.#shownOf.get(authorId)
    if (own === undefined) {
      own = new Set()
      this.#shownOf.set(authorId, own)
    }
    this.#shown.set(client, authorId)
    own.add(client)
    const [oldest] = own
    if (own.size > this.#limits.shownClients && oldest !== undefined) this.#unshow(oldest, authorId)
    const [longest] = this.#shown
    if (this.#shown.size > this.#limits.roomShownClients && longest !== undefined) this.#unshow(...longest)
    return true
  }

  /** Whether an author may take so many ids more. */
  hasRoomFor(clients: number, authorId: string, standing: Standing = MEMBER): boolean {
    if (clients === 0) return true
    const { personRoomClients, roomClients, lastRoomClients, fewRoomClients } = this.#limits
    const own = (this.#counts.get(authorId) ?? 0) + clients
    const all = this.#owners.size + clients
    if (own > personRoomClients) return false
    if (standing.watches) return all <= roomClients + this.#limits.leaderRoomClients
    if (all > (standing.guest ? this.#limits.guestRoomClients : roomClients)) return false
    // The last ones are kept for whoever comes now and then: a few who took very many leave the others room to write.
    return all <= roomClients - lastRoomClients || own <= fewRoomClients
  }

  /** An id is its author's from now on. */
  claim(client: number, authorId: string): void {
    if (this.#owners.has(client)) return
    this.#owners.set(client, authorId)
    this.#counts.set(authorId, (this.#counts.get(authorId) ?? 0) + 1)
    const shownBy = this.#shown.get(client)
    if (shownBy !== undefined) this.#unshow(client, shownBy)
  }

  /** What claimed it was never applied: it is nobody's again. */
  release(client: number): void {
    const authorId = this.#owners.get(client)
    if (authorId === undefined) return
    this.#owners.delete(client)
    this.#counts.set(authorId, (this.#counts.get(authorId) ?? 1) - 1)
  }

  #unshow(client: number, authorId: string): void {
    this.#shown.delete(client)
    const own = this.#shownOf.get(authorId)
    own?.delete(client)
    if (own?.size === 0) this.#shownOf.delete(authorId)
  }
}
