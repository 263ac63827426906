import { withinEdits } from '../text/edit-distance.ts'
import { groupBy } from '../text/group-by.ts'
import type { Token } from './gazetteer/read-tokens.ts'
import type { Variant } from './roster-variants.ts'

/** Names from so many letters on are recognised with one letter wrong, longer ones with two. */
const ONE_EDIT_MIN_LETTERS = 6
const TWO_EDITS_MIN_LETTERS = 11
/** In small letters a word needs more before one wrong letter means nothing. */
const LOWER_CASE_MIN_LETTERS = 8

/** What a run of words from one place on may be misspelt for. */
interface Misspelling {
  readonly to: number
  readonly variants: readonly Variant[]
}

/** Finds the variants of which a run of words is a likely misspelling (R26). */
export function misspellings(
  variants: readonly Variant[],
): (tokens: readonly Token[], from: number) => Misspelling[] {
  const candidates = variants.filter(
    ({ key, form, reason }) =>
      key.length >= ONE_EDIT_MIN_LETTERS &&
      (form === 'any' || form === 'capital' || form === 'name') &&
      reason !== 'roster.genitive',
  )
  const byStart = groupBy(candidates, ({ key, words }) => `${words}${key.charAt(0)}`)
  const counts = [...new Set(candidates.map(({ words }) => words))].sort((a, b) => a - b)
  return (tokens, from) => {
    const first = tokens[from]
    if (first === undefined || first.isStop) return []
    const isCapital = first.capitals === 'capital' || first.capitals === 'upper'
    const found: Misspelling[] = []
    for (const count of counts) {
      const alike = byStart.get(`${count}${first.folded.charAt(0)}`)
      const run = tokens.slice(from, from + count)
      if (alike === undefined || run.length < count || !isOpenToIt(run)) continue
      const key = run.map(({ folded }) => folded).join('')
      const fitting = alike.filter(
        (variant) =>
          (isCapital || variant.key.length >= LOWER_CASE_MIN_LETTERS) &&
          // "demander à Divinne": of a name that is a word, within a sentence only
          (variant.form !== 'name' || (isCapital && !first.opens)) &&
          withinEdits(key, variant.key, variant.key.length >= TWO_EDITS_MIN_LETTERS ? 2 : 1),
      )
      if (fitting.length === 0) continue
      found.push({
        to: from + count - 1,
        variants: fitting.map((entry) => ({ ...entry, reason: 'roster.misspelt' })),
      })
    }
    return found
  }
}

/** Ordinary words are not misspelt names, and neither is another name: "Karim" is not "Karima". */
function isOpenToIt(run: readonly Token[]): boolean {
  if (run.slice(1).some(({ gap }) => !/^[ '&-]{1,3}$/.test(gap))) return false
  if (run.length > 1) return run.some((word) => !word.isCommonForm)
  return run.every((word) => {
    // a capital within a sentence is no form of a Dutch word
    const isWord = word.capitals === 'capital' && !word.opens ? word.isCommon : word.isCommonForm
    return !isWord && !word.isGiven && !word.isKnown && !word.isPlace
  })
}
