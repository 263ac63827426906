import type { FindingKind, Sighting } from '../finding.ts'
import type { Layer } from '../layer.ts'
import { addressSpans } from './address-rules.ts'
import { likelyNames } from './name-evidence.ts'
import type { NameRun } from './name-run.ts'
import { organisationRuns } from './organisation-rules.ts'
import { isCapital, isUnknown } from './person-name.ts'
import { personRuns } from './person-rules.ts'
import { placeRuns } from './place-rules.ts'
import { readTokens, type Token } from './read-tokens.ts'

function sightingOf(
  tokens: readonly Token[],
  kind: FindingKind,
  { from, to, rule }: NameRun,
  text: string,
): Sighting {
  const first = tokens[from]
  const end = tokens[to]?.end ?? 0
  // "'t Zorgpunt"
  const isElided = first?.folded === 't' && /^['’]$/.test(text[first.start - 1] ?? '')
  const isInitial = kind === 'PER' && /^\p{Lu}$/u.test(tokens[to]?.written ?? '') && text[end] === '.'
  return {
    start: (first?.start ?? 0) - (isElided ? 1 : 0),
    end: isInitial ? end + 1 : end,
    kind,
    layer: 'gazetteer',
    reason: `gazetteer.${kind.toLowerCase()}_${rule}`,
    entityIds: [],
  }
}

/**
 * The third layer: names that no roster knows, by lists of given names, family names and communes, and by what
 * stands around them; organisations by their legal form or their noun; postal addresses (R50 to R58).
 */
export const gazetteerLayer: Layer = (view) => {
  const tokens = readTokens(view)
  const addresses = addressSpans(view)
  const isFree = ({ from, to }: NameRun): boolean =>
    !addresses.some(({ start, end }) => (tokens[from]?.start ?? 0) < end && (tokens[to]?.end ?? 0) > start)
  const people = personRuns(tokens).filter(isFree)
  const organisations = organisationRuns(tokens).filter(isFree)
  const again = repeated(tokens, [...people, ...organisations]).filter(isFree)
  const likely = likelyNames(tokens, [...people, ...organisations, ...again])
  const sight = (kind: FindingKind) => (found: NameRun) => sightingOf(tokens, kind, found, view.text)
  return [
    ...addresses.map(
      ({ start, end, rule }): Sighting => ({
        start,
        end,
        kind: 'ADDR',
        layer: 'gazetteer',
        reason: `gazetteer.addr_${rule}`,
        entityIds: [],
      }),
    ),
    ...people.map(sight('PER')),
    ...organisations.map(sight('ORG')),
    ...again.map(sight('PER')),
    ...likely.people.filter(isFree).map(sight('PER')),
    ...likely.organisations.filter(isFree).map(sight('ORG')),
    ...placeRuns(tokens, view).filter(isFree).map(sight('PLACE')),
  ]
}

/** A capital that no list knows and that was seen as a name in one place is one in every place of the note. */
function repeated(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const names = new Set(
    runs.flatMap(({ from, to }) => tokens.slice(from, to + 1).filter(isUnknown)).map(({ folded }) => folded),
  )
  if (names.size === 0) return []
  return tokens
    .filter(
      (token) =>
        names.has(token.folded) &&
        isCapital(token) &&
        !runs.some(({ from, to }) => token.at >= from && token.at <= to),
    )
    .map(({ at }) => ({ from: at, to: at, rule: 'repeated' }))
}
