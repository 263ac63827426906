import { isKnownName } from '../lists/known-names.ts'
import {
  ADJECTIVES,
  before,
  isActing,
  isAddressed,
  isDetermined,
  isSpaced,
  isVerbAfter,
  namesThing,
} from './context.ts'
import { LOWER_NOUNS } from './name-words.ts'
import { areThings, isOfThing, listsThings } from './named-things.ts'
import type { Token } from './read-tokens.ts'
import { OF_SOMEBODY, ROLES } from './words.ts'

/** Before these a lower-case word is no person even in a strong place: "par amour", "par hasard". */
export const WEAK_LINKS = new Set(['par', 'sans', 'sauf', 'door'])

/**
 * Whether a word that is also a thing stands for a person: with a capital, not after a determiner, and as the first
 * word of a sentence only when a verb follows or nothing does (R22). In small letters only where somebody is
 * addressed or acts.
 */
export function nameCounts(tokens: readonly Token[], from: number, to: number): boolean {
  const first = tokens[from]
  const next = tokens[to + 1]
  if (first === undefined || namesThing(tokens, from, false)) return false
  const isPlaced = isAddressed(tokens, from) || isActing(tokens, to)
  // "le résultat désiré n'est écrit nulle part"
  const noun = before(tokens, from)
  const isQuality =
    noun?.capitals === 'lower' &&
    noun.isCommon &&
    !noun.isStop &&
    !isAddressed(tokens, from) &&
    !ROLES.has(noun.folded) &&
    !OF_SOMEBODY.has(noun.folded) &&
    /^(?:le|la|l|les|un|une|des|du|au|ce|cet|cette|son|sa|notre|votre|effet|resultat)$/.test(
      before(tokens, noun.at)?.folded ?? noun.folded,
    )
  if (first.capitals === 'lower' && isQuality && ADJECTIVES.has(first.folded)) return false
  // no sentence is made without "qui": in small letters it is nobody
  if (first.capitals === 'lower' && first.isStop && !isKnownName(first.folded)) return false
  if (first.capitals === 'lower' || first.capitals === 'any') {
    if (first.capitals === 'lower' && isOfThing(tokens, from)) return false
    // the cohort has somebody of that name, and "olivier" stands alone: "sandrine + olivier"
    const link = before(tokens, from)?.folded ?? ''
    if (LOWER_NOUNS.has(first.folded) && !isDetermined(tokens, from) && !/^(?:de|d|en|a|au)$/.test(link))
      return !listsThings(tokens, from, to)
    // French nouns that open a sentence have a determiner
    if (
      first.opens &&
      isSpaced(next) &&
      isVerbAfter(tokens, to) &&
      !isDetermined(tokens, from) &&
      first.capitals === 'lower'
    )
      return true
    return isPlaced && !isDetermined(tokens, from) && !WEAK_LINKS.has(before(tokens, from)?.folded ?? '')
  }
  if (isDetermined(tokens, from) && before(tokens, from)?.capitals !== 'capital') {
    return /^(?:notre|votre|mon|ma|onze)$/.test(before(tokens, from)?.folded ?? '')
  }
  if (!first.opens || isPlaced) return true
  if (areThings(tokens, to + 1)) return false
  if (listsThings(tokens, from, to)) return false
  if (next === undefined || /^[ ]?[:,.!?)(;+&/-]/.test(next.gap)) return tokens.length < 40
  return (
    isSpaced(next) &&
    (isVerbAfter(tokens, to) ||
      isBesideName(tokens, next) ||
      /^(?:ne|n|nous|m|s|se|me)$/.test(next.folded) ||
      isPair(tokens, next))
  )
}

/** "Espérance avec Concha". */
function isBesideName(tokens: readonly Token[], link: Token): boolean {
  const other = tokens[link.at + 1]
  return (
    /^(?:avec|met)$/.test(link.folded) && other?.capitals === 'capital' && isSpaced(other) && !other.isStop
  )
}

/** "Camille et Marine", not "Marine ou turquoise". */
function isPair(tokens: readonly Token[], link: Token): boolean {
  const other = tokens[link.at + 1]
  return (
    /^(?:et|ou|en)$/.test(link.folded) && other?.capitals === 'capital' && !areThings(tokens, link.at + 2)
  )
}
