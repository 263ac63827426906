import { AMBIGUOUS_NAMES } from '../ambiguous-words.ts'
import { isCommonForm, isCommonWord } from './common-words.ts'
import { isKnownName } from './known-names.ts'
import { isDiminutive, isFamilyName, isGivenName, isRareGivenName } from './names.ts'
import { placesNamed } from './places.ts'

/** What the lists know of one folded word. */
export interface WordFacts {
  readonly isCommon: boolean
  /** Common, or a Dutch form of a common word. */
  readonly isCommonForm: boolean
  readonly isGiven: boolean
  readonly isRareGiven: boolean
  readonly isFamily: boolean
  readonly isPlace: boolean
  /** A product, a method, a country, a public body: identifies nobody. */
  readonly isKnown: boolean
  /** Also a thing, by the list of R22. */
  readonly isAmbiguous: boolean
}

/** Words looked up so far; notes share most of theirs. */
const MOST = 20_000
const known = new Map<string, WordFacts>()

/** Looks a folded word up in all lists. */
export function wordFacts(folded: string): WordFacts {
  const before = known.get(folded)
  if (before !== undefined) return before
  const facts: WordFacts = {
    isCommon: isCommonWord(folded),
    isCommonForm: isCommonForm(folded),
    isGiven: isGivenName(folded),
    isRareGiven: isRareGivenName(folded) || (!isGivenName(folded) && isDiminutive(folded)),
    isFamily: isFamilyName(folded),
    isPlace: placesNamed(folded).length > 0,
    isKnown: isKnownName(folded),
    isAmbiguous: AMBIGUOUS_NAMES.has(folded),
  }
  if (known.size >= MOST) known.clear()
  known.set(folded, facts)
  return facts
}
