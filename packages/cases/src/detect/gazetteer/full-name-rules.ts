import { AMBIGUOUS_NAMES } from '../ambiguous-words.ts'
import {
  before,
  isActing,
  isAddressed,
  isCalledAfter,
  isDetermined,
  isVocative,
  namesThing,
} from './context.ts'
import { type NameRun, type Rule, run } from './name-run.ts'
import { HARD_WORDS, LOWER_NOUNS, NICKNAMES } from './name-words.ts'
import { DEPARTMENTS } from './organisation-name.ts'
import {
  bareFamilyEnd,
  familyEnd,
  givenEnd,
  isCapital,
  isInitial,
  isSureFamily,
  isUnknown,
  withParticles,
} from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { KIN, ROLES, TITLES } from './words.ts'

export const isTitle: Rule = (tokens, at) => {
  const title = tokens[at]
  const next = tokens[at + 1]
  if (title === undefined || !TITLES.has(title.folded) || next === undefined) return null
  if (!/^\.? {0,2}$/.test(next.gap) || next.gap === '') return null
  const isShort = /^(?:m|me|ms|mw|sr|pr|mm|dr|sir|miss|juf|prof)$/.test(title.folded)
  const isDotted = next.gap.startsWith('.')
  // "MS Project", "ex-sr"
  if (/^(?:ms|sr)$/.test(title.folded) && title.capitals !== 'capital') return null
  if (isShort && title.capitals === 'lower' && !isDotted && title.folded !== 'dr') return null
  if (/^(?:m|me|miss|sir|juf)$/.test(title.folded) && !isDotted && next.capitals === 'lower') return null
  const isFull = /^(?:madame|monsieur|soeur|abbe|docteur|maitre|meneer|professeur|prof|docteure)$/.test(
    title.folded,
  )
  const titled = (to: number): NameRun => run(withArticle(tokens, at), to, 'title')
  // "Mme la présidente Evrard"
  const post = /^(?:le|la|l)$/.test(next.folded) ? tokens[at + 2] : undefined
  if (post !== undefined && ROLES.has(post.folded)) {
    const family = familyEnd(tokens, at + 3)
    return family === null ? null : titled(family)
  }
  if (next.isGiven && !next.isStop && (isCapital(next) || next.isSureGiven || !isFull)) {
    const given = givenEnd(tokens, at + 1)
    return titled(familyEnd(tokens, given + 1) ?? (isInitial(tokens[given + 1]) ? given + 1 : given))
  }
  if (/^[A-WÀ-Ý]$/.test(next.written) && title.capitals !== 'any') {
    const family = /^\. ?$/.test(tokens[at + 2]?.gap ?? '') ? familyEnd(tokens, at + 2) : null
    return titled(family ?? at + 1)
  }
  // "le maître mot", "mon frère": full words need a capital after them
  const strict =
    /^(?:maitre|soeur|docteur|dokter|zuster|pastoor|professeur|prof|abbe|mere|pere|frere|sister|brother)$/.test(
      title.folded,
    )
  if (strict && next.capitals === 'lower') return null
  // "Madame Météo a menti", "Monsieur Bricolage"
  const isThing = isFull && next.capitals === 'capital' && next.isCommon && !next.isFamily && !next.isGiven
  const family = isThing ? null : bareFamilyEnd(tokens, at + 1)
  if (family !== null) return titled(family)
  const isNamed = (next.isFamily || next.isGiven) && !ROLES.has(next.folded) && !next.isStop
  return isNamed && !isDetermined(tokens, at) ? titled(at + 1) : null
}

function withArticle(tokens: readonly Token[], at: number): number {
  return tokens[at]?.gap === "'" && tokens[at - 1]?.folded === 'l' ? at - 1 : at
}

