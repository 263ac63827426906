import { isKnownName } from '../lists/known-names.ts'
import {
  ADJECTIVES,
  before,
  isActing,
  isAddressed,
  isAnswering,
  isDetermined,
  isPointedAt,
  isSpaced,
  isVerbAfter,
  NOUN_VERBS,
  namesThing,
} from './context.ts'
import { LOWER_NOUNS, TRADES } from './name-words.ts'
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
  const isPlaced = isAddressed(tokens, from) || isActing(tokens, to) || isPointedAt(tokens, from)
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
    if (first.capitals === 'lower' && (isOfThing(tokens, from) || isPlainWord(tokens, from))) return false
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
      first.capitals === 'lower' &&
      // "petit groupe = ça marche"
      (!ADJECTIVES.has(first.folded) || isActing(tokens, to))
    )
      return true
    if (isSmallPair(tokens, from, to)) return true
    return isPlaced && !isDetermined(tokens, from) && !WEAK_LINKS.has(before(tokens, from)?.folded ?? '')
  }
  if (isDetermined(tokens, from) && before(tokens, from)?.capitals !== 'capital') {
    return /^(?:notre|votre|mon|ma|onze)$/.test(before(tokens, from)?.folded ?? '')
  }
  if (!first.opens || isPlaced) return true
  // "Désiré de chez Roulavel", "Rose van de winkel"
  if (isSpaced(next) && comesFrom(tokens, next)) return true
  // "Boulanger : métier en pénurie"
  const what = /^ ?[:=] ?$/.test(next?.gap ?? '') ? next : undefined
  if (
    TRADES.has(first.folded) &&
    what?.capitals === 'lower' &&
    what.isCommon &&
    !what.isStop &&
    !isAnswering(tokens, to)
  )
    return false
  if (areThings(tokens, to + 1)) return false
  if (listsThings(tokens, from, to)) return false
  if (next === undefined || /^[ ]?[:,.!?)(;+&/-]|\n ?[•*-]/.test(next.gap)) return tokens.length < 40
  return (
    isSpaced(next) &&
    (isVerbAfter(tokens, to) ||
      isBesideName(tokens, next) ||
      /^(?:ne|n|nous|m|s|se|me)$/.test(next.folded) ||
      isPair(tokens, next))
  )
}

/** What one does, has or feels, as often as somebody's name. */
const QUALITIES = new Set(
  'prudence constance patience grace espoir clemence joie amour victoire esperance felicite honneur melodie innocence merci courage bonheur aurore rose olive'.split(
    ' ',
  ),
)

/** How much or how something is: "pas claire", "trop juste", "reste constant". */
const DEGREE =
  /^(?:pas|plus|moins|tres|trop|assez|bien|peu|si|aussi|tout|toute|tres|vraiment|est|sont|etait|reste|restent|semble|parait|devient|soit|etre|rendre|niet|heel|zeer)$/

/** Verbs that have a thing for their object and "à" for a person: "demander prudence". */
const OF_THINGS =
  /^(?:demand|donn|dire|dis|dit|envoy|envoie|propos|transm|confi|montr|rend|reclam|expliqu|annonc|sign|ecri|racont|vu|voir|vois|parl)/

/** English words that are given names here: "no problem (joke)", "mark your boxes". */
const ENGLISH = new Set(
  'joke mark will bill rob sue pat jack grant frank chase miles grace faith hope may guy ken bob said'.split(
    ' ',
  ),
)
const OF_ENGLISH =
  /^(?:the|your|every|each|they|this|not|for|with|before|you|our|all|no|my|that|have|be|can|we|it)$/

/** Whether a word in small letters says what it says everywhere: by the degree, the verb or the language around it. */
function isPlainWord(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const previous = before(tokens, at)
  if (token === undefined) return false
  // "he said no"
  if (
    token.folded === 'said' &&
    /^(?:he|she|they|we|i|you|it|who|was|is|as|that|nobody|everybody)$/.test(previous?.folded ?? '')
  )
    return true
  // "kok ziek, bakker komt": a trade acts as people do
  if (TRADES.has(token.folded) && !isAddressed(tokens, at)) return true
  const isQuality = ADJECTIVES.has(token.folded)
  if (isQuality && previous !== undefined && DEGREE.test(previous.folded)) return true
  if ((isQuality || QUALITIES.has(token.folded)) && OF_THINGS.test(previous?.folded ?? '')) return true
  if (QUALITIES.has(token.folded) && previous?.folded === 'avec' && !isActing(tokens, at)) return true
  return (
    ENGLISH.has(token.folded) &&
    !isActing(tokens, at) &&
    (tokens.filter(({ folded }) => OF_ENGLISH.test(folded)).length > 1 ||
      (token.opens && OF_ENGLISH.test(tokens[at + 1]?.folded ?? '')))
  )
}

/** "iris et jade font la caisse": two given names in small letters, and what several people do. */
function isSmallPair(tokens: readonly Token[], from: number, to: number): boolean {
  const isName = (token: Token | undefined): boolean => token?.isGiven === true
  const [link, other, verb] = tokens.slice(to + 1, to + 4)
  const [first, earlier] = tokens.slice(Math.max(0, from - 2), from)
  const isLink = (token: Token | undefined): boolean => /^(?:et|en)$/.test(token?.folded ?? '')
  const isDone = (token: Token | undefined): boolean =>
    /^(?:ont|font|sont|vont|veulent|gerent|prennent|viennent|partent|hebben|doen|willen|gaan|komen|werken)$/.test(
      token?.folded ?? '',
    )
  return (
    (isLink(link) && isName(other) && isDone(verb)) ||
    (isLink(earlier) && isName(first) && isDone(tokens[to + 1]))
  )
}

/** "de chez Roulavel", "du magasin", "van de winkel": where somebody is from. */
function comesFrom(tokens: readonly Token[], link: Token): boolean {
  const next = tokens[link.at + 1]
  if (/^(?:de|van)$/.test(link.folded) && /^(?:chez|bij)$/.test(next?.folded ?? '')) return true
  // "Patience van de keuken spreekt": somebody acts
  if (!/^(?:de|du|des|van)$/.test(link.folded)) return false
  return tokens
    .slice(link.at + 1, link.at + 4)
    .some(
      ({ at, capitals, isStop }) =>
        capitals === 'lower' &&
        !isStop &&
        isActing(tokens, at) &&
        !NOUN_VERBS.has(tokens[at + 1]?.folded ?? ''),
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
