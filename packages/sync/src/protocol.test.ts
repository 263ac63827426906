import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import {
  awarenessMessage,
  carriesUpdate,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
  syncMessage,
} from './protocol.ts'

test.each([0, 1, 127, 128, 16_383, 16_384, 2_097_152])(
  'messages of %i bytes are those of y-protocols',
  (size) => {
    const bytes = new Uint8Array(size).fill(7)
    const sync = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarUint(encoder, SYNC_UPDATE)
      encoding.writeVarUint8Array(encoder, bytes)
    })
    const awareness = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, bytes)
    })
    expect(Buffer.compare(syncMessage(SYNC_UPDATE, bytes), sync)).toBe(0)
    expect(Buffer.compare(awarenessMessage(bytes), awareness)).toBe(0)
  },
)

test('a message with an update is told by its first bytes', () => {
  const bytes = new Uint8Array([0])
  expect(carriesUpdate(syncMessage(SYNC_UPDATE, bytes))).toBe(true)
  expect(carriesUpdate(syncMessage(SYNC_STEP_2, bytes))).toBe(true)
  expect(carriesUpdate(syncMessage(SYNC_STEP_1, bytes))).toBe(false)
  expect(carriesUpdate(awarenessMessage(bytes))).toBe(false)
  expect(carriesUpdate(new Uint8Array())).toBe(false)
})
