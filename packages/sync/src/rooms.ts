import type * as Y from 'yjs'
import type { CloseReason } from './close-codes.ts'
import { Closings, type PeerMatch } from './closings.ts'
import { CommitLoop } from './commit-loop.ts'
import { Entrance } from './entrance.ts'
import { RoomElsewhere, RoomFenced, RoomMissing, RoomsStopped } from './errors.ts'
import { foldUpdates } from './fold-updates.ts'
import { ROOM_LIMITS, type RoomLimits } from './limits.ts'
import { makeSeed } from './make-seed.ts'
import type { CreateRules } from './open-document.ts'
import { OpenRooms, type PrepareRoom } from './open-rooms.ts'
import type { PeerOptions } from './peer-options.ts'
import type { Room } from './room.ts'
import { type HeldRoom, type RoomLeases, SOLE_HOLDER } from './room-leases.ts'
import type { RoomManners } from './room-manners.ts'
import type { RoomLogger, RoomSurroundings } from './room-surroundings.ts'
import type { Edit } from './server-edits.ts'
import { TimeSlices } from './time-slices.ts'
import type { FoldUpdates, UpdateLog } from './update-log.ts'

/** What a set of rooms needs. */
export interface RoomsOptions<A> {
  log: UpdateLog
  /** Called when a room's document comes to life; the document holds its durable state by then. */
  createRules: CreateRules<A>
  logger: RoomLogger
  /** Which process holds a room; this one alone when left out. */
  leases?: RoomLeases
  /** Folds a log into a snapshot; in this thread when left out. */
  fold?: FoldUpdates
  /** Called when a room was read, before anybody enters it (SPEC.md R16). */
  prepare?: PrepareRoom
  /** What a document says of how the people on it are shown; everything is shown when left out (SPEC.md C8, C9). */
  mannersOf?: (doc: Y.Doc) => RoomManners
  /** The root types that rooms take; any when left out. */
  roots?: readonly string[]
  limits?: Partial<RoomLimits>
  /** Now, in ms; for the allowances. */
  clock?: () => number
}

/** All rooms of this process: opened when somebody comes, let go when nobody was there for a while. */
export class Rooms<A> {
  readonly #options: RoomsOptions<A>
  readonly #limits: RoomLimits
  readonly #loop: CommitLoop<A>
  readonly #around: RoomSurroundings<A>
  readonly #rooms: OpenRooms<A>
  readonly #entrance: Entrance<A>
  readonly #keepalive: NodeJS.Timeout
  readonly #resting: NodeJS.Timeout
  #isFoldingAtRest = false
  #stopped: Promise<void> | null = null
  /** Which `closePeers` there were: whoever was admitted before one of hers may have lost her right with it. */
  readonly closings = new Closings()

