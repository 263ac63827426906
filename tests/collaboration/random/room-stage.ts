import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { HeldSocket } from './held-socket.ts'
import { type ProcessStorage, StageProcess } from './stage-process.ts'
import { authorOf, type StorageState } from './steps.ts'

/** One person's connections as the server has them. */
interface Line {
  /** Whether her sockets reach the server. */
  open: boolean
  holdsIncoming: boolean
  holdsOutgoing: boolean
  readonly sockets: Set<HeldSocket>
}

/** A socket that waits for its network, or for the server. */
interface Arrival {
  readonly url: URL
  readonly enter: () => void
}

/**
 * Rooms of two processes behind real sockets, on a real log, with networks, a storage and processes that fail when they
 * are told to. New sockets come to one of the two, as a balancer sends them.
 */
export class RoomStage {
  /** What went wrong on the server that nobody had asked for. */
  readonly complaints: string[] = []
  readonly room: string
  readonly #openStorage: () => Promise<ProcessStorage>
  readonly #http: Server
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  readonly #lines = new Map<string, Line>()
  #waiting: Arrival[] = []
  /** Which takes new sockets, and the other. */
  #front: StageProcess
  #other: StageProcess
  #takesSockets = true

  private constructor(
    room: string,
    openStorage: () => Promise<ProcessStorage>,
    { http, storages }: { http: Server; storages: readonly [ProcessStorage, ProcessStorage] },
  ) {
    this.room = room
    this.#openStorage = openStorage
    this.#http = http
    this.#front = this.#process(storages[0])
    this.#other = this.#process(storages[1])
    http.on('upgrade', (request, socket: Duplex, head) => {
      socket.on('error', () => socket.destroy())
      const url = new URL(request.url ?? '/', 'http://localhost')
      const enter = () => {
        if (socket.destroyed) return
        this.#sockets.handleUpgrade(request, socket, head, (opened) =>
          this.#join(url, new HeldSocket(opened)),
        )
      }
      this.#waiting.push({ url, enter })
      this.#letIn()
    })
  }

  /** Opens a stage with an empty room. */
  static async open(
    room: string,
    openStorage: () => Promise<ProcessStorage>,
    seed: Uint8Array,
  ): Promise<RoomStage> {
    const http = createServer()
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const stage = new RoomStage(room, openStorage, {
      http,
      storages: [await openStorage(), await openStorage()],
    })
    await stage.#front.rooms.create(room, seed)
    return stage
  }

  get url(): string {
    const { port } = this.#http.address() as AddressInfo // a TCP server that listens has one
    return `ws://127.0.0.1:${port}`
  }

  /** What the storage below the process that takes sockets does from here on. */
  storageBecomes(state: StorageState): void {
    this.#front.become(state)
  }

  /** Whether the room is in memory somewhere. */
  get isOpen(): boolean {
    return [this.#front, this.#other].some(({ rooms }) => rooms.isOpen(this.room))
  }

  /** The network of one peer. */
  line(peer: string): Line {
    let line = this.#lines.get(peer)
    if (line === undefined) {
      line = { open: true, holdsIncoming: false, holdsOutgoing: false, sockets: new Set() }
      this.#lines.set(peer, line)
    }
    return line
  }

  /** Cuts a peer off until `mend`; the server may not notice. */
  cut(peer: string, noticed: boolean): void {
    const line = this.line(peer)
    line.open = false
    for (const socket of line.sockets) {
      if (noticed) socket.terminate()
      else socket.loseUnnoticed()
    }
  }

  /** Gives a peer its network back. What it lost unnoticed stays lost, and what is held stays held. */
  mend(peer: string): void {
    this.line(peer).open = true
    this.#letIn()
  }

  /** Lets everything through that is held for a peer. */
  release(peer: string): void {
    const line = this.line(peer)
    line.holdsIncoming = false
    line.holdsOutgoing = false
    for (const socket of line.sockets) socket.letGo()
  }

  /** Holds frames of a peer one way, those of later connections too. */
  hold(peer: string, way: 'incoming' | 'outgoing'): void {
    const line = this.line(peer)
    line.holdsIncoming ||= way === 'incoming'
    line.holdsOutgoing ||= way === 'outgoing'
    for (const socket of line.sockets) applyHolds(line, socket)
  }

  /** Both processes are gone, and new ones open what is on the disk. `inspect` looks at that in between. */
  async crash(inspect: () => Promise<void>): Promise<void> {
    this.#takesSockets = false
    for (const { sockets } of this.#lines.values()) for (const socket of sockets) socket.terminate()
    const { state } = this.#front.storage
    await Promise.all([this.#front.crash(), this.#other.crash()])
    await inspect()
    this.#front = this.#process(await this.#openStorage())
    this.#other = this.#process(await this.#openStorage())
    this.#front.become(state)
    this.#takesSockets = true
    this.#letIn()
  }

  /** A planned restart. */
  async restart(): Promise<void> {
    this.#takesSockets = false
    await Promise.all([this.#front.restart(), this.#other.restart()])
    this.#takesSockets = true
    this.#letIn()
  }

  /**
   * The other process may take the room, and gets the sockets that come from now on. The one that had it serves on those
   * that it has, and does not know; or sleeps, with what it was about to write.
   */
  async overtake(isAsleep: boolean): Promise<void> {
    await this.#other.learn()
    const former = this.#front
    this.#front = this.#other
    this.#other = former
    await former.expire(isAsleep)
  }

  /** Who sleeps goes on where it stopped. */
  wake(): void {
    this.#other.wake()
  }

  /** Closes everybody's sockets, as a change of rights does. */
  closePeers(): void {
    for (const { rooms } of [this.#front, this.#other])
      rooms.closePeers({ room: this.room }, 'rights_changed')
  }

  /** Nothing fails any more. */
  async heal(): Promise<void> {
    this.#front.become('is well')
    this.#other.wake()
    this.#other.become('is well')
    for (const [peer, { sockets }] of this.#lines) {
      for (const socket of sockets) socket.notice()
      this.release(peer)
      this.mend(peer)
    }
    await this.#other.learn()
  }

  async close(): Promise<void> {
    await this.heal()
    await Promise.all([this.#front.stop(), this.#other.stop()])
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#http.close()
    this.#http.closeAllConnections()
  }

  #process(storage: ProcessStorage): StageProcess {
    return new StageProcess(storage, (complaint) => this.complaints.push(complaint))
  }

  #letIn(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const arrival of waiting) {
      const { open } = this.line(peerOf(arrival.url))
      if (open && this.#takesSockets) arrival.enter()
      else this.#waiting.push(arrival)
    }
  }

  #join(url: URL, socket: HeldSocket): void {
    const line = this.line(peerOf(url))
    line.sockets.add(socket)
    socket.on('close', () => line.sockets.delete(socket))
    if (!this.#takesSockets || !line.open) {
      socket.terminate()
      return
    }
    applyHolds(line, socket)
    const person = Number(url.searchParams.get('person'))
    const epoch = url.searchParams.get('epoch')
    void this.#front.rooms.join(this.room, {
      socket,
      authorId: authorOf(person),
      author: authorOf(person),
      access: url.searchParams.get('access') === 'read' ? 'read' : 'write',
      identity: { id: authorOf(person), name: authorOf(person), color: '#123456' },
      notices: url.searchParams.get('v') === '1',
      ...(epoch === null ? {} : { epoch }),
    })
  }
}

function applyHolds(line: Line, socket: HeldSocket): void {
  if (line.holdsIncoming) socket.holdIncoming()
  if (line.holdsOutgoing) socket.holdOutgoing()
}

function peerOf(url: URL): string {
  return url.searchParams.get('peer') ?? ''
}
