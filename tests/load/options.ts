import { parseArgs } from 'node:util'

/** How `npm run bench:sync` was called. */
export interface BenchOptions {
  /** A look at everything within 20 s: figures that say little. */
  isSmoke: boolean
  /** Works whose names begin so; all when empty. */
  only: readonly string[]
  /** Servers whose names begin so; all when empty. Without its peers a line has no ratio. */
  servers: readonly string[]
  rounds: number
  /** Length of one window. */
  windowMs: number
  warmMs: number
  /** Length of the soak, in minutes. */
  soakMinutes: number
  /** Where our server leaves a profile of its processor time when it stops; null for none. */
  profileDir: string | null
  /** Whether a window in which other programs took much is measured again. */
  repeatsNoise: boolean
}

const ROUNDS = 3
const WINDOW_S = 10
const WARM_S = 3
const SOAK_MINUTES = 10

/**
 * Reads `--smoke`, `--only work,work`, `--servers name,name`, `--rounds n`, `--seconds n`, `--soak minutes`, `--noisy`,
 * `--profile folder`.
 * @throws {TypeError} for any other option.
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      smoke: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      servers: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      soak: { type: 'string' },
      noisy: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  const { smoke } = values
  return {
    isSmoke: smoke,
    only: listOf(values.only),
    servers: listOf(values.servers),
    rounds: Number(values.rounds ?? (smoke ? 1 : ROUNDS)),
    windowMs: 1000 * Number(values.seconds ?? (smoke ? 1 : WINDOW_S)),
    warmMs: smoke ? 500 : 1000 * WARM_S,
    soakMinutes: Number(values.soak ?? SOAK_MINUTES),
    profileDir: values.profile ?? null,
    repeatsNoise: !values.noisy && !smoke,
  }
}

function listOf(names: string): readonly string[] {
  return names === '' ? [] : names.split(',')
}
