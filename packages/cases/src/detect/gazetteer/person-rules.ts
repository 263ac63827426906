import { AMBIGUOUS_NAMES } from '../ambiguous-words.ts'
import { misspeltGivenName } from '../lists/names.ts'
import {
  before,
  isActing,
  isAddressed,
  isDetermined,
  isSpaced,
  isVerbForm,
  listsThings,
  namesThing,
  WEAK_LINKS,
} from './context.ts'
import { HARD_WORDS, LOWER_NOUNS, NICKNAMES } from './name-words.ts'
import {
  bareFamilyEnd,
  familyEnd,
  givenEnd,
  isCapital,
  isInitial,
  isJoined,
  isSureFamily,
  isUnknown,
} from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { PARTICLES, ROLES, STRONG_PARTICLES, TITLES } from './words.ts'

/** Words from the first to the last of a name, and the rule that saw them. */
export interface NameRun {
  readonly from: number
  readonly to: number
  readonly rule: string
}

type Rule = (tokens: readonly Token[], at: number) => NameRun | null

const run = (from: number, to: number, rule: string): NameRun => ({ from, to, rule })

const isTitle: Rule = (tokens, at) => {
  const title = tokens[at]
  const next = tokens[at + 1]
  if (title === undefined || !TITLES.has(title.folded) || next === undefined) return null
  if (!/^\.? {0,2}$/.test(next.gap) || next.gap === '') return null
  const isShort = /^(?:m|me|pr|mm|dr|sir|miss|juf|prof)$/.test(title.folded)
  const isDotted = next.gap.startsWith('.')
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
  const strict = /^(?:maitre|soeur|docteur|professeur|prof|abbe|mere|pere|frere|sister|brother)$/.test(
    title.folded,
  )
  if (strict && next.capitals === 'lower') return null
  const family = bareFamilyEnd(tokens, at + 1)
  if (family !== null) return titled(family)
  const isNamed = (next.isFamily || next.isGiven) && !ROLES.has(next.folded) && !next.isStop
  return isNamed && !isDetermined(tokens, at) ? titled(at + 1) : null
}

function withArticle(tokens: readonly Token[], at: number): number {
  return tokens[at]?.gap === "'" && tokens[at - 1]?.folded === 'l' ? at - 1 : at
}

/** A given name with a family name or an initial after it. */
const isFullName: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined) return null
  if (SMALL_GIVEN.has(token.written)) {
    const family = familyEnd(tokens, at + 1)
    const chief = family === null ? undefined : tokens[family]
    return family !== null && chief !== undefined && isCapital(chief) && chief.isFamily
      ? run(at, family, 'full_name')
      : null
  }
  if (!token.isGiven || token.isStop) return null
  const given = givenEnd(tokens, at)
  const next = tokens[given + 1]
  if (next === undefined || namesThing(tokens, at, token.isSureGiven)) return null
  const isCompound = given > at
  const family = familyEnd(tokens, given + 1)
  if (family !== null) {
    const chief = tokens[family]
    const isSure = token.isSureGiven || isCompound
    const confirms = chief !== undefined && (isSureFamily(chief) || isUnknown(chief))
    const isKnownPair = chief?.isFamily === true && isCapital(token) && isCapital(chief)
    const isSmallPair = confirms && isSureFamily(chief) && !chief.isGiven && !HARD_WORDS.has(token.folded)
    if (token.capitals === 'lower' && !isSure && !isSmallPair) return null
    if (isSure && !LOWER_NOUNS.has(token.folded)) return run(at, family, 'full_name')
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
const isInitialAndFamily: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.capitals === 'any') return null
  let last = at
  const isShort = SHORTENED.has(token.written) && (tokens[at + 1]?.gap ?? '').startsWith('.')
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

