import { readAskedClocks } from './asked-clocks.ts'
import type { Audience } from './audience.ts'
import { addsContent, type CheckedUpdate, StructureRefused } from './check-update.ts'
import type { Intake } from './intake.ts'
import type { Peer } from './peer.ts'
import { type ClientMessage, parseClientMessage } from './protocol.ts'
import type { RoomDocument } from './room-document.ts'
import type { RoomSurroundings } from './room-surroundings.ts'
import type { Refuse } from './room-writer.ts'
import type { Clocks } from './stored-state.ts'

/** What taking messages needs of the room. */
export interface ReceptionOptions<A> {
  intake: Intake<Peer<A>>
  audience: Audience<A>
  document: RoomDocument<A>
  around: Pick<RoomSurroundings<A>, 'limits' | 'now'>
  /** How far the durable document goes. */
  clocks(): Clocks
  /** Why nothing may be added at present; null when it may. */
  fullness(): 'room_full' | 'overloaded' | null
  /** Whether something in the room is on its way to the disk. */
  writing(): boolean
  /** The room has something to do at the next tick. */
  wake(urgent: boolean): void
  refuse: Refuse<A>
}

/** Takes what peers send: questions are answered, updates are checked and queued for the tick. */
export class Reception<A> {
  readonly #options: ReceptionOptions<A>

  constructor(options: ReceptionOptions<A>) {
    this.#options = options
  }

  /** Takes one message from a peer; a bad one closes that peer's socket and nobody else's. */
  receive(peer: Peer<A>, bytes: Uint8Array): void {
    const { around, refuse } = this.#options
    if (bytes.length > around.limits.frameBytes) refuse(peer, 'too_large')
    else this.#parse(peer, bytes)
  }

