import { expect, test } from 'vitest'
import { FramedUpdates } from './framed-updates.ts'
import { frameMessages } from './peer-socket.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'

/** What a socket gets. */
function wireOf(updates: FramedUpdates): Buffer {
  return Buffer.concat(updates.frames().map(({ wire }) => wire))
}

/** The same, framed one by one. */
function expectedWire(updates: readonly Uint8Array[]): Buffer {
  return Buffer.concat(updates.map((update) => frameMessages([syncMessage(SYNC_UPDATE, update)]).wire))
}

test('R15 updates are framed once, and then are views of their frames', () => {
  const originals = [1, 2, 3].map((fill) => new Uint8Array(200_000).fill(fill))
  const updates = new FramedUpdates(originals)
  expect(wireOf(updates).equals(expectedWire(originals))).toBe(true)
  const frames = updates.frames()
  expect(frames).toHaveLength(2)
  for (const [index, original] of originals.entries()) {
    expect(Buffer.compare(updates.updates[index] ?? new Uint8Array(), original)).toBe(0)
    expect(frames.some(({ wire }) => wire.buffer === updates.updates[index]?.buffer)).toBe(true)
  }
  expect(updates.frames().every(({ wire }, index) => wire === frames[index]?.wire)).toBe(true)
})

test('R15 what is added later joins the last block while that is small', () => {
  const originals: Uint8Array[] = []
  const updates = new FramedUpdates()
  expect(updates.frames()).toEqual([])
  for (const [fill, bytes] of [3, 100, 40_000, 250_000, 7, 70_000].entries()) {
    const update = new Uint8Array(bytes).fill(fill)
    originals.push(update)
    updates.add(update)
    expect(wireOf(updates).equals(expectedWire(originals))).toBe(true)
  }
  expect(updates.frames()).toHaveLength(2)
  expect(updates.bytes).toBe(360_110)
  const messages = updates.frames().flatMap((frames) => frames.messages)
  expect(messages).toHaveLength(originals.length)
  for (const [index, original] of originals.entries()) {
    expect(Buffer.compare(messages[index] ?? original, syncMessage(SYNC_UPDATE, original))).toBe(0)
  }
})
