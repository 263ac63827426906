import { isKnownName } from '../lists/known-names.ts'
import {
  before,
  isActing,
  isAddressed,
  isAnswering,
  isDetermined,
  isPointedAt,
  isSpaced,
  isVerbAfter,
  isVerbForm,
  isVocative,
  namesThing,
} from './context.ts'
import { WEAK_LINKS } from './name-or-word.ts'
import { type Rule, run } from './name-run.ts'
import { HARD_WORDS, LOWER_NOUNS, NICKNAMES, SMALL_DUTCH } from './name-words.ts'
import { isBrand, isOfThing, isPlant, listsThings } from './named-things.ts'
import { isDoubled, nickname } from './nickname-rules.ts'
import { givenEnd, isCapital } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { ROLES } from './words.ts'

/** A given name alone. */
export const isGivenAlone: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.isStop) return null
  if (NICKNAMES.has(token.folded) || isDoubled(token)) return nickname(tokens, at)
  if (!token.isGiven) return null
  if (namesThing(tokens, at, token.isSureGiven)) return null
  // an elision; "Amina's" is hers
  if (tokens[at + 1]?.gap === "'" && tokens[at + 1]?.folded !== 's') return null
  const last = givenEnd(tokens, at)
  const isCompound = last > at && tokens[at + 1]?.gap === '-'
  // half of a compound word or of a place
  if (!isCompound && (tokens[at + 1]?.gap === '-' || token.gap === '-')) return null
  if (listsThings(tokens, at, last) || isBrand(tokens, at, last) || isEnglishWord(tokens, at)) return null
  if (isPlant(tokens, at, last)) return null
  if (isWeekday(tokens, at) || isMonth(tokens, at) || isGodparent(tokens, at)) return null
  // "Sam 12/4"
  if (token.folded === 'sam' && /^\d{1,2}$/.test(tokens[at + 1]?.written ?? '')) return null
  // "les chapeaux de Bono"
  const link = before(tokens, at)
  if (link !== undefined && /^(?:de|du|van)$/.test(link.folded) && isKnownName(link.folded + token.folded))
    return null
  // "support en France", not "Els en France"
  if (link?.folded === 'en' && COUNTRIES.has(token.folded) && tokens[link.at - 1]?.isGiven !== true)
    return null
  const isSure = token.isSureGiven || (isCompound && (isCapital(token) || tokens[last]?.isGiven === true))
  if (isSure && !(HARD_WORDS.has(token.folded) && !isCompound)) {
    if (isCompound) return run(at, last, 'given')
    if (token.capitals === 'upper' && token.folded.length < 4) return null
    if (token.capitals !== 'lower') return run(at, last, 'given')
    // "saïd" is no English word
    if (/\u00ef/u.test(token.written) && token.folded === 'said') return run(at, last, 'given_lower')
    if (token.isCommon || token.folded.length < 3) return null
    // "najat" and "greet" only look like forms of a Dutch word
    if (
      token.isCommonForm &&
      !(isAddressed(tokens, at) || isActing(tokens, last) || LOOKS_DUTCH.has(token.folded))
    )
      return null
    if (
      !LOWER_NOUNS.has(token.folded) &&
      (token.folded.length > 3 ||
        isAddressed(tokens, at) ||
        isActing(tokens, last) ||
        SHORT_SURE.has(token.folded) ||
        // "uitleggen aan yaw", "kast van lex"
        /^(?:a|aan|van|met|bij|door|avec|chez|pour|voor|et|en)$/.test(link?.folded ?? ''))
    )
      return run(at, last, 'given_lower')
  }
  if (isDetermined(tokens, at)) return null
  const next = tokens[last + 1]
  const isVerb = isVerbAfter(tokens, last)
  const isStrong =
    isAddressed(tokens, at) ||
    isActing(tokens, last) ||
    isVocative(tokens, last) ||
    standsAlone(tokens, at, last) ||
    isPlaced(tokens, at, last) ||
    hasNumber(tokens, last) ||
    (isAnswering(tokens, last) && !HARD_WORDS.has(token.folded)) ||
    (isVerb && !HARD_WORDS.has(token.folded))
  if (token.capitals === 'lower') {
    // "lotte vindt": what opens a sentence without a determiner and does what people do
    const isSomebody =
      token.opens &&
      // "jean taille 42"
      (isActing(tokens, last) || (isVerb && LOWER_NOUNS.has(token.folded) && next?.folded !== 'taille')) &&
      !HARD_WORDS.has(token.folded)
    if (isOfThing(tokens, at)) return null
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
  if (isPairOfNames(tokens, last)) return run(at, last, 'given_pair')
  if (token.opens || HARD_WORDS.has(token.folded) || token.capitals === 'upper') return null
  const previous = before(tokens, at)
  const isLinked =
    previous !== undefined &&
    previous.capitals === 'lower' &&
    (previous.isStop ||
      /^(?:de|d|a|qu|voor|van|en)$/.test(previous.folded) ||
      isVerbForm(previous) ||
      ROLES.has(previous.folded) ||
      LINKS.has(previous.folded))
  return isLinked && !token.isPlace ? run(at, last, 'given_ambiguous') : null
}

