import type { StoredRoom, UpdateLog } from '@tablee/sync'
import * as Y from 'yjs'
import { Broken, checkClaims, checkStored, checkWhole, documentOf, hold, storedRoom } from './invariants.ts'
import { RandomPeer } from './random-peer.ts'
import { RoomStage } from './room-stage.ts'
import { contentOf, sharedDocument } from './shared-document.ts'
import type { ProcessStorage } from './stage-process.ts'
import type { NetworkEvent, ServerEvent, Step } from './steps.ts'

/** Peers that come at the end, to see what a newcomer gets. */
const NEWCOMERS = [
  { do: 'arrive', peer: 1_000, person: 4, client: 'stock', access: 'read' },
  { do: 'arrive', peer: 1_001, person: 5, client: 'stock', access: 'write' },
] as const

/** How often it is looked whether something has come to rest, in ms. */
const LOOK_EVERY_MS = 5

/** Where and how a program runs. */
export interface RunOptions {
  readonly room: string
  /** Opens the log anew, to look at it. */
  openLog(): UpdateLog
  /** Opens the storage as a process does that starts. */
  openStorage(): Promise<ProcessStorage>
  /** How long coming to rest may take, in ms. */
  readonly restMaxMs: number
}

/** Plays a program on a stage of its own. @throws {Broken} when the engine breaks a promise */
export async function runProgram(steps: readonly Step[], options: RunOptions): Promise<void> {
  const run = await Run.open(options)
  try {
    for (const step of steps) {
      await run.play(step)
      await turns(1)
    }
    await run.finish()
  } finally {
    await run.close()
  }
}

class Run {
  readonly #options: RunOptions
  readonly #stage: RoomStage
  readonly #peers = new Map<number, RandomPeer>()
  /** Names of changes that somebody was told are saved, or saw from another. */
  readonly #promised = new Set<string>()
  /** Names of changes that pages left in a copy on a device, by the copy's owner. */
  readonly #left = new Map<string, Set<string>>()
  /** Who writes under which Yjs client id. */
  readonly #personOf = new Map<number, number>()

  private constructor(options: RunOptions, stage: RoomStage) {
    this.#options = options
    this.#stage = stage
  }

  static async open(options: RunOptions): Promise<Run> {
    const stage = await RoomStage.open(options.room, () => options.openStorage(), seedUpdate())
    return new Run(options, stage)
  }

  async play(step: Step): Promise<void> {
    switch (step.do) {
      case 'arrive':
        return this.#arrive(step)
      case 'leave':
        this.#peers.get(step.peer)?.leave()
        this.#peers.delete(step.peer)
        return
      case 'reload':
        return this.#reload(step.peer)
      case 'edit':
        return this.#peers.get(step.peer)?.edit(step.kind, step.at)
      case 'point':
        return this.#peers.get(step.peer)?.point()
      case 'network':
        return this.#network(String(step.peer), step.event, step.frames)
      case 'storage':
        return this.#stage.storageBecomes(step.state)
      case 'server':
        return this.#server(step.event)
      case 'wait':
        return turns(step.turns)
      case 'settle':
        return this.#settle()
    }
  }

