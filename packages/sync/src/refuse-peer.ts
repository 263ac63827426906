import type { CloseReason } from './close-codes.ts'
import type { Peer } from './peer.ts'
import type { RoomLogger } from './room-surroundings.ts'
import { StructureRefused } from './structure-refused.ts'

/** Closes a peer for what it asked or sent: says so in the log, and tells it whose client id it came with. */
export function refusePeer<A>(
  peer: Peer<A>,
  of: { room: string; reason: CloseReason; err: unknown; logger: RoomLogger },
): void {
  const { room, reason, err, logger } = of
  const takenClient = err instanceof StructureRefused ? err.client : null
  const facts = { room, authorId: peer.authorId, reason }
  if (reason === 'internal')
    logger.error({ ...facts, err }, 'peer closed: what it asked or sent met a fault of ours')
  else logger.warn(facts, 'peer closed')
  if (takenClient !== null) peer.notify({ kind: 'taken', client: takenClient })
  peer.close(reason)
}
