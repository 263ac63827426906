import { isUtf8 } from 'node:buffer'
import type { PeerIdentity } from './room-awareness.ts'

const OPEN_BRACE = 0x7b

/** The member that says who somebody is, as the server says it. */
export function userMember(identity: PeerIdentity): string {
  return `"user":${JSON.stringify(identity)}`
}

/**
 * Puts the server's word on who somebody is into her cursor's state; null when she takes the cursor away. What she
 * sent is kept byte for byte where it says nothing of that itself: this happens ten times a second for everybody.
 * @throws {Error} when the state is not a JSON object.
 */
export function stateWithUser(json: Uint8Array, user: string): Buffer | null {
  // Checked because the others' decoders throw at broken characters.
  if (!isUtf8(json)) throw new Error('awareness state is not UTF-8')
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength)
  const state: unknown = JSON.parse(bytes.toString())
  if (state === null) return null
  if (typeof state !== 'object' || Array.isArray(state)) throw new Error('awareness state is not an object')
  if (Object.hasOwn(state, 'user') || bytes[0] !== OPEN_BRACE) {
    const { user: _claimed, ...rest } = state as Record<string, unknown> // an object that is no array
    return Buffer.from(opening(user, rest) + JSON.stringify(rest).slice(1))
  }
  return Buffer.concat([Buffer.from(opening(user, state)), bytes.subarray(1)])
}

/** What comes in place of an object's first brace. */
function opening(user: string, state: object): string {
  return Object.keys(state).length === 0 ? `{${user}` : `{${user},`
}