/** "DUBREUCQ Nathalie", "Peeters, Jan", "de smet karim". */
const isFamilyFirst: Rule = (tokens, at) => {
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

/** Takes the particles before a family name in. */
function withParticles(tokens: readonly Token[], at: number): number {
  let from = at
  while (from > 0 && from > at - 3) {
    const particle = tokens[from - 1]
    if (particle === undefined || !PARTICLES.has(particle.folded) || !isJoined(tokens[from])) break
    const belongs =
      STRONG_PARTICLES.has(particle.folded) ||
      isCapital(particle) ||
      tokens[from]?.folded !== tokens[at]?.folded
    const isArticle = /^(?:l|le|la|d|de|du|des|m|n|t|st|saint|s|al)$/.test(particle.folded)
    if (
      !belongs ||
      (isArticle && (particle.capitals === 'lower' || particle.opens) && tokens[from]?.gap !== "'")
    )
      break
    if (isArticle && particle.capitals === 'lower') break
    from -= 1
  }
  return from
}

/** "tchiana kabongo": in small letters what no list knows before a family name that is nothing else. */
const isSmallName: Rule = (tokens, at) => {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (token === undefined || next === undefined || next.gap !== ' ') return null
  const isBoth = token.capitals === 'lower' && next.capitals === 'lower'
  if (!isBoth || !isUnknown(token) || token.folded.length < 4 || isDetermined(tokens, at)) return null
  if (!isSureFamily(next) || next.isGiven || LOWER_NOUNS.has(next.folded) || next.folded.length < 5)
    return null
  return run(at, at + 1, 'full_name')
}

/** A given name alone. */
const isGivenAlone: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.isStop) return null
  if (NICKNAMES.has(token.folded)) return nickname(tokens, at)
  if (!token.isGiven) return null
  if (namesThing(tokens, at, token.isSureGiven)) return null
  // an elision; "Amina's" is hers
  if (tokens[at + 1]?.gap === "'" && tokens[at + 1]?.folded !== 's') return null
  const last = givenEnd(tokens, at)
  const isCompound = last > at && tokens[at + 1]?.gap === '-'
  // half of a compound word or of a place
  if (!isCompound && (tokens[at + 1]?.gap === '-' || token.gap === '-')) return null
  if (listsThings(tokens, at, last)) return null
  const isSure = token.isSureGiven || (isCompound && (isCapital(token) || tokens[last]?.isGiven === true))
  if (isSure && !(HARD_WORDS.has(token.folded) && !isCompound)) {
    if (isCompound) return run(at, last, 'given')
    if (token.capitals === 'upper' && token.folded.length < 4) return null
    if (token.capitals !== 'lower') return run(at, last, 'given')
    if (token.isCommonForm || token.folded.length < 3) return null
    if (
      !LOWER_NOUNS.has(token.folded) &&
      (token.folded.length > 3 ||
        isAddressed(tokens, at) ||
        isActing(tokens, last) ||
        SHORT_SURE.has(token.folded))
    )
      return run(at, last, 'given_lower')
  }
  if (isDetermined(tokens, at)) return null
  const next = tokens[last + 1]
  const isVerb = isSpaced(next) && isVerbForm(next)
  const isStrong =
    isAddressed(tokens, at) || isActing(tokens, last) || (isVerb && !HARD_WORDS.has(token.folded))
  if (token.capitals === 'lower') {
    // "lotte vindt": what opens a sentence without a determiner and does what people do
    const isSomebody =
      token.opens &&
      (isActing(tokens, last) || (isVerb && LOWER_NOUNS.has(token.folded))) &&
      !HARD_WORDS.has(token.folded)
    const isUsual = isSomebody || LOWER_NOUNS.has(token.folded) || USUAL_LOWER.has(token.folded)
    return isUsual &&
      (isSomebody || isAddressed(tokens, at) || isActing(tokens, last)) &&
      !WEAK_LINKS.has(before(tokens, at)?.folded ?? '')
      ? run(at, last, 'given_ambiguous')
      : null
  }
  if (token.capitals === 'any')
    return isStrong && !HARD_WORDS.has(token.folded) ? run(at, last, 'given_ambiguous') : null
  if (isStrong && !(HARD_WORDS.has(token.folded) && token.opens && !isActing(tokens, last)))
    return run(at, last, 'given_ambiguous')
  if (token.opens && isPairOfNames(tokens, last)) return run(at, last, 'given_pair')
  if (token.opens || HARD_WORDS.has(token.folded) || token.capitals === 'upper') return null
  const previous = before(tokens, at)
  const isLinked =
    previous !== undefined &&
    /^(?:de|d|a|sur|pour|que|qu|quand|si|car|et|ou|comme|entre|voor|van|en)$/.test(previous.folded)
  return isLinked && !token.isPlace ? run(at, last, 'given_ambiguous') : null
}

/** "Olive et Fleur ont fait la déco": two given names, and the verb of several people. */
function isPairOfNames(tokens: readonly Token[], at: number): boolean {
  const [link, other, verb] = tokens.slice(at + 1, at + 4)
  return (
    /^(?:et|en)$/.test(link?.folded ?? '') &&
    other?.capitals === 'capital' &&
    other.isGiven &&
    /^(?:ont|sont|font|vont|veulent|gerent|hebben|zijn|doen|willen)$/.test(verb?.folded ?? '')
  )
}

