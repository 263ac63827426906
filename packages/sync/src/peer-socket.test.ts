import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { frameMessages, joinFrames, writeBoth, writeFrames } from './peer-socket.ts'

let server: WebSocketServer
afterEach(async () => {
  for (const socket of server.clients) socket.terminate()
  server.close()
  await once(server, 'close')
})

async function pair(perMessageDeflate: boolean) {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate })
  const received: Buffer[] = []
  client.on('message', (message: Buffer) => received.push(message))
  const [socket] = (await once(server, 'connection')) as [WebSocket] // the event's one argument that matters
  return { socket, client, received }
}

const SIZES = [0, 1, 125, 126, 65_535, 65_536, 300_000]
const messages = SIZES.map((size) => new Uint8Array(size).fill(size % 251))

test.each([
  ['written past the library', false],
  ['through the library where an extension is in use', true],
])('frames of every length arrive whole, in order, between ordinary messages: %s', async (_how, deflate) => {
  const { socket, client, received } = await pair(deflate)
  const flushed = new Promise<void>((resolve) => {
    socket.send(new Uint8Array([1]))
    writeFrames(socket, frameMessages(messages), resolve)
    socket.send(new Uint8Array([2]))
  })
  await flushed
  socket.close()
  await once(client, 'close')
  expect(received.map((message) => message.length)).toEqual([1, ...SIZES, 1])
  expect(
    received.slice(1, -1).every((message, index) => message.equals(messages[index] ?? new Uint8Array())),
  ).toBe(true)
})

test('nothing is written to a socket that is closing', async () => {
  const { socket, client, received } = await pair(false)
  socket.close()
  writeFrames(socket, frameMessages([new Uint8Array([1])]))
  await once(client, 'close')
  expect(received).toEqual([])
})

test('two sets of frames written together arrive in order, with one write to the socket', async () => {
  const { socket, client, received } = await pair(false)
  const tcp = (socket as unknown as { _socket: Socket })._socket
  const before = tcp.bytesWritten
  let chunks = 0
  const writev = tcp._writev
  tcp._writev = (parts, done) => {
    chunks = parts.length
    writev?.call(tcp, parts, done)
  }
  const first = joinFrames(frameMessages([new Uint8Array([1])]), frameMessages([new Uint8Array([2])]))
  writeBoth(socket, first, frameMessages([new Uint8Array([3])]))
  expect(chunks).toBe(2)
  socket.close()
  await once(client, 'close')
  expect(received.map((message) => message[0])).toEqual([1, 2, 3])
  expect(tcp.bytesWritten - before).toBeGreaterThan(0)
})
