import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { CLOSE_CODES } from './close-codes.ts'
import { unfinishedBytes, watchIncoming } from './incoming-bytes.ts'
import { ROOM_LIMITS } from './limits.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'
import { forgedUpdate } from './testing/forged-updates.ts'
import { acks, changeOf, eventually, raw, serve } from './testing/room-harness.ts'
import { textUpdate } from './testing/room-server.ts'

/** The head of a masked frame whose mask changes nothing: 0x80 is the last piece, the low bits say what it is. */
function head(first: number, length: number): Buffer {
  const mask = [0, 0, 0, 0]
  if (length < 126) return Buffer.from([first, 0x80 | length, ...mask])
  const frame = Buffer.alloc(14)
  frame[0] = first
  frame[1] = 0x80 | 127
  frame.writeBigUInt64BE(BigInt(length), 2)
  return frame
}

/** The first piece of a binary message that goes on. */
const OPENING = 0x02
const GOING_ON = 0x00
const LAST = 0x80
const WHOLE = 0x82
const PING = 0x89
const PONG = 0x8a

/** Where `ws` 8 keeps its TCP socket: a client writes there what no library would. */
function tcp(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket
}

/** An update message whose two numbers take two bytes each, which lib0 reads like one. */
function padded(update: Uint8Array): Uint8Array {
  return new Uint8Array([0x80, 0, 0x82, 0, ...syncMessage(SYNC_UPDATE, update).subarray(2)])
}

let server: WebSocketServer | null = null
afterEach(async () => {
  if (server === null) return
  for (const socket of server.clients) socket.terminate()
  server.close()
  await once(server, 'close')
  server = null
})

test('the bytes of a message that is not complete are told, whole pieces and parts of one', async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  const client = new WebSocket(`ws://127.0.0.1:${port}`)
  const [socket] = (await once(server, 'connection')) as [WebSocket] // the event's one argument that matters
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open')
  let bytes = 0
  expect(
    watchIncoming(socket, (length) => {
      bytes += length
    }),
  ).toBe(true)
  expect(unfinishedBytes(socket)).toBe(0)
  client.send(new Uint8Array(100))
  await once(socket, 'message')
  expect(bytes).toBe(106)
  expect(unfinishedBytes(socket)).toBe(0)
  tcp(client).write(Buffer.concat([head(OPENING, 1_000), Buffer.alloc(1_000), head(GOING_ON, 1_000)]))
  await eventually(() => expect(unfinishedBytes(socket)).toBeGreaterThanOrEqual(1_000))
  tcp(client).write(Buffer.alloc(500))
  await eventually(() => expect(unfinishedBytes(socket)).toBeGreaterThanOrEqual(1_500))
})

test('nobody counts the bytes of a socket that is not the library’s', () => {
  const socket = { readyState: 1, bufferedAmount: 0, extensions: '' }
  // All that the two functions look at.
  const foreign = socket as unknown as Parameters<typeof watchIncoming>[0]
  expect(watchIncoming(foreign, () => undefined)).toBe(false)
  expect(unfinishedBytes(foreign)).toBe(0)
})

test('U7 pings and pongs that nobody asked for are messages like all others', async () => {
  const rooms = await serve({ limits: { messageBurst: 50, messagesPerSecond: 1 } })
  await rooms.rooms.create('room', textUpdate(''))
  for (const kind of [PING, PONG]) {
    const eve = await raw(rooms, 'as=eve')
    tcp(eve.socket).write(Buffer.concat(Array.from({ length: 60 }, () => head(kind, 0))))
    expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
  }
})

test('U7 the bytes of pieces count as they come, also when no message ever comes of them', async () => {
  const rooms = await serve({ limits: { byteBurst: 10_000, bytesPerSecond: 1 } })
  await rooms.rooms.create('room', textUpdate(''))
  const eve = await raw(rooms, 'as=eve')
  const pieces = Array.from({ length: 2_000 }, () => head(GOING_ON, 0))
  tcp(eve.socket).write(Buffer.concat([head(OPENING, 0), ...pieces]))
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
})

test('U7 an update is one, however its numbers are written', async () => {
  const rooms = await serve({ limits: { personUpdateBurst: 10, personUpdatesPerSecond: 0 } })
  await rooms.rooms.create('room', textUpdate(''))
  const eve = await raw(rooms, 'as=eve')
  for (let count = 0; count < 20; count++) eve.socket.send(padded(new Uint8Array([0, 0])))
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
})

test('U8 who owes operations sends no update, however its numbers are written', async () => {
  const rooms = await serve({ limits: { personOperationBurst: 5, personOperationsPerSecond: 0 } })
  await rooms.rooms.create('room', textUpdate(''))
  const update = changeOf([], (doc) => {
    for (let key = 0; key < 9; key++) doc.getMap('m').set(`k${key}`, key)
  })
  const eve = await raw(rooms, 'as=eve')
  for (let time = 0; time < 2; time++) eve.socket.send(padded(update))
  expect(await eve.closed).toBe(CLOSE_CODES.rate_limited.code)
})

