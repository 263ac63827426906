import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { eventually } from './testing/room-harness.ts'
import { startRoomServer, stockClient, textUpdate } from './testing/room-server.ts'

/** More than the loopback's own buffers take (a few MB), so that the server's queue really grows. */
const CHUNKS = 160
const CHUNK_BYTES = 128 * 1024

test('S1 a reader who stalls is not queued for without end, catches up in one go and converges', async () => {
  const limits = { dropCursorsBytes: 64 * 1024, stallBytes: 256 * 1024, bytesPerSecond: 1e9, byteBurst: 1e9 }
  const server = await startRoomServer({ limits })
  await server.rooms.create('room', textUpdate('seed'))
  const anna = stockClient(server.url, 'room', { as: 'anna' })
  const slow = stockClient(server.url, 'room', { as: 'slow' })
  try {
    await eventually(() => expect(anna.provider.synced && slow.provider.synced).toBe(true))
    let bytes = 0
    slow.provider.ws?.addEventListener('message', (event: MessageEvent<ArrayBuffer>) => {
      bytes += event.data.byteLength
    })
    const tcp = (slow.provider.ws as unknown as { _socket: Socket })._socket
    tcp.pause()
    const map = anna.doc.getMap<string>('m')
    anna.text.delete(0, 2)
    for (let index = 0; index < CHUNKS; index++) {
      map.set('big', String.fromCharCode(97 + (index % 26)).repeat(CHUNK_BYTES))
      map.set(`key${index}`, 'kept')
      map.delete(`key${index - 1}`)
      const written = index + 1
      // Each chunk its own tick, as in life.
      await eventually(() => expect(server.log.appends).toBeGreaterThanOrEqual(written))
    }
    tcp.resume()
    // What came while nobody read may still be in the kernel: edits go on meanwhile.
    anna.text.insert(0, 'after ')
    await eventually(() => expect(slow.text.toString()).toBe('after ed'))
    expect(slow.doc.getMap('m').toJSON()).toEqual(map.toJSON())
    expect(Y.encodeStateVector(slow.doc)).toEqual(Y.encodeStateVector(anna.doc))
    expect(bytes).toBeLessThan((CHUNKS * CHUNK_BYTES) / 1.5)
    expect(server.rooms.counts.peers).toBe(2)
  } finally {
    for (const client of [anna, slow]) {
      client.provider.destroy()
      client.provider.awareness.destroy()
    }
    await server.close()
  }
})
