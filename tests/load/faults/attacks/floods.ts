import { BOARD_ROOT } from '@tablee/board'
import { FRAME_MAX_BYTES } from '@tablee/sync'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Attacker, AttackSocket } from '../attacker.ts'
import { pause } from '../board-client.ts'
import { Y_WEBSOCKET } from '../wire.ts'
import { type Attacks, anyClient, changes, onSocket, says } from './attack.ts'

const { sync, cursor } = Y_WEBSOCKET

const CROWD = 100

/** Too much of what is allowed, or nothing at all. */
export const FLOODS: Attacks = {
  'two thousand questions for the document': says(() =>
    Array.from({ length: 2_000 }, () => sync(0, new Uint8Array([0]))),
  ),
  'two thousand questions for all cursors': says(() =>
    Array.from({ length: 2_000 }, () => new Uint8Array([3])),
  ),
  'two thousand messages at once': says((_, random) => {
    const client = anyClient(random)
    return Array.from({ length: 2_000 }, (_one, clock) => cursor(client, clock + 1, '{}'))
  }),
  'two thousand honest updates at once': says((_, random) =>
    changes(2_000, anyClient(random)).map((update) => sync(2, update)),
  ),
  'twenty megabytes at once': says((_, random) => {
    const bytes = random.bytes(1_000)
    return Array.from({ length: 20 }, () =>
      sync(1, Buffer.concat([new Uint8Array([0, 0]), ...Array.from({ length: 1_000 }, () => bytes)])),
    )
  }),
  'ten thousand pings': (attacker) =>
    onSocket(attacker, (socket) => {
      const ping = new Uint8Array([0x89, 0x80, 1, 2, 3, 4])
      socket.raw(Buffer.concat(Array.from({ length: 10_000 }, () => ping)))
      return socket.send()
    }),
  'ten thousand pongs that nobody asked for': (attacker) =>
    onSocket(attacker, (socket) => {
      const pong = new Uint8Array([0x8a, 0x80, 1, 2, 3, 4])
      socket.raw(Buffer.concat(Array.from({ length: 10_000 }, () => pong)))
      return socket.send()
    }),
  'a hundred thousand empty pieces': (attacker) =>
    onSocket(attacker, (socket) => {
      const first = new Uint8Array([0x02, 0x80, 1, 2, 3, 4])
      const piece = new Uint8Array([0x00, 0x80, 1, 2, 3, 4])
      socket.raw(Buffer.concat([first, ...Array.from({ length: 100_000 }, () => piece)]))
      return socket.send()
    }),
  'four thousand updates whose numbers are padded': says((_, random) =>
    changes(4_000, anyClient(random)).map(padded),
  ),
  'the same 150,000 known operations, padded, again and again': says((_, random) => {
    const client = anyClient(random)
    const spent = padded(spentOperations(client, 150_000))
    return Array.from({ length: 20 }, () => spent)
  }),
  'twenty sockets with most of a message each': (attacker) =>
    onTwenty(attacker, (socket) => {
      const length = FRAME_MAX_BYTES - 1
      const piece = Buffer.alloc(14 + length)
      piece[0] = 0x02
      piece[1] = 0x80 | 127
      piece.writeBigUInt64BE(BigInt(length), 2)
      socket.raw(piece)
      return pongsFor(socket, 2_000)
    }),
  'twenty sockets whose updates wait for a handshake': (attacker, random) =>
    onTwenty(attacker, (socket) => {
      const gap = attacker.update(
        (doc) => doc.getMap(BOARD_ROOT).set('k', 'x'.repeat(900_000)),
        anyClient(random),
      )
      // Its second operation says that the first is missing.
      return socket.send(...[1, 2].map(() => Y_WEBSOCKET.sync(2, laterBy(gap, 1))))
    }),
  'twenty sockets with large cursors that come and go': (attacker, random) =>
    onTwenty(attacker, async (socket) => {
      const client = anyClient(random)
      const large = JSON.stringify({ x: 'x'.repeat(4_000) })
      for (let clock = 1; clock < 60 && socket.isOpen; clock++) {
        void socket.send(cursor(client, clock, clock % 2 === 0 ? 'null' : large))
        await pause(30)
      }
      return socket.closedWith
    }),
  'a message in a hundred thousand pieces': (attacker) =>
    onSocket(attacker, (socket) => {
      const first = new Uint8Array([0x02, 0x81, 1, 2, 3, 4, 5])
      const piece = new Uint8Array([0x00, 0x81, 1, 2, 3, 4, 5])
      socket.raw(Buffer.concat([first, ...Array.from({ length: 100_000 }, () => piece)]))
      return socket.send()
    }),
  'a hundred sockets that come and go': async (attacker) => {
    const sockets = await Promise.all(Array.from({ length: CROWD }, () => attacker.open()))
    for (const socket of sockets) socket.leave()
    return []
  },
  'a hundred sockets that ask and never read': async (attacker) => {
    const sockets = await Promise.all(Array.from({ length: CROWD }, () => attacker.open()))
    const question = sync(0, new Uint8Array([0]))
    for (const socket of sockets) socket.sleep()
    const codes = await Promise.all(
      sockets.map((socket) => socket.send(...Array.from({ length: 15 }, () => question))),
    )
    for (const socket of sockets) socket.leave()
    return codes
  },
  'a hundred sockets that lack all but one operation': async (attacker) => {
    const sockets = await Promise.all(Array.from({ length: CROWD }, () => attacker.open()))
    const question = sync(0, Y.encodeStateVector(new Map([[attacker.others[0] ?? 1, 1]])))
    const codes = await Promise.all(
      sockets.map((socket) => socket.send(...Array.from({ length: 15 }, () => question))),
    )
    for (const socket of sockets) socket.leave()
    return codes
  },
  'a hundred sockets that each lack something else': async (attacker) => {
    const sockets = await Promise.all(Array.from({ length: CROWD }, () => attacker.open()))
    const codes = await Promise.all(
      sockets.map(async (socket, index) => {
        // of a crowd some are closed before they are told anything
        const state = await Promise.race([socket.state, pause(1_000).then(() => new Uint8Array([0]))])
        const clocks = [...Y.decodeStateVector(state)]
        // each time half of what somebody else wrote
        const questions = Array.from({ length: 15 }, (_, time) => {
          const lacks = (index + time) % Math.max(1, clocks.length)
          const copy = clocks.map(
            ([client, clock], at) => [client, at === lacks ? clock >> 1 : clock] as const,
          )
          return sync(0, Y.encodeStateVector(new Map(copy)))
        })
        return socket.send(...questions)
      }),
    )
    for (const socket of sockets) socket.leave()
    return codes
  },
  'small frames after the refusal': async (attacker) => {
    const socket = await attacker.open()
    socket.sleep()
    const frame = Buffer.from([0x82, 0x82, 0, 0, 0, 0, 255, 255])
    const frames = Buffer.concat(Array.from({ length: 8_000 }, () => frame))
    for (let time = 0; time < 100; time++) {
      socket.raw(frames)
      await pause(10)
    }
    socket.leave()
    return [socket.closedWith]
  },
  'a hundred half-open connections': async (attacker) => {
    const sockets = Array.from({ length: CROWD }, () => attacker.connect())
    await pause(500)
    for (const socket of sockets) socket.destroy()
    return []
  },
  'a hundred handshakes, letter by letter': async (attacker) => {
    const sockets = Array.from({ length: CROWD }, () => attacker.connect())
    for (const letter of attacker.request.slice(0, 20)) {
      for (const socket of sockets) if (socket.writable) socket.write(letter)
      await pause(25)
    }
    for (const socket of sockets) socket.destroy()
    return []
  },
  'a hundred handshakes that are cut': async (attacker) => {
    const sockets = Array.from({ length: CROWD }, () => attacker.connect())
    for (const socket of sockets) socket.write(attacker.request)
    await pause(5)
    for (const socket of sockets) socket.resetAndDestroy()
    await pause(300)
    return []
  },
}