  constructor(options: RoomsOptions<A>) {
    this.#options = options
    this.#limits = { ...ROOM_LIMITS, ...options.limits }
    this.#loop = new CommitLoop<A>({
      log: options.log,
      limits: this.#limits,
      logger: options.logger,
      letGo: (room, reason) => this.#letGoOnly(room, reason),
    })
    this.#around = {
      limits: this.#limits,
      logger: options.logger,
      roots: options.roots ? new Set(options.roots) : null,
      now: options.clock ?? (() => performance.now()),
      stopping: () => this.#stopped !== null,
      slices: new TimeSlices(),
      createRules: (doc, room, pause) => options.createRules(doc, room, pause),
      mannersOf: options.mannersOf,
      fold: options.fold ?? (async (updates) => foldUpdates(updates)),
      wake: (room, urgent) => this.#loop.wake(room, urgent),
      letGo: (room, reason) => this.#letGoOnly(room, reason),
    }
    this.#rooms = new OpenRooms<A>({
      log: options.log,
      leases: options.leases ?? SOLE_HOLDER,
      loop: this.#loop,
      around: this.#around,
      ...(options.prepare ? { prepare: options.prepare } : {}),
    })
    this.#entrance = new Entrance<A>({ rooms: this.#rooms, around: this.#around })
    this.#keepalive = setInterval(() => {
      this.#entrance.forgetAbsent()
      for (const room of this.#rooms.all) this.#keep(room)
    }, this.#limits.keepaliveMs)
    this.#keepalive.unref()
    this.#resting = setInterval(() => {
      for (const room of this.#rooms.all) room.rest()
      void this.#foldOneAtRest()
    }, this.#limits.liveCheckMs)
    this.#resting.unref()
  }

  /** How many rooms are in memory, how many of them with a live document, and how many people. */
  get counts(): { rooms: number; hydrated: number; peers: number } {
    let hydrated = 0
    let peers = 0
    const rooms = this.#rooms.all
    for (const room of rooms) {
      if (room.hydrated) hydrated += 1
      peers += room.peers.size
    }
    return { rooms: rooms.length, hydrated, peers }
  }

  /** Whether somebody is in this room, or it waits for storage. */
  isOpen(roomId: string): boolean {
    return this.#rooms.get(roomId) !== undefined
  }

  /** Who has this room open here, each once, as far as the others may know of them. */
  peopleIn(roomId: string): string[] {
    const peers = [...(this.#rooms.get(roomId)?.peers ?? [])]
    return [...new Set(peers.filter(({ visible }) => visible).map(({ authorId }) => authorId))]
  }

  /** How many of those who have this room open here have words on their way. */
  late(roomId: string): number {
    return this.#rooms.get(roomId)?.attendance.late ?? 0
  }

  /** How many of these are worth waiting for (SPEC.md C9). */
  awaited(roomId: string): number {
    return this.#rooms.get(roomId)?.attendance.awaited ?? 0
  }

  /** Somebody has waited in vain for those who are late now. */
  giveUpLate(roomId: string): void {
    this.#rooms.get(roomId)?.attendance.giveUpLate()
  }

  /**
   * Brings a connection into a room; what it sends is listened to from this call on. Resolves when the peer is
   * in, or its socket closed: this never throws, since nobody but the socket could be told.
   */
  join(roomId: string, options: PeerOptions<A>): Promise<void> {
    return this.#entrance.join(roomId, options)
  }

  /**
   * Makes a room with this content.
   * @throws {RoomExists} when there is one.
   */
  async create(roomId: string, update: Uint8Array): Promise<void> {
    await this.#options.log.create(roomId, makeSeed(update, this.#options.mannersOf))
  }

  /**
   * The durable state as updates that each build on those before, after storing what waits.
   * @throws {RoomMissing} when there is no such room.
   */
  async read(roomId: string): Promise<readonly Uint8Array[]> {
    const room = this.#rooms.get(roomId)
    if (room !== undefined) {
      await this.#loop.settled(room)
      if (!room.discarded) return room.durableUpdates
    }
    const stored = await this.#options.log.load(roomId)
    if (stored === null) throw new RoomMissing(roomId)
    return [...stored.parts, ...stored.tail.map((entry) => entry.update)]
  }

  /**
   * Changes a room's document as the server (SPEC.md W1 to W4): in one transaction that no rule reviews. Resolves with
   * the answer of `edit` once what it wrote is durable.
   * @throws {RoomMissing} when there is no such room.
   * @throws {RoomElsewhere} when another process holds it, or took it meanwhile: it may be stored or not.
   * @throws {RoomsStopped} when this process is about to end.
   */
  async edit<T>(roomId: string, edit: Edit<T>): Promise<T> {
    if (this.#stopped !== null) throw new RoomsStopped()
    const room = await this.#rooms.open(roomId)
    this.#rooms.stopIdle(room)
    try {
      return await room.edit(edit)
    } finally {
      this.#rooms.watchIdle(room)
    }
  }

  /**
   * Folds a room's whole log at once (SPEC.md R17): no letter that was deleted before the call is in it any more.
   * @throws {RoomMissing} when there is no such room.
   * @throws {RoomElsewhere} when another process holds it, or took it meanwhile.
   * @throws {RoomsStopped} when this process is about to end.
   */
  async fold(roomId: string): Promise<void> {
    if (this.#stopped !== null) throw new RoomsStopped()
    const room = await this.#rooms.open(roomId)
    this.#rooms.stopIdle(room)
    try {
      await room.compaction.runToTheEnd(this.#options.log)
    } catch (err) {
      if (!(err instanceof RoomFenced)) throw err
      this.#letGoOnly(room, 'room_moved')
      throw new RoomElsewhere(roomId)
    } finally {
      this.#rooms.watchIdle(room)
    }
  }

  /** Deletes a room for good and closes its peers. */
  async remove(roomId: string): Promise<void> {
    const room = await this.#rooms.find(roomId)
    if (room !== undefined) {
      await this.#loop.settled(room)
      this.letGo(roomId, 'room_missing')
    }
    await this.#options.log.remove(roomId)
    // Somebody may have come while the rows were still there.
    this.letGo(roomId, 'room_missing')
  }

  /** Closes the sockets that a change of rights touches, in one room or in all; they come back if they may. */
  closePeers(who: PeerMatch, code: CloseReason): void {
    this.closings.add(who)
    this.#entrance.close(who, code)
  }

  /** The rooms that this process holds, and under which fences. */
  get held(): HeldRoom[] {
    return this.#rooms.held
  }

  /** Closes everybody in one room without storing anything more: another process holds it. */
  letGo(roomId: string, code: CloseReason): void {
    this.#rooms.letGo(roomId, code)
  }

  /** Lets go of this room, and not of another that was opened under its name since. */
  #letGoOnly(room: Room<A>, code: CloseReason): void {
    if (this.#rooms.get(room.id) === room) this.letGo(room.id, code)
    else room.discard(code)
  }

  /** Closes everybody in all rooms without storing anything more: this process lost its leases. */
  letGoAll(code: CloseReason): void {
    this.#entrance.closeWaiting(code)
    for (const { room } of this.held) this.letGo(room, code)
  }

  /**
   * A planned stop: takes nobody any more, stores what waits, gives the rooms up so that another process may
   * have them at once, and closes everybody with 1012. Nothing is compacted.
   */
  drain(): Promise<void> {
    this.#stopped ??= this.#drain()
    return this.#stopped
  }

  /** Drains, and waits for what is still being written. */
  async stop(): Promise<void> {
    const rooms = this.#rooms.all
    await this.drain()
    await Promise.all(rooms.map((room) => room.compaction.written))
  }

  async #drain(): Promise<void> {
    clearInterval(this.#keepalive)
    clearInterval(this.#resting)
    await Promise.all(this.#rooms.all.map((room) => room.opened))
    for (const room of this.#rooms.all) room.wakeIfNeeded()
    await this.#loop.stop()
    this.#entrance.closeWaiting('restarting')
    await this.#rooms.close('restarting')
  }

  #keep(room: Room<A>): void {
    room.keepAlive()
    if (room.compaction.due) void this.#loop.compact(room)
  }

  /** One at a time: after a plenary many boards rest at once, and none of them is in a hurry. */
  async #foldOneAtRest(): Promise<void> {
    if (this.#isFoldingAtRest) return
    const room = this.#rooms.all.find(({ compaction }) => compaction.dueAtRest)
    if (room === undefined) return
    this.#isFoldingAtRest = true
    await this.#loop.compact(room)
    this.#isFoldingAtRest = false
  }
}
