import * as Y from 'yjs'
import { causalOrder } from './causal-order.ts'
import { countCuts } from './count-cuts.ts'
import { ROOM_LIMITS, type RoomLimits } from './limits.ts'
import { isNestedDeeper } from './nesting.ts'
import { type ScanBounds, UpdateScan } from './scan-update.ts'
import { type Struct, StructIndex } from './struct-index.ts'
import { StructureRefused } from './structure-refused.ts'
import { SERVER_AUTHOR } from './update-log.ts'

export { StructureRefused }

/** What depends on the documents that a room holds. */
export type StructureLimits = Pick<RoomLimits, 'listMembers' | 'nestedTypes'>

/** What the check must know of a room; nothing of it needs a live document. */
export interface StructureContext {
  authorId: string
  /** The author who first used this client id here, if any. */
  ownerOf(client: number): string | undefined
  /** The author whose connection shows a cursor under this client id, or showed one, if any. */
  shownBy?(client: number): string | undefined
  /** Next clock of a client in the durable state: all that anybody can have seen. */
  committedClock(client: number): number
  /** The same, counting updates that wait for their tick. */
  pendingClock(client: number): number
  /** The root types that the room takes; null for any. */
  roots: ReadonlySet<string> | null
  /** How much lists and nesting one update may hold; the usual when left out. */
  structure?: StructureLimits
  /** Told how many operations and deleted ranges were read: they cost the server time, whatever becomes of them. */
  decoded?(operations: number): void
}

/** What an update would do, once it is known to be well formed. */
export interface CheckedUpdate {
  /** Client ids that the author uses for the first time. */
  newClients: number[]
  /** Next clock per client that has new operations. */
  clocks: Map<number, number>
  /** What is left of it to apply: without the clients of whom the room has everything that it holds. */
  update: Uint8Array
  /** Its operations; some of them the room may have already. */
  structs: readonly Struct[]
  deletions: DeletedRanges
}

/** Ranges of deleted operations by client. */
export type DeletedRanges = ReadonlyMap<number, readonly { clock: number; len: number }[]>

/** Clocks count operations; no honest history comes near, and beyond it integer arithmetic in Yjs gets slow. */
const CLOCK_MAX = 2 ** 31

/** First-used client ids in one update: every page load offline makes one. */
const NEW_CLIENTS_MAX = 256

/** New operations in one update that leave something in the room. */
const LIVE_OPERATIONS_MAX = 50_000

/** What may be read at all. Nothing of an update that holds more is built. */
const BOUNDS: Omit<ScanBounds, 'members'> = {
  /**
   * With those that only say that something was overwritten, which each cost the server 3 µs: dragging for a quarter of
   * an hour at 60 pictures a second without a network leaves 108,000.
   */
  operations: 150_000,
  /** A page load each: more than a room takes (`roomClients`), since a copy's deletions may name all of them. */
  clients: 40_000,
  /** A frame filled with drawn lines has 550,000. */
  values: 600_000,
  /** Deeper values overflow the stack of some browser long before that of the server. */
  valueDepth: 64,
}

/**
 * Deleted ranges that begin or end inside an operation of their own update; updates that were merged as bytes have some.
 * For each, Yjs moves all operations of that client that follow: 200,000 cuts before 50,000 operations took it 10 s.
 */
const CUTS_MAX = 1_000

/** Values that take as long to read as one operation. */
const VALUES_PER_OPERATION = 10

/**
 * Checks an update before it is applied (SPEC.md U1 to U5, U8, U11, U12).
 * @throws {StructureRefused} with the reason to close the sender's socket.
 */
export function checkUpdate(update: Uint8Array, context: StructureContext): CheckedUpdate {
  const decoded = decode(update, context)
  const newClients = new Set<number>()
  const clocks = new Map<number, number>()
  const references = new References(context)
  let operations = 0
  for (const [client, structs] of byClient(decoded.structs)) {
    const committed = context.committedClock(client)
    const owner = context.ownerOf(client)
    let reach = context.pendingClock(client)
    let isNew = false
    for (const struct of structs) {
      if (struct instanceof Y.Skip) throw new StructureRefused('clock_gap')
      const { clock } = struct.id
      const end = clock + struct.length
      if (end > CLOCK_MAX || struct.length < 1) throw new StructureRefused('malformed')
      // Yjs looks at what an operation builds on also where the room has the operation already.
      if (struct instanceof Y.Item) references.check(struct)
      // What the room has already is ignored otherwise: a second tab may bring it again.
      if (end <= committed) continue
      if (!isSpent(struct)) operations += 1
      if (operations > LIVE_OPERATIONS_MAX) throw new StructureRefused('forbidden_structure')
      if (!isNew) refuseForeign(client, owner, context)
      if (clock > reach) throw new StructureRefused('clock_gap')
      reach = Math.max(end, reach)
      isNew = true
      if (struct instanceof Y.Item) checkRoot(struct, context.roots)
    }
    if (!isNew) continue
    if (owner === undefined) newClients.add(client)
    clocks.set(client, reach)
  }
  const known = (client: number) => clocks.get(client) ?? context.pendingClock(client)
  references.refuseMissing(known)
  for (const [client, ranges] of decoded.deletions) {
    const isOwn = newClients.has(client) || context.ownerOf(client) === context.authorId
    const end = isOwn ? known(client) : context.committedClock(client)
    for (const range of ranges) {
      if (range.clock + range.len > end) throw new StructureRefused('clock_gap')
    }
  }
  if (newClients.size > NEW_CLIENTS_MAX) throw new StructureRefused('forbidden_structure')
  if (goesInCircles(decoded.structs)) throw new StructureRefused('malformed')
  return { newClients: [...newClients], clocks, ...decoded }
}