test('U14 one person’s messages that are not complete are bounded over all her connections, and nobody else pays', async () => {
  const rooms = await serve({ limits: { personKeptBytes: 1_000_000 } })
  await rooms.rooms.create('room', textUpdate(''))
  const bob = await raw(rooms, 'as=bob')
  const eves = [await raw(rooms, 'as=eve'), await raw(rooms, 'as=eve'), await raw(rooms, 'as=eve')]
  const part = Buffer.concat([head(OPENING, 400_000), Buffer.alloc(400_000), head(LAST, 10)])
  for (const { socket } of eves) tcp(socket).write(part)
  expect(await Promise.race(eves.map(({ closed }) => closed))).toBe(CLOSE_CODES.rate_limited.code)
  await eventually(() => expect(rooms.rooms.counts.peers).toBe(3))
  expect(bob.socket.readyState).toBe(WebSocket.OPEN)
  // The others of hers go on.
  const open = eves.find(({ socket }) => socket.readyState === WebSocket.OPEN)
  if (open === undefined) throw new Error('two of hers stay')
  tcp(open.socket).write(Buffer.alloc(10))
  expect(await open.closed).toBe(CLOSE_CODES.malformed.code)
})

test('U14 what came of a message is let go when its connection is closed, not when the socket is gone', async () => {
  const rooms = await serve({ limits: { personKeptBytes: 300_000 } })
  await rooms.rooms.create('room', textUpdate(''))
  const eve = await raw(rooms, 'as=eve')
  await eventually(() => expect(rooms.rooms.counts.peers).toBe(1))
  const [far] = rooms.socketsOf('eve')
  if (far === undefined) throw new Error('she is there')
  // She takes no reason, and says no goodbye.
  eve.socket.pause()
  tcp(eve.socket).write(head(WHOLE, 4_000_000))
  while (far.readyState === WebSocket.OPEN) {
    tcp(eve.socket).write(Buffer.alloc(10_000))
    await new Promise((resolve) => setImmediate(resolve))
  }
  // Neither of what was being read, nor of what is still on its way.
  for (const readBefore = tcp(far).bytesRead; tcp(far).bytesRead === readBefore && !tcp(far).destroyed; ) {
    expect(unfinishedBytes(far)).toBe(0)
    tcp(eve.socket).write(Buffer.alloc(10_000))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(unfinishedBytes(far)).toBe(0)
})

test('U14 nothing is kept of what comes after a close, and the goodbye behind it is found', async () => {
  const rooms = await serve()
  await rooms.rooms.create('room', textUpdate(''))
  const eve = await raw(rooms, 'as=eve')
  await eventually(() => expect(rooms.rooms.counts.peers).toBe(1))
  const [far] = rooms.socketsOf('eve')
  if (far === undefined) throw new Error('she is there')
  const gone = once(far, 'close')
  eve.socket.pause()
  const broken = Buffer.concat([head(WHOLE, 4), Buffer.alloc(4, 255)])
  const sent = async (...parts: readonly Buffer[]) => {
    const before = tcp(far).bytesRead
    const bytes = Buffer.concat(parts)
    tcp(eve.socket).write(bytes)
    await eventually(() => expect(tcp(far).bytesRead).toBe(before + bytes.length))
  }
  // Two pieces of a message, and most of the third.
  await sent(broken, head(OPENING, 20_000), Buffer.alloc(20_000))
  await sent(head(GOING_ON, 10_000), Buffer.alloc(10_000), head(GOING_ON, 20_000), Buffer.alloc(15_000))
  expect(far.readyState).toBe(WebSocket.CLOSING)
  expect(unfinishedBytes(far)).toBe(0)
  await sent(Buffer.alloc(5_000), head(LAST, 200), Buffer.alloc(150))
  expect(unfinishedBytes(far)).toBe(0)
  // She ends the message, and says goodbye.
  await sent(Buffer.alloc(50), head(PING, 0))
  eve.socket.resume()
  expect(await eve.closed).toBe(CLOSE_CODES.malformed.code)
  expect((await gone)[0]).toBe(CLOSE_CODES.malformed.code)
})

test('U14 the largest message that is taken comes through in small chunks while another of hers is on its way', async () => {
  const rooms = await serve()
  await rooms.rooms.create('room', textUpdate(''))
  const [one, other] = [await raw(rooms, 'as=anna&v=1'), await raw(rooms, 'as=anna')]
  await eventually(() => expect(rooms.rooms.counts.peers).toBe(2))
  tcp(other.socket).write(Buffer.concat([head(WHOLE, 200_000), Buffer.alloc(128_000)]))
  const room = ROOM_LIMITS.frameBytes - 1_000
  const message = syncMessage(SYNC_UPDATE, textUpdate('x'.repeat(room)))
  expect(message.length).toBeLessThan(ROOM_LIMITS.frameBytes)
  const [sender] = rooms.socketsOf('anna')
  if (sender === undefined) throw new Error('she is there')
  // As much as a packet brings on a slow line: each takes something beside its bytes.
  const source = tcp(sender)
  const bytes = Buffer.concat([head(WHOLE, message.length), message])
  for (let at = 0; at < bytes.length; at += 1_400) source.emit('data', bytes.subarray(at, at + 1_400))
  await eventually(() => expect(acks(one.received)).toEqual([1]))
  expect(other.socket.readyState).toBe(WebSocket.OPEN)
})

test('U14 a message that hardly goes on from one round to the next ends its socket, pongs or not; a slow one may take its time', async () => {
  const rooms = await serve({ limits: { keepaliveMs: 400, unfinishedRoundBytes: 1_000 } })
  await rooms.rooms.create('room', textUpdate(''))
  const eve = await raw(rooms, 'as=eve')
  const slow = await raw(rooms, 'as=slow')
  tcp(eve.socket).write(Buffer.concat([head(OPENING, 2_000), Buffer.alloc(2_000)]))
  tcp(slow.socket).write(head(WHOLE, 4_000_000))
  const drip = setInterval(() => tcp(slow.socket).write(Buffer.alloc(5_000)), 20)
  const pongs = setInterval(() => tcp(eve.socket).write(head(PONG, 0)), 20)
  try {
    // Cut, not closed: nobody would read the reason.
    expect(await eve.closed).toBe(1006)
    expect(slow.socket.readyState).toBe(WebSocket.OPEN)
  } finally {
    clearInterval(drip)
    clearInterval(pongs)
  }
})

test('U14 updates wait for a handshake from one round of pings to the next, and no longer', async () => {
  const rooms = await serve({ limits: { keepaliveMs: 400 } })
  await rooms.rooms.create('room', textUpdate('seed'))
  const gap = forgedUpdate([{ client: 77, clock: 5, key: 'k' }])
  const eve = await raw(rooms, 'as=eve')
  eve.socket.send(syncMessage(SYNC_UPDATE, gap))
  expect(await eve.closed).toBe(CLOSE_CODES.clock_gap.code)
})

test('T10 reading an update counts as time, also when nothing came of it', async () => {
  const tight = { personTimeBurstMs: 0, personTimePercent: 1e-6, personLoneTimePercent: 1e-6 }
  const rooms = await serve({ roots: ['t', 'm'], limits: { ...ROOM_LIMITS, ...tight } })
  await rooms.rooms.create('room', textUpdate(''))
  const first = await raw(rooms, 'as=eve')
  first.socket.send(
    syncMessage(
      SYNC_UPDATE,
      changeOf([], (doc) => doc.getMap('forbidden').set('k', 1)),
    ),
  )
  expect(await first.closed).toBe(CLOSE_CODES.forbidden_structure.code)
  const eve = await raw(rooms, 'as=eve&v=1')
  eve.socket.send(
    syncMessage(
      SYNC_UPDATE,
      changeOf([], (doc) => doc.getMap('m').set('k', 1)),
    ),
  )
  for (let time = 0; time < 5; time++) {
    eve.socket.ping()
    await once(eve.socket, 'pong')
  }
  expect(rooms.log.appends).toBe(0)
})

test('R8 what comes after a close is counted as hers, and cut off when it goes on', async () => {
  const limits = { closedBytes: 20_000, personByteBurst: 1_000_000, personBytesPerSecond: 0 }
  const rooms = await serve({ limits })
  await rooms.rooms.create('room', textUpdate(''))
  const eve = await raw(rooms, 'as=eve')
  await eventually(() => expect(rooms.rooms.counts.peers).toBe(1))
  const [far] = rooms.socketsOf('eve')
  if (far === undefined) throw new Error('she is there')
  // She reads nothing, and says no goodbye.
  eve.socket.pause()
  const whole = Buffer.concat([head(WHOLE, 4), Buffer.alloc(4, 255)])
  const small = Buffer.concat(Array.from({ length: 1_000 }, () => whole))
  tcp(eve.socket).write(small)
  await eventually(() => expect(far.readyState).toBe(WebSocket.CLOSING))
  const gone = once(far, 'close')
  while (far.readyState !== WebSocket.CLOSED) {
    tcp(eve.socket).write(small)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect((await gone)[0]).toBe(1006)
  // 10,000 before and 20,000 since are missing on every other connection of hers.
  const other = await raw(rooms, 'as=eve')
  tcp(other.socket).write(Buffer.concat([head(WHOLE, 1_000_000), Buffer.alloc(980_000)]))
  expect(await other.closed).toBe(CLOSE_CODES.rate_limited.code)
})
