import type { CloseReason } from './close-codes.ts'
import { matches, type PeerMatch } from './closings.ts'
import { EarlyMessages } from './early-messages.ts'
import { RoomElsewhere, RoomMissing, RoomsStopped } from './errors.ts'
import { listenToPeer } from './listen-to-peer.ts'
import type { OpenRooms } from './open-rooms.ts'
import { Peer } from './peer.ts'
import type { PeerOptions } from './peer-options.ts'
import { People } from './people.ts'
import type { Room } from './room.ts'
import type { RoomSurroundings } from './room-surroundings.ts'

/** `WebSocket.OPEN`; what follows it is closing and closed. */
const SOCKET_OPEN = 1

/** What letting people in needs. */
export interface EntranceOptions<A> {
  rooms: OpenRooms<A>
  around: Pick<RoomSurroundings<A>, 'limits' | 'logger' | 'now' | 'stopping'>
}

/** Brings connections into rooms and out of them. */
export class Entrance<A> {
  readonly #rooms: OpenRooms<A>
  readonly #around: EntranceOptions<A>['around']
  readonly #people: People<Peer<A>>
  /** Peers whose room is still being read. */
  readonly #waiting = new Map<Peer<A>, string>()

  constructor({ rooms, around }: EntranceOptions<A>) {
    this.#rooms = rooms
    this.#around = around
    this.#people = new People(around.limits, (peer) => {
      around.logger.warn({ authorId: peer.authorId }, 'peer cut off: too much waits unread in this process')
      peer.cut()
    })
  }

  /** Resolves when the peer is in, or its socket closed; never throws. */
  async join(roomId: string, options: PeerOptions<A>): Promise<void> {
    const { limits, now } = this.#around
    const nowMs = now()
    const peer = new Peer<A>(options, this.#people.of(options.authorId, nowMs, options.guest), limits, nowMs)
    const early = new EarlyMessages()
    let room: Room<A> | null = null
    const refuse = (reason: CloseReason) => {
      this.#close(peer, reason, roomId)
      early.take()
      if (room !== null) this.#leave(room, peer)
    }
    listenToPeer(options.socket, peer, {
      message(bytes) {
        if (room !== null) room.receive(peer, bytes)
        else if (!early.keep(bytes) || !peer.unread.keep(bytes.length)) refuse('rate_limited')
      },
      refuse,
      gone: () => {
        this.#people.leave(peer)
        if (room !== null) this.#leave(room, peer)
      },
      now,
    })
    // It may have been closed while the request was admitted; its `close` event is over then.
    if (options.socket.readyState > SOCKET_OPEN) peer.markClosed()
    else this.#enter(peer)
    const opened = await this.#open(roomId, peer)
    if (opened !== null && !peer.closed && !this.#hasPlace(opened, peer)) refuse('room_crowded')
    // U14: nothing of hers is held until the socket is gone
    if (opened === null || peer.closed) early.take()
    if (opened === null) return
    if (peer.closed) return this.#rooms.watchIdle(opened)
    this.#rooms.stopIdle(opened)
    room = opened
    peer.unread.keep(-early.bytes)
    room.add(peer)
    for (const message of early.take()) room.receive(peer, message)
    if (peer.closed) this.#leave(room, peer)
  }

  /** Closes the sockets of these people, in one room or in all. */
  close(who: PeerMatch, code: CloseReason): void {
    for (const [peer, room] of this.#waiting) {
      if (matches(who, room, peer.authorId)) peer.close(code)
    }
    for (const room of this.#rooms.all) {
      for (const peer of [...room.peers]) {
        if (!matches(who, room.id, peer.authorId)) continue
        peer.close(code)
        this.#leave(room, peer)
      }
    }
  }

  /** Closes everybody whose room is still being read. */
  closeWaiting(code: CloseReason): void {
    for (const peer of this.#waiting.keys()) peer.close(code)
  }

  /** Forgets who left and has used up nothing any more. */
  forgetAbsent(): void {
    this.#people.forgetAbsent(this.#around.now())
  }

  /** The room, when this peer may enter it; null when it was closed instead. */
  async #open(roomId: string, peer: Peer<A>): Promise<Room<A> | null> {
    this.#waiting.set(peer, roomId)
    try {
      // A room may be let go between being found and being entered.
      while (!peer.closed) {
        if (this.#around.stopping()) throw new RoomsStopped()
        const room = await this.#rooms.open(roomId)
        if (!room.discarded) return room
      }
      return null
    } catch (err) {
      const reason = unopenedReason(err)
      if (reason === 'storage_down')
        this.#around.logger.error({ err, room: roomId }, 'room could not be read')
      peer.close(reason)
      return null
    } finally {
      this.#waiting.delete(peer)
    }
  }

  /** One connection more of this person; above the limit another of hers is closed. */
  #enter(peer: Peer<A>): void {
    const surplus = peer.person.enter(peer)
    if (surplus !== null) this.#closeSurplus(surplus)
  }

  /**
   * Whether a room takes somebody: a full one only who leads, or in the place of a person who has at least two more
   * connections in it than she will have. Her telephone beside her laptop is left to everybody.
   */
  #hasPlace(room: Room<A>, peer: Peer<A>): boolean {
    const { roomPeers, roomLeaders } = this.#around.limits
    if (room.peers.size < (peer.watches ? roomPeers + roomLeaders : roomPeers)) return true
    const byPerson = new Map<string, Peer<A>[]>()
    for (const each of room.peers) {
      const hers = byPerson.get(each.authorId)
      if (hers === undefined) byPerson.set(each.authorId, [each])
      else hers.push(each)
    }
    let most: Peer<A>[] = []
    for (const hers of byPerson.values()) if (hers.length > most.length) most = hers
    const own = (byPerson.get(peer.authorId)?.length ?? 0) + 1
    if (most.length < own + 2) return false
    this.#closeSurplus(most.reduce((one, other) => (other.silentRounds > one.silentRounds ? other : one)))
    return true
  }

  #closeSurplus(surplus: Peer<A>): void {
    this.#close(surplus, 'too_many_connections')
    for (const room of this.#rooms.all) {
      if (room.peers.has(surplus)) this.#leave(room, surplus)
    }
  }

  #close(peer: Peer<A>, reason: CloseReason, room?: string): void {
    const facts = { ...(room === undefined ? {} : { room }), authorId: peer.authorId, reason }
    this.#around.logger.warn(facts, 'peer closed')
    peer.close(reason)
  }

  #leave(room: Room<A>, peer: Peer<A>): void {
    room.remove(peer)
    this.#rooms.watchIdle(room)
  }
}

/** What to tell those who came for a room that could not be opened. */
function unopenedReason(err: unknown): CloseReason {
  if (err instanceof RoomMissing) return 'room_missing'
  if (err instanceof RoomsStopped) return 'restarting'
  return err instanceof RoomElsewhere ? 'room_moved' : 'storage_down'
}
