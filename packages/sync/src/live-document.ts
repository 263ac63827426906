import * as Y from 'yjs'
import type { DeletedRanges } from './check-update.ts'
import type { CloseReason } from './close-codes.ts'
import type { UpdateContents } from './foresee-work.ts'
import type { ReviewedChanges, RoomRefusal, RoomRules } from './room-rules.ts'
import { type Accounts, NO_ACCOUNTS, TimeBill } from './time-accounts.ts'
import { Turns } from './turns.ts'
import { WorkGuard } from './work-guard.ts'

/** What changed in a transaction: per shared type, the keys (null for list content). */
type ChangedTypes = Y.Transaction['changed']

/** One checked update on its way into the document. */
export interface Submission<S> {
  sender: S
  update: Uint8Array
  /** What was read from it, when that was kept: it is read again otherwise. */
  contents?: UpdateContents
}

/** What the document needs to know of a sender. */
export interface Sender<A> {
  readonly authorId: string
  readonly author: A
}

/** The outcome of one tick. */
export type TickOutcome<S> =
  | {
      ok: true
      update: Uint8Array | null
      /** Next clock of the clients that the update is of; null when that has to be read from its bytes. */
      clocks: ReadonlyMap<number, number> | null
      refusals: Map<string, RoomRefusal[]>
      repairs: number
      /** What was not applied, and why: its senders are to be closed. */
      kept: ReadonlyMap<Submission<S>, CloseReason>
      /** What was not applied either, and is to come again: its authors have had their share of the time (SPEC.md T10). */
      left: ReadonlySet<Submission<S>>
    }
  | Failure<S>

/** The document is unusable from here: load it again and leave this sender out. */
interface Failure<S> {
  ok: false
  culprit: S
  reason: CloseReason
  err: unknown
}

/**
 * Yjs failed after the updates of several authors were applied, so nobody can say whose fault it was. The document is
 * unusable: load it again, and apply the same updates `apart`.
 */
export class BatchBroken extends Error {
  override readonly name = 'BatchBroken'
  constructor(cause: unknown) {
    super('a batch of several authors broke the document', { cause })
  }
}

/**
 * Updates of one author before the rules are asked: each nests up to 32 shared types into the last one (SPEC.md U11),
 * and deleting 2,000 in each other overflows the stack of Yjs.
 */
const UPDATES_PER_REVIEW = 32

/** The updates of one author, in order of arrival. */
type Group<S> = readonly Submission<S>[]

const NONE_LEFT: ReadonlySet<never> = new Set()

/** The live document of a room that is being written. */
export class LiveDocument<A> {
  readonly doc: Y.Doc
  readonly #rules: RoomRules<A>
  readonly #emitted: Uint8Array[]

  /** @param emitted what was written since loading, and is not stored yet; `doc` goes on adding to it */
  constructor(doc: Y.Doc, rules: RoomRules<A>, emitted: Uint8Array[]) {
    this.doc = doc
    this.#rules = rules
    this.#emitted = emitted
  }

  /** Whether it holds something that no tick has taken yet. */
  get ahead(): boolean {
    return this.#emitted.length > 0
  }

  /**
   * Applies everybody's updates, the rules included (SPEC.md T2 to T4, T9, T10): in one transaction, or in one for each
   * author.
   * @throws {BatchBroken} when several authors share a transaction that fails.
   */
  apply<S extends Sender<A>>(
    submissions: readonly Submission<S>[],
    how: 'together' | 'apart' = 'together',
    accounts: Accounts<S> = NO_ACCOUNTS,
  ): TickOutcome<S> {
    const wasAhead = this.ahead
    const groups = groupByAuthor(submissions)
    const rounds = how === 'together' ? inRounds(groups) : groups.flatMap((group) => inRounds([group]))
    const refusals = new Map<string, RoomRefusal[]>()
    const guard = new WorkGuard<S>(this.doc, accounts)
    let repairs = 0
    let clocks: ReadonlyMap<number, number> | null = null
    const turns = new Turns<S>(accounts, guard)
    for (const [at, planned] of rounds.entries()) {
      const round = planned.filter((group) => turns.allow(group))
      // Whatever repair has to do is done once at least.
      if (round.length === 0 && at > 0) continue
      const applied = this.#applyRound(round, guard, accounts)
      if (!applied.ok) return applied
      for (const [author, refused] of applied.refusals) {
        refusals.set(author, [...(refusals.get(author) ?? []), ...refused])
      }
      repairs += applied.repairs
      clocks = wasAhead || rounds.length > 1 ? null : applied.clocks
    }
    return {
      ok: true,
      update: this.#takeEmitted(),
      clocks,
      refusals,
      repairs,
      kept: guard.kept,
      left: turns.left,
    }
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

  /** What the last `apply` gave is durable, or was nothing. */
  stored(): void {
    this.#rules.stored?.()
  }

  destroy(): void {
    this.doc.destroy()
  }

  #takeEmitted(): Uint8Array | null {
    const emitted = this.#emitted.splice(0)
    const [first] = emitted
    if (first === undefined) return null
    return emitted.length === 1 ? first : Y.mergeUpdates(emitted)
  }

