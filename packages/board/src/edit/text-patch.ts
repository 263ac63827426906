/** One change of a text: what is taken out at a place and what is put there; counted in UTF-16 units. */
export interface TextPatch {
  at: number
  remove: number
  insert: string
}

/** The smallest single change that leads from one text to the other; null when they are equal. */
export function patchBetween(from: string, to: string): TextPatch | null {
  if (from === to) return null
  const shorter = Math.min(from.length, to.length)
  let start = 0
  while (start < shorter && from[start] === to[start]) start += 1
  // Never between the halves of one character: half of it cannot be stored.
  if (start > 0 && isHighHalf(from.charCodeAt(start - 1))) start -= 1
  let end = 0
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1
  if (end > 0 && isLowHalf(from.charCodeAt(from.length - end))) end -= 1
  return { at: start, remove: from.length - start - end, insert: to.slice(start, to.length - end) }
}

/** The text with the change made. */
export function applyPatch(text: string, { at, remove, insert }: TextPatch): string {
  return text.slice(0, at) + insert + text.slice(at + remove)
}

/**
 * The same change on a text that somebody else has changed meanwhile, as changes to be made in this order: what both
 * took out goes once, what either put in stays.
 */
export function rebasePatch(mine: TextPatch, theirs: TextPatch): TextPatch[] {
  const theirEnd = theirs.at + theirs.remove
  const myEnd = mine.at + mine.remove
  if (myEnd <= theirs.at) return [mine]
  if (mine.at >= theirEnd) return [{ ...mine, at: mine.at + theirs.insert.length - theirs.remove }]
  const before = Math.max(0, theirs.at - mine.at)
  const after = Math.max(0, myEnd - theirEnd)
  const behind = {
    at: theirs.at + theirs.insert.length,
    remove: after,
    insert: before === 0 ? mine.insert : '',
  }
  // The later place first, so that the earlier one still counts.
  return before === 0 ? [behind] : [behind, { at: mine.at, remove: before, insert: mine.insert }]
}

/** What two people made of one text, at the places where each changed it. */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  const myPatch = patchBetween(base, mine)
  const theirPatch = patchBetween(base, theirs)
  if (!myPatch) return theirs
  if (!theirPatch) return mine
  return rebasePatch(myPatch, theirPatch).reduce(applyPatch, theirs)
}

function isHighHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
