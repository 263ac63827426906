import type { AwarenessOwner, PeerIdentity } from './room-awareness.ts'

/** How long unsaved words may be on their way before those who watch see it, in ms: a slow line is not a lost one. */
const BEHIND_AFTER_MS = 1_500
/** How long somebody whose connection broke is expected back, in ms. */
const MISSED_MS = 10 * 60_000
/** How many who broke off are remembered, the last ones: as many as a room takes. */
const MISSED_MAX = 1_200
/** Shortest time between two messages to those who watch, in ms. */
const TELL_EVERY_MS = 400

/** One person on a board, as those who watch see her. */
export interface Attendant {
  readonly id: string
  readonly name: string
  readonly color: string
  /** She watches as well. */
  readonly watches: boolean
  /** `behind`: words of hers have not arrived; `lost`: her connection broke. `here` for all where nobody may be named. */
  readonly state: 'here' | 'behind' | 'lost'
}

/** Everybody on a board, for those who watch. */
export interface AttendanceReport {
  readonly people: readonly Attendant[]
  /** How many are behind or lost, also where nobody may be named. */
  readonly behind: number
  /** How many are connected and have words on their way, however short. */
  readonly late: number
  /** Whether the states say who. */
  readonly named: boolean
}

/** One connection of somebody. */
export interface AttendingPeer extends AwarenessOwner {
  /** Is told how the others stand. */
  readonly watches: boolean
  /** Her connection broke, and she had not said that she leaves. */
  readonly isMissed: boolean
  tellAttendance(report: AttendanceReport): void
}

/** Somebody who has a connection. */
interface Attending<P> {
  peers: Set<P>
  /** Whose words have not arrived. */
  behind: Map<P, Behind>
}

/** Words of one connection are on their way. */
interface Behind {
  /** Since when, in ms. */
  readonly since: number
  /** Somebody waited for them, and they did not come. */
  isGivenUp: boolean
}

/** Somebody whose last connection broke. Nothing of that is kept: a whole socket would be. */
interface Missed {
  identity: PeerIdentity
  watches: boolean
  /** When it broke, in ms. */
  since: number
}

/** Who is in a room, whose words are on their way, and whose connection broke. Told to those who watch, and to nobody else. */
export class Attendance<P extends AttendingPeer> {
  readonly #now: () => number
  readonly #people = new Map<string, Attending<P>>()
  /** The longest missed first. */
  readonly #missed = new Map<string, Missed>()
  #named = true
  #timer: NodeJS.Timeout | null = null
  #told = ''
  #isNew = false

  constructor(now: () => number) {
    this.#now = now
  }

  add(peer: P): void {
    if (!peer.visible) return
    const person = this.#people.get(peer.authorId)
    if (person === undefined) this.#people.set(peer.authorId, { peers: new Set([peer]), behind: new Map() })
    else person.peers.add(peer)
    this.#missed.delete(peer.authorId)
    if (peer.watches) this.#isNew = true
    this.#tellSoon()
  }

  remove(peer: P): void {
    const person = this.#people.get(peer.authorId)
    if (person === undefined || !person.peers.delete(peer)) return
    person.behind.delete(peer)
    if (person.peers.size === 0) {
      this.#people.delete(peer.authorId)
      if (peer.isMissed) this.#miss(peer)
    }
    this.#tellSoon()
  }

  /** A connection says whether words of hers have not arrived. */
  report(peer: P, isBehind: boolean): void {
    const person = this.#people.get(peer.authorId)
    if (person === undefined || !person.peers.has(peer) || person.behind.has(peer) === isBehind) return
    if (isBehind) person.behind.set(peer, { since: this.#now(), isGivenUp: false })
    else person.behind.delete(peer)
    this.#tellSoon()
  }

  /** How many people are connected and have words on their way. */
  get late(): number {
    let late = 0
    for (const { behind } of this.#people.values()) if (behind.size > 0) late += 1
    return late
  }

  /** How many of these are worth waiting for: not who was waited for in vain and has not been heard of since. */
  get awaited(): number {
    let awaited = 0
    for (const { behind } of this.#people.values())
      if ([...behind.values()].some(({ isGivenUp }) => !isGivenUp)) awaited += 1
    return awaited
  }

  /** Somebody has waited long enough for the words that are on their way now. */
  giveUpLate(): void {
    for (const { behind } of this.#people.values())
      for (const words of behind.values()) words.isGivenUp = true
  }

  /** Whether those who watch may be told who is behind, or only how many. */
  setNamed(named: boolean): void {
    if (this.#named === named) return
    this.#named = named
    this.#tellSoon()
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#people.clear()
    this.#missed.clear()
  }

  #miss({ authorId, identity, watches }: P): void {
    this.#missed.set(authorId, { identity, watches, since: this.#now() })
    this.#giveUpMissed()
  }

  #giveUpMissed(): void {
    const nowMs = this.#now()
    for (const [authorId, { since }] of this.#missed) {
      if (nowMs - since <= MISSED_MS && this.#missed.size <= MISSED_MAX) return
      this.#missed.delete(authorId)
    }
  }

  #tellSoon(afterMs = 0): void {
    if (this.#timer !== null || !this.#isWatched) return
    this.#timer = setTimeout(() => this.#tell(), Math.max(TELL_EVERY_MS, afterMs))
    this.#timer.unref()
  }

  get #isWatched(): boolean {
    for (const { peers } of this.#people.values()) for (const { watches } of peers) if (watches) return true
    return false
  }

  #tell(): void {
    this.#timer = null
    const report = this.#report()
    const said = JSON.stringify(report)
    if (said !== this.#told || this.#isNew) {
      this.#told = said
      this.#isNew = false
      for (const { peers } of this.#people.values())
        for (const peer of peers) if (peer.watches) peer.tellAttendance(report)
    }
    // somebody who is on her way at present, or missed, may be behind, or given up, without a further word
    if (this.#hasOpenEnds) this.#tellSoon(BEHIND_AFTER_MS)
  }

  get #hasOpenEnds(): boolean {
    if (this.#missed.size > 0) return true
    for (const { behind } of this.#people.values()) if (behind.size > 0) return true
    return false
  }

  #report(): AttendanceReport {
    this.#giveUpMissed()
    const nowMs = this.#now()
    const people: Attendant[] = []
    let behind = this.#missed.size
    const tell = ({ identity, watches }: Pick<Missed, 'identity' | 'watches'>, state: Attendant['state']) => {
      const { id, name, color } = identity
      people.push({ id, name, color, watches, state: this.#named ? state : 'here' })
    }
    for (const person of this.#people.values()) {
      const state = stateOf(person, nowMs)
      if (state !== 'here') behind += 1
      const latest = [...person.peers].at(-1)
      if (latest !== undefined) tell(latest, state)
    }
    for (const missed of this.#missed.values()) tell(missed, 'lost')
    people.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
    return { people, behind, late: this.late, named: this.#named }
  }
}

function stateOf<P>({ behind }: Attending<P>, nowMs: number): Attendant['state'] {
  for (const { since } of behind.values()) if (nowMs - since >= BEHIND_AFTER_MS) return 'behind'
  return 'here'
}
