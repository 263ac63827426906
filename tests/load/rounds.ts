import type { BenchOptions } from './options.ts'
import { report } from './report.ts'
import type { ServerKind } from './servers/server-kind.ts'

/** Above this, in percent of one core, other programs have disturbed a window. */
const NOISE_PERCENT = 15
/** How often a disturbed window is measured again. */
const REPEATS = 2
/** How often in one whole run, which has an end even on a machine that is never quiet. */
const REPEATS_IN_ALL = 12

/** A peer that could not do the work twice will not do it the third time, and each failure takes a minute. */
const FAILURES_MAX = 2

let repeatsLeft = REPEATS_IN_ALL

/** What every measured window says of itself. */
interface Window {
  foreignCpu?: number
  /** Of the people's side, in percent of one core; and how late its timers were at p99, in ms. */
  generatorCpu?: number
  generatorLagMs?: number
}

/** What came of each round, by server. A round that failed is null. */
export class RoundResults<T> {
  readonly #results = new Map<string, (T | null)[]>()

  add(kind: ServerKind, result: T | null): void {
    const results = this.#results.get(kind.name) ?? []
    results.push(result)
    this.#results.set(kind.name, results)
  }

  /** One figure of each round of a server. */
  of(kind: ServerKind, figure: (result: T) => number | null): (number | null)[] {
    return (this.#results.get(kind.name) ?? []).map((result) => (result === null ? null : figure(result)))
  }

  /** The same of several servers, by name, for a line's `peers`. */
  peers(
    kinds: readonly ServerKind[],
    figure: (result: T) => number | null,
  ): Record<string, (number | null)[]> {
    return Object.fromEntries(kinds.map((kind) => [kind.name, this.of(kind, figure)]))
  }

  /** The most that other programs took in any round, in percent of one core. */
  noise(): number {
    let most = 0
    for (const results of this.#results.values())
      for (const result of results) most = Math.max(most, foreignOf(result) ?? 0)
    return Math.round(most)
  }

  /** How busy and how late the people's side of a server was in its worst round: a latency below its own lateness says nothing. */
  generator(kind: ServerKind): { cpu: number; lagMs: number } {
    let cpu = 0
    let lagMs = 0
    for (const result of this.#results.get(kind.name) ?? []) {
      const window: Window = result ?? {}
      cpu = Math.max(cpu, window.generatorCpu ?? 0)
      lagMs = Math.max(lagMs, window.generatorLagMs ?? 0)
    }
    return { cpu: Math.round(cpu), lagMs: Math.round(lagMs) }
  }

  /** Whether a server failed so often that it is not tried again. */
  isGivenUp(kind: ServerKind): boolean {
    const failures = (this.#results.get(kind.name) ?? []).filter((result) => result === null)
    return failures.length >= FAILURES_MAX
  }
}

/**
 * Does the same work on several servers, one after the other, every second round in the other order: whoever comes
 * first meets a colder machine. A server that fails is named.
 */
export async function inRounds<T>(
  options: BenchOptions,
  of: {
    work: string
    kinds: readonly ServerKind[]
    /** Fewer rounds for some that only stand beside. */
    roundsOf?: (kind: ServerKind) => number
    once: (kind: ServerKind, round: number) => Promise<T & Window>
  },
): Promise<RoundResults<T & Window>> {
  const results = new RoundResults<T & Window>()
  const { servers } = options
  const chosen = of.kinds.filter(
    ({ name }) => servers.length === 0 || servers.some((start) => name.startsWith(start)),
  )
  for (let round = 0; round < options.rounds; round++) {
    const kinds = round % 2 === 0 ? chosen : [...chosen].reverse()
    for (const kind of kinds) {
      if (results.isGivenUp(kind) || round >= (of.roundsOf?.(kind) ?? options.rounds)) continue
      report.say(`${of.work}, round ${round + 1} of ${options.rounds}: ${kind.name}`)
      try {
        results.add(kind, await quietly(options, kind, () => of.once(kind, round)))
      } catch (err) {
        report.say(`${of.work}: ${kind.name} could not do it: ${err instanceof Error ? err.message : err}`)
        results.add(kind, null)
      }
    }
  }
  return results
}

/** Measures again while the machine is disturbed. @returns the least disturbed result */
async function quietly<T>(options: BenchOptions, kind: ServerKind, measure: () => Promise<T>): Promise<T> {
  let best = await measure()
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const noise = foreignOf(best) ?? 0
    if (noise <= NOISE_PERCENT) break
    report.say(`  other programs took ${Math.round(noise)} % of a core while ${kind.name} was measured`)
    if (!options.repeatsNoise || repeatsLeft === 0) break
    repeatsLeft -= 1
    const again = await measure()
    if ((foreignOf(again) ?? 0) < noise) best = again
  }
  return best
}

function foreignOf(result: unknown): number | undefined {
  // what a span gives; other results have no such field
  return (result as Window | null)?.foreignCpu
}
