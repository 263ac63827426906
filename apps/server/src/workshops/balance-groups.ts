import { colourGroups } from './colour-groups.ts'

/** What the balancing knows of an organisation. */
export interface Placeable {
  readonly id: string
  /** What is spread over the groups, e.g. its sector and its size; unknown ones are left out. */
  readonly traits: readonly string[]
}

/** Even groups, or the pair that makes every placement impossible. */
export type Balance =
  | { readonly ok: true; readonly groups: readonly (readonly string[])[] }
  | { readonly ok: false; readonly pair: readonly [string, string] }

/** How often the exchange of two organisations is tried for all of them: it settles long before. */
const ROUNDS_MAX = 20

/**
 * Puts organisations into a number of groups: no exclusion is broken, sizes differ by one at most when the exclusions
 * allow it, traits are spread as far as exchanging two at a time goes. The same seed gives the same groups.
 */
export function balanceGroups(
  organisations: readonly Placeable[],
  {
    count,
    exclusions,
    seed,
  }: { count: number; exclusions: readonly (readonly [string, string])[]; seed: number },
): Balance {
  const random = randomFrom(seed)
  const shuffled = shuffle(organisations, random)
  const ids = shuffled.map(({ id }) => id)
  const apart = apartFrom(ids, exclusions)
  const groups = colourGroups(ids, apart, count)
  if (!groups) return { ok: false, pair: lastStraw(ids, exclusions, count) }
  const mixed = spreadTraits(groups, new Map(shuffled.map((each) => [each.id, each])), apart)
  return { ok: true, groups: shuffle(mixed, random) }
}

/** Whom each organisation may not meet. */
function apartFrom(
  ids: readonly string[],
  exclusions: readonly (readonly [string, string])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const apart = new Map(ids.map((id) => [id, new Set<string>()]))
  for (const [a, b] of exclusions) {
    if (!apart.has(b)) continue
    apart.get(a)?.add(b)
    if (apart.has(a)) apart.get(b)?.add(a)
  }
  return apart
}

/** The first pair with which no placement is left, when the pairs are added one by one. */
function lastStraw(
  ids: readonly string[],
  exclusions: readonly (readonly [string, string])[],
  count: number,
): readonly [string, string] {
  const known = new Set(ids)
  const inside = exclusions.filter(([a, b]) => known.has(a) && known.has(b))
  for (const [at, pair] of inside.entries())
    if (!colourGroups(ids, apartFrom(ids, inside.slice(0, at + 1)), count)) return pair
  throw new Error('a placement exists with all exclusions, and was not found')
}

/** Exchanges two organisations of different groups as long as that spreads the traits better. */
function spreadTraits(
  groups: readonly (readonly string[])[],
  byId: ReadonlyMap<string, Placeable>,
  apart: ReadonlyMap<string, ReadonlySet<string>>,
): string[][] {
  const mixed = groups.map((group) => [...group])
  const traitsOf = (id: string) => byId.get(id)?.traits ?? []
  const alike = (id: string, group: readonly string[], except: string) => {
    let count = 0
    for (const other of group)
      if (other !== id && other !== except)
        count += traitsOf(other).filter((trait) => traitsOf(id).includes(trait)).length
    return count
  }
  const mayJoin = (id: string, group: readonly string[], except: string) =>
    group.every((other) => other === except || !apart.get(id)?.has(other))
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    let better = false
    for (const [at, left] of mixed.entries())
      for (const right of mixed.slice(at + 1))
        for (const i of left.keys())
          for (const j of right.keys()) {
            const a = left[i]
            const b = right[j]
            if (a === undefined || b === undefined) continue
            if (!mayJoin(a, right, b) || !mayJoin(b, left, a)) continue
            const now = alike(a, left, a) + alike(b, right, b)
            const then = alike(a, right, b) + alike(b, left, a)
            if (then >= now) continue
            left[i] = b
            right[j] = a
            better = true
          }
    if (!better) break
  }
  return mixed
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const keyed = list.map((value) => ({ value, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value)
}
