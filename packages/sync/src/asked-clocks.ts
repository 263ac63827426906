import * as decoding from 'lib0/decoding'
import type { Clocks } from './stored-state.ts'

/** Clients of a copy that a room may not know: those of edits that were not sent yet, one for each page load offline. */
const UNKNOWN_CLIENTS_MAX = 256

/**
 * How far the copy of somebody who asks for the rest is, as far as it matters: what the room does not know, it cannot
 * be behind with (SPEC.md U10).
 * @throws {Error} when the state vector is malformed, or names more clients than a copy of this room can have.
 */
export function readAskedClocks(stateVector: Uint8Array, known: Clocks): Clocks {
  const decoder = decoding.createDecoder(stateVector)
  const count = decoding.readVarUint(decoder)
  if (count > known.size + UNKNOWN_CLIENTS_MAX) throw new Error('more clients than a copy can have')
  const clocks = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    if (known.has(client)) clocks.set(client, clock)
  }
  return clocks
}
