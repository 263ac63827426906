import type { CloseReason } from './close-codes.ts'
import type { Intake } from './intake.ts'
import { BatchBroken, type LiveDocument, type Submission, type TickOutcome } from './live-document.ts'
import type { Peer } from './peer.ts'
import type { RoomDocument } from './room-document.ts'
import type { RoomRefusal } from './room-rules.ts'
import type { RoomSurroundings } from './room-surroundings.ts'
import type { ServerEdits } from './server-edits.ts'
import { type Clocks, clocksOf, encodeClocks, type StoredState } from './stored-state.ts'
import type { RoomBatch } from './update-log.ts'

/** Closes a peer's socket. */
export type Refuse<A> = (peer: Peer<A>, reason: CloseReason, err?: unknown) => void

/** What writing needs of the room. */
export interface RoomWriterOptions<A> {
  room: string
  fence: number
  stored: StoredState
  intake: Intake<Peer<A>>
  edits: ServerEdits
  document: RoomDocument<A>
  around: RoomSurroundings<A>
  refuse: Refuse<A>
  /** What the document says now of how people are shown, when that is not what is stored. */
  mannersToStore(live: LiveDocument<A>): string | null
  /** Asks for a tick when something waits for one. */
  wake(): void
}

/** Whoever waits for her share of the time is looked at again after at most this: she may be alone by then. In ms. */
const LOOK_AGAIN_MS = 250

/** A tick's work on its way to the disk. */
interface Flight<A> {
  batch: RoomBatch
  clocks: Clocks
  submissions: readonly Submission<Peer<A>>[]
  refusals: ReadonlyMap<string, RoomRefusal[]>
}

/** Turns what waits in a room into batches, and tells the authors how that ended. */
export class RoomWriter<A> {
  readonly #options: RoomWriterOptions<A>
  #flight: Flight<A> | null = null
  /** Several authors' updates broke a document: until all is well again each author has a transaction of her own. */
  #apart = false
  /** Wakes the room for those who wait for their share of the time. */
  #later: NodeJS.Timeout | null = null

  constructor(options: RoomWriterOptions<A>) {
    this.#options = options
  }

  /** The batch on its way, while there is one. */
  get batch(): RoomBatch | null {
    return this.#flight?.batch ?? null
  }

  /** Applies what waits; the batch to make durable, or null when there is none, or no document yet. */
  prepare(): RoomBatch | null {
    const { room, fence, stored, intake, edits, document, around } = this.#options
    if (this.#flight !== null) return null
    const submissions = intake.waiting
    const wanted = submissions.length > 0 || edits.waiting
    const live = wanted ? document.wake() : document.live
    if (live === null || (!wanted && !live.ahead)) return null
    edits.applyTo(live.doc)
    const outcome = this.#apply(live, submissions)
    if (outcome === null || !outcome.ok) edits.spoilt()
    if (outcome === null) return null
    if (!outcome.ok) {
      this.#expel(outcome.culprit, outcome.reason, outcome.err)
      return null
    }
    this.#apart = false
    const { refusals, repairs, update, kept, left } = outcome
    this.#closeKept(kept)
    const isApplied = (submission: Submission<Peer<A>>) => !kept.has(submission) && !left.has(submission)
    const applied = kept.size + left.size === 0 ? submissions : submissions.filter(isApplied)
    intake.applied(left)
    if (left.size > 0) this.#waitFor(left)
    if (repairs > 0) around.logger.info({ room, repairs }, 'room repaired')
    if (update === null) {
      live.stored()
      intake.committed()
      edits.landed()
      this.#settle(countDurable(applied), refusals)
      return null
    }
    const clocks = outcome.clocks ?? clocksOf(update)
    const manners = this.#options.mannersToStore(live)
    const batch = {
      room,
      fence,
      seq: stored.lastSeq + 1,
      update,
      clocks: encodeClocks(clocks),
      claims: intake.takeClaims(),
      ...(manners === null ? {} : { manners }),
    }
    this.#flight = { batch, clocks, submissions: applied, refusals }
    return batch
  }

  /** The batch is durable: `relay` shows it to everybody, then its authors are told. */
  committed(relay: (update: Uint8Array) => void): void {
    const flight = this.#flight
    if (flight === null) return
    this.#flight = null
    const { stored, intake, edits, document } = this.#options
    stored.append(flight.batch.seq, flight.batch.update, flight.clocks)
    // The document that the batch is of: none is let go, or loaded anew, while one is on its way.
    document.live?.stored()
    intake.committed()
    const senders = countDurable(flight.submissions)
    // It takes the acks of its own receivers along.
    relay(flight.batch.update)
    edits.landed()
    this.#settle(senders, flight.refusals)
  }

  /** Forgets the batch on its way. */
  discard(): void {
    this.#flight = null
    if (this.#later !== null) clearTimeout(this.#later)
  }

  /** Null when nobody knows yet whose fault it is that the document broke: it is loaded again, and all of it tried again. */
  #apply(live: LiveDocument<A>, submissions: readonly Submission<Peer<A>>[]): TickOutcome<Peer<A>> | null {
    const { around } = this.#options
    try {
      return live.apply(submissions, this.#apart ? 'apart' : 'together', {
        charge: (sender, operations) => sender.person.chargeOperations(operations, around.now()),
        // At the end everything is stored.
        mustWait: (sender) => !around.stopping() && sender.person.timeToWaitMs(around.now()) > 0,
        took: (sender, ms) => sender.person.chargeTime(ms, around.now()),
        now: around.now,
      })
    } catch (err) {
      if (!(err instanceof BatchBroken)) throw err
      const { room, document } = this.#options
      around.logger.warn({ err, room }, 'document broke; its updates are tried again author by author')
      this.#apart = true
      document.drop()
      document.wake()
      return null
    }
  }

