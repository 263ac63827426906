import { applyPatch, patchBetween, rebasePatch } from './text-patch.ts'

/** Between two answers of which neither may be lost. */
const BETWEEN = ' / '

/**
 * What two people typed in one cell at the same time, in one: where they changed different places of it, both changes;
 * else one answer behind the other.
 */
export function mergeCellText(base: string, mine: string, theirs: string): string {
  if (mine === theirs || mine === base || theirs.includes(mine)) return theirs
  if (theirs === base || mine.includes(theirs)) return mine
  const myPatch = patchBetween(base, mine)
  const theirPatch = patchBetween(base, theirs)
  if (!myPatch || !theirPatch) return theirs
  const isApart =
    myPatch.at + myPatch.remove < theirPatch.at || theirPatch.at + theirPatch.remove < myPatch.at
  if (isApart) return rebasePatch(myPatch, theirPatch).reduce(applyPatch, theirs)
  return `${theirs}${BETWEEN}${mine}`
}