  #parse(peer: Peer<A>, bytes: Uint8Array): void {
    const { around, refuse } = this.#options
    try {
      // What a message is, is said by the parser alone: a second opinion would let updates pass for something else.
      const message = readFromPeer(() => parseClientMessage(bytes))
      if (peer.spend(message.type === 'update', around.now())) this.#handle(peer, message)
      else refuse(peer, 'rate_limited')
    } catch (err) {
      // Whatever goes wrong past reading is our fault, and coming back may help.
      refuse(peer, err instanceof StructureRefused ? err.reason : 'internal', err)
    }
  }

  #handle(peer: Peer<A>, message: ClientMessage): void {
    const { audience, wake } = this.#options
    switch (message.type) {
      case 'step1':
        if (this.#mayAsk(peer)) {
          const { stateVector } = message
          const known = this.#options.clocks()
          audience.sendState(
            peer,
            readFromPeer(() => readAskedClocks(stateVector, known)),
          )
        }
        break
      case 'update':
        this.#receiveUpdate(peer, message.update, message.handshake)
        break
      case 'awareness':
        this.#receiveCursor(peer, message.body)
        if (audience.hasCursorChanges) wake(false)
        break
      case 'query_awareness':
        if (this.#mayAsk(peer)) audience.sendCursors(peer)
        break
      case 'standing':
        if (message.standing === 'leaves') peer.farewell()
        // who only reads has no words on their way, whatever she says: nobody waits for her
        else if (peer.access === 'write') audience.attendance.report(peer, message.standing === 'behind')
    }
  }

  #receiveCursor(peer: Peer<A>, body: Uint8Array): void {
    const { audience, intake, around } = this.#options
    const startMs = around.now()
    // Dropped unread: her client says now and then where she is.
    if (peer.person.timeToWaitMs(startMs) > 0) return
    try {
      readFromPeer(() =>
        audience.receiveCursor(peer, body, (client) => intake.owners.show(client, peer.authorId)),
      )
    } finally {
      const endMs = around.now()
      peer.person.chargeTime(endMs - startMs, endMs)
    }
  }

  #mayAsk(peer: Peer<A>): boolean {
    if (peer.spendQuestion(this.#options.around.now())) return true
    this.#options.refuse(peer, 'rate_limited')
    return false
  }

  #receiveUpdate(peer: Peer<A>, update: Uint8Array, handshake: boolean): void {
    const taken = this.#takeUpdate(peer, update, handshake)
    if (!taken || !handshake) return
    for (const held of peer.unread.takeHeld()) {
      if (!this.#takeUpdate(peer, held, true)) return
    }
  }

  /** Checks an update and queues it for the tick; false when the peer was closed. */
  #takeUpdate(peer: Peer<A>, update: Uint8Array, handshake: boolean): boolean {
    const { intake, around, refuse } = this.#options
    let checked: CheckedUpdate
    const startMs = around.now()
    try {
      checked = intake.check(update, peer.authorId, (operations) =>
        peer.person.chargeOperations(operations, around.now()),
      )
    } catch (err) {
      const reason = err instanceof StructureRefused ? err.reason : 'internal'
      // Somebody who types while the connection opens sends what follows her offline edits before them.
      if (reason === 'clock_gap' && !handshake && peer.access === 'write' && this.#hold(peer, update))
        return true
      refuse(peer, reason, err)
      return false
    } finally {
      const endMs = around.now()
      peer.person.chargeTime(endMs - startMs, endMs)
    }
    const changesNothing = checked.clocks.size === 0 && checked.deletions.size === 0
    const newClients = checked.newClients.length
    if (peer.access === 'read') this.#takeFromReader(peer, checked, changesNothing)
    else if (!intake.owners.hasRoomFor(newClients, peer.authorId, peer)) refuse(peer, 'too_many_clients')
    else if (this.#options.fullness() !== null && addsContent(checked))
      refuse(peer, this.#options.fullness() ?? 'room_full')
    else if (!this.#hasRoomFor(peer, checked.update)) refuse(peer, 'overloaded')
    else if (!peer.person.spendClients(newClients, around.now())) refuse(peer, 'rate_limited')
    else if (changesNothing && !this.#options.writing()) acknowledge(peer)
    else {
      intake.push(peer, checked)
      this.#options.wake(true)
    }
    return !peer.closed
  }

  /** A copy's step 2 names every deletion it knows, so only the document can tell that none is new. */
  #takeFromReader(peer: Peer<A>, checked: CheckedUpdate, changesNothing: boolean): void {
    const { document, around, refuse } = this.#options
    if (changesNothing) acknowledge(peer)
    else if (checked.clocks.size > 0) refuse(peer, 'read_only')
    else
      document.use(
        (live) => {
          const startMs = around.now()
          const isKnown = live.hasDeleted(checked.deletions)
          peer.person.chargeTime(around.now() - startMs, around.now())
          if (isKnown) acknowledge(peer)
          else refuse(peer, 'read_only')
        },
        (err) => refuse(peer, 'internal', err),
      )
  }

  /** Whoever waits for her share of the time leaves room for the others. */
  #hasRoomFor(peer: Peer<A>, update: Uint8Array): boolean {
    const { intake, around } = this.#options
    const { pendingBytes, personPendingBytes } = around.limits
    if (intake.bytes + update.length > pendingBytes) return false
    if (peer.person.timeToWaitMs(around.now()) === 0) return true
    return intake.bytesOf(peer.authorId) + update.length <= personPendingBytes
  }

  #hold(peer: Peer<A>, update: Uint8Array): boolean {
    const { intake, around } = this.#options
    return intake.bytes + update.length <= around.limits.pendingBytes && peer.unread.hold(update)
  }
}

/** One more of this peer's frames needs no storing. */
function acknowledge<A>(peer: Peer<A>): void {
  peer.countDurable(1)
  peer.acknowledge()
}

/** Reads bytes of a peer; what goes wrong with them is the sender's doing. */
function readFromPeer<T>(read: () => T): T {
  try {
    return read()
  } catch (err) {
    throw err instanceof StructureRefused ? err : new StructureRefused('malformed')
  }
}