/** "Tomasz (Thu)", "Sat 10am": an English day in three letters, not "Thu called". */
function isWeekday(tokens: readonly Token[], at: number): boolean {
  const [token, next] = tokens.slice(at, at + 2)
  if (token === undefined || !WEEKDAY.test(token.written)) return false
  const isBracketed = /\($/.test(token.gap) || /^ ?[)/-]/.test(next?.gap ?? '')
  const isDated =
    /^(?:on|by|until|till|every|from|this|next|last|before|after)$/.test(before(tokens, at)?.folded ?? '') ||
    /^\d|^(?:am|pm|morning|afternoon|evening|night|only)$/.test(next?.folded ?? '')
  return (
    isBracketed ||
    isDated ||
    // not "Mon amie Thu"
    tokens.some(({ folded, written }) => folded !== token.folded && folded !== 'mon' && WEEKDAY.test(written))
  )
}

/** "May works better than April": the month, where another one stands beside it. */
export function isMonth(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.written === 'May' &&
    tokens.some(({ written }) =>
      /^(?:January|February|March|April|June|July|August|September|October|November|December)$/.test(written),
    )
  )
}

/** "Peter of meter zoeken": a godfather or a godmother. */
export function isGodparent(tokens: readonly Token[], at: number): boolean {
  const [token, link, other] = tokens.slice(at, at + 3)
  return token?.folded === 'peter' && /^(?:of|en)$/.test(link?.folded ?? '') && other?.folded === 'meter'
}

/** Countries and regions that are also given names; in French they have "en". */
const COUNTRIES = new Set(['france', 'lorraine'])

const WEEKDAY = /^(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)$/

/** "Mark your calendar", "Bill the client": an English sentence begins so. */
export function isEnglishWord(tokens: readonly Token[], at: number): boolean {
  const [token, next] = tokens.slice(at, at + 2)
  return (
    token?.opens === true &&
    // "Toon uw badge"
    (/^(?:toon|bel|wil)$/.test(token.folded)
      ? /^(?:uw|je|jouw|de|het|eens|aan|altijd|steeds|iedereen|niemand)$/.test(next?.folded ?? '')
      : /^(?:mark|bill|will|rob|sue|pat|jack|grant|frank|chase|miles|grace|faith|hope|may)$/.test(
          token.folded,
        ) &&
        /^(?:your|the|all|it|every|my|our|as|down|up|in|out|off|this|that|these|those|each|any|we|you|they|i|period|is not)$/.test(
          next?.folded ?? '',
        ))
  )
}

/** "nieuwe stagiaire (Lotte) krijgt": a name between brackets. */
function standsAlone(tokens: readonly Token[], at: number, last: number): boolean {
  const isCapitalised = tokens[at]?.capitals === 'capital' && !HARD_WORDS.has(tokens[at]?.folded ?? '')
  return isCapitalised && /\($/.test(tokens[at]?.gap ?? '') && /^\)/.test(tokens[last + 1]?.gap ?? '')
}

