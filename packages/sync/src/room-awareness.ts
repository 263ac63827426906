import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { stateWithUser, userMember } from './cursor-state.ts'
import type { RoomLimits } from './limits.ts'
import { awarenessMessage } from './protocol.ts'
import { TokenBucket } from './token-bucket.ts'

/** Who somebody is to the others on a board; the server's word, whatever a client claims. */
export interface PeerIdentity {
  id: string
  name: string
  color: string
  /** She leads: the others believe what she points at. */
  leads?: boolean | undefined
}

/** The connection behind a cursor. */
export interface AwarenessOwner {
  readonly authorId: string
  readonly identity: PeerIdentity
  /** Whether the others may know that she is here. */
  readonly visible: boolean
  /** Counts a position that is to be told; false when the person's has to wait. */
  spendCursor(cost: number, nowMs: number): boolean
}

interface Presence<O> {
  clock: number
  /** The clock under which the others know her; never above her own, whose client would take it for its own word. */
  told: number
  /** While cursors are hidden: the others are to hear that she is still there, as soon as she says anything. */
  owed: boolean
  /** The state as JSON with the server's identity in it. */
  state: Uint8Array
  /** What came since, as it came: only what is relayed is looked at, which in a large room is a small part. */
  latest: Uint8Array | null
  owner: O
  /** The owner's `userMember`. */
  user: string
  gone: boolean
  /** When the next position may be relayed, in ms. */
  dueMs: number
}

const GONE = Buffer.from('null')

/** More entries than any client has reason to send: a stock client repeats everybody's, and a room has 1,250 connections. */
const ENTRIES_MAX = 1_500

/** Everybody's cursors in one room. One connection owns one client id; nobody speaks for another. */
export class RoomAwareness<O extends AwarenessOwner = AwarenessOwner> {
  readonly #limits: RoomLimits
  readonly #budget: TokenBucket
  readonly #present = new Map<number, Presence<O>>()
  readonly #clientOf = new Map<O, number>()
  /** Who came or went: told at once. */
  readonly #news = new Set<number>()
  /** Who moved, longest waiting first: told as far as the budget goes. */
  readonly #moved = new Set<number>()
  /** Which connections were seen once: one that comes back, having taken its cursor away, moves and is no news. */
  readonly #seen = new WeakSet<O>()
  /** Whose state was no state. */
  #broken: O[] = []
  /** Only who is here is told, and not where. */
  #hidden = false
  /** Nothing is told yet. */
  #waits = false

  constructor(limits: RoomLimits, nowMs: number) {
    this.#limits = limits
    this.#budget = new TokenBucket(limits.cursorsPerSecond, limits.cursorBurst, nowMs)
  }