/** "Momo livre", "le mot de mimi": what friends say; in small letters only where somebody must stand. */
function nickname(tokens: readonly Token[], at: number): NameRun | null {
  const token = tokens[at]
  if (
    token === undefined ||
    token.gap === '-' ||
    tokens[at + 1]?.gap === '-' ||
    namesThing(tokens, at, false)
  )
    return null
  if (token.capitals === 'capital')
    return isDetermined(tokens, at) && token.isCommon ? null : run(at, at, 'nickname')
  if (token.capitals !== 'lower' || isDetermined(tokens, at)) return null
  const next = tokens[at + 1]
  const opensClause = token.opens && isSpaced(next) && isVerbForm(next)
  const isOwner = /^(?:de|a|van|pour|voor)$/.test(before(tokens, at)?.folded ?? '')
  return isAddressed(tokens, at) || isActing(tokens, at) || opensClause || isOwner
    ? run(at, at, 'nickname')
    : null
}

const SHORT_SURE = new Set(
  'ali luc lea zoe eva leo noe guy teo ugo tim kim mia rik jef jos bea flo ida jan'.split(' '),
)
const USUAL_LOWER = new Set(
  'pierre claire camille marine clemence aurore claude charles simon paul iris max colin rose'.split(' '),
)

/** A family name alone: "Vandermeulen doit valider", "vu avec El Khattabi". */
const isFamilyAlone: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined) return null
  if (STRONG_PARTICLES.has(token.folded) || (isCapital(token) && PARTICLES.has(token.folded))) {
    const last = bareFamilyEnd(tokens, at)
    const chief = last === null ? undefined : tokens[last]
    if (last !== null && last > at && chief !== undefined && (isCapital(chief) || isSureFamily(chief))) {
      const isArticle = /^(?:l|le|la|d|de|du|m|n|st|saint|s)$/.test(token.folded)
      // Dutch and French nouns have no capital after their article: "De Wolf" is somebody
      const isArticleName =
        token.written === 'De' && isCapital(chief) && chief.isFamily && !chief.isPlace && !chief.isKnown
      const confirmed =
        isArticleName || isSureFamily(chief) || (!isArticle && isUnknown(chief) && isCapital(chief))
      const isSaint = tokens
        .slice(at, last + 1)
        .some(({ folded }) => /^(?:saint|sainte|st|ste)$/.test(folded))
      const isAFamily =
        confirmed &&
        !isSaint &&
        !(token.capitals === 'lower' && token.folded === 'van' && !isSureFamily(chief))
      if (isAFamily && !(isArticle && token.capitals === 'lower')) return run(at, last, 'family_particle')
    }
  }
  if (token.isStop || !isSureFamily(token) || token.gap === '-' || namesThing(tokens, at, true)) return null
  const last = bareFamilyEnd(tokens, at)
  if (last === null) return null
  if (HARD_WORDS.has(token.folded) && !isAddressed(tokens, at) && !isActing(tokens, last)) return null
  if (listsThings(tokens, at, last)) return null
  if (token.capitals === 'capital' || token.capitals === 'any') {
    return token.folded.length > 3 || isAddressed(tokens, at) || isActing(tokens, last)
      ? run(withParticles(tokens, at), last, 'family')
      : null
  }
  if (token.capitals === 'upper')
    return token.folded.length > 4 ? run(withParticles(tokens, at), last, 'family') : null
  const isFlemish = /^van(?:de|t)?[a-z]{5,}/.test(token.folded)
  const isMeant = token.folded.length > 4 && (isAddressed(tokens, at) || isActing(tokens, last))
  return isFlemish || isMeant ? run(at, last, 'family_lower') : null
}

/** A capital that no list knows, where only somebody can stand; or a given name with one letter wrong. */
const isMeantName: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.isStop || !isUnknown(token)) return null
  if (token.gap === '-' || tokens[at + 1]?.gap === '-') return null
  const isHere = token.capitals === 'capital' || (token.capitals === 'upper' && token.folded.length > 4)
  const previous = before(tokens, at)
  if (!isHere) {
    const typo =
      token.capitals === 'lower' &&
      token.folded.length > 6 &&
      /^(?:a|aan|avec|met|chez)$/.test(previous?.folded ?? '')
    return typo && misspeltGivenName(token.folded) !== null ? run(at, at, 'given_misspelt') : null
  }
  if (namesThing(tokens, at, true) || isDetermined(tokens, at)) return null
  const last = familyEnd(tokens, at + 1) ?? at
  const isRole = previous !== undefined && ROLES.has(previous.folded)
  if (isRole) return run(at, last, 'role_name')
  const isAt = /^(?:chez|par|bij|door)$/.test(previous?.folded ?? '')
  const isPointedAt =
    /^(?:est|etait|sont)$/.test(previous?.folded ?? '') && tokens[last + 1]?.folded === 'qui'
  if ((isAddressed(tokens, at) && !isAt) || isPointedAt || isActing(tokens, last))
    return run(at, last, 'meant')
  if (isApposition(tokens, last)) return run(at, last, 'apposition')
  return misspeltGivenName(token.folded) === null ? null : run(at, last, 'given_misspelt')
}

