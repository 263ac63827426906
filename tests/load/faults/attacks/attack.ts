import { BOARD_ROOT } from '@tablee/board'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Attacker, AttackSocket } from '../attacker.ts'
import type { Random } from '../random.ts'
import { Y_WEBSOCKET } from '../wire.ts'

/** One kind of attack, done once; gives the close codes that it met, null where the server kept the socket. */
export type Attack = (attacker: Attacker, random: Random) => Promise<readonly (number | null)[]>

/** Kinds of attack by what they are. */
export type Attacks = Readonly<Record<string, Attack>>

/** An attack that is one or a few messages on a socket of its own. */
export function says(
  messages: (attacker: Attacker, random: Random) => readonly (Uint8Array | string)[],
): Attack {
  return (attacker, random) => onSocket(attacker, (socket) => socket.send(...messages(attacker, random)))
}

/** Does something on a socket and leaves it. */
export async function onSocket(
  attacker: Attacker,
  work: (socket: AttackSocket) => Promise<number | null>,
): Promise<readonly (number | null)[]> {
  const socket = await attacker.open()
  try {
    return [await work(socket)]
  } finally {
    socket.leave()
  }
}

/** An update message whose body is written by hand. */
export function handMade(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return Y_WEBSOCKET.sync(2, encoding.encode(write))
}

/** The beginning of an update: so many clients, so many structs of the first, from this clock on. */
export function updateHead(
  encoder: encoding.Encoder,
  head: { clients: number; structs: number; client: number; clock: number },
): void {
  encoding.writeVarUint(encoder, head.clients)
  encoding.writeVarUint(encoder, head.structs)
  encoding.writeVarUint(encoder, head.client)
  encoding.writeVarUint(encoder, head.clock)
}

/** A Yjs client id that nobody has. */
export function anyClient(random: Random): number {
  return 1 + random.below(2 ** 31)
}

/** The updates that a document sends for so many changes of one key. */
export function changes(count: number, client: number): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let turn = 0; turn < count; turn++) doc.getMap(BOARD_ROOT).set('k', turn)
  doc.destroy()
  return updates
}