const SOCKETS_OF_ONE = 20

/** The same on as many sockets as one person may have, at once. */
async function onTwenty(
  attacker: Attacker,
  work: (socket: AttackSocket) => Promise<number | null>,
): Promise<readonly (number | null)[]> {
  const sockets = await Promise.all(Array.from({ length: SOCKETS_OF_ONE }, () => attacker.open()))
  const codes = await Promise.all(sockets.map(work))
  for (const socket of sockets) socket.leave()
  return codes
}

/** An update message whose two numbers take two bytes each, which lib0 reads like one. */
function padded(update: Uint8Array): Uint8Array {
  return Buffer.concat([new Uint8Array([0x80, 0, 0x82, 0]), sync(2, update).subarray(2)])
}

/** Operations of which only is left that they were deleted: each an own run, none of which stays on the board. */
function spentOperations(client: number, count: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, count, client, 0]) encoding.writeVarUint(encoder, number)
    for (let at = 0; at < count; at++) {
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeVarUint(encoder, 0)
  })
}

/** The update of one operation, as if so many of its client had come before. */
function laterBy(update: Uint8Array, clock: number): Uint8Array {
  const { structs } = Y.decodeUpdate(update)
  const [struct] = structs
  if (struct === undefined) throw new Error('an update of one operation')
  return encoding.encode((encoder) => {
    for (const number of [1, 1, struct.id.client, clock]) encoding.writeVarUint(encoder, number)
    // What follows the head is the same; a client id is written in as many bytes in both.
    const head = encoding.encode((other) => {
      for (const number of [1, 1, struct.id.client, 0]) encoding.writeVarUint(other, number)
    })
    encoding.writeUint8Array(encoder, update.subarray(head.length))
  })
}

/** Answers pings that nobody sent, so that a silent socket does not look dead; gives the close code, null while it stays. */
async function pongsFor(socket: AttackSocket, forMs: number): Promise<number | null> {
  const until = performance.now() + forMs
  while (socket.isOpen && performance.now() < until) {
    socket.raw(new Uint8Array([0x8a, 0x80, 1, 2, 3, 4]))
    await pause(100)
  }
  return socket.closedWith
}