/** "…, chauffeur", "… (compta)". */
function isApposition(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  if (next === undefined || !/^(?:, | \(|, (?:le|la|notre) )$/.test(next.gap)) return false
  if (ROLES.has(next.folded)) return true
  const noun = tokens[at + 2]
  return (
    /^(?:notre|le|la|l|mon|ma|son|sa|une?)$/.test(next.folded) && noun !== undefined && ROLES.has(noun.folded)
  )
}

const RULES: readonly Rule[] = [
  isTitle,
  isFullName,
  isFamilyFirst,
  isInitialAndFamily,
  isFamilyAlone,
  isGivenAlone,
  isMeantName,
  isSmallName,
]

/** An ordinary word in small letters, with which no name begins: most words. */
function isPlain(token: Token | undefined): boolean {
  return (
    token === undefined ||
    (token.capitals === 'lower' &&
      token.isCommonForm &&
      !token.isGiven &&
      !NICKNAMES.has(token.folded) &&
      !TITLES.has(token.folded) &&
      !STRONG_PARTICLES.has(token.folded))
  )
}

/** The names of people in a note, by lists and by what stands around them. */
export function personRuns(tokens: readonly Token[]): NameRun[] {
  const found: NameRun[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    if (isPlain(tokens[at])) continue
    let best: NameRun | null = null
    for (const rule of RULES) {
      const seen = rule(tokens, at)
      if (seen !== null && (best === null || seen.to - seen.from > best.to - best.from)) best = seen
    }
    if (best === null) continue
    found.push(best)
    at = Math.max(at, best.to)
  }
  return [...found, ...neighbours(tokens, found)]
}

/** "Sophie, Ngalula et Rose": what is listed with people is one of them. */
function neighbours(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const found: NameRun[] = []
  const isTaken = (at: number): boolean => [...runs, ...found].some(({ from, to }) => at >= from && at <= to)
  const queue = [...runs]
  for (let known = queue.shift(); known !== undefined; known = queue.shift()) {
    for (const at of [listedAfter(tokens, known.to), listedBefore(tokens, known.from)]) {
      const token = at === null ? undefined : tokens[at]
      if (at === null || token === undefined || isTaken(at) || token.isStop) continue
      // "hassan et najat": in small letters what no list knows, between such
      const isSmall = token.capitals === 'lower' && tokens[known.from]?.capitals === 'lower'
      if (
        isSmall &&
        (isUnknown(token) || isSureFamily(token)) &&
        token.folded.length > 3 &&
        SPEAKABLE.test(token.folded)
      ) {
        found.push(run(at, at, 'listed'))
        continue
      }
      if (!isCapital(token)) continue
      const isName =
        isUnknown(token) ||
        (token.isGiven && !token.isKnown && !token.isPlace) ||
        isSureFamily(token) ||
        (token.isFamily && !token.opens && tokens[at]?.gap === ' ')
      const isThing = token.opens && token.isCommon && (!token.isGiven || HARD_WORDS.has(token.folded))
      if (!isName || isThing || token.capitals === 'upper') continue
      const added = run(at, familyEnd(tokens, at + 1) ?? at, 'listed')
      found.push(added)
      queue.push(added)
    }
  }
  return found
}

/** Has a vowel after its first consonants: no abbreviation. */
const SPEAKABLE = /^[^aeiouy]{0,2}[aeiouy].*[aeiouy]/

const LIST_GAP = /^(?:, ?| ?[/&+] ?)$/

function listedAfter(tokens: readonly Token[], last: number): number | null {
  const next = tokens[last + 1]
  if (next === undefined) return null
  if (LIST_GAP.test(next.gap)) return last + 1
  return /^(?:et|ou|en|of)$/.test(next.folded) && isSpaced(next) && isSpaced(tokens[last + 2])
    ? last + 2
    : null
}

function listedBefore(tokens: readonly Token[], first: number): number | null {
  const gap = tokens[first]?.gap ?? ''
  if (LIST_GAP.test(gap)) return first - 1
  const link = tokens[first - 1]
  return link !== undefined && /^(?:et|ou|en|of)$/.test(link.folded) && gap === ' ' && isSpaced(link)
    ? first - 2
    : null
}
