import type { BoardContent } from '@tablee/board'
import type { CaseTags } from './case-tags.ts'
import { MATURITY_AXES } from './maturity-axes.ts'
import { feedsOf } from './read-notes.ts'

/** A self-check that an organisation kept. */
export interface SelfCheck {
  /** Whose it is; what several did together is nobody's own. */
  readonly organisationId: string
  /** When it was kept, in ISO 8601. */
  readonly takenAt: string
  readonly content: BoardContent
}

/**
 * How the median of each axis went from the first self-check to the last one (R98). Where several organisations have two,
 * nothing is said: it would be nobody's.
 */
export function readMaturity(checks: readonly SelfCheck[]): NonNullable<CaseTags['maturity']> {
  const scored = checks.filter(({ content }) => medians(content).size > 0)
  const owners = [...new Set(scored.map(({ organisationId }) => organisationId))]
    .map((id) => scored.filter(({ organisationId }) => organisationId === id))
    .filter((own) => own.length > 1)
  const [own, ...others] = owners
  if (own === undefined || others.length > 0) return []
  const inTime = own.toSorted((a, b) => a.takenAt.localeCompare(b.takenAt))
  const [first, last] = [inTime[0], inTime.at(-1)].map((check) => check && medians(check.content))
  return MATURITY_AXES.flatMap(({ id: axis }) => {
    const [before, after] = [first?.get(axis), last?.get(axis)]
    if (before === undefined || after === undefined) return []
    return { axis, change: after > before ? 'rose' : after < before ? 'fell' : 'stayed' } as const
  })
}

/** The medians that are told, by axis: those of three answers or more. */
function medians({ zones }: BoardContent): ReadonlyMap<string, number> {
  return new Map(
    zones.flatMap(({ zone, result }) =>
      feedsOf(zone) !== 'maturity' || result?.kind !== 'scores'
        ? []
        : Object.entries(result.scores).flatMap(([axis, { median }]) =>
            median === null ? [] : [[axis, median] as const],
          ),
    ),
  )
}
