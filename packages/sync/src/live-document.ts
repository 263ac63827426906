import * as Y from 'yjs'
import type { DeletedRanges } from './check-update.ts'
import type { CloseReason } from './close-codes.ts'

/** What changed in a transaction: per shared type, the keys (null for list content). */
type ChangedTypes = Y.Transaction['changed']

/** The same as rules see it. */
type ReviewedChanges = ReadonlyMap<Y.AbstractType<unknown>, ReadonlySet<string | null>>

/** A change that the rules wrote back. */
export interface RoomRefusal {
  recordId: string
  code: string
}

/** What a room's document may hold; given by the application. */
export interface RoomRules<A> {
  /** Inside the transaction, after one author's updates: writes back what she may not do. */
  review(changed: ReviewedChanges, author: A): RoomRefusal[]
  /** Inside the transaction, once after all authors; the number of repairs. */
  repair(): number
}

/** One checked update on its way into the document. */
export interface Submission<S> {
  sender: S
  update: Uint8Array
}

/** What the document needs to know of a sender. */
export interface Sender<A> {
  readonly authorId: string
  readonly author: A
}

/** The outcome of one tick. */
export type TickOutcome<S> =
  | { ok: true; update: Uint8Array | null; refusals: Map<string, RoomRefusal[]>; repairs: number }
  /** The document is unusable from here: load it again and leave this sender out. */
  | { ok: false; culprit: S; reason: CloseReason; err: unknown }

/** The live document of a room that is being written. */
export class LiveDocument<A> {
  readonly doc = new Y.Doc()
  readonly #rules: RoomRules<A>
  #emitted: Uint8Array[] = []

  constructor(
    updates: readonly Uint8Array[],
    serverClient: number,
    createRules: (doc: Y.Doc) => RoomRules<A>,
  ) {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update)
    })
    // After loading: Yjs picks another id when it meets its own among what it applies.
    this.doc.clientID = serverClient
    // What the rules write while they are being made is stored with the first tick.
    this.doc.on('update', (update: Uint8Array) => this.#emitted.push(update))
    this.#rules = createRules(this.doc)
  }

  /** Applies everybody's updates in one transaction, the rules included (SPEC.md T2 to T4). */
  apply<S extends Sender<A>>(submissions: readonly Submission<S>[]): TickOutcome<S> {
    const outcome = this.doc.transact((transaction) => this.#applyWithin(transaction, submissions))
    if (!outcome.ok) return outcome
    return { ...outcome, update: this.#takeEmitted() }
  }

  /** Whether everything in these ranges is deleted already. */
  hasDeleted(deletions: DeletedRanges): boolean {
    for (const [client, ranges] of deletions) {
      const structs = this.doc.store.clients.get(client) ?? []
      for (const { clock, len } of ranges) {
        if (!rangeIsDeleted(structs, clock, clock + len)) return false
      }
    }
    return true
  }

  destroy(): void {
    this.doc.destroy()
  }

  #takeEmitted(): Uint8Array | null {
    const emitted = this.#emitted
    this.#emitted = []
    const [first] = emitted
    if (first === undefined) return null
    return emitted.length === 1 ? first : Y.mergeUpdates(emitted)
  }

  #applyWithin<S extends Sender<A>>(
    transaction: Y.Transaction,
    submissions: readonly Submission<S>[],
  ): TickOutcome<S> {
    const all = transaction.changed
    const refusals = new Map<string, RoomRefusal[]>()
    for (const [authorId, group] of groupByAuthor(submissions)) {
      // Her changes alone, so that the rules judge nobody for what another did in the same tick.
      const hers: ChangedTypes = new Map()
      transaction.changed = hers
      for (const { sender, update } of group) {
        const trouble = this.#applyOne(update)
        if (trouble !== null) return { ok: false, culprit: sender, ...trouble }
      }
      transaction.changed = all
      const last = group.at(-1)
      if (last === undefined) continue
      try {
        // The same map; only the event type, which rules do not subscribe to, is left open.
        const changes = hers as unknown as ReviewedChanges
        const written = this.#rules.review(changes, last.sender.author)
        if (written.length > 0) refusals.set(authorId, written)
      } catch (err) {
        return { ok: false, culprit: last.sender, reason: 'internal', err }
      }
      mergeChanged(all, hers)
    }
    const repairs = this.#rules.repair()
    // Applying marks the transaction as remote, and Yjs would then change our client id.
    transaction.local = true
    return { ok: true, update: null, refusals, repairs }
  }

  #applyOne(update: Uint8Array): { reason: CloseReason; err: unknown } | null {
    try {
      Y.applyUpdate(this.doc, update)
    } catch (err) {
      return { reason: 'malformed', err }
    }
    const { pendingStructs, pendingDs } = this.doc.store
    return pendingStructs === null && pendingDs === null ? null : { reason: 'clock_gap', err: null }
  }
}

function groupByAuthor<A, S extends Sender<A>>(submissions: readonly Submission<S>[]) {
  const groups = new Map<string, Submission<S>[]>()
  for (const submission of submissions) {
    const group = groups.get(submission.sender.authorId)
    if (group) group.push(submission)
    else groups.set(submission.sender.authorId, [submission])
  }
  return groups
}

function mergeChanged(into: ChangedTypes, from: ChangedTypes): void {
  for (const [type, keys] of from) {
    const present = into.get(type)
    if (present === undefined) into.set(type, keys)
    else for (const key of keys) present.add(key)
  }
}

function rangeIsDeleted(structs: (Y.Item | Y.GC)[], from: number, to: number): boolean {
  if (structs.length === 0) return from >= to
  let index = Y.findIndexSS(structs, from)
  let clock = from
  while (clock < to) {
    const struct = structs[index]
    if (struct === undefined || !struct.deleted) return false
    clock = struct.id.clock + struct.length
    index += 1
  }
  return true
}
