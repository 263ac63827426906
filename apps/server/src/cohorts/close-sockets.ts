import type { Context } from '../context.ts'

/** Closes a person's sockets on every board: they come back and her rights are read anew. */
export function closeSocketsOf(context: Pick<Context, 'rooms'>, personId: string): void {
  context.rooms.closePeers(null, (peer) => peer.authorId === personId, 'rights_changed')
}