/** "Maman Jeanne", "Papa Wemba". */
export const isKin: Rule = (tokens, at) => {
  const [kin, name] = tokens.slice(at, at + 2)
  if (kin === undefined || name === undefined || kin.capitals !== 'capital' || !KIN.has(kin.folded))
    return null
  const isNamed =
    name.gap === ' ' && name.capitals === 'capital' && (name.isGiven || isUnknown(name) || isSureFamily(name))
  // "Si Mohammed", not "Si Marie vient"
  if (
    kin.folded === 'si' &&
    (!name.isSureGiven ||
      (kin.opens && !/^(?:m(?:o|u)h|ah|ab|al|ha|la|om|dr|br|la|kh|ra|sa|so|ta|ya|yo)/.test(name.folded)))
  )
    return null
  return isNamed && !HARD_WORDS.has(name.folded)
    ? run(at, familyEnd(tokens, at + 2) ?? at + 1, 'title')
    : null
}

/** "les frères Noirpont", "la famille Petit", "familie Zwartewiel": several of one name, or one of them. */
export const isOfFamily: Rule = (tokens, at) => {
  const kin = before(tokens, at)
  if (kin === undefined || tokens[at]?.gap !== ' ' || !FAMILIES.test(kin.folded)) return null
  if (/^(?:gezin|fils|fille|enfants|couple)$/.test(kin.folded) && !isDetermined(tokens, kin.at)) return null
  const end = bareFamilyEnd(tokens, at)
  const chief = end === null ? undefined : tokens[end]
  if (
    end === null ||
    chief === undefined ||
    chief.isStop ||
    chief.isKnown ||
    chief.isPlace ||
    chief.folded.length < 3
  )
    return null
  if (chief.capitals === 'lower' || chief.capitals === 'any')
    return isSureFamily(chief) ? run(at, end, 'kin') : null
  // "une famille Monoparentale", "la famille Royale": an ordinary word is a name where it is a family's
  const isName =
    chief.isFamily ||
    (!chief.isCommon && !chief.isGiven && !/(?:ale|ales|iale|ielle|ielles)$/.test(chief.folded))
  return isName && !ROLES.has(chief.folded) && !DEPARTMENTS.has(chief.folded) ? run(at, end, 'kin') : null
}

const FAMILIES =
  /^(?:freres|soeurs|familles?|famillie|familie|gezin|fils|fille|enfants|couple|epoux|veuve|gebroeders|broers|zussen)$/

/** "Big Joe", "le Grand Luc", "Petit Paul": how somebody is called apart from another of that name. */
export const isEpithet: Rule = (tokens, at) => {
  const [epithet, name] = tokens.slice(at, at + 2)
  if (
    epithet?.capitals !== 'capital' ||
    !/^(?:big|little|old|young|petite?|grande?|gros|grosse|kleine|grote|dikke|lange)$/.test(epithet.folded)
  )
    return null
  return name?.gap === ' ' && name.capitals === 'capital' && (name.isSureGiven || NICKNAMES.has(name.folded))
    ? run(at, familyEnd(tokens, at + 2) ?? at + 1, 'epithet')
    : null
}

