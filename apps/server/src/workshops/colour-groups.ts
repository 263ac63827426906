/**
 * Puts everybody into groups so that nobody meets whom she is kept apart from; sizes differ as little as that allows.
 * Complete: null means that there is no such placement.
 */
export function colourGroups(
  ids: readonly string[],
  apart: ReadonlyMap<string, ReadonlySet<string>>,
  count: number,
): string[][] | null {
  const smallest = Math.floor(ids.length / count)
  const largest = Math.ceil(ids.length / count)
  // Only those who are kept apart from somebody are searched for; the others fill up.
  const bound = ids.filter((id) => (apart.get(id)?.size ?? 0) > 0)
  const free = ids.filter((id) => (apart.get(id)?.size ?? 0) === 0)
  const even = search(bound, apart, {
    count,
    // how many groups may be larger than the others
    fits: (groups) =>
      groups.every((group) => group.length <= largest) &&
      (largest === smallest ||
        groups.filter((group) => group.length === largest).length <= ids.length % count),
  })
  if (even) return fill(even, free)
  for (let most = largest + 1; most <= ids.length; most += 1) {
    const found = search(bound, apart, {
      count,
      fits: (groups) => groups.every((group) => group.length <= most),
    })
    if (found) return fill(found, free)
  }
  return null
}

interface Search {
  readonly count: number
  /** Whether groups that are still filled can become such a placement. */
  readonly fits: (groups: readonly (readonly string[])[]) => boolean
}

/** Tries all placements, the most bound first (DSATUR), and of empty groups only one: they are alike. */
function search(
  ids: readonly string[],
  apart: ReadonlyMap<string, ReadonlySet<string>>,
  { count, fits }: Search,
): string[][] | null {
  const groups: string[][] = Array.from({ length: count }, () => [])
  const rest = new Set(ids)
  const opponents = (id: string) => apart.get(id) ?? new Set<string>()
  const isOpen = (id: string, group: readonly string[]) => !group.some((other) => opponents(id).has(other))
  const place = (): boolean => {
    let chosen: string | null = null
    let closedMost = -1
    for (const id of rest) {
      const closed = groups.filter((group) => !isOpen(id, group)).length * ids.length + opponents(id).size
      if (closed <= closedMost) continue
      chosen = id
      closedMost = closed
    }
    if (chosen === null) return true
    rest.delete(chosen)
    let emptyTried = false
    const bySize = [...groups].sort((a, b) => a.length - b.length)
    for (const group of bySize) {
      if (group.length === 0 && emptyTried) continue
      emptyTried ||= group.length === 0
      if (!isOpen(chosen, group)) continue
      group.push(chosen)
      if (fits(groups) && place()) return true
      group.pop()
    }
    rest.add(chosen)
    return false
  }
  return place() ? groups : null
}

function fill(groups: readonly (readonly string[])[], free: readonly string[]): string[][] {
  const filled = groups.map((group) => [...group])
  for (const id of free) {
    const smallest = filled.reduce((least, group) => (group.length < least.length ? group : least))
    smallest.push(id)
  }
  return filled
}
