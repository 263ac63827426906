import type { SeededRandom } from '../../collaboration/random/seeded-random.ts'

/** How often each gesture comes. */
const WEIGHTS = {
  note: 8,
  figure: 5,
  drag: 26,
  recolour: 10,
  retype: 9,
  write: 4,
  delete: 7,
  arrow: 8,
  'move an arrow’s end': 3,
  group: 5,
  ungroup: 4,
  'bring to front': 3,
  'send to back': 2,
  duplicate: 3,
  undo: 8,
  redo: 3,
} as const

/** What people do on a canvas. */
type GestureKind = keyof typeof WEIGHTS

/** One thing that somebody does. Which shapes it concerns is said in per mille of those that are there. */
export interface Gesture {
  readonly kind: GestureKind
  /** Makes the ids of what it creates, and its text. */
  readonly name: string
  readonly first: number
  readonly second: number
  readonly x: number
  readonly y: number
  readonly colour: string
}

/** Where gestures end, in board px: inside and around the zones. */
const WIDTH_PX = 2_400
const HEIGHT_PX = 1_600
const COLOURS = ['yellow', 'light-blue', 'light-green', 'violet', 'red'] as const

/** A random gesture. */
export function randomGesture(random: SeededRandom, name: string): Gesture {
  return {
    kind: random.weighted(WEIGHTS),
    name,
    first: random.below(1000),
    second: random.below(1000),
    x: random.below(WIDTH_PX),
    y: random.below(HEIGHT_PX),
    colour: random.pick(COLOURS),
  }
}

/** A gesture in words. */
export function describeGesture({ kind, name, first, second, x, y }: Gesture): string {
  return `${name}: ${kind} (${first} ‰, ${second} ‰, to ${x},${y})`
}
