import { type CheckedUpdate, checkUpdate, type StructureLimits, StructureRefused } from './check-update.ts'
import { type ClientLimits, ClientOwners } from './client-owners.ts'
import { withoutSurroundings } from './incoming-bytes.ts'
import type { Submission } from './live-document.ts'
import type { Clocks } from './stored-state.ts'
import type { ClientClaim, StoredRoom } from './update-log.ts'

/** Only of small updates is kept what was read from them: with many in a queue, the rest takes much more than its bytes. */
const KEPT_STRUCTS_MAX = 16

/** An update that waits, and what it would change of whose is what. */
interface Waiting<S> extends Submission<S> {
  /** How many came before it. */
  number: number
  checked: Pick<CheckedUpdate, 'newClients' | 'clocks'>
}

/** Updates of one room between the socket and the tick, and whose Yjs client ids are whose. */
export class Intake<S extends { readonly authorId: string }> {
  readonly #roots: ReadonlySet<string> | null
  readonly #structure: StructureLimits
  readonly #committed: () => Clocks
  readonly #owners: ClientOwners
  #waiting: Waiting<S>[] = []
  #bytes = 0
  #received = 0
  /** Next clocks, counting what waits or is on its way to the disk. */
  readonly #clocks = new Map<number, number>()
  #claims: ClientClaim[] = []

  /** @param committed the clocks of what is durable, at the time of asking */
  constructor(
    stored: Pick<StoredRoom, 'claims' | 'serverClient'>,
    roots: ReadonlySet<string> | null,
    limits: ClientLimits & StructureLimits,
    committed: () => Clocks,
  ) {
    this.#roots = roots
    this.#structure = limits
    this.#committed = committed
    this.#owners = new ClientOwners(stored, committed(), limits)
  }

  /** What waits for the next tick, in order of arrival. */
  get waiting(): readonly Submission<S>[] {
    return this.#waiting
  }

  /** How much waits, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many updates were queued since the room was opened. */
  get received(): number {
    return this.#received
  }

  /** So many of them wait no more, the first ones; some later ones may not either. */
  get done(): number {
    return this.#waiting[0]?.number ?? this.#received
  }

  /** How much of one author waits, in bytes. */
  bytesOf(authorId: string): number {
    let bytes = 0
    for (const { sender, update } of this.#waiting) if (sender.authorId === authorId) bytes += update.length
    return bytes
  }

  /** Whose Yjs client ids are whose. */
  get owners(): ClientOwners {
    return this.#owners
  }

  /**
   * @param decoded told how many operations were read
   * @throws {StructureRefused} when the update may not be applied.
   */
  check(update: Uint8Array, authorId: string, decoded?: (operations: number) => void): CheckedUpdate {
    const committedClock = (client: number) => this.#committed().get(client) ?? 0
    return checkUpdate(update, {
      authorId,
      roots: this.#roots,
      structure: this.#structure,
      ownerOf: (client) => this.#owners.ownerOf(client),
      shownBy: (client) => this.#owners.shownBy(client),
      committedClock,
      pendingClock: (client) => this.#clocks.get(client) ?? committedClock(client),
      ...(decoded === undefined ? {} : { decoded }),
    })
  }

  /** Queues a checked update; the client ids that it uses first are its author's from now on. */
  push(sender: S, checked: CheckedUpdate): void {
    const { newClients, clocks, update, structs, deletions } = checked
    const contents = structs.length <= KEPT_STRUCTS_MAX ? { contents: { structs, deletions } } : {}
    this.#queue({ sender, update, number: this.#received, checked: { newClients, clocks }, ...contents })
    this.#received += 1
  }

  #queue(waiting: Waiting<S>): void {
    const { sender, update, checked } = waiting
    for (const client of checked.newClients) {
      this.#owners.claim(client, sender.authorId)
      this.#claims.push({ client, authorId: sender.authorId })
    }
    for (const [client, clock] of checked.clocks) this.#clocks.set(client, clock)
    this.#waiting.push(waiting)
    this.#bytes += update.length
  }

  /**
   * Forgets some of what waits, with the clocks and claims that only it would have made; nothing may be on its way to
   * the disk.
   * @returns whose other updates built on that, and are forgotten too
   */
  withdraw(isGone: (submission: Submission<S>) => boolean): Set<S> {
    const waiting = this.#waiting
    const claimed = new Set(waiting.flatMap(({ checked }) => checked.newClients))
    for (const client of claimed) this.#owners.release(client)
    this.#claims = this.#claims.filter(({ client }) => !claimed.has(client))
    this.#clocks.clear()
    this.clear()
    const followers = new Set<S>()
    for (const submission of waiting) {
      const { sender, update } = submission
      if (isGone(submission) || followers.has(sender)) continue
      try {
        const { newClients, clocks } = this.check(update, sender.authorId)
        submission.checked = { newClients, clocks }
        this.#queue(submission)
      } catch (err) {
        if (!(err instanceof StructureRefused)) throw err
        followers.add(sender)
      }
    }
    return followers
  }

  /** Nothing of what waited does any more. */
  clear(): void {
    this.#waiting = []
    this.#bytes = 0
  }

  /** Everything that waited was applied, but for some. */
  applied(left: ReadonlySet<Submission<S>>): void {
    const waiting = this.#waiting
    this.clear()
    if (left.size === 0) return
    this.#waiting = waiting.filter((submission) => left.has(submission))
    // U14: some wait for seconds
    for (const submission of this.#waiting) submission.update = withoutSurroundings(submission.update)
    this.#bytes = this.#waiting.reduce((sum, { update }) => sum + update.length, 0)
  }

  /** The claims of what was applied since the last call, to be stored with it. */
  takeClaims(): ClientClaim[] {
    const claims = this.#claims
    this.#claims = []
    if (this.#waiting.length === 0) return claims
    const later = new Set(this.#waiting.flatMap(({ checked }) => checked.newClients))
    this.#claims = claims.filter(({ client }) => later.has(client))
    return claims.filter(({ client }) => !later.has(client))
  }

  /** What was on its way is durable: the committed clocks say all, unless something waits. */
  committed(): void {
    if (this.#waiting.length === 0) this.#clocks.clear()
  }
}
