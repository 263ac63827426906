import type { UpdateLog } from '@tablee/sync'
import { Broken } from './invariants.ts'
import { runProgram } from './run-program.ts'
import { shrink } from './shrink.ts'
import type { ProcessStorage } from './stage-process.ts'
import { describeProgram, type Step } from './steps.ts'

/** How long coming to rest may take, in ms: our client may wait 8 s before it comes back. */
const REST_MAX_MS = 20_000
/** The same while a failure is being shrunk. */
const SHRINK_REST_MAX_MS = 8_000
/** How long a failure may be shrunk, in ms. */
const SHRINK_MAX_MS = 120_000
/** Sockets are not exact to the turn: a program counts as failing when it fails in one of so many runs. */
const TRIES = 3

/** What a program runs on. */
export interface TryOptions {
  /** What to run to see it again. */
  readonly name: string
  openLog(): UpdateLog
  openStorage(): Promise<ProcessStorage>
  /** How long coming to rest may take, in ms. */
  readonly restMaxMs?: number
}

/** Runs a program; null when all promises are kept, else the failure in words with the shortest program that shows it. */
export async function tryProgram(program: readonly Step[], options: TryOptions): Promise<string | null> {
  const found = await failureOf(program, options, options.restMaxMs ?? REST_MAX_MS)
  if (found === null) return null
  let last = found
  const end = performance.now() + SHRINK_MAX_MS
  const fails = async (candidate: readonly Step[]) => {
    for (let run = 0; run < TRIES; run++) {
      const failure = await failureOf(candidate, options, options.restMaxMs ?? SHRINK_REST_MAX_MS)
      if (failure === null) continue
      last = failure
      return true
    }
    return false
  }
  const smallest = await shrink(program, fails, () => performance.now() < end)
  const lines = [
    `${last}`,
    `(${options.name}: ${found}; ${program.length} steps, of which these ${smallest.length} are enough)`,
    describeProgram(smallest),
  ]
  return lines.join('\n')
}

let rooms = 0

async function failureOf(
  program: readonly Step[],
  { openLog, openStorage }: TryOptions,
  restMaxMs: number,
): Promise<string | null> {
  rooms += 1
  try {
    await runProgram(program, { room: `room-${rooms}`, openLog, openStorage, restMaxMs })
    return null
  } catch (err) {
    if (err instanceof Broken) return err.message
    // a mistake of the engine that throws is a failure like any other: its shortest program is wanted too
    return err instanceof Error ? (err.stack ?? err.message) : String(err)
  }
}
