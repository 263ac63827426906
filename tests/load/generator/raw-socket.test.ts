import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { frameOf, RawSocket } from './raw-socket.ts'

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0)) step()
})

/** Lengths around every change of the header, and one that comes in many pieces. */
const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000]

async function openServer() {
  const server = new WebSocketServer({ port: 0, perMessageDeflate: false })
  undo.push(() => server.close())
  await once(server, 'listening')
  // a TCP server has an address with a port
  return { server, port: (server.address() as AddressInfo).port }
}

test('messages of every length come and go whole', async () => {
  const { server, port } = await openServer()
  server.on('connection', (socket) => socket.on('message', (message) => socket.send(message)))
  const got: Buffer[] = []
  const socket = new RawSocket({ port, path: '/', onMessage: (message) => got.push(Buffer.from(message)) })
  undo.push(() => socket.destroy())
  await vi.waitFor(() => expect(socket.isOpen).toBe(true))
  const sent = LENGTHS.map((length) => Buffer.alloc(length, length % 251))
  for (const message of sent) socket.send(message)
  await vi.waitFor(() => expect(got.length).toBe(LENGTHS.length))
  expect(Buffer.concat(got).equals(Buffer.concat(sent))).toBe(true)
  expect(got.map(({ length }) => length)).toEqual(LENGTHS)
})

test('what nobody looks at is counted', async () => {
  const { server, port } = await openServer()
  server.on('connection', (socket) => {
    for (const length of LENGTHS) socket.send(Buffer.alloc(length))
  })
  const socket = new RawSocket({ port, path: '/' })
  socket.collects = false
  undo.push(() => socket.destroy())
  await vi.waitFor(() => expect(socket.frames).toBe(LENGTHS.length))
})

test('pings are answered and a close is known by its code', async () => {
  const { server, port } = await openServer()
  const connected = once(server, 'connection')
  const socket = new RawSocket({ port, path: '/' })
  undo.push(() => socket.destroy())
  const [peer] = await connected
  const answered = once(peer, 'pong')
  peer.ping(Buffer.from('x'))
  expect(String((await answered)[0])).toBe('x')
  peer.close(4404, 'gone')
  await vi.waitFor(() => expect(socket.closed).toBe(true))
  expect(socket.closeCode).toBe(4404)
})

test('a frame can be changed in place', () => {
  const frame = frameOf(Buffer.from('abc'))
  expect(frame.subarray(6).toString()).toBe('abc')
})
