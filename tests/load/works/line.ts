import { type Measurement, report } from '../report.ts'
import type { RoundResults } from '../rounds.ts'
import type { ServerKind } from '../servers/server-kind.ts'

/** One metric of a work that was done in rounds. */
export interface RoundLine<T> {
  metric: string
  figure(result: T): number | null
  /** Of our own figure; a ratio says so by itself. */
  unit: string
  /** Peers by name that our figure is divided by; left out, the value is our own figure. */
  against?: readonly string[]
  target?: number | null
  better?: 'lower' | 'higher'
}

/** Prints metrics of one work. */
export function printLines<T>(
  of: {
    /** Of the sync engine when left out. */
    bench?: Measurement['bench']
    work: string
    ours: ServerKind
    peers: readonly ServerKind[]
    results: RoundResults<T>
    conditions: Readonly<Record<string, unknown>>
  },
  lines: readonly RoundLine<T>[],
): void {
  const { bench = 'sync', work, ours, peers, results, conditions } = of
  for (const { metric, figure, unit, against = [], target = null, better = 'lower' } of lines) {
    report.line({
      bench,
      work,
      metric,
      ours: results.of(ours, figure),
      peers: results.peers(peers, figure),
      against,
      ...(against.length === 0 ? { unit } : {}),
      better,
      target,
      conditions,
    })
  }
}
