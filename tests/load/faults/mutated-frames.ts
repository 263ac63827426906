import type { AttackResult } from './attack-process.ts'
import type { Attacker } from './attacker.ts'
import { pause } from './board-client.ts'
import type { Random } from './random.ts'

/** Sockets at a time. */
const SOCKETS = 4
/** Frames sent before the socket is looked at again. */
const FRAMES_AT_ONCE = 8
/** Frames on one socket before it is given up, so that handshakes are mutated as well. */
const FRAMES_PER_SOCKET = 64
/** Between two looks, in ms. */
const BETWEEN_MS = 4
/** After an opening that was refused, in ms. */
const REFUSED_MS = 50
const FLIPS_MAX = 8
const SPLICE_MAX_BYTES = 64

/** Sends recorded frames with mistakes in them until the time is over; the attackers take turns, each may open so many sockets only. */
export async function mutateFor(
  attackers: readonly Attacker[],
  how: { frames: readonly Uint8Array[]; forMs: number; random: Random },
): Promise<AttackResult> {
  const { random } = how
  const [first, ...others] = how.frames
  if (first === undefined) throw new Error('there is nothing to mutate')
  const frames: [Uint8Array, ...Uint8Array[]] = [first, ...others]
  const codes: Record<string, number> = {}
  let times = 0
  let turns = 0
  const end = performance.now() + how.forMs
  const mutateInTurn = async () => {
    while (performance.now() < end) {
      const attacker = attackers[turns++ % attackers.length]
      if (attacker === undefined) throw new Error('there is nobody to send them')
      const socket = await attacker.open()
      let sent = 0
      if (!socket.isOpen) await pause(REFUSED_MS)
      while (socket.isOpen && sent < FRAMES_PER_SOCKET && performance.now() < end) {
        for (const turn of Array(FRAMES_AT_ONCE).keys()) {
          // a socket begins as a client does, so that what follows is judged as a client's
          const frame = sent + turn === 0 ? first : mutated(frames, random)
          // the answer is looked at below
          void socket.send(frame)
        }
        sent += FRAMES_AT_ONCE
        await pause(BETWEEN_MS)
      }
      times += sent
      const name = socket.isOpen ? 'open' : String(socket.closedWith ?? 'closing')
      codes[name] = (codes[name] ?? 0) + 1
      socket.leave()
    }
  }
  await Promise.all(Array.from({ length: SOCKETS }, mutateInTurn))
  return { times, codes }
}

/** One recorded frame, as it was or with mistakes. */
function mutated(frames: readonly [Uint8Array, ...Uint8Array[]], random: Random): Uint8Array {
  const frame = random.oneOf(frames)
  return random.oneOf(MISTAKES)(frame, random, frames)
}

type Mistake = (
  frame: Uint8Array,
  random: Random,
  frames: readonly [Uint8Array, ...Uint8Array[]],
) => Uint8Array

const MISTAKES: readonly [Mistake, ...Mistake[]] = [
  // out of its order, unchanged
  (frame) => frame,
  function flipBits(frame, random) {
    const bytes = frame.slice()
    for (let flips = 1 + random.below(FLIPS_MAX); flips > 0 && bytes.length > 0; flips--) {
      const at = random.below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
    }
    return bytes
  },
  // only behind the head: such mistakes get further
  function flipLateBit(frame, random) {
    const bytes = frame.slice()
    const late = Math.min(bytes.length, 6)
    const at = late + random.below(Math.max(1, bytes.length - late))
    if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
    return bytes
  },
  (frame, random) => frame.slice(0, random.below(frame.length + 1)),
  function insertBytes(frame, random) {
    const at = random.below(frame.length + 1)
    const bytes = random.bytes(1 + random.below(SPLICE_MAX_BYTES))
    return Buffer.concat([frame.subarray(0, at), bytes, frame.subarray(at)])
  },
  function removeBytes(frame, random) {
    const at = random.below(frame.length + 1)
    const end = Math.min(frame.length, at + 1 + random.below(SPLICE_MAX_BYTES))
    return Buffer.concat([frame.subarray(0, at), frame.subarray(end)])
  },
  function repeatBytes(frame, random) {
    const at = random.below(frame.length + 1)
    return Buffer.concat([frame, frame.subarray(at)])
  },
  function spliceTwo(frame, random, frames) {
    const other = random.oneOf(frames)
    return Buffer.concat([
      frame.subarray(0, random.below(frame.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ])
  },
  function largeNumber(frame, random) {
    const bytes = frame.slice()
    const at = random.below(Math.max(1, bytes.length))
    bytes.fill(255, at, at + 1 + random.below(5))
    return bytes
  },
]
