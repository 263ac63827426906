/** Whose each of some cases is; of a board that several shared, all of them. */
export type Owners = readonly string[]

/**
 * How many different organisations some cases are at least of (R100): each is counted for one that owns it, no
 * organisation twice, and a case that is nobody's for nobody. Three cases of one organisation hide it behind none.
 */
export function distinctOrganisations(cases: readonly Owners[]): number {
  const caseOf = new Map<string, number>()
  // augmenting paths (Kuhn): a case takes an organisation if whoever has it finds another
  const settles = (at: number, tried: Set<string>): boolean =>
    (cases[at] ?? []).some((owner) => {
      if (tried.has(owner)) return false
      tried.add(owner)
      const holder = caseOf.get(owner)
      if (holder !== undefined && !settles(holder, tried)) return false
      caseOf.set(owner, at)
      return true
    })
  return cases.filter((_, at) => settles(at, new Set())).length
}

/** The cases in groups: two that have an organisation in common are in one. Those of nobody are in none. */
export function byCommonOwners<T extends { readonly organisations: Owners }>(cases: readonly T[]): T[][] {
  const groupOf = new Map<string, T[]>()
  for (const one of cases) {
    const owners = new Set(one.organisations)
    const [group = [], ...others] = new Set([...owners].flatMap((owner) => listed(groupOf.get(owner))))
    for (const other of others) {
      group.push(...other)
      for (const owner of other.flatMap(({ organisations }) => organisations)) groupOf.set(owner, group)
    }
    group.push(one)
    for (const owner of owners) groupOf.set(owner, group)
  }
  return [...new Set(groupOf.values())]
}

const listed = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one])
