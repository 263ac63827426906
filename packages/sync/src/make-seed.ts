import { randomInt, randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { foldUpdates } from './fold-updates.ts'
import { type RoomManners, writeManners } from './room-manners.ts'
import { type RoomSeed, SERVER_AUTHOR } from './update-log.ts'

/**
 * How a room with this content begins: all of it is the server's, which goes on under a Yjs client id of its own.
 * @param mannersOf what a document says of how its people are shown
 */
export function makeSeed(update: Uint8Array, mannersOf?: (doc: Y.Doc) => RoomManners): RoomSeed {
  const snapshot = foldUpdates([update])
  const clients = new Set(Y.decodeStateVector(snapshot.stateVector).keys())
  let serverClient = randomClient()
  while (clients.has(serverClient)) serverClient = randomClient()
  const claims = [...clients, serverClient].map((client) => ({ client, authorId: SERVER_AUTHOR }))
  const seed = { ...snapshot, epoch: randomUUID(), serverClient, claims }
  if (mannersOf === undefined) return seed
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  const manners = writeManners(mannersOf(doc))
  doc.destroy()
  return { ...seed, manners }
}

/** Yjs client ids are unsigned 32-bit numbers. */
function randomClient(): number {
  return randomInt(1, 2 ** 32)
}