/** "Florin = 70.52.10…", "Désiré 0470 12 34 56": a number that somebody has. */
function hasNumber(tokens: readonly Token[], last: number): boolean {
  if (!/^ ?(?:[:=→(]|->)? ?\(?\+?$/.test(tokens[last + 1]?.gap ?? '')) return false
  let digits = 0
  for (const { folded, gap } of tokens.slice(last + 1, last + 8)) {
    if (!/^\d+$/.test(folded) || gap.length > 3) break
    digits += folded.length
  }
  return digits > 8 && digits < 13
}

/** "Blanche (compta) a pleuré": where somebody works, between brackets, and what she does. */
function isPlaced(tokens: readonly Token[], at: number, last: number): boolean {
  const [place, verb] = tokens.slice(last + 1, last + 3)
  if (place?.gap !== ' (' || HARD_WORDS.has(tokens[at]?.folded ?? '')) return false
  // "Divine (aide-ménagère) a trouvé"
  const close = tokens.slice(last + 2, last + 6).find(({ gap }) => gap.includes(')'))
  if (
    ROLES.has(place.folded) ||
    /^(?:aide|ex|notre|resp|surnom|alias|dit|dite|bijnaam|prenom)$/.test(place.folded)
  )
    return close !== undefined || (verb?.gap ?? ')').includes(')')
  if (!verb?.gap.startsWith(')')) return false
  const isPost =
    ROLES.has(place.folded) ||
    /^(?:compta|comptabilite|accueil|rh|cuisine|atelier|logistique|it|admin|secretariat|caisse|vente|tri|magasin|menage|direction|communication|com|onthaal|keuken|boekhouding|winkel|poets|hr)$/.test(
      place.folded,
    )
  return isPost && verb.gap === ') ' && (isVerbForm(verb) || isActing(tokens, place.at))
}

/** What somebody does, in Dutch, and no thing in two letters. */
const DUTCH_DOES =
  /^(?:doet|heeft|komt|belt|zegt|vindt|werkt|kan|wil|moet|weet|gaat|ziet|vraagt|zei|deed|kwam|ging|helpt|kookt|poetst|regelt|brengt|haalt|zoekt)$/

/** "gevraagd aan els", "mo doet de kassa", "'t was mo die": in small letters where only somebody can stand. */
function isSmallMeant(tokens: readonly Token[], at: number): boolean {
  const [previous, next] = [before(tokens, at), tokens[at + 1]]
  // "sleutels bij an halen", "kast van bo staat open", "ik vind dat els te veel doet"
  if (/^(?:aan|bij|van|met|door|voor|dat|omdat)$/.test(previous?.folded ?? ''))
    return next?.gap !== '-' && next?.folded !== 'sich'
  if (isPointedAt(tokens, at)) return true
  return tokens[at]?.opens === true && isSpaced(next) && DUTCH_DOES.test(next.folded)
}

/** "An en Els", "vraag aan Elke": given names that are also small words. */
export const isSmallGiven: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token !== undefined && SMALL_DUTCH.test(token.written))
    return isSmallMeant(tokens, at) ? run(at, at, 'given_small') : null
  if (
    token === undefined ||
    !/^(?:An|Els|Elke|Bo|Jo|Mo|Door|Wil|Can)$/.test(token.written) ||
    tokens[at + 1]?.gap === '-'
  )
    return null
  const isMeant =
    isAddressed(tokens, at) || isActing(tokens, at) || isPairOfNames(tokens, at) || isVocative(tokens, at)
  const link = before(tokens, at)
  const isSecond = /^(?:et|en|of|ou)$/.test(link?.folded ?? '') && tokens[at - 2]?.isGiven === true
  const isClear = /^El/.test(token.written) && !token.opens
  // "groetjes, An"
  const greeting = tokens[at - 1]
  const isSigned =
    tokens[at + 1] === undefined &&
    /^(?:groet|groeten|groetjes|grtz|bises|bisous|merci|gr|mvg|dank|bedankt)$/.test(greeting?.folded ?? '')
  // "Nouvel An"
  if (link?.capitals === 'capital') return null
  return (isMeant || isSecond || isClear || isSigned || isPlaced(tokens, at, at)) && !isDetermined(tokens, at)
    ? run(at, at, 'given_small')
    : null
}

/** Words after which a capital within a sentence is somebody, beside those that the lists count as stops. */
const LINKS = new Set(
  'quand sinon entre comme surtout sauf tandis lorsque puisque dixit omdat terwijl tussen zoals'.split(' '),
)

/** "Olive et Fleur ont fait la déco", "(Prudence + Rose)": two given names, and what several people do or nothing. */
function isPairOfNames(tokens: readonly Token[], at: number): boolean {
  const [link, next] = tokens.slice(at + 1, at + 3)
  const isSign = /^ ?[+&/] ?$/.test(link?.gap ?? '')
  const other = isSign ? link : next
  if (!isSign && !(/^(?:et|en|and)$/.test(link?.folded ?? '') && isSpaced(link) && isSpaced(next)))
    return false
  const isName = other?.isGiven === true || /^(?:An|Els|Elke|Bo|Jo|Mo)$/.test(other?.written ?? '')
  if (other?.capitals !== 'capital' || !isName || other.isKnown) return false
  const after = tokens[other.at + 1]
  const isDone =
    /^(?:ont|sont|font|vont|veulent|gerent|hebben|zijn|doen|willen|organisent|se|are|were|have|do|did|want|will|can)$/.test(
      after?.folded ?? '',
    )
  const isEnd = after === undefined || /^ ?[),:.!?→=\n]/.test(after.gap)
  return (
    isDone ||
    (isEnd &&
      !(HARD_WORDS.has(tokens[at]?.folded ?? '') && (HARD_WORDS.has(other.folded) || !isSign)) &&
      (isSign || !HARD_WORDS.has(other.folded)))
  )
}

/** Given names that end as forms of Dutch words do. */
const LOOKS_DUTCH = new Set('najat greet'.split(' '))

const SHORT_SURE = new Set(
  'ali luc lea zoe eva leo noe guy teo ugo tim kim mia rik jef jos bea flo ida jan'.split(' '),
)

const USUAL_LOWER = new Set(
  'pierre claire camille marine clemence aurore claude charles simon paul iris max colin rose'.split(' '),
)
