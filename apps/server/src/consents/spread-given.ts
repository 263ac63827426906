import { CONSENT_SPREADS, type ConsentSpread, isGranted } from '@tablee/contract'
import type { StatementRow } from './store.ts'

/** The fewest readers of several answers; the cohort where there is none. */
export function narrowestSpread(spreads: readonly (ConsentSpread | null)[]): ConsentSpread {
  const known = spreads.filter((spread) => spread !== null).map((spread) => CONSENT_SPREADS.indexOf(spread))
  return (known.length === 0 ? null : CONSENT_SPREADS[Math.min(...known)]) ?? CONSENT_SPREADS[0]
}

/**
 * An answer to a case with the readers that it was given for: never more than its form named, the fewest that any
 * organisation of the case allowed in general at that moment. What was kept of answers once said everybody.
 */
export function asGiven(
  statement: StatementRow,
  { organisationIds, generals }: { organisationIds: readonly string[]; generals: readonly StatementRow[] },
): StatementRow {
  if (!isGranted(statement.state) || statement.spread === null) return statement
  const then = new Map(
    generals
      .filter(({ stated_at }) => stated_at <= statement.stated_at)
      .map((general) => [general.organisation_id, general.spread]),
  )
  const named = narrowestSpread(organisationIds.map((id) => then.get(id) ?? null))
  return { ...statement, spread: narrowestSpread([statement.spread, named]) }
}
