import type { ZoneDefinition } from '../method.ts'

/** What stands for every zone of the board, where arrows lead from and to. */
const ANY_ZONE = 'any'

/**
 * The link zone that an arrow between two items belongs to: of those whose ends fit the one that the arrow names, else the
 * only one, for an arrow may be tied anew. `from` and `to` are the zones that its ends lie in.
 */
export function claimingZone(
  zones: readonly ZoneDefinition[],
  { named, from, to }: { named: unknown; from: string | undefined; to: string | undefined },
): ZoneDefinition | undefined {
  const fitting = zones.filter(
    ({ kind, options }) => kind === 'link' && fits(options.from, from) && fits(options.to, to),
  )
  return fitting.find(({ id }) => id === named) ?? (fitting.length === 1 ? fitting[0] : undefined)
}

function fits(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === ANY_ZONE || wanted === actual
}
