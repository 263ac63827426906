import { randomInt, randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import type { CloseReason } from './close-codes.ts'
import { CommitLoop } from './commit-loop.ts'
import { RoomMissing } from './errors.ts'
import { ROOM_LIMITS, type RoomLimits } from './limits.ts'
import type { RoomRules } from './live-document.ts'
import { Peer, type PeerOptions } from './peer.ts'
import { messageBytes } from './peer-socket.ts'
import { Room } from './room.ts'
import type { RoomLogger, RoomSurroundings } from './room-surroundings.ts'
import { foldUpdates, SERVER_AUTHOR, type UpdateLog } from './update-log.ts'

/** What a set of rooms needs. */
export interface RoomsOptions<A> {
  log: UpdateLog
  /** Called when a room's document comes to life; the document holds its durable state by then. */
  createRules(doc: Y.Doc, room: string): RoomRules<A>
  logger: RoomLogger
  /** The root types that rooms take; any when left out. */
  roots?: readonly string[]
  limits?: Partial<RoomLimits>
  /** Now, in ms; for the allowances. */
  clock?: () => number
}

/** `WebSocket.OPEN`; what follows it is closing and closed. */
const SOCKET_OPEN = 1

/** Messages that a peer may send before its room is loaded; a stock client sends two. */
const EARLY_MESSAGES_MAX = 64
/** The same in bytes: what somebody wrote offline may be one large message. */
const EARLY_BYTES_MAX = 2 * ROOM_LIMITS.frameBytes

/** All rooms of this process: opened when somebody comes, let go when nobody was there for a while. */
export class Rooms<A> {
  readonly #options: RoomsOptions<A>
  readonly #limits: RoomLimits
  readonly #loop: CommitLoop<A>
  readonly #around: RoomSurroundings<A>
  readonly #open = new Map<string, Promise<Room<A>>>()
  readonly #loaded = new Map<string, Room<A>>()
  readonly #idleTimers = new Map<Room<A>, NodeJS.Timeout>()
  /** Peers whose room is still being read. */
  readonly #waiting = new Map<Peer<A>, string>()
  readonly #keepalive: NodeJS.Timeout
  #stopping = false
  #closings = 0

  constructor(options: RoomsOptions<A>) {
    this.#options = options
    this.#limits = { ...ROOM_LIMITS, ...options.limits }
    this.#loop = new CommitLoop<A>({
      log: options.log,
      limits: this.#limits,
      logger: options.logger,
      letGo: (room, reason) => this.#letGo(room, reason),
    })
    this.#around = {
      limits: this.#limits,
      logger: options.logger,
      roots: options.roots ? new Set(options.roots) : null,
      now: options.clock ?? (() => performance.now()),
      createRules: (doc, room) => options.createRules(doc, room),
      wake: (room, urgent) => this.#loop.wake(room, urgent),
    }
    this.#keepalive = setInterval(() => {
      for (const room of this.#loaded.values()) room.keepAlive()
    }, this.#limits.keepaliveMs)
    this.#keepalive.unref()
  }

  /** How many rooms are in memory, how many of them with a live document, and how many people. */
  get counts(): { rooms: number; hydrated: number; peers: number } {
    let hydrated = 0
    let peers = 0
    for (const room of this.#loaded.values()) {
      if (room.hydrated) hydrated += 1
      peers += room.peers.size
    }
    return { rooms: this.#loaded.size, hydrated, peers }
  }

  /** How often `closePeers` was called: who was admitted before the last call may have lost her right with it. */
  get closings(): number {
    return this.#closings
  }

  /** Whether somebody is in this room, or it waits for storage. */
  isOpen(roomId: string): boolean {
    return this.#loaded.has(roomId)
  }

  /**
   * Brings a connection into a room; what it sends is listened to from this call on. Resolves when the peer is
   * in, or its socket closed: this never throws, since nobody but the socket could be told.
   */
  async join(roomId: string, options: PeerOptions<A>): Promise<void> {
    const peer = new Peer<A>(options, this.#limits, this.#around.now())
    const early: Uint8Array[] = []
    let earlyBytes = 0
    let room: Room<A> | null = null
    const refuse = (reason: CloseReason) => {
      this.#options.logger.warn({ room: roomId, authorId: peer.authorId, reason }, 'peer closed')
      peer.close(reason)
    }
    options.socket.on('message', (message, isBinary) => {
      if (peer.closed) return
      if (!isBinary) return refuse('malformed')
      if (room !== null) room.receive(peer, messageBytes(message))
      else {
        const bytes = messageBytes(message)
        earlyBytes += bytes.length
        if (early.length < EARLY_MESSAGES_MAX && earlyBytes <= EARLY_BYTES_MAX) early.push(bytes)
        else refuse('rate_limited')
      }
    })
    options.socket.on('pong', () => peer.heard())
    // The library reports broken frames so, and closes by itself.
    options.socket.on('error', () => peer.markClosed())
    options.socket.on('close', () => {
      peer.markClosed()
      if (room !== null) this.#leave(room, peer)
    })
    // It may have been closed while the request was admitted; its `close` event is over then.
    if (options.socket.readyState > SOCKET_OPEN) peer.markClosed()
    this.#waiting.set(peer, roomId)
    try {
      // A room may be let go between being found and being entered.
      while (room === null && !peer.closed) {
        if (this.#stopping) return peer.close('restarting')
        const opened = await this.#openRoom(roomId)
        if (!opened.discarded) room = opened
      }
    } catch (err) {
      const missing = err instanceof RoomMissing
      if (!missing) this.#options.logger.error({ err, room: roomId }, 'room could not be read')
      return peer.close(missing ? 'room_missing' : 'storage_down')
    } finally {
      this.#waiting.delete(peer)
    }
    if (room === null) return
    if (peer.closed) return this.#watchIdle(room)
    this.#stopIdle(room)
    room.add(peer)
    for (const message of early) room.receive(peer, message)
    if (peer.closed) this.#leave(room, peer)
  }

  /**
   * Makes a room with this content.
   * @throws {RoomExists} when there is one.
   */
  async create(roomId: string, update: Uint8Array): Promise<void> {
    const seed = foldUpdates([update])
    const clients = new Set(Y.decodeStateVector(seed.stateVector).keys())
    let serverClient = randomClient()
    while (clients.has(serverClient)) serverClient = randomClient()
    const claims = [...clients, serverClient].map((client) => ({ client, authorId: SERVER_AUTHOR }))
    await this.#options.log.create(roomId, { ...seed, epoch: randomUUID(), serverClient, claims })
  }

  /**
   * The durable state as one update, after storing what waits.
   * @throws {RoomMissing} when there is no such room.
   */
  async read(roomId: string): Promise<Uint8Array> {
    const room = this.#loaded.get(roomId)
    if (room !== undefined) {
      await this.#loop.settled(room)
      if (!room.discarded) return single(room.durableUpdates)
    }
    const stored = await this.#options.log.load(roomId)
    if (stored === null) throw new RoomMissing(roomId)
    return single([stored.update, ...stored.tail.map((entry) => entry.update)])
  }

  /** Deletes a room for good and closes its peers. */
  async remove(roomId: string): Promise<void> {
    const room = this.#loaded.get(roomId)
    if (room !== undefined) {
      await this.#loop.settled(room)
      this.#letGo(room, 'room_missing')
    }
    await this.#options.log.remove(roomId)
  }

  /** Closes the sockets that a change of rights touches, in one room or in all; they come back if they may. */
  closePeers(roomId: string | null, match: (peer: Peer<A>) => boolean, code: CloseReason): void {
    this.#closings += 1
    for (const [peer, waitsFor] of this.#waiting) {
      if ((roomId === null || roomId === waitsFor) && match(peer)) peer.close(code)
    }
    for (const room of this.#loaded.values()) {
      if (roomId !== null && room.id !== roomId) continue
      for (const peer of [...room.peers]) {
        if (!match(peer)) continue
        peer.close(code)
        this.#leave(room, peer)
      }
    }
  }

  /** Stores what waits, closes everybody with 1012 and lets go of all rooms. */
  async stop(): Promise<void> {
    if (this.#stopping) return
    this.#stopping = true
    clearInterval(this.#keepalive)
    await this.#loop.stop()
    for (const peer of this.#waiting.keys()) peer.close('restarting')
    for (const timer of this.#idleTimers.values()) clearTimeout(timer)
    for (const room of this.#loaded.values()) room.discard('restarting')
    this.#idleTimers.clear()
    this.#loaded.clear()
    this.#open.clear()
  }

  #openRoom(roomId: string): Promise<Room<A>> {
    const open = this.#open.get(roomId)
    if (open !== undefined) return open
    const opening = this.#load(roomId)
    this.#open.set(roomId, opening)
    // A failed load leaves nothing behind; the next visitor tries again.
    opening.catch(() => this.#open.delete(roomId))
    return opening
  }

  async #load(roomId: string): Promise<Room<A>> {
    const stored = await this.#options.log.load(roomId)
    if (stored === null) throw new RoomMissing(roomId)
    const room = new Room(roomId, stored, this.#around)
    this.#loaded.set(roomId, room)
    return room
  }

  #leave(room: Room<A>, peer: Peer<A>): void {
    room.remove(peer)
    if (!room.discarded) this.#watchIdle(room)
  }

  #watchIdle(room: Room<A>): void {
    if (room.peers.size > 0 || this.#stopping || this.#idleTimers.has(room)) return
    const timer = setTimeout(() => void this.#unload(room), this.#limits.roomIdleMs)
    timer.unref()
    this.#idleTimers.set(room, timer)
  }

  #stopIdle(room: Room<A>): void {
    clearTimeout(this.#idleTimers.get(room))
    this.#idleTimers.delete(room)
  }

  async #unload(room: Room<A>): Promise<void> {
    this.#idleTimers.delete(room)
    if (room.peers.size > 0 || this.#stopping) return
    if (!room.busy && room.tailLength >= this.#limits.idleTailUpdates) await this.#loop.compact(room)
    if (room.peers.size > 0 || this.#stopping) return
    if (room.busy) return this.#watchIdle(room)
    this.#letGo(room, 'restarting')
  }

  #letGo(room: Room<A>, reason: CloseReason): void {
    this.#forget(room)
    room.discard(reason)
  }

  #forget(room: Room<A>): void {
    this.#stopIdle(room)
    this.#loop.drop(room)
    if (this.#loaded.get(room.id) !== room) return
    this.#loaded.delete(room.id)
    this.#open.delete(room.id)
  }
}

function single(updates: readonly Uint8Array[]): Uint8Array {
  const [first] = updates
  return first !== undefined && updates.length === 1 ? first : foldUpdates(updates).update
}

/** Yjs client ids are unsigned 32-bit numbers. */
function randomClient(): number {
  return randomInt(1, 2 ** 32)
}