  /** Brings everything to rest and newcomers in: then nothing may be missing, doubled or different. */
  async finish(): Promise<void> {
    await this.#settle()
    for (const newcomer of NEWCOMERS) this.#arrive(newcomer)
    await this.#settle()
    for (const peer of this.#peers.values()) checkWhole(peer.name, peer.doc)
    checkClaims(await this.#checkDisk(), this.#personOf)
  }

  async close(): Promise<void> {
    for (const peer of this.#peers.values()) peer.leave()
    await this.#stage.close()
  }

  #arrive(step: Step & { do: 'arrive' }): void {
    if (this.#peers.has(step.peer)) return
    const peer = new RandomPeer(step, {
      url: this.#stage.url,
      room: this.#stage.room,
      promised: this.#promised,
      left: this.#left,
    })
    this.#peers.set(step.peer, peer)
    this.#personOf.set(peer.doc.clientID, step.person)
  }

  #reload(name: number): void {
    const peer = this.#peers.get(name)
    if (peer === undefined) return
    peer.reload()
    this.#personOf.set(peer.doc.clientID, peer.person)
  }

  #network(peer: string, event: NetworkEvent, frames: number): void {
    const stage = this.#stage
    if (event === 'is cut off') stage.cut(peer, true)
    else if (event === 'is cut off unnoticed') stage.cut(peer, false)
    else if (event === 'is back') stage.mend(peer)
    else if (event === 'sends late') stage.hold(peer, 'incoming')
    else if (event === 'receives late') stage.hold(peer, 'outgoing')
    else if (event === 'catches up') stage.release(peer)
    else if (event === 'sends some') for (const socket of stage.line(peer).sockets) socket.letIn(frames)
    else for (const socket of stage.line(peer).sockets) socket.letOut(frames)
  }

  async #server(event: ServerEvent): Promise<void> {
    const peers = [...this.#peers.values()]
    switch (event) {
      case 'crashes':
        return this.#stage.crash(async () => {
          // What had left the old process may still arrive, and counts.
          await this.#until('the connections end', async () => peers.every((peer) => !peer.connected))
          await this.#checkDisk()
        })
      case 'restarts':
        return this.#stage.restart()
      case 'lets everybody go': {
        await this.#stage.heal()
        for (const { line } of peers) this.#stage.cut(line, true)
        await this.#until('the empty room is let go', async () => !this.#stage.isOpen)
        for (const { line } of peers) this.#stage.mend(line)
        return
      }
      case 'asks for rights again':
        return this.#stage.closePeers()
      case 'is overtaken by another':
        return this.#stage.overtake(false)
      case 'sleeps, and another takes the room':
        return this.#stage.overtake(true)
      case 'that sleeps wakes':
        return this.#stage.wake()
    }
  }

  async #settle(): Promise<void> {
    await this.#stage.heal()
    const peers = [...this.#peers.values()]
    await this.#until('everybody is in step with the disk', async () => {
      for (const { name, closed } of peers)
        hold(closed === null, `${name} was closed for good with ${closed}`)
      if (!peers.every((peer) => peer.rests)) return false
      const [first, ...others] = new Set(peers.map((peer) => contentOf(peer.doc)))
      if (others.length > 0) return false
      return first === undefined || first === contentOf(documentOf(await this.#stored()))
    })
    this.#checkComplaints()
  }

  async #checkDisk(): Promise<StoredRoom> {
    const stored = await this.#stored()
    checkStored(stored, this.#promised)
    this.#checkComplaints()
    return stored
  }

  #checkComplaints(): void {
    const [complaint] = this.#stage.complaints
    hold(complaint === undefined, `the server says: ${complaint}`)
  }

  #stored(): Promise<StoredRoom> {
    return storedRoom(this.#options.openLog(), this.#stage.room)
  }

  /** Waits for something that must come by itself. */
  async #until(what: string, comes: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + this.#options.restMaxMs
    while (!(await comes())) {
      if (performance.now() > end)
        throw new Broken(`it never came that ${what}: ${await this.#whereEverybodyIs()}`)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  }

  async #whereEverybodyIs(): Promise<string> {
    const disk = contentOf(documentOf(await this.#stored()))
    const states = [...this.#peers.values()].map((peer) => {
      const same = contentOf(peer.doc) === disk ? 'the disk’s content' : 'another content'
      return `${peer.name} ${peer.rests ? 'rests' : peer.connected ? 'is connected' : 'is away'} with ${same}`
    })
    return [...states, ...this.#stage.complaints].join('; ')
  }
}

/** So many turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** What a room is created with. */
function seedUpdate(): Uint8Array {
  const doc = new Y.Doc()
  sharedDocument(doc).text.insert(0, 'The beginning.')
  return Y.encodeStateAsUpdate(doc)
}
