import { type CheckedUpdate, checkUpdate } from './check-update.ts'
import type { Submission } from './live-document.ts'
import type { Clocks } from './stored-state.ts'
import { type ClientClaim, SERVER_AUTHOR, type StoredRoom } from './update-log.ts'

/** Updates of one room between the socket and the tick, and whose Yjs client ids are whose. */
export class Intake<S extends { readonly authorId: string }> {
  readonly #roots: ReadonlySet<string> | null
  readonly #committed: () => Clocks
  readonly #owners: Map<number, string>
  #waiting: Submission<S>[] = []
  #bytes = 0
  /** Next clocks, counting what waits or is on its way to the disk. */
  readonly #clocks = new Map<number, number>()
  #claims: ClientClaim[] = []

  /** @param committed the clocks of what is durable, at the time of asking */
  constructor(
    stored: Pick<StoredRoom, 'claims' | 'serverClient'>,
    roots: ReadonlySet<string> | null,
    committed: () => Clocks,
  ) {
    this.#roots = roots
    this.#committed = committed
    this.#owners = new Map(stored.claims.map(({ client, authorId }) => [client, authorId]))
    this.#owners.set(stored.serverClient, SERVER_AUTHOR)
  }

  /** What waits for the next tick, in order of arrival. */
  get waiting(): readonly Submission<S>[] {
    return this.#waiting
  }

  /** How much waits, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** Who first used this Yjs client id here. */
  ownerOf(client: number): string | undefined {
    return this.#owners.get(client)
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
      ownerOf: (client) => this.#owners.get(client),
      committedClock,
      pendingClock: (client) => this.#clocks.get(client) ?? committedClock(client),
      ...(decoded === undefined ? {} : { decoded }),
    })
  }

  /** Queues a checked update; the client ids that it uses first are its author's from now on. */
  push(sender: S, update: Uint8Array, checked: CheckedUpdate): void {
    for (const client of checked.newClients) {
      this.#owners.set(client, sender.authorId)
      this.#claims.push({ client, authorId: sender.authorId })
    }
    for (const [client, clock] of checked.clocks) this.#clocks.set(client, clock)
    this.#waiting.push({ sender, update })
    this.#bytes += update.length
  }

  /** Forgets what one sender has waiting. */
  expel(sender: S): void {
    this.#waiting = this.#waiting.filter((submission) => submission.sender !== sender)
    this.#bytes = this.#waiting.reduce((sum, { update }) => sum + update.length, 0)
  }

  /** Everything that waited was applied. */
  clear(): void {
    this.#waiting = []
    this.#bytes = 0
  }

  /** The claims since the last call, to be stored with the update that made them. */
  takeClaims(): ClientClaim[] {
    const claims = this.#claims
    this.#claims = []
    return claims
  }

  /** What was on its way is durable: the committed clocks say all, unless something waits. */
  committed(): void {
    if (this.#waiting.length === 0) this.#clocks.clear()
  }
}
