import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** The server as `npm run build` leaves it. */
const BUILT_PROGRAM = fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))

/** How a command of this folder was called. */
export interface BenchOptions {
  /** A short round, so that one sees that everything still works. */
  readonly smoke: boolean
  /** The works to do; all when left out. */
  readonly only: readonly string[] | null
  /** Of the attacks, those whose name holds this; all when left out. */
  readonly kind: string | null
  /** How long mutated traffic is sent. */
  readonly minutes: number
  /** Where the random choices start. */
  readonly seed: number
  /** The built server to measure. */
  readonly program: string
}

/**
 * Reads `--smoke`, `--only a,b`, `--kind words`, `--minutes n`, `--seed n` and `--program path/to/main.js`.
 * @throws {TypeError} for any other option.
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      smoke: { type: 'boolean', default: false },
      only: { type: 'string' },
      kind: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string' },
      program: { type: 'string', default: BUILT_PROGRAM },
    },
  })
  return {
    smoke: values.smoke,
    kind: values.kind ?? null,
    only: values.only?.split(',') ?? null,
    minutes: Number(values.minutes),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed),
    program: values.program,
  }
}