/** A given name with a family name or an initial after it. */
export const isFullName: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined) return null
  if (SMALL_GIVEN.has(token.written)) {
    const family = familyEnd(tokens, at + 1)
    const chief = family === null ? undefined : tokens[family]
    return family !== null && chief !== undefined && isCapital(chief) && (chief.isFamily || chief.isGiven)
      ? run(at, family, 'full_name')
      : null
  }
  if (!token.isGiven || token.isStop) return null
  // "el hadj Thiombane"
  if (/^(?:el|al)$/.test(tokens[at - 1]?.folded ?? '') && /^hadji?$/.test(token.folded)) {
    const family = familyEnd(tokens, at + 1)
    return family === null ? null : run(at - 1, family, 'full_name')
  }
  const given = givenEnd(tokens, at)
  const next = tokens[given + 1]
  if (next === undefined) return null
  const isCompound = given > at
  const family = familyEnd(tokens, given + 1)
  if (namesThing(tokens, at, token.isSureGiven)) {
    // "le fromage Odile Gillard", not "le lycée Jules Bara"
    const [last, isWhole] = [
      family === null ? undefined : tokens[family],
      token.isSureGiven && isCapital(token),
    ]
    return isWhole &&
      family !== null &&
      last !== undefined &&
      isCapital(last) &&
      isSureFamily(last) &&
      !isCalledAfter(tokens, at)
      ? run(at, family, 'full_name')
      : null
  }
  if (family !== null) {
    const chief = tokens[family]
    const isSure = token.isSureGiven || isCompound
    const confirms = chief !== undefined && (isSureFamily(chief) || isUnknown(chief))
    const isKnownPair = chief?.isFamily === true && isCapital(token) && isCapital(chief)
    const isSmallPair = confirms && isSureFamily(chief) && !chief.isGiven && !HARD_WORDS.has(token.folded)
    if (token.capitals === 'lower' && !isSure && !isSmallPair) return null
    // "Manuel Qualité", "Constant Suivi"
    if (chief !== undefined && token.isCommon && token.opens && DEPARTMENTS.has(chief.folded)) return null
    if (
      isSure &&
      (isCompound ||
        !LOWER_NOUNS.has(token.folded) ||
        (chief !== undefined && isCapital(token) && isCapital(chief)))
    )
      return run(at, family, 'full_name')
    // "Le Bon Coin", "Bon Marché"
    const isPhrase = HARD_WORDS.has(token.folded) && (isDetermined(tokens, at) || !confirms)
    if ((confirms || isKnownPair) && !isPhrase) return run(at, family, 'full_name')
  }
  if (isInitial(next) && !/['’]/.test(tokens[given + 2]?.gap ?? '') && isCapital(token)) {
    const isLabel = AMBIGUOUS_NAMES.has(token.folded) && isDetermined(tokens, at)
    return isLabel ? null : run(at, given + 1, 'given_initial')
  }
  if (
    token.isSureGiven &&
    next.gap === ' ' &&
    /^[a-z]$/.test(next.written) &&
    (tokens[given + 2]?.gap ?? '.').startsWith('.') &&
    next.folded !== 'a' &&
    next.folded !== 'y'
  )
    return run(at, given + 1, 'given_initial')
  return null
}

/** Given names that are also small words: with a family name they are names. */
const SMALL_GIVEN = new Set([
  'An',
  'Els',
  'Elke',
  'Door',
  'Bo',
  'Do',
  'Jo',
  'Mo',
  'Mai',
  'Avril',
  'Ben',
  'Van',
  'Er',
  'Wil',
  'Ton',
])

/** Given names cut to two or three letters: "Th. Wilmet". */
const SHORTENED = new Set(['Th', 'Ph', 'Ch', 'Chr', 'Gh', 'Fr', 'Jos', 'Bern', 'Cl'])

const isName = (token: Token): boolean =>
  token.capitals === 'capital' && !token.isCommon && !token.isPlace && !token.isKnown

/** "N. Dubreucq", "J-P. Delvaux", "JM Colson". */
export const isInitialAndFamily: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.capitals === 'any') return null
  let last = at
  const isShort = SHORTENED.has(token.written) && (tokens[at + 1]?.gap ?? '').startsWith('.')
  // "o. mertens"
  const small = tokens[at + 1]
  if (
    /^[a-z]$/.test(token.written) &&
    small?.gap === '. ' &&
    small.capitals === 'lower' &&
    isSureFamily(small) &&
    small.folded.length > 4
  )
    return run(at, familyEnd(tokens, at + 1) ?? at + 1, 'initial_family')
  if (isShort || /^\p{Lu}$/u.test(token.written)) {
    const second = tokens[at + 1]
    if (second !== undefined && /^[.-]{1,2} ?$/.test(second.gap) && /^\p{Lu}$/u.test(second.written))
      last = at + 1
    if (!/^\.? ?$/.test(tokens[last + 1]?.gap ?? '') || tokens[last + 1]?.gap === '') return null
    if (!(tokens[last + 1]?.gap ?? '').startsWith('.') && last === at) {
      // "A Bruxelles", "Y Dupont": without a dot only a sure name counts
      const bare = tokens[at + 1]
      if (bare === undefined || !isSureFamily(bare) || !isCapital(bare) || /^[AYÀO]$/.test(token.written))
        return null
    }
  } else if (!/^(?:J|M|A|P|F|L|C|G)[A-Z]$/.test(token.written) || token.isKnown) return null
  const family = familyEnd(tokens, last + 1)
  const chief = family === null ? undefined : tokens[family]
  if (family === null || chief === undefined || !isCapital(chief)) return null
  const isTwoLetters = token.written.length === 2
  // "J. Van Hecke": a capital particle before a capital makes a name of any word
  const hasParticle =
    family > last + 1 && /^(?:Van|De|El|Ben|Di|Del|Al)/.test(tokens[last + 1]?.written ?? '')
  const isCompound = /^(?:J[BCDFGJLMNPTY]|M[CFJLPT]|A[MS])$/.test(token.written) && isName(chief)
  if (isSureFamily(chief) || isCompound || ((!isTwoLetters || isShort) && (hasParticle || isUnknown(chief))))
    return run(at, family, 'initial_family')
  return !isTwoLetters && chief.isFamily && !token.opens ? run(at, family, 'initial_family') : null
}

