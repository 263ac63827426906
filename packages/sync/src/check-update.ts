import * as Y from 'yjs'
import type { CloseReason } from './close-codes.ts'
import { SERVER_AUTHOR } from './update-log.ts'

/** What the check must know of a room; nothing of it needs a live document. */
export interface StructureContext {
  authorId: string
  /** The author who first used this client id here, if any. */
  ownerOf(client: number): string | undefined
  /** Next clock of a client in the durable state: all that anybody can have seen. */
  committedClock(client: number): number
  /** The same, counting updates that wait for their tick. */
  pendingClock(client: number): number
  /** The root types that the room takes; null for any. */
  roots: ReadonlySet<string> | null
}

/** What an update would do, once it is known to be well formed. */
export interface CheckedUpdate {
  /** Client ids that the author uses for the first time. */
  newClients: number[]
  /** Next clock per client that has new operations. */
  clocks: Map<number, number>
  deletions: DeletedRanges
}

/** Ranges of deleted operations by client. */
export type DeletedRanges = ReadonlyMap<number, readonly { clock: number; len: number }[]>

/** Why an update was not taken. */
export class StructureRefused extends Error {
  override readonly name = 'StructureRefused'
  readonly reason: CloseReason
  constructor(reason: CloseReason) {
    super(reason)
    this.reason = reason
  }
}

/** Clocks count operations; no honest history comes near, and beyond it integer arithmetic in Yjs gets slow. */
const CLOCK_MAX = 2 ** 31

/** First-used client ids in one update: every page load offline makes one. */
const NEW_CLIENTS_MAX = 256

/**
 * New operations in one update: a board filled to its limit has half as many, and each costs the server time. What was
 * overwritten since does not count, since a drag leaves thousands behind; the size of a frame bounds it.
 */
const OPERATIONS_MAX = 50_000

/** Deeper values overflow the stack of some browser long before that of the server. */
const VALUE_DEPTH_MAX = 64

/** `ContentDoc`, `ContentEmbed`, `ContentBinary` and `ContentJSON` (a legacy form) have no use here. */
const CONTENT_TYPES: ReadonlySet<unknown> = new Set([
  Y.ContentAny,
  Y.ContentString,
  Y.ContentFormat,
  Y.ContentDeleted,
  Y.ContentType,
])

/**
 * Checks an update before it is applied (SPEC.md U1 to U5).
 * @throws {StructureRefused} with the reason to close the sender's socket.
 */
export function checkUpdate(update: Uint8Array, context: StructureContext): CheckedUpdate {
  const decoded = decode(update)
  const newClients = new Set<number>()
  const clocks = new Map<number, number>()
  let operations = 0
  const isOwn = (client: number) => newClients.has(client) || context.ownerOf(client) === context.authorId
  const known = (client: number) => clocks.get(client) ?? context.pendingClock(client)
  /** References to own operations that may come later in this update. */
  const ownReferences: Y.ID[] = []
  const reference = (id: Y.ID | null, from: Y.ID) => {
    if (id === null) return
    if (id.client === from.client) {
      if (id.clock >= from.clock) throw new StructureRefused('malformed')
    } else if (isOwn(id.client) || context.ownerOf(id.client) === undefined) {
      ownReferences.push(id)
    } else if (id.clock >= context.committedClock(id.client)) {
      throw new StructureRefused('clock_gap')
    }
  }

  for (const struct of decoded.structs) {
    if (struct instanceof Y.Skip) throw new StructureRefused('clock_gap')
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (end > CLOCK_MAX || struct.length < 1) throw new StructureRefused('malformed')
    // What the room has already is ignored by Yjs: a second tab may bring it again.
    if (end <= context.committedClock(client)) continue
    if (!isSpent(struct)) operations += 1
    if (operations > OPERATIONS_MAX) throw new StructureRefused('forbidden_structure')
    const owner = newClients.has(client) ? context.authorId : context.ownerOf(client)
    if (owner === SERVER_AUTHOR || (owner !== undefined && owner !== context.authorId)) {
      throw new StructureRefused('foreign_client')
    }
    if (clock > known(client)) throw new StructureRefused('clock_gap')
    if (owner === undefined) newClients.add(client)
    clocks.set(client, Math.max(end, known(client)))
    if (struct instanceof Y.Item) checkItem(struct, context.roots, reference)
  }
  for (const id of ownReferences) {
    if (id.clock >= known(id.client)) throw new StructureRefused('clock_gap')
  }
  for (const [client, ranges] of decoded.ds.clients) {
    const end = isOwn(client) ? known(client) : context.committedClock(client)
    for (const range of ranges) {
      if (range.clock + range.len > end) throw new StructureRefused('clock_gap')
    }
  }
  if (newClients.size > NEW_CLIENTS_MAX) throw new StructureRefused('forbidden_structure')
  return { newClients: [...newClients], clocks, deletions: decoded.ds.clients }
}

/** Whether only the mark of a deleted operation is left of it. */
function isSpent(struct: Y.Item | Y.GC): boolean {
  return struct instanceof Y.GC || struct.content instanceof Y.ContentDeleted
}

function decode(update: Uint8Array) {
  try {
    return Y.decodeUpdate(update)
  } catch {
    // The cause is somebody's broken bytes; the reason says all there is to know.
    throw new StructureRefused('malformed')
  }
}

function checkItem(
  item: Y.Item,
  roots: ReadonlySet<string> | null,
  reference: (id: Y.ID | null, from: Y.ID) => void,
): void {
  reference(item.origin, item.id)
  reference(item.rightOrigin, item.id)
  // Before it is integrated, an item's parent is the id of an item, the name of a root, or null (its origin's).
  const parent: unknown = item.parent
  if (parent instanceof Y.ID) reference(parent, item.id)
  else if (typeof parent === 'string' && roots !== null && !roots.has(parent)) {
    throw new StructureRefused('forbidden_structure')
  }
  if (!CONTENT_TYPES.has(item.content.constructor)) throw new StructureRefused('forbidden_structure')
  const values = item.content instanceof Y.ContentAny ? item.content.getContent() : []
  if (values.some((value) => isDeeper(value, VALUE_DEPTH_MAX)))
    throw new StructureRefused('forbidden_structure')
  if (item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlHook) {
    throw new StructureRefused('forbidden_structure')
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  if (depth === 0) return true
  return Object.values(value).some((inner) => isDeeper(inner, depth - 1))
}