/** What the operations of one update say that they build on. */
class References {
  readonly #context: StructureContext
  /** Whose operations somebody refers to, one client after the other: most neighbours are of the same. */
  #client = -1
  /** So many operations of that client may be referred to; null for the author's own, which may come later in this update. */
  #end: number | null = null
  /** The last operation of each client, hers or nobody's so far, that something refers to. */
  readonly #own = new Map<number, number>()

  constructor(context: StructureContext) {
    this.#context = context
  }

  check(item: Y.Item): void {
    this.#check(item.origin, item.id)
    this.#check(item.rightOrigin, item.id)
    // Before it is integrated, an item's parent is the id of an item, the name of a root, or null (its origin's).
    const parent: unknown = item.parent
    if (parent instanceof Y.ID) this.#check(parent, item.id)
  }

  /** @param known the next clock of a client, counting what this update brings */
  refuseMissing(known: (client: number) => number): void {
    for (const [client, clock] of this.#own) {
      if (clock >= known(client)) throw new StructureRefused('clock_gap')
    }
  }

  #check(id: Y.ID | null, from: Y.ID): void {
    if (id === null) return
    const { client, clock } = id
    if (client === from.client) {
      if (clock >= from.clock) throw new StructureRefused('malformed')
      return
    }
    if (client !== this.#client) {
      const owner = this.#context.ownerOf(client)
      const isOthers = owner !== undefined && owner !== this.#context.authorId
      this.#client = client
      this.#end = isOthers ? this.#context.committedClock(client) : null
    }
    if (this.#end !== null) {
      if (clock >= this.#end) throw new StructureRefused('clock_gap')
    } else if (clock > (this.#own.get(client) ?? -1)) this.#own.set(client, clock)
  }
}

/** Each client's operations, which stand together. */
function* byClient(structs: readonly Struct[]): Generator<[client: number, structs: readonly Struct[]]> {
  for (let from = 0; from < structs.length; ) {
    const client = structs[from]?.id.client ?? -1
    let to = from + 1
    while (structs[to]?.id.client === client) to += 1
    yield [client, to - from === structs.length ? structs : structs.slice(from, to)]
    from = to
  }
}

function refuseForeign(client: number, owner: string | undefined, context: StructureContext): void {
  const holder = owner ?? context.shownBy?.(client)
  if (owner === SERVER_AUTHOR || (holder !== undefined && holder !== context.authorId)) {
    throw new StructureRefused('foreign_client', client)
  }
}

/** Whether an update brings something that stays: not only deletions, and marks of what was deleted. */
export function addsContent({ clocks, structs }: CheckedUpdate): boolean {
  return clocks.size > 0 && structs.some((struct) => !isSpent(struct))
}

/** Whether only the mark of a deleted operation is left of it. */
function isSpent(struct: Struct): boolean {
  return !(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted
}

function decode(
  update: Uint8Array,
  context: StructureContext,
): Pick<CheckedUpdate, 'update' | 'structs' | 'deletions'> {
  const { listMembers, nestedTypes } = context.structure ?? ROOM_LIMITS
  const bounds = { ...BOUNDS, members: listMembers }
  const scan = new UpdateScan(update, bounds, (client) => context.committedClock(client))
  try {
    scan.run()
  } finally {
    context.decoded?.(scan.operations + Math.floor(scan.values / VALUES_PER_OPERATION))
  }
  const rest = scan.rest()
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(rest)
  } catch {
    // Text that is no UTF-8 or no JSON. The cause is somebody's broken bytes; the reason says all there is to know.
    throw new StructureRefused('malformed')
  }
  const { structs, ds } = decoded
  if (scan.types > nestedTypes && isNestedDeeper(structs, nestedTypes)) {
    throw new StructureRefused('forbidden_structure')
  }
  if (countCuts(structs, ds.clients) > CUTS_MAX) throw new StructureRefused('forbidden_structure')
  return { update: rest, structs, deletions: ds.clients }
}

function checkRoot(item: Y.Item, roots: ReadonlySet<string> | null): void {
  const parent: unknown = item.parent
  if (typeof parent === 'string' && roots !== null && !roots.has(parent)) {
    throw new StructureRefused('forbidden_structure')
  }
}

/** Of one client's operations alone none builds on a later one: that was looked at. */
function goesInCircles(structs: readonly Struct[]): boolean {
  if (structs[0]?.id.client === structs.at(-1)?.id.client) return false
  return causalOrder(new StructIndex(structs)) === null
}