  /** Those who have had their share of the time come again when it has passed. */
  #waitFor(left: ReadonlySet<Submission<Peer<A>>>): void {
    const { around, wake } = this.#options
    const nowMs = around.now()
    const senders = new Set([...left].map(({ sender }) => sender))
    const waitMs = Math.min(...[...senders].map((sender) => sender.person.timeToWaitMs(nowMs)))
    if (this.#later !== null) clearTimeout(this.#later)
    this.#later = setTimeout(() => wake(), Math.min(waitMs, LOOK_AGAIN_MS))
    this.#later.unref()
  }

  /** Drops the document that an update has spoilt, and that peer's updates with it; the others' stay. */
  #expel(culprit: Peer<A>, reason: CloseReason, err: unknown): void {
    const { intake, document, around, refuse } = this.#options
    const followers = intake.withdraw(({ sender }) => sender === culprit)
    document.drop()
    document.wake()
    culprit.person.chargeOperations(around.limits.spoiltOperations, around.now())
    refuse(culprit, reason, err)
    for (const peer of followers) refuse(peer, 'clock_gap')
  }

  /** What was kept out of the document leaves nothing behind: neither clocks nor claims. */
  #closeKept(kept: ReadonlyMap<Submission<Peer<A>>, CloseReason>): void {
    if (kept.size === 0) return
    const { intake, refuse } = this.#options
    intake.withdraw((submission) => kept.has(submission))
    const peers = new Map<Peer<A>, CloseReason>()
    for (const [{ sender }, reason] of kept) peers.set(sender, peers.get(sender) ?? reason)
    for (const [peer, reason] of peers) refuse(peer, reason)
  }

  #settle(senders: ReadonlySet<Peer<A>>, refusals: ReadonlyMap<string, readonly RoomRefusal[]>): void {
    const { room, around, refuse } = this.#options
    const charged = new Set<string>()
    for (const sender of senders) {
      sender.acknowledge()
      const refused = refusals.get(sender.authorId)
      if (refused === undefined) continue
      // The person, not the connection: she may come back at once.
      if (!charged.has(sender.authorId))
        sender.person.chargeOperations(refused.length * around.limits.refusedOperations, around.now())
      charged.add(sender.authorId)
      around.logger.info(
        { room, authorId: sender.authorId, refusals: refused.length, codes: countCodes(refused) },
        'changes refused',
      )
      sender.notify({
        kind: 'refused',
        refusals: refused.map(({ recordId, code }) => ({ recordId, code })),
      })
      const offences = refused.filter(({ blameless }) => !blameless).length
      if (offences > 0 && !sender.spendRefusals(offences, around.now())) refuse(sender, 'too_many_refusals')
    }
  }
}

function countDurable<A>(submissions: readonly Submission<Peer<A>>[]): Set<Peer<A>> {
  const senders = new Set<Peer<A>>()
  for (const { sender } of submissions) {
    sender.countDurable(1)
    senders.add(sender)
  }
  return senders
}

function countCodes(refusals: readonly RoomRefusal[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { code } of refusals) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
