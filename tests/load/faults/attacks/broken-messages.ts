import { BOARD_ROOT } from '@tablee/board'
import { FRAME_MAX_BYTES } from '@tablee/sync'
import * as encoding from 'lib0/encoding'
import { Y_WEBSOCKET } from '../wire.ts'
import { type Attacks, anyClient, handMade, onSocket, says, updateHead } from './attack.ts'

const { sync } = Y_WEBSOCKET

/** Bytes that are no message, or not quite. */
export const BROKEN_MESSAGES: Attacks = {
  'random bytes': says((_, random) => [random.bytes(200)]),
  'a text frame': says(() => ['{"hello":"you"}']),
  'an empty message': says(() => [new Uint8Array()]),
  'an unknown type': says(() => [new Uint8Array([77, 1, 2, 3])]),
  'an unknown kind of sync message': says(() => [new Uint8Array([0, 9, 1, 0])]),
  'a number that does not end': says(() => [
    new Uint8Array([0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]),
  ]),
  'a body longer than the message': says(() => [
    encoding.encode((encoder) => {
      for (const number of [0, 2, 2 ** 31]) encoding.writeVarUint(encoder, number)
    }),
  ]),
  'an update of random bytes': says((_, random) => [sync(2, random.bytes(100))]),
  'a cut update': says((attacker) => {
    const update = attacker.update((doc) => doc.getMap(BOARD_ROOT).set('shape:a', 'x'.repeat(500)))
    return [sync(2, update.subarray(0, update.length - 9))]
  }),
  'an update of four billion clients': says(() => [
    handMade((encoder) => updateHead(encoder, { clients: 2 ** 32, structs: 1, client: 5, clock: 0 })),
  ]),
  'an update of four billion structs': says(() => [
    handMade((encoder) => updateHead(encoder, { clients: 1, structs: 2 ** 32, client: 5, clock: 0 })),
  ]),
  'a struct of length zero, many times': says((_, random) => [
    handMade((encoder) => {
      updateHead(encoder, { clients: 1, structs: 2_000_000, client: anyClient(random), clock: 0 })
      for (let struct = 0; struct < 2_000_000; struct++) {
        encoding.writeUint8(encoder, 0)
        encoding.writeVarUint(encoder, 0)
      }
      encoding.writeVarUint(encoder, 0)
    }),
  ]),
  'a clock beyond every history': says((_, random) => [
    handMade((encoder) => {
      updateHead(encoder, { clients: 1, structs: 1, client: anyClient(random), clock: 2 ** 52 })
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, 2 ** 31)
      encoding.writeVarUint(encoder, 0)
    }),
  ]),
  'a deletion of everything of everybody': says((attacker) => [
    handMade((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, attacker.others.length)
      for (const client of attacker.others)
        for (const number of [client, 1, 0, 2 ** 31]) encoding.writeVarUint(encoder, number)
    }),
  ]),
  'a hundred thousand deletions': says((attacker) => [
    handMade((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, 1)
      for (const number of [attacker.others[0] ?? 1, 300_000]) encoding.writeVarUint(encoder, number)
      for (let range = 0; range < 300_000; range++) {
        encoding.writeVarUint(encoder, range * 2)
        encoding.writeVarUint(encoder, 1)
      }
    }),
  ]),
  'a question of random bytes': says((_, random) => [sync(0, random.bytes(60))]),
  'a question about a million clients': says(() => [
    sync(
      0,
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 400_000)
        for (let client = 0; client < 400_000; client++) {
          encoding.writeVarUint(encoder, 2 ** 31 + client)
          encoding.writeVarUint(encoder, 1)
        }
      }),
    ),
  ]),
  'a frame above the limit': says(() => [new Uint8Array(FRAME_MAX_BYTES + 1)]),
  'an unmasked frame': (attacker) =>
    onSocket(attacker, (socket) => {
      socket.raw(new Uint8Array([0x82, 4, 0, 2, 1, 0]))
      return socket.send()
    }),
  'a compressed frame that nobody agreed on': (attacker) =>
    onSocket(attacker, (socket) => {
      socket.raw(new Uint8Array([0xc2, 0x84, 1, 2, 3, 4, 5, 6, 7, 8]))
      return socket.send()
    }),
  'a frame that claims eight exabytes': (attacker) =>
    onSocket(attacker, (socket) => {
      socket.raw(new Uint8Array([0x82, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4]))
      return socket.send()
    }),
  'a close frame of one byte': (attacker) =>
    onSocket(attacker, (socket) => {
      socket.raw(new Uint8Array([0x88, 0x81, 1, 2, 3, 4, 5]))
      return socket.send()
    }),
}
