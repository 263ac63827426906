import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Drain } from './drain.ts'
import { frameMessages, sentBytes, writeFrames } from './peer-socket.ts'
import { SYNC_STEP_1, syncMessage } from './protocol.ts'
import { eventually, raw, serve } from './testing/room-harness.ts'
import { textUpdate } from './testing/room-server.ts'

/** More than the loopback's own buffers take (a few MB), so that the server's queue stays. */
const MUCH_BYTES = 24 * 1024 * 1024
const LEAST_BYTES = 192 * 1024

let server: WebSocketServer | null = null
afterEach(async () => {
  if (server === null) return
  for (const socket of server.clients) socket.terminate()
  server.close()
  await once(server, 'close')
  server = null
})

/** Where `ws` 8 keeps its TCP socket. */
function tcp(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket
}

const UPGRADE = [
  'GET / HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
]

test('S2 a queue that moves is left alone however long it is, and one that does not is found after twelve rounds', async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  // Reads only what the test takes.
  const line = connect(port, '127.0.0.1')
  line.write(`${UPGRADE.join('\r\n')}\r\n\r\n`)
  const [socket] = (await once(server, 'connection')) as [WebSocket] // the event's one argument that matters
  const drain = new Drain(socket, LEAST_BYTES)
  expect(drain.isStuck(false)).toBe(false)
  for (let part = 0; part < 24; part++) writeFrames(socket, frameMessages([Buffer.alloc(MUCH_BYTES / 24)]))
  expect(socket.bufferedAmount).toBeGreaterThan(MUCH_BYTES / 2)
  // What the kernel takes at first is movement.
  await eventually(() => expect(drain.isStuck(true)).toBe(true))
  // Then something leaves, though what was queued behind one write counts as queued to its last byte.
  for (let time = 0; time < 2; time++) {
    const before = sentBytes(socket)
    while (sentBytes(socket) - before < LEAST_BYTES) {
      if (line.read() === null) await once(line, 'readable')
    }
    expect(socket.bufferedAmount).toBeGreaterThan(0)
    const rounds = Array.from({ length: 13 }, () => drain.isStuck(true))
    expect(rounds).toEqual([...Array.from({ length: 12 }, () => false), true])
    expect(drain.isSlow).toBe(true)
  }
  drain.isStuck(false)
  expect([drain.isStuck(true), drain.isStuck(true), drain.isSlow]).toEqual([false, false, false])
  line.destroy()
})

test('S2 a reader who takes nothing of what is queued for her is ended, pongs or not', async () => {
  const rooms = await serve({ limits: { keepaliveMs: 100, stallBytes: 64 * 1024 } })
  await rooms.rooms.create('room', textUpdate('x'.repeat(MUCH_BYTES)))
  const eve = await raw(rooms, 'as=eve')
  tcp(eve.socket).pause()
  eve.socket.send(syncMessage(SYNC_STEP_1, new Uint8Array([0])))
  const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])
  const pongs = setInterval(() => tcp(eve.socket).write(pong), 20)
  try {
    await eventually(() => expect(rooms.socketsOf('eve')[0]?.bufferedAmount).toBeGreaterThan(64 * 1024))
    await eventually(() => expect(rooms.socketsOf('eve')[0]?.readyState).toBe(WebSocket.CLOSED))
    await eventually(() => expect(rooms.rooms.counts.peers).toBe(0))
  } finally {
    clearInterval(pongs)
  }
})
