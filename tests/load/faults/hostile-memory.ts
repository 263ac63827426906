import { report } from '../report.ts'
import { type AttackedServer, type Blow, strike } from './attacked-server.ts'
import { LARGEST } from './attacks/largest.ts'
import { pause, untilTrue } from './board-client.ts'
import { kindsFor, lineOf, MEMORY_MIB, operationsOn, pairsFor, type Round } from './hostile-kinds.ts'
import type { MemoryProbe } from './memory-probe.ts'
import type { StoredRoomWatch } from './stored-board.ts'

const ATTACK_MS = { full: 1_200, smoke: 300 }
/** After each kind, in ms: what it left waiting is served. */
const REST_MS = { full: 600, smoke: 100 }
/** So many attackers further than who did a kind before does it now. */
const OTHERS = 10
/** Between two readings, in ms; each collects all garbage first, and keeps everybody waiting meanwhile. */
const READ_EVERY_MS = 100
/** A room that nobody is in is let go after half a minute, and what is left of its tail is folded before. */
const LET_GO_WITHIN_MS = 120_000
/** The document took something of an attack when it has so many operations more, or is so much longer on the disk, in MiB. */
const TAKEN = { operations: 1_000, storedMib: 1 }
const MIB = 1024 * 1024

/** What the server's memory is looked at with. */
export interface MemoryWatch {
  readonly probe: MemoryProbe
  readonly stored: StoredRoomWatch
  /** What the honest people's work adds. */
  readonly honestBytesPerMs: number
}

/** What somebody made the server hold. */
export interface Held {
  /** What was done, at the same moment. */
  readonly kinds: readonly string[]
  /** The most in use at one moment above the beginning, less what honest work costs, in MiB. */
  readonly peakMib: number
  /** What was still in use a while later, in MiB: the document, where it took something. */
  readonly staysMib: number
  /** How many operations more the document has. */
  readonly operations: number
  /** By how much more it takes on the disk, in MiB. */
  readonly storedMib: number
}

/**
 * Every kind once more, then every pair, for its memory alone: garbage is collected several times a second, so that what
 * is read is in use; how long people wait meanwhile counts for nothing.
 */
export async function measureMemory(round: Round, watch: MemoryWatch): Promise<void> {
  const { names, seed } = kindsFor(round)
  // somebody whose allowances the last kinds did not use up
  const kinds = names.map((name, index) => ({ blows: [{ name, by: index + OTHERS }], seed: seed + index }))
  printHeld(round, {
    work: 'hostile frames',
    what: 'kind',
    targetMib: MEMORY_MIB,
    all: await holdEach(round, watch, kinds),
  })
  const pairs = pairsFor(round).map((blows, index) => ({
    blows: blows.map(({ name, by }) => ({ name, by: by + OTHERS })),
    seed: seed + index,
  }))
  if (pairs.length === 0) return
  printHeld(round, {
    work: 'hostile frames, two attackers at a time',
    what: 'pair',
    // each of the two may cost what one may
    targetMib: 2 * MEMORY_MIB,
    all: await holdEach(round, watch, pairs),
  })
}

/** Does one after the other, each blow by a process of its own. */
async function holdEach(
  round: Round,
  watch: MemoryWatch,
  attacks: readonly { blows: readonly Blow[]; seed: number }[],
): Promise<readonly Held[]> {
  const { server, size } = round
  const forMs = ATTACK_MS[size]
  const all: Held[] = []
  for (const { blows, seed } of attacks) {
    if (!server.program.alive) break
    const held = await holding(round, watch, {
      kinds: blows.map(({ name }) => name),
      work: () => strike(server, { blows, forMs, seed }),
    })
    if (held !== null) all.push(held)
  }
  return all
}

function printHeld(
  { server, size, options }: Round,
  { work, what, targetMib, all }: { work: string; what: string; targetMib: number; all: readonly Held[] },
): void {
  const line = lineOf(work, {
    [`${what}s`]: all.length,
    secondsEach: ATTACK_MS[size] / 1_000,
    memory: 'in use after a full collection between two turns, the highest of several readings a second',
    seed: options.seed,
    smoke: options.smoke,
  })
  line('crashes while memory is read', Number(!server.program.alive), 'crashes', 0)
  const worst = (metric: string, some: readonly Held[], figure: (held: Held) => number) => {
    const [first] = [...some].sort((a, b) => figure(b) - figure(a))
    if (first !== undefined) line(`${metric}: ${first.kinds.join(' + ')}`, figure(first), 'MiB', targetMib)
  }
  const isTaken = ({ operations, storedMib }: Held) =>
    operations >= TAKEN.operations || storedMib >= TAKEN.storedMib
  const isAllowed = ({ kinds }: Held) => kinds.some((kind) => kind in LARGEST)
  const refused = all.filter((held) => !isTaken(held) && !isAllowed(held))
  const taken = all.filter((held) => isTaken(held) && !isAllowed(held))
  const whole = ({ peakMib }: Held) => peakMib
  worst(`memory rise, worst ${what} of which the board takes nothing`, refused, whole)
  worst(
    `memory rise beyond what stays in the document, worst ${what} of which the board takes something`,
    taken,
    ({ peakMib, staysMib }) => peakMib - staysMib,
  )
  worst(`memory rise with what stays in the document, worst ${what}`, taken, whole)
  // the whole content of a full frame lies on the board for a second
  const largest =
    what === 'kind' ? 'the largest that is allowed' : 'one of two being the largest that is allowed'
  worst(`memory rise with the document, ${largest}`, all.filter(isAllowed), whole)
}

/** Collects garbage again and again while somebody attacks, and reads what is in use. @returns null when the server is down */
export async function holding(
  { server, size }: Round,
  { probe, stored, honestBytesPerMs }: MemoryWatch,
  { kinds, work }: { kinds: readonly string[]; work: () => Promise<unknown> },
): Promise<Held | null> {
  const storedBytes = async () => {
    const { snapshotBytes, tailBytes } = await stored.look()
    return snapshotBytes + tailBytes
  }
  const storedBefore = await storedBytes()
  const operationsBefore = operationsOn(server)
  // the inspector fails when the server has ended
  const before = await probe.liveBytes().catch(() => null)
  if (before === null) return null
  const beganMs = performance.now()
  const rise = async () => {
    const bytes = await probe.liveBytes().catch(() => null)
    return bytes === null ? null : bytes - before - honestBytesPerMs * (performance.now() - beganMs)
  }
  let peak = 0
  let isOver = false
  const readOn = async () => {
    while (!isOver) {
      peak = Math.max(peak, (await rise()) ?? 0)
      await pause(READ_EVERY_MS)
    }
  }
  const reading = readOn()
  await work()
  isOver = true
  await reading
  await server.bystanders.untilSeen()
  await pause(REST_MS[size])
  const stays = await rise()
  server.bystanders.take()
  if (stays === null) return null
  const held = {
    kinds,
    peakMib: Math.max(peak, stays) / MIB,
    staysMib: Math.max(0, stays) / MIB,
    operations: operationsOn(server) - operationsBefore,
    storedMib: ((await storedBytes()) - storedBefore) / MIB,
  }
  report.say(`hostile, memory: ${JSON.stringify(held)}`)
  return held
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
