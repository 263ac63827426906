import type { SeededRandom } from './seeded-random.ts'
import { EDITS, type EditKind, NETWORK, type NetworkEvent, SERVER, STORAGE, type Step } from './steps.ts'

/** Peers at the beginning. */
const PEERS_MIN = 2
const PEERS_SPREAD = 5
/** Persons behind them: fewer than peers, since one person may have two tabs. */
const PERSONS = 4
/** Steps after the arrivals. */
const STEPS_MIN = 10
const STEPS_SPREAD = 80
/** Longest pause between two steps, in turns of the event loop. */
const TURNS_MAX = 30
/** Most frames that one step lets through. */
const FRAMES_MAX = 4

/** How often each kind of step comes. */
const WEIGHTS = {
  edit: 60,
  point: 6,
  wait: 14,
  network: 24,
  storage: 6,
  server: 5,
  settle: 1,
  leave: 1.5,
  reload: 6,
  arrive: 2.5,
}
/** How often each kind of client comes. */
const CLIENTS = { stock: 4, ours: 2, 'ours with a copy': 4 }
/** By what a program multiplies each of them. */
const MOODS = [0, 0.5, 1, 3] as const

/** What one program is made of. A program that has everything in it hides what only a long stretch of one thing shows. */
interface Mixture {
  readonly weights: typeof WEIGHTS
  readonly edits: readonly EditKind[]
  readonly network: readonly NetworkEvent[]
}

/** A random program: people who arrive, then edits with all that can go wrong between them. */
export function randomProgram(random: SeededRandom): Step[] {
  const mixture = randomMixture(random)
  const peers: number[] = []
  const arrive = (): Step => {
    const peer = peers.length
    peers.push(peer)
    return {
      do: 'arrive',
      peer,
      person: random.below(PERSONS),
      client: random.weighted(CLIENTS),
      access: random.chance(0.12) ? 'read' : 'write',
    }
  }
  const program: Step[] = []
  const present = PEERS_MIN + random.below(PEERS_SPREAD)
  while (peers.length < present) program.push(arrive())
  const length = program.length + STEPS_MIN + random.below(STEPS_SPREAD)
  while (program.length < length) {
    const kind = random.weighted(mixture.weights)
    program.push(kind === 'arrive' ? arrive() : randomStep(random, mixture, kind, random.pick(peers)))
  }
  return program
}

function randomMixture(random: SeededRandom): Mixture {
  const weights = { ...WEIGHTS }
  // the keys of the copy are those of the original
  for (const kind of Object.keys(weights) as (keyof typeof WEIGHTS)[]) {
    if (kind !== 'edit') weights[kind] *= random.pick(MOODS)
  }
  return { weights, edits: someOf(random, EDITS), network: someOf(random, NETWORK) }
}

/** Some of these, at least one, in most cases fewer than all. */
function someOf<T>(random: SeededRandom, all: readonly T[]): readonly T[] {
  const share = random.pick([0.1, 0.4, 1])
  const some = all.filter(() => random.chance(share))
  return some.length > 0 ? some : [random.pick(all)]
}

function randomStep(
  random: SeededRandom,
  mixture: Mixture,
  kind: Exclude<keyof typeof WEIGHTS, 'arrive'>,
  peer: number,
): Step {
  switch (kind) {
    case 'edit':
      return { do: 'edit', peer, kind: random.pick(mixture.edits), at: random.below(1000) }
    case 'network':
      return {
        do: 'network',
        peer,
        event: random.pick(mixture.network),
        frames: 1 + random.below(FRAMES_MAX),
      }
    case 'wait':
      return { do: 'wait', turns: 1 + random.below(TURNS_MAX) }
    case 'storage':
      // as often well as in trouble
      return { do: 'storage', state: random.chance(0.5) ? 'is well' : random.pick(STORAGE) }
    case 'server':
      return { do: 'server', event: random.chance(0.25) ? 'crashes' : random.pick(SERVER) }
    case 'point':
    case 'leave':
    case 'reload':
      return { do: kind, peer }
    case 'settle':
      return { do: 'settle' }
  }
}
