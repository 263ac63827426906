/** One figure of ours, or one of each round. */
export type Figures = number | null | readonly (number | null)[]

/** One metric of one work, measured on ours and on whoever does the same work. */
export interface Measurement {
  /** Which command printed it. */
  bench: 'sync' | 'faults' | 'cluster' | 'web' | 'anonymise' | 'workshop' | 'library'
  /** What was done, for example `60:60`. */
  work: string
  /** What was measured, for example `cpu`. */
  metric: string
  /** Several figures are those of the rounds: their median is printed. */
  ours: Figures
  /** By name and version; null for a peer that could not do the work. */
  peers?: Readonly<Record<string, Figures>>
  /**
   * To whom the value is a ratio: the best of these peers, by name. Left out: of all peers. `absolute` or an empty list: to
   * nobody, the value is our own figure.
   */
  against?: 'absolute' | readonly string[]
  /** Instead of the above: the value itself. */
  value?: number | null
  /** Left out: what `against` says. */
  unit?: string
  better: 'lower' | 'higher'
  /** Null where there is none to reach. */
  target: number | null
  /** What a reader needs to repeat it. */
  conditions: Readonly<Record<string, unknown>>
}

/** A line of output: one JSON object, see the README. */
export interface Line {
  bench: string
  work: string
  metric: string
  ours: number | null
  peers: Record<string, number>
  value: number | null
  unit: string
  better: 'lower' | 'higher'
  target: number | null
  ok: boolean | null
  conditions: Readonly<Record<string, unknown>>
}

/** Figures in the output keep so many significant digits. */
const DIGITS = 4

/** Where lines and words go: lines to standard output, words for a person to standard error. */
export const report = {
  /** Prints one metric. @returns the line that it printed */
  line(measurement: Measurement): Line {
    const line = toLine(measurement)
    process.stdout.write(`${JSON.stringify(line)}\n`)
    return line
  },
  /** Says something to the person at the terminal. */
  say(words: string): void {
    process.stderr.write(`${words}\n`)
  },
}

/** Computes what a line holds. */
export function toLine(measurement: Measurement): Line {
  const { bench, work, metric, better, target, conditions } = measurement
  const ours = median(measurement.ours)
  const peers: Record<string, number> = {}
  /** Without a figure: they could not do the work. */
  const missing: string[] = []
  for (const [name, figures] of Object.entries(measurement.peers ?? {})) {
    const figure = median(figures)
    if (figure === null) missing.push(name)
    else peers[name] = rounded(figure)
  }
  const asked = measurement.against ?? [...Object.keys(peers), ...missing]
  const against = asked === 'absolute' ? [] : asked
  const value =
    measurement.value === undefined ? compared({ ours, peers, against, better }) : measurement.value
  const shown = value === null ? null : rounded(value)
  return {
    bench,
    work,
    metric,
    ours: ours === null ? null : rounded(ours),
    peers,
    value: shown,
    unit: measurement.unit ?? unitOf(against),
    better,
    target,
    ok: shown === null || target === null ? null : better === 'lower' ? shown <= target : shown >= target,
    conditions: { ...conditions, ...roundsOf(measurement) },
  }
}

/** How many rounds stand behind the figures, where that is known: a peer may be measured less often, or fail in some. */
function roundsOf({ ours, peers = {} }: Measurement): {
  rounds?: number
  peerRounds?: Record<string, number>
} {
  const measured = countOf(ours)
  if (measured === null) return {}
  const others = Object.entries(peers).flatMap(([name, figures]) => {
    const count = countOf(figures)
    return count === null || count === measured ? [] : [[name, count] as const]
  })
  return { rounds: measured, ...(others.length > 0 ? { peerRounds: Object.fromEntries(others) } : {}) }
}

function countOf(figures: Figures): number | null {
  return Array.isArray(figures) ? figures.filter((figure) => figure !== null).length : null
}

/** The middle figure, or the mean of the two in the middle; null when there is none. */
export function median(figures: Figures): number | null {
  if (figures === null || typeof figures === 'number') return figures
  const sorted = figures.filter((figure) => figure !== null).sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) return null
  const lower = sorted[middle - 1]
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2
}

function compared(of: {
  ours: number | null
  peers: Readonly<Record<string, number>>
  against: readonly string[]
  better: 'lower' | 'higher'
}): number | null {
  const { ours, peers, against, better } = of
  if (ours === null || against.length === 0) return ours
  const figures = against.map((name) => peers[name])
  const present = figures.filter((figure) => figure !== undefined)
  // a ratio to the best of those that happened to start would flatter
  if (present.length < figures.length) return null
  const best = better === 'lower' ? Math.min(...present) : Math.max(...present)
  return best === 0 ? null : ours / best
}

function unitOf(against: readonly string[]): string {
  if (against.length === 0) return ''
  return against.length === 1 ? `ratio to ${against[0]}` : 'ratio to the best peer'
}

function rounded(figure: number): number {
  return Number(figure.toPrecision(DIGITS))
}
