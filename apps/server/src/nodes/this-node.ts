import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DialectName } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import { within } from '../within.ts'
import { CLOCK_TOLERANCE_MS } from './admission-pass.ts'
import { AddressTaken, becomeOnlyOneAt } from './only-one-at.ts'
import {
  deleteNode,
  deleteOtherNodes,
  findLiveNodes,
  insertNode,
  type NewNode,
  renewNode,
  setNodeAddress,
} from './store.ts'

/** How long a process counts as alive without a renewal, in ms: then others take its rooms. */
const NODE_LIFE_MS = 4_000
/** By how much a process ends its own life before others may: a timer may be late. */
const LIFE_MARGIN_MS = 250
/** How often a process renews its life, in ms. */
const RENEW_EVERY_MS = 1_000
/** How soon it tries again when the database did not answer, in ms: several tries fit into a life. */
const RETRY_MS = 250
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
  /** Now by this machine's clock, in ms since 1970. */
  readonly now: () => number
  /** Others may have taken our rooms: they counted this process as gone. */
  readonly onDeclaredGone: () => void
  /** They may from now on: the database could not be told for a whole life that this process lives. */
  readonly onCutOff: () => void
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
  #lifeTimer: NodeJS.Timeout | undefined
  #renewing: Promise<void> = Promise.resolve()
  /** When its life was last prolonged, by `performance.now()`. */
  #renewedAt = 0
  #judgesFrom = 0
  /** Its row of before, when its life has run out and it could not begin another yet. */
  #former: string | null = null
  #stopping = false
  #ended = false
  #troubled = false
  #clockTold = false

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

  /** Whether it may hold rooms: its life has not run out by its own clock, which is never later than the database's. */
  get alive(): boolean {
    return (
      this.#former === null &&
      (this.#lifeMs === null || performance.now() - this.#renewedAt < this.#lifeMs - LIFE_MARGIN_MS)
    )
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
    await this.#enter()
    this.#renewLater(RENEW_EVERY_MS)
  }

  /** Where the others reach it; null before that is known. */
  get address(): string | null {
    return this.#address
  }

  /**
   * Says where it is reached. Returns when nobody else is reached there: one that crashed at the same address is gone
   * when its life ends.
   * @throws {AddressTaken} when another lives there; this process is then counted no more.
   */
  async announce(address: string): Promise<void> {
    const { db, dialect, logger } = this.#on
    this.#address = address
    await setNodeAddress(db, this.#id, address)
    logger.info({ node: this.#id, address }, 'reached by other processes here')
    if (dialect === 'sqlite') await deleteOtherNodes(db, this.#id)
    else if (!(await becomeOnlyOneAt(db, dialect, () => ({ id: this.#id, address })))) {
      await this.stop()
      throw new AddressTaken(address)
    }
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
    clearTimeout(this.#lifeTimer)
    await this.#renewing
    clearTimeout(this.#timer)
    clearTimeout(this.#lifeTimer)
    try {
      // its row may be that of the life before
      for (const id of [this.#id, this.#former ?? []].flat()) await deleteNode(this.#on.db, id)
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

  #renewLater(ms: number): void {
    const lifeMs = this.#lifeMs
    if (lifeMs === null) return
    this.#timer = setTimeout(() => {
      this.#renewing = this.#renew(lifeMs)
    }, ms)
    this.#timer.unref()
  }

  async #renew(lifeMs: number): Promise<void> {
    const { db, dialect, logger } = this.#on
    const began = performance.now()
    if (began - this.#renewedAt > lifeMs) this.#judgesFrom = began + lifeMs
    // a process that was halted comes here before its timer
    if (!this.alive) this.#runOut()
    try {
      // a connection that hangs must not end a life: the next try takes another one
      if (this.#former !== null) await this.#beginAnew(this.#former)
      else await this.#prolong(lifeMs)
      const live = await within(ANSWER_TIMEOUT_MS, findLiveNodes(db, dialect))
      this.#troubled = false
      if (this.mayJudge()) this.#on.onLiveAddresses(new Set(live.flatMap(({ address }) => address ?? [])))
    } catch (err) {
      if (!this.#troubled)
        logger.warn({ err, node: this.#id }, 'the database cannot be told that this process lives')
      this.#troubled = true
    }
    // until the end of a stop: its last updates are stored under its leases
    if (!this.#ended) this.#renewLater(this.#troubled || this.#former !== null ? RETRY_MS : RENEW_EVERY_MS)
  }

  async #prolong(lifeMs: number): Promise<void> {
    const { db, dialect, logger, onDeclaredGone } = this.#on
    const id = this.#id
    const began = performance.now()
    const before = this.#on.now()
    const renewed = await within(ANSWER_TIMEOUT_MS, renewNode(db, dialect, { id, lifeMs }))
    // its life ran out while the answer was on its way: that row counts no more
    if (id !== this.#id) return
    if (renewed !== undefined) {
      this.#livesFrom(began)
      this.#compareClocks(before, renewed.now)
      return
    }
    // declared gone while it was away: what it held may be written by others by now
    this.#id = newId()
    this.#former = id
    clearTimeout(this.#lifeTimer)
    onDeclaredGone()
    logger.warn({ former: id, node: this.#id }, 'was declared gone: all rooms are let go')
    await this.#beginAnew(id)
  }

  /** By its own clock, which began to count before the database's did: nobody can have taken its rooms before this. */
  #runOut(): void {
    if (this.#former !== null || this.#ended) return
    const { logger, onCutOff } = this.#on
    clearTimeout(this.#lifeTimer)
    this.#former = this.#id
    this.#id = newId()
    onCutOff()
    logger.warn(
      { former: this.#former, node: this.#id },
      'its life could not be prolonged: all rooms are let go',
    )
  }

  /** Under another name: the fences of what it held are raised by whoever takes it, this process too. */
  async #beginAnew(former: string): Promise<void> {
    if (this.#stopping) return
    await within(ANSWER_TIMEOUT_MS, deleteNode(this.#on.db, former))
    await within(ANSWER_TIMEOUT_MS, this.#enter())
    this.#former = null
  }

  async #enter(): Promise<void> {
    const { db, dialect } = this.#on
    const began = performance.now()
    const before = this.#on.now()
    const { now } = await insertNode(db, dialect, this.#row())
    this.#livesFrom(began)
    this.#compareClocks(before, now)
  }

  #livesFrom(began: number): void {
    const lifeMs = this.#lifeMs
    this.#renewedAt = began
    clearTimeout(this.#lifeTimer)
    if (lifeMs === null || this.#ended) return
    this.#lifeTimer = setTimeout(() => this.#runOut(), began + lifeMs - LIFE_MARGIN_MS - performance.now())
    this.#lifeTimer.unref()
  }

  /** Says once when this machine's clock and the database's differ by more than what admissions and sessions bear. */
  #compareClocks(before: number, database: number): void {
    // the database looked at its clock at some moment between these two
    const ahead = before - database
    const behind = database - this.#on.now()
    const differenceMs = Math.max(ahead, behind)
    if (differenceMs <= CLOCK_TOLERANCE_MS || this.#clockTold) return
    this.#clockTold = true
    this.#on.logger.warn(
      { differenceMs, clock: ahead > behind ? 'ahead' : 'behind' },
      'the clock of this machine differs from the database’s: set both by the network (NTP)',
    )
  }
}
