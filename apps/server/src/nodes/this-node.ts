import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import { within } from '../within.ts'
import {
  deleteFormerNodes,
  deleteNode,
  findLiveNodes,
  insertNode,
  type NewNode,
  renewNode,
  setNodeAddress,
} from './store.ts'

/** How long a process counts as alive without a renewal, in ms: then others take its rooms. */
const NODE_LIFE_MS = 4_000
/** How often a process renews its life, in ms. */
const RENEW_EVERY_MS = 1_000
/** How long the database may take to answer, in ms. */
const ANSWER_TIMEOUT_MS = 1_500

/** Another process serves the same database with another secret key. */
export class OtherSecretKey extends Error {
  constructor() {
    super(
      'SECRET_KEY: another server runs on this database with another key, and neither would know the sessions of the other. Give all of them the same SECRET_KEY, or the same DATA_DIR.',
    )
  }
}

/** What a process needs to be counted among those of its database. */
export interface ThisNodeOptions {
  readonly db: Kysely<Database>
  readonly dialect: DialectName
  /** The last migration that this program knows. */
  readonly schema: string
  readonly secretKey: string
  readonly logger: {
    info(facts: object, message: string): void
    warn(facts: object, message: string): void
  }
  /** Others may have taken our rooms: they counted this process as gone. */
  readonly onDeclaredGone: () => void
  /** The addresses of all processes that are alive, at every renewal. */
  readonly onLiveAddresses: (live: ReadonlySet<string>) => void
}

/**
 * This process among those that serve the database. On SQLite it is the only one, as the lock on the data folder
 * makes sure, so its life needs no renewal.
 */
export class ThisNode {
  readonly #on: ThisNodeOptions
  readonly #lifeMs: number | null
  #id = newId()
  #address: string | null = null
  #timer: NodeJS.Timeout | undefined
  #renewing: Promise<void> = Promise.resolve()
  #renewedAt = 0
  #judgesFrom = 0
  #stopping = false
  #ended = false
  #troubled = false

  constructor(options: ThisNodeOptions) {
    this.#on = options
    this.#lifeMs = options.dialect === 'sqlite' ? null : NODE_LIFE_MS
  }

  /** Under which it holds rooms; another one after it was declared gone. */
  get id(): string {
    return this.#id
  }

  /** A planned stop has begun: no room is taken any more. */
  get stopping(): boolean {
    return this.#stopping
  }

  /** Whether it may declare others gone: not right after it was away itself, when all may have been. */
  mayJudge(): boolean {
    return performance.now() >= this.#judgesFrom
  }

  /**
   * Counts this process as alive from here on.
   * @throws {OtherSecretKey} before that.
   */
  async start(): Promise<void> {
    const { db, dialect } = this.#on
    if (this.#lifeMs !== null) {
      const { keyCheck } = this.#row()
      const others = await findLiveNodes(db, dialect)
      if (others.some((other) => other.keyCheck !== keyCheck)) throw new OtherSecretKey()
    }
    await insertNode(db, dialect, this.#row())
    this.#renewedAt = performance.now()
    this.#renewLater()
  }

  /** Says where it is reached; whoever was there before is gone, since two cannot listen at one address. */
  async announce(address: string): Promise<void> {
    const { db, dialect } = this.#on
    this.#address = address
    await deleteFormerNodes(db, { id: this.#id, address: dialect === 'sqlite' ? null : address })
    await setNodeAddress(db, this.#id, address)
    this.#on.logger.info({ node: this.#id, address }, 'reached by other processes here')
  }

  /** A planned stop begins. */
  beginStop(): void {
    this.#stopping = true
  }

  /** Its rooms are free from here on. */
  async stop(): Promise<void> {
    this.#stopping = true
    this.#ended = true
    clearTimeout(this.#timer)
    await this.#renewing
    clearTimeout(this.#timer)
    try {
      await deleteNode(this.#on.db, this.#id)
    } catch (err) {
      this.#on.logger.warn(
        { err, node: this.#id },
        'could not say goodbye: the rooms are free in some seconds',
      )
    }
  }

  #row(): NewNode {
    const keyCheck = createHmac('sha256', this.#on.secretKey).update('key check').digest('base64url')
    return {
      id: this.#id,
      address: this.#address,
      schema: this.#on.schema,
      keyCheck,
      lifeMs: this.#lifeMs,
    }
  }

  #renewLater(): void {
    const lifeMs = this.#lifeMs
    if (lifeMs === null) return
    this.#timer = setTimeout(() => {
      this.#renewing = this.#renew(lifeMs)
    }, RENEW_EVERY_MS)
    this.#timer.unref()
  }

  async #renew(lifeMs: number): Promise<void> {
    const { db, dialect, logger } = this.#on
    const beganAt = performance.now()
    if (beganAt - this.#renewedAt > lifeMs) this.#judgesFrom = beganAt + lifeMs
    try {
      // a connection that hangs must not end a life: the next try takes another one
      if (await within(ANSWER_TIMEOUT_MS, renewNode(db, dialect, { id: this.#id, lifeMs })))
        this.#renewedAt = beganAt
      else await this.#beginAnew()
      const live = await within(ANSWER_TIMEOUT_MS, findLiveNodes(db, dialect))
      this.#troubled = false
      if (this.mayJudge()) this.#on.onLiveAddresses(new Set(live.flatMap(({ address }) => address ?? [])))
    } catch (err) {
      if (!this.#troubled)
        logger.warn({ err, node: this.#id }, 'the database cannot be told that this process lives')
      this.#troubled = true
    }
    // until the end of a stop: its last updates are stored under its leases
    if (!this.#ended) this.#renewLater()
  }

  /** Declared gone while it was away: what it held may be written by others by now. */
  async #beginAnew(): Promise<void> {
    const { db, dialect, logger, onDeclaredGone } = this.#on
    const former = this.#id
    this.#id = newId()
    onDeclaredGone()
    if (this.#stopping) return
    logger.warn({ former, node: this.#id }, 'was declared gone: all rooms are let go')
    await within(ANSWER_TIMEOUT_MS, insertNode(db, dialect, this.#row()))
    this.#renewedAt = performance.now()
  }
}