/** "vu avec JP", "JB a dit": a compound given name by its letters alone. */
export const isInitialsAlone: Rule = (tokens, at) => {
  const token = tokens[at]
  // "(jm)"
  const isBracketed = /\($/.test(token?.gap ?? '') && /^\)/.test(tokens[at + 1]?.gap ?? ')')
  if (isBracketed && /^j[bcdfgjlmnpty]$/i.test(token?.written ?? '')) return run(at, at, 'initials')
  if (token?.capitals !== 'upper' || !/^(?:J[BCDFGJLMNPTY]|M[CFJLT]|AS|PJ|PY)$/.test(token.written))
    return null
  const isNeither = before(tokens, at)?.folded === 'ni'
  return !token.isKnown &&
    (isNeither || isAddressed(tokens, at) || isActing(tokens, at) || isVocative(tokens, at))
    ? run(at, at, 'initials')
    : null
}

/** "DUBREUCQ Nathalie", "Peeters, Jan", "de smet karim". */
export const isFamilyFirst: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.isStop || token.folded.length < 3 || /^sainte?$/.test(token.folded))
    return null
  const isShouted = token.capitals === 'upper' && !token.isKnown && !token.isCommon
  // "Petit Jean-Luc", "Jacquot Philippe": a surname that is a word, right before a given name
  const second = tokens[at + 1]
  const isBeforeCompound =
    isCapital(token) &&
    token.isFamily &&
    !ROLES.has(token.folded) &&
    !TITLES.has(token.folded) &&
    second !== undefined &&
    second.gap === ' ' &&
    isCapital(second) &&
    (second.isSureGiven || (second.isGiven && tokens[at + 2]?.gap === '-'))
  if (!isShouted && !isSureFamily(token) && !isBeforeCompound) return null
  const last = isBeforeCompound ? at : bareFamilyEnd(tokens, at)
  if (last === null) return null
  const next = tokens[last + 1]
  if (next === undefined || !next.isGiven || !/^(?: |, )$/.test(next.gap)) return null
  if (next.gap === ', ' && !(isShouted || token.capitals === 'capital')) return null
  if (isCapital(next) !== isCapital(token) || !(next.isSureGiven || isShouted || isBeforeCompound))
    return null
  return run(withParticles(tokens, at), givenEnd(tokens, last + 1), 'family_given')
}

/** "tchiana kabongo": in small letters what no list knows before a family name that is nothing else. */
export const isSmallName: Rule = (tokens, at) => {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (token === undefined || next === undefined || next.gap !== ' ') return null
  const isBoth = token.capitals === 'lower' && next.capitals === 'lower'
  if (!isBoth || !isUnknown(token) || token.folded.length < 4 || isDetermined(tokens, at)) return null
  if (!isSureFamily(next) || LOWER_NOUNS.has(next.folded) || next.folded.length < 5) return null
  return run(at, at + 1, 'full_name')
}