  /**
   * Takes what a connection says of itself, once in a message, and ignores what it repeats of others. `mayShow` says
   * whether an id that nobody shows at present is hers, and remembers that.
   * @throws {Error} when the bytes or the state are malformed or too large.
   */
  receive(body: Uint8Array, from: O, mayShow: (client: number) => boolean): void {
    const decoder = decoding.createDecoder(body)
    const count = decoding.readVarUint(decoder)
    if (count > ENTRIES_MAX) throw new Error('too many awareness entries')
    for (let index = 0; index < count; index++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarUint8Array(decoder)
      // A stock client repeats that others left: only her own cursor is hers to take away.
      if (isNull(json) && this.#clientOf.get(from) !== client) continue
      if (!this.#mayOwn(client, from, mayShow)) continue
      if (json.length > this.#limits.awarenessStateBytes) throw new Error('awareness state too large')
      this.#set(client, clock, json, from)
      return
    }
  }

  /** Tells nothing until it is known whether cursors are hidden. */
  wait(): void {
    this.#waits = true
  }

  /** Hides where everybody is, or shows it again (SPEC.md C8). */
  setHidden(hidden: boolean): void {
    this.#waits = false
    if (this.#hidden === hidden) return
    this.#hidden = hidden
    this.beat()
  }

  /**
   * While cursors are hidden, everybody is told as still there in one message now and then, whatever they do: a message
   * that comes when somebody moves would say when she writes.
   */
  beat(): void {
    for (const [client, presence] of this.#present) {
      if (presence.gone || this.#news.has(client)) continue
      presence.dueMs = 0
      presence.owed = this.#hidden && presence.clock === presence.told
      if (presence.clock > presence.told) this.#moved.add(client)
    }
  }

  /** Removes a connection's cursor; the others learn it with the next frame. */
  leave(owner: O): void {
    const client = this.#clientOf.get(owner)
    if (client === undefined) return
    this.#clientOf.delete(owner)
    const presence = this.#present.get(client)
    if (presence === undefined || presence.owner !== owner) return
    presence.state = GONE
    presence.latest = null
    presence.gone = true
    this.#moved.delete(client)
    this.#news.add(client)
  }

  /** Whether somebody's cursor waits to be relayed. */
  get hasChanges(): boolean {
    return !this.#waits && (this.#news.size > 0 || this.#moved.size > 0)
  }

  /**
   * One message with who came and went and, as far as the budget goes, who moved since the last call; null when there
   * is nothing to tell. Who has to wait is told first next time, with her position of then (SPEC.md C6).
   */
  takeChanges(nowMs: number): Uint8Array | null {
    if (this.#waits) return null
    const taken: [number, Presence<O>][] = []
    for (const client of this.#news) {
      const presence = this.#present.get(client)
      if (presence === undefined) continue
      this.#finish(presence)
      presence.told = presence.clock
      taken.push([client, presence])
      if (presence.gone) this.#present.delete(client)
      // Told at once, but not for nothing.
      else presence.owner.spendCursor(this.#costOf(presence), nowMs)
    }
    this.#news.clear()
    for (const client of this.#moved) {
      const presence = this.#present.get(client)
      // Half a gap early is no haste: a client's own clock is not exact either.
      if (presence === undefined || nowMs < presence.dueMs - this.#limits.cursorGapMs / 2) continue
      const cost = this.#costOf(presence)
      if (!this.#budget.has(cost, nowMs)) break
      // The others do not wait for somebody who has many cursors, or large ones.
      if (!presence.owner.spendCursor(cost, nowMs)) continue
      this.#budget.take(cost, nowMs)
      this.#finish(presence)
      // She leaves instead, with the next message.
      if (presence.gone) continue
      presence.dueMs = Math.max(presence.dueMs, nowMs) + this.#limits.cursorGapMs
      presence.told = this.#hidden ? Math.min(presence.told + 1, presence.clock) : presence.clock
      this.#moved.delete(client)
      taken.push([client, presence])
    }
    return this.#encode(taken)
  }

  #costOf({ latest, state, user }: Presence<O>): number {
    const bytes = latest === null ? state.length : latest.length + user.length
    return Math.max(1, Math.ceil(bytes / this.#limits.cursorBytes))
  }

  /** One message with everybody, for somebody who just came; null when nobody is here. */
  everybody(): Uint8Array | null {
    if (this.#waits) return null
    for (const presence of this.#present.values()) this.#finish(presence)
    const here = [...this.#present].filter(([, presence]) => !presence.gone)
    if (!this.#hidden) for (const [, presence] of here) presence.told = presence.clock
    return this.#encode(here)
  }

  /** Whose states since the last call could not be relayed, because they are malformed. */
  takeBroken(): readonly O[] {
    const broken = this.#broken
    if (broken.length > 0) this.#broken = []
    return broken
  }

  /** Takes over what came last. */
  #finish(presence: Presence<O>): void {
    const { latest, owner, user } = presence
    if (latest === null) return
    presence.latest = null
    try {
      const state = stateWithUser(latest, user)
      if (state === null) this.leave(owner)
      else presence.state = state
    } catch {
      this.#broken.push(owner)
      this.leave(owner)
    }
  }

  #encode(presences: readonly [number, Presence<O>][]): Uint8Array | null {
    return encodeStates(
      presences.map(([client, { told, state, gone, user }]) => ({
        client,
        clock: told,
        state: this.#hidden && !gone ? Buffer.from(`{${user}}`) : state,
      })),
    )
  }

  #mayOwn(client: number, from: O, mayShow: (client: number) => boolean): boolean {
    const own = this.#clientOf.get(from)
    if (own !== undefined && own !== client) return false
    const current = this.#present.get(client)
    if (current === undefined || current.gone) return mayShow(client)
    if (current.owner === from) return true
    // A reconnection before the old socket is known to be dead: same person, newer connection.
    return own === undefined && current.owner.authorId === from.authorId && mayShow(client)
  }

  #set(client: number, clock: number, json: Uint8Array, from: O): void {
    const current = this.#present.get(client)
    const known = current !== undefined && !current.gone && current.owner === from ? current : null
    if (known !== null && !isNull(json)) {
      if (clock <= known.clock) return
      known.clock = clock
      known.latest = json
      if (this.#news.has(client) || (this.#hidden && !known.owed)) return
      known.owed = false
      this.#moved.add(client)
      return
    }
    const user = userMember(from.identity)
    const state = stateWithUser(json, user)
    if (!from.visible) return
    if (state === null) {
      if (current?.owner === from) this.leave(from)
      return
    }
    if (current !== undefined && current.owner !== from) this.#clientOf.delete(current.owner)
    const shown = {
      clock,
      told: clock,
      owed: false,
      state,
      latest: null,
      owner: from,
      user,
      gone: false,
      dueMs: 0,
    }
    this.#present.set(client, shown)
    this.#clientOf.set(from, client)
    if (this.#seen.has(from)) {
      this.#news.delete(client)
      this.#moved.add(client)
    } else this.#news.add(client)
    this.#seen.add(from)
  }
}

function isNull(json: Uint8Array): boolean {
  return json.length === GONE.length && GONE.equals(json)
}

function encodeStates(
  presences: readonly { client: number; clock: number; state: Uint8Array }[],
): Uint8Array | null {
  if (presences.length === 0) return null
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, presences.length)
  for (const { client, clock, state } of presences) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint8Array(encoder, state)
  }
  return awarenessMessage(encoding.toUint8Array(encoder))
}
