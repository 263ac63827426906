import { report } from '../report.ts'
import type { AttackedServer } from './attacked-server.ts'
import { LARGEST } from './attacks/largest.ts'
import { pause, untilTrue } from './board-client.ts'
import { kindsFor, lineOf, MEMORY_MIB, type Round } from './hostile-kinds.ts'
import type { MemoryProbe } from './memory-probe.ts'
import type { StoredRoomWatch } from './stored-board.ts'

const ATTACK_MS = { full: 1_200, smoke: 300 }
/** Between two kinds, in ms: what the last one left waiting is served. */
const REST_MS = { full: 600, smoke: 100 }
/** Between two readings, in ms; each collects all garbage first, and keeps everybody waiting meanwhile. */
const READ_EVERY_MS = 100
/** A room that nobody is in is let go after half a minute, and what is left of its tail is folded before. */
const LET_GO_WITHIN_MS = 120_000
const MIB = 1024 * 1024

/** What the server's memory is looked at with. */
export interface MemoryWatch {
  readonly probe: MemoryProbe
  readonly stored: StoredRoomWatch
  /** What the honest people's work adds. */
  readonly honestBytesPerMs: number
}

/** What one kind made the server hold. */
interface Held {
  readonly name: string
  /** The most in use at one moment above the beginning, less what honest work costs, in MiB. */
  readonly peakMib: number
  /** By how much more the document takes on the disk: what of the attack was taken, in MiB. */
  readonly documentMib: number
}

/**
 * Every kind once more, for its memory alone: garbage is collected several times a second, so that what is read is in
 * use; how long people wait meanwhile counts for nothing.
 */
export async function measureMemory(round: Round, watch: MemoryWatch): Promise<void> {
  const { server, size, options } = round
  const [attacker] = server.attackers
  if (attacker === undefined) return
  const { names, seed } = kindsFor(round)
  const forMs = ATTACK_MS[size]
  const all: Held[] = []
  for (const [index, name] of names.entries()) {
    if (!server.program.alive) break
    await pause(REST_MS[size])
    // another than did it before, whose allowances are not used up
    const by = index + 1
    const held = await holding(watch, name, () =>
      attacker.run({ kind: 'attack', by, name, forMs, seed: seed + index }),
    )
    report.say(`hostile, memory: ${JSON.stringify(held)}`)
    all.push(held)
  }
  server.bystanders.take()
  const line = lineOf('hostile frames', {
    kinds: all.length,
    secondsEach: forMs / 1_000,
    memory: 'in use after a full collection, the highest of several readings a second',
    seed: options.seed,
    smoke: options.smoke,
  })
  printWorst(
    line,
    all.filter(({ name }) => !(name in LARGEST)),
    MEMORY_MIB,
  )
  printWorst(
    (metric, ...rest) => line(`${metric}, of what is allowed`, ...rest),
    all.filter(({ name }) => name in LARGEST),
    null,
  )
}

function printWorst(line: ReturnType<typeof lineOf>, all: readonly Held[], target: number | null): void {
  const [worst] = [...all].sort((a, b) => b.peakMib - a.peakMib)
  if (worst !== undefined) line(`memory rise, worst kind: ${worst.name}`, worst.peakMib, 'MiB', target)
}

async function holding(watch: MemoryWatch, name: string, work: () => Promise<unknown>): Promise<Held> {
  const { probe, stored, honestBytesPerMs } = watch
  const documentBytes = async () => {
    const { snapshotBytes, tailBytes } = await stored.look()
    return snapshotBytes + tailBytes
  }
  const documentBefore = await documentBytes()
  const before = await probe.liveBytes()
  const beganMs = performance.now()
  let peak = 0
  let isOver = false
  const readOn = async () => {
    while (!isOver) {
      const bytes = await probe.liveBytes()
      peak = Math.max(peak, bytes - before - honestBytesPerMs * (performance.now() - beganMs))
      await pause(READ_EVERY_MS)
    }
  }
  const reading = readOn()
  await work()
  isOver = true
  await reading
  const documentMib = ((await documentBytes()) - documentBefore) / MIB
  return { name, peakMib: peak / MIB, documentMib }
}

/**
 * Waits until nobody holds the board any more: everybody has left, its log is folded, and it is let go.
 * @returns what the server has in use then, in bytes; null when that does not come
 */
export async function afterEverybodyLeft(
  server: Pick<AttackedServer, 'bystanders' | 'program'>,
  { probe, stored }: Pick<MemoryWatch, 'probe' | 'stored'>,
): Promise<number | null> {
  server.bystanders.stop()
  for (const client of server.bystanders.clients) client.leave()
  let isHeld = true
  const look = async () => {
    isHeld = await stored.isHeld()
  }
  const timer = setInterval(() => void look(), READ_EVERY_MS)
  const isGone = await untilTrue(() => !isHeld || !server.program.alive, LET_GO_WITHIN_MS)
  clearInterval(timer)
  return isGone && server.program.alive ? probe.liveBytes() : null
}

/** Prints what the server has kept when nobody is left, above what it had before anybody attacked. */
export function printKept(round: Round, kept: { before: number | null; after: number | null }): void {
  const { before, after } = kept
  lineOf('hostile frames', { seed: round.options.seed, smoke: round.options.smoke })(
    'memory kept when everybody has left and the board is closed, beyond the same before all attacks',
    before === null || after === null ? null : (after - before) / MIB,
    'MiB',
    MEMORY_MIB,
  )
}
