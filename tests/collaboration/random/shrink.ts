/**
 * Makes a failing list shorter for as long as what is left still fails: halves first, then smaller parts, then single
 * entries (delta debugging, A. Zeller 1999).
 * @param fails whether a list still fails; asked until `mayGoOn` says no
 */
export async function shrink<T>(
  failing: readonly T[],
  fails: (candidate: readonly T[]) => Promise<boolean>,
  mayGoOn: () => boolean = () => true,
): Promise<readonly T[]> {
  let smallest = failing
  let parts = 2
  while (smallest.length > 1 && mayGoOn()) {
    const size = Math.ceil(smallest.length / parts)
    const smaller = await firstFailing(smallest, size, fails, mayGoOn)
    if (smaller !== null) {
      smallest = smaller
      parts = Math.max(2, parts - 1)
    } else if (size === 1) break
    else parts = Math.min(smallest.length, parts * 2)
  }
  return smallest
}

/** The first list without one part of this size that fails. */
async function firstFailing<T>(
  from: readonly T[],
  size: number,
  fails: (candidate: readonly T[]) => Promise<boolean>,
  mayGoOn: () => boolean,
): Promise<readonly T[] | null> {
  // From the end: what comes last is most often only the rest of the program.
  for (let end = from.length; end > 0 && mayGoOn(); end -= size) {
    const candidate = [...from.slice(0, Math.max(0, end - size)), ...from.slice(end)]
    if (await fails(candidate)) return candidate
  }
  return null
}