  #applyRound<S extends Sender<A>>(
    groups: readonly Group<S>[],
    guard: WorkGuard<S>,
    accounts: Accounts<S>,
  ): TickOutcome<S> {
    const bill = new TimeBill(accounts)
    try {
      const { outcome, transaction } = this.doc.transact((transaction) => ({
        outcome: this.#applyWithin(transaction, groups, guard, bill),
        transaction,
      }))
      return outcome.ok ? { ...outcome, clocks: advanced(transaction) } : outcome
    } catch (err) {
      // Yjs calls observers and throws away what was deleted when the function has ended, and can fail there too.
      const culprit = groups[0]?.at(-1)?.sender
      if (groups.length > 1) throw new BatchBroken(err)
      if (culprit === undefined) throw err
      return { ok: false, culprit, reason: 'internal', err }
    } finally {
      bill.settle()
    }
  }

  #applyWithin<S extends Sender<A>>(
    transaction: Y.Transaction,
    groups: readonly Group<S>[],
    guard: WorkGuard<S>,
    bill: TimeBill<S>,
  ): TickOutcome<S> {
    const refusals = new Map<string, RoomRefusal[]>()
    for (const group of groups) {
      const last = group.at(-1)
      if (last === undefined) continue
      const judged = bill.measure(last.sender, () => this.#applyGroup(transaction, group, guard))
      if (!judged.ok) return judged
      if (judged.refused.length > 0) refusals.set(last.sender.authorId, judged.refused)
    }
    const repairs = this.#rules.repair()
    // Applying marks the transaction as remote, and Yjs would then change our client id.
    transaction.local = true
    return { ok: true, update: null, clocks: null, refusals, repairs, kept: guard.kept, left: NONE_LEFT }
  }

  /** One author's updates of a transaction, and what the rules say to them. */
  #applyGroup<S extends Sender<A>>(
    transaction: Y.Transaction,
    group: Group<S>,
    guard: WorkGuard<S>,
  ): { ok: true; refused: RoomRefusal[] } | Failure<S> {
    const all = transaction.changed
    // Her changes alone, so that the rules judge nobody for what another did in the same tick.
    const hers: ChangedTypes = new Map()
    transaction.changed = hers
    for (const submission of group) {
      if (!guard.admits(submission)) continue
      const trouble = this.#applyOne(submission.update)
      if (trouble !== null) return { ok: false, culprit: submission.sender, ...trouble }
    }
    transaction.changed = all
    const last = group.at(-1)
    if (last === undefined) return { ok: true, refused: [] }
    try {
      // The same map; only the event type, which rules do not subscribe to, is left open.
      const changes = hers as unknown as ReviewedChanges
      const refused = this.#rules.review(changes, last.sender.author)
      mergeChanged(all, hers)
      return { ok: true, refused }
    } catch (err) {
      return { ok: false, culprit: last.sender, reason: 'internal', err }
    }
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

function groupByAuthor<A, S extends Sender<A>>(submissions: readonly Submission<S>[]): Group<S>[] {
  const groups = new Map<string, Submission<S>[]>()
  for (const submission of submissions) {
    const group = groups.get(submission.sender.authorId)
    if (group) group.push(submission)
    else groups.set(submission.sender.authorId, [submission])
  }
  return [...groups.values()]
}

/** What is applied in one transaction each. */
function inRounds<S>(groups: readonly Group<S>[]): Group<S>[][] {
  const longest = Math.max(0, ...groups.map((group) => group.length))
  if (longest <= UPDATES_PER_REVIEW) return [[...groups]]
  const rounds: Group<S>[][] = []
  for (let from = 0; from < longest; from += UPDATES_PER_REVIEW) {
    const round = groups.map((group) => group.slice(from, from + UPDATES_PER_REVIEW))
    rounds.push(round.filter((group) => group.length > 0))
  }
  return rounds
}

/** The clients that a transaction advanced: Yjs knows them, and reading them from the update costs a third of its price. */
function advanced({ beforeState, afterState }: Y.Transaction): Map<number, number> {
  const clocks = new Map<number, number>()
  for (const [client, clock] of afterState) {
    if (clock !== beforeState.get(client)) clocks.set(client, clock)
  }
  return clocks
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
