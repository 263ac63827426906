import * as Y from 'yjs'
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
