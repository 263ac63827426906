import { foldText } from '../fold-text.ts'
import type { Lang } from '../language.ts'
import type { ChoiceSet, Term } from '../method.ts'

/** Most proposals for one cell: more would be the whole list again. */
const MAX_PROPOSALS = 3

/** A word's worth: its own name says more than another word for it. */
const NAME_SCORE = 2
const OTHER_SCORE = 1

/** Words between words: two labels that share them have nothing in common. */
const LINKING = new Set(
  'de la le les du des en un une et au aux ou sur par pour van het een voor met of and the to in on op'.split(
    ' ',
  ),
)

/** Shortest word that says something by itself; shorter ones only count when they are whole words of the list. */
const MIN_PREFIX = 4

/**
 * Terms that somebody may have meant by what she typed, the likeliest first; none when nothing fits. A proposal is for
 * her to choose: a cell keeps what was typed until then.
 */
export function proposeTerms(set: ChoiceSet, typed: string, lang: Lang): Term[] {
  const words = wordsOf(typed)
  if (words.length === 0) return []
  return set.terms
    .map((term) => ({ term, score: scoreOf(term, words, lang) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_PROPOSALS)
    .map(({ term }) => term)
}

function scoreOf(term: Term, words: readonly string[], lang: Lang): number {
  const names = wordsOf(term.label[lang])
  const others = (term.also ?? []).flatMap(wordsOf)
  let score = 0
  for (const word of words) {
    if (names.some((name) => areAlike(name, word))) score += NAME_SCORE
    else if (others.some((other) => areAlike(other, word))) score += OTHER_SCORE
  }
  return score
}

/** The same word, or one that begins with the other: plural, feminine, not yet typed to its end. */
function areAlike(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= MIN_PREFIX && long.startsWith(short)
}

function wordsOf(text: string): string[] {
  return (foldText(text).match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((word) => !LINKING.has(word))
}
