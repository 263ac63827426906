import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { awarenessMessage, SYNC_UPDATE, syncMessage } from './protocol.ts'

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
