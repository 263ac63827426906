import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { foldUpdates, Rooms, type StoredSnapshot, type UpdateLog } from '@tablee/sync'
import { WebSocketServer } from 'ws'
import { HeldSocket } from './held-socket.ts'
import { ROOTS } from './shared-document.ts'
import { stageRules } from './stage-rules.ts'
import { authorOf } from './steps.ts'
import { TroubledLog } from './troubled-log.ts'

/** Small, so that a short program meets every one of them. */
const LIMITS = {
  tickMs: 2,
  retryMinMs: 2,
  retryMaxMs: 8,
  roomIdleMs: 5,
  liveIdleMs: 5,
  keepaliveMs: 200,
  tailUpdates: 12,
  idleTailUpdates: 1,
  dropCursorsBytes: 200,
  stallBytes: 600,
  compactRetryMs: 10,
  messagesPerSecond: 1e9,
  messageBurst: 1e9,
  bytesPerSecond: 1e9,
  byteBurst: 1e9,
  personConnections: 1e9,
  personMessagesPerSecond: 1e9,
  personMessageBurst: 1e9,
  personBytesPerSecond: 1e9,
  personByteBurst: 1e9,
  personUpdatesPerSecond: 1e9,
  personUpdateBurst: 1e9,
  questionsPerSecond: 1e9,
  questionBurst: 1e9,
  personQuestionsPerSecond: 1e9,
  personQuestionBurst: 1e9,
  refusalsPerSecond: 1e9,
  refusalBurst: 1e9,
}

/** How long folding takes, in turns of the event loop. */
const FOLD_TURNS = 10

/** Reasons for which an honest client's connection may end, beside the network. */
const HONEST_REASONS: readonly unknown[] = [
  'restarting',
  'rights_changed',
  'storage_down',
  'overloaded',
  'clock_gap',
]

/** What the server has to say of a storage that is in trouble. */
const CONSEQUENCES = /in trouble|was lost|updates that storage refused/

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

/** Rooms behind real sockets, on a real log, with networks, a storage and a process that fail when they are told to. */
export class RoomStage {
  /** What went wrong on the server that nobody had asked for. */
  readonly complaints: string[] = []
  readonly room: string
  readonly #openLog: () => UpdateLog
  readonly #http: Server
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  readonly #lines = new Map<string, Line>()
  #waiting: Arrival[] = []
  #log: TroubledLog
  #rooms: Rooms<string> | null

  private constructor(room: string, openLog: () => UpdateLog, http: Server) {
    this.room = room
    this.#openLog = openLog
    this.#http = http
    this.#log = new TroubledLog(openLog())
    this.#rooms = this.#openRooms()
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
  static async open(room: string, openLog: () => UpdateLog, seed: Uint8Array): Promise<RoomStage> {
    const http = createServer()
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const stage = new RoomStage(room, openLog, http)
    await stage.#rooms?.create(room, seed)
    return stage
  }

  get url(): string {
    const { port } = this.#http.address() as AddressInfo // a TCP server that listens has one
    return `ws://127.0.0.1:${port}`
  }

  /** The storage below the server. */
  get storage(): TroubledLog {
    return this.#log
  }

  /** Whether the room is in memory. */
  get isOpen(): boolean {
    return this.#rooms?.isOpen(this.room) ?? false
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

  /** The process is gone, and a new one opens what is on the disk. `inspect` looks at that in between. */
  async crash(inspect: () => Promise<void>): Promise<void> {
    this.#rooms = null
    for (const { sockets } of this.#lines.values()) for (const socket of sockets) socket.terminate()
    const { state } = this.#log
    await this.#log.abandon()
    await inspect()
    this.#log = new TroubledLog(this.#openLog())
    this.#log.become(state)
    this.#rooms = this.#openRooms()
    this.#letIn()
  }

  /** A planned restart. */
  async restart(): Promise<void> {
    const stopping = this.#rooms
    this.#rooms = null
    // A stop waits for storage; how long is for the process to decide, not for its rooms.
    if (this.#log.state === 'stands still') this.#log.become('is well')
    await stopping?.stop()
    this.#rooms = this.#openRooms()
    this.#letIn()
  }

  /** Closes everybody's sockets, as a change of rights does. */
  closePeers(): void {
    this.#rooms?.closePeers({ room: this.room }, 'rights_changed')
  }

  /** Nothing fails any more. */
  heal(): void {
    this.#log.become('is well')
    for (const [peer, { sockets }] of this.#lines) {
      for (const socket of sockets) socket.notice()
      this.release(peer)
      this.mend(peer)
    }
  }

  async close(): Promise<void> {
    this.heal()
    await this.#rooms?.stop()
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#http.close()
    this.#http.closeAllConnections()
  }

  #openRooms(): Rooms<string> {
    const complain = (facts: Record<string, unknown>, message: string) => {
      this.complaints.push(`${message} (${String(facts['reason'] ?? facts['err'] ?? '')})`)
    }
    return new Rooms<string>({
      log: this.#log,
      createRules: stageRules,
      fold: foldSlowly,
      limits: LIMITS,
      roots: ROOTS,
      logger: {
        info: () => undefined,
        warn: (facts, message) => {
          if (!HONEST_REASONS.includes(facts['reason'])) complain(facts, message)
        },
        error: (facts, message) => {
          if (!CONSEQUENCES.test(`${String(facts['err'])} ${message}`)) complain(facts, message)
        },
      },
    })
  }

  #letIn(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const arrival of waiting) {
      const { open } = this.line(peerOf(arrival.url))
      if (open && this.#rooms !== null) arrival.enter()
      else this.#waiting.push(arrival)
    }
  }

  #join(url: URL, socket: HeldSocket): void {
    const line = this.line(peerOf(url))
    line.sockets.add(socket)
    socket.on('close', () => line.sockets.delete(socket))
    if (this.#rooms === null || !line.open) {
      socket.terminate()
      return
    }
    applyHolds(line, socket)
    const person = Number(url.searchParams.get('person'))
    const epoch = url.searchParams.get('epoch')
    void this.#rooms.join(this.room, {
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

/** Folding takes a while, as in a thread of its own, so that people write meanwhile. */
async function foldSlowly(updates: readonly Uint8Array[]): Promise<StoredSnapshot> {
  for (let turn = 0; turn < FOLD_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
  return foldUpdates(updates)
}
