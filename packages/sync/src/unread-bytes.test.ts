import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { EarlyMessages } from './early-messages.ts'
import { Intake } from './intake.ts'
import { ROOM_LIMITS } from './limits.ts'
import type { WebSocketLike } from './peer-socket.ts'
import { mapUpdate } from './testing/room-harness.ts'
import { UnreadBytes } from './unread-bytes.ts'

/** Bytes as they come: with others, in one chunk. */
function inChunk(bytes: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(64 * 1024)
  chunk.set(bytes, 1_000)
  return chunk.subarray(1_000, 1_000 + bytes.length)
}

/** What some bytes keep in memory. */
function heldBy(bytes: Uint8Array | undefined): number | undefined {
  return bytes?.buffer.byteLength
}

function unread(limits: Partial<typeof ROOM_LIMITS> = {}) {
  let kept = 0
  // Of another library, as far as this is concerned.
  const socket = {} as unknown as WebSocketLike
  const bytes = new UnreadBytes({
    socket,
    limits: { ...ROOM_LIMITS, ...limits },
    keep(more) {
      kept += more
      return true
    },
  })
  return { bytes, kept: () => kept }
}

const UPDATE = mapUpdate('k')

test('U14 of a small message that waits its own bytes are kept, not all that came with it', () => {
  const { bytes } = unread()
  bytes.hold(inChunk(UPDATE))
  const [held] = bytes.takeHeld()
  expect(held).toEqual(UPDATE)
  expect(heldBy(held)).toBe(UPDATE.length)

  const early = new EarlyMessages()
  early.keep(Buffer.from(inChunk(UPDATE).buffer, 1_000, UPDATE.length))
  const [message] = early.take()
  expect([...(message ?? [])]).toEqual([...UPDATE])
  expect(heldBy(message)).toBe(UPDATE.length)

  const room = { claims: [], serverClient: 1 }
  const intake = new Intake<{ authorId: string }>(room, null, ROOM_LIMITS, () => new Map())
  intake.push({ authorId: 'eve' }, intake.check(inChunk(UPDATE), 'eve'))
  intake.applied(new Set(intake.waiting))
  expect(intake.waiting.map(({ update }) => [Y.decodeUpdate(update).structs.length, heldBy(update)])).toEqual(
    [[1, UPDATE.length]],
  )
})

test('U14 a large message that waits is not copied', () => {
  const { bytes } = unread()
  const large = inChunk(new Uint8Array(40_000))
  bytes.hold(large)
  expect(bytes.takeHeld()).toEqual([large])
  expect(heldBy(bytes.takeHeld()[0])).toBeUndefined()
})

test('U14 updates that wait for a handshake count with what each takes beside its bytes', () => {
  const { bytes, kept } = unread({ heldBytes: 100_000 })
  let held = 0
  while (bytes.hold(UPDATE)) held += 1
  expect(held).toBeLessThan(100_000 / 256)
  expect(kept()).toBeGreaterThan(90_000)
  bytes.takeHeld()
  expect(kept()).toBe(0)
  expect(bytes.hold(UPDATE)).toBe(false)
})
