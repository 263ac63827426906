import { compact, foldWord } from '../../text/fold.ts'
import type { Span, TextView } from '../../text/text-view.ts'
import { isCommonWord } from '../lists/common-words.ts'
import { fitsPostcode, placesNamed } from '../lists/places.ts'
import { STOP } from './words.ts'

/** A postal address or a part of one. */
interface AddressSpan extends Span {
  readonly rule: string
}

const WORD = "\\p{L}[\\p{L}\\p{M}.]*(?:['-]\\p{L}[\\p{L}\\p{M}.]*)*"
const NUMBER = '(?:n[°o]\\.? ?)?\\d{1,4}(?:[ ]?(?:bis|ter|[a-z])(?![\\p{L}]))?(?:[/-]\\d{1,4})?'
const BOX = '(?:[ ,]*(?:bte|bo[iî]te|bus|bt|b(?=\\d)|appt?\\.?|app|[eé]tage)\\.? ?\\p{L}?\\d{0,4})?'
const TAIL = `(?:[ ,(-]*(?:[àa]|te|in)?[ ,]*(?:[BF]-? ?)?(?<postcode>\\d{4,5})[ ,]+(?<town>${WORD}(?: (?!et |ou |a |est |pour )${WORD}){0,2}))?`

/** Ways that are hardly anything else. */
const SURE_WAYS = 'rue|avenue|boulevard|chauss[ée]e|ch[ée]e|bld|bvd|steenweg'
/** Ways that are other things as well, and abbreviations: their name needs a capital. */
const WIDE_WAYS =
  "place|quai|square|impasse|all[ée]e|clos|chemin|route|venelle|dr[èe]ve|sentier|esplanade|parvis|faubourg|cit[ée]|r[ée]sidence|zoning|thier|mont[ée]e|rond-point|passage|ruelle|voie|digue|cours|av|bd|r|ch|pl|rte|grand-place|grand'place|grand-rue|zone industrielle|zone artisanale|parc industriel|parc d'activit[ée]s"
const WAY_NAME = `${WORD}(?: ${WORD}){0,5}?`

const WITH_NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<way>${SURE_WAYS}|${WIDE_WAYS})\\.? (?<name>${WAY_NAME})[ ,]{1,3}(?<number>${NUMBER})(?![\\p{N}]|[.,]\\d|[ ]?(?:[h€%]|heures?)(?![\\p{L}]))${BOX}${TAIL}`,
  'giu',
)
const NUMBER_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}.,/])(?<number>${NUMBER})[ ,]{1,2}(?<way>${SURE_WAYS}|${WIDE_WAYS})\\.? (?<name>${WORD}(?: ${WORD}){0,5})${TAIL}`,
  'giu',
)
const WITHOUT_NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<way>${SURE_WAYS}|${WIDE_WAYS})\\.? (?<name>(?:(?:de la|de l'|de|du|des|d'|la|le|les|l'|aux|au) ?)?${WORD}(?:(?: (?:de|du|des|d'|la|le|l'|et|sur|aux|au))* ?${WORD}){0,4})${TAIL}`,
  'giu',
)
const DUTCH = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:Oude|Nieuwe|Lange|Korte|Grote|Kleine|Sint|Sint-\\p{L}+|(?:Kon|Kard|Burg|Dr|Prof|Pr|St|Gen|Min|Kap|Past)\\.) ?)?(?<street>\\p{L}[\\p{L}-]{2,}(?<kind>straat|str\\.|laan|steenweg|stwg|weg|plein|kaai|lei|dreef|baan|markt|dijk|singel|vest|steeg|hof|kade|gracht))(?:[ ,]{1,2}(?<number>${NUMBER})(?![\\p{N}]|[.,]\\d))?${BOX}${TAIL}`,
  'giu',
)
const TOWN = new RegExp(
  `(?<![\\p{L}\\p{N}.,/€-])(?:(?<house>\\d{1,4}(?:[/ ]?\\p{L}?\\d{0,3})?), ?)?(?:[BF]-? ?)?(?<postcode>\\d{4,5})[ ,]+(?<town>${WORD}(?: ${WORD}){0,3})`,
  'gu',
)
/** Ways that need no name: "Grand-Place 3". */
const SQUARE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:grand[- ]?place|grand'place|grand-rue|grote markt|vieux[- ]march[ée]|place communale|place verte|march[ée] aux \\p{L}+)[ ,]{1,3}(?<number>${NUMBER})(?![\\p{N}]|[.,]\\d| ?[€%h])${BOX}${TAIL}`,
  'giu',
)
/** "Vieux Moulin 14, 4800 Verviers": no way is named, the town is. */
const NO_WAY = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<name>\\p{Lu}[\\p{L}'-]+(?: (?:(?:de|du|des|la|le|les|aux|l'|d') ?)*\\p{Lu}[\\p{L}'-]+){0,3})[ ,]{1,2}${NUMBER}${BOX}[ ,-]{1,3}(?:[BF]-? ?)?(?<postcode>\\d{4,5})[ ,]+(?<town>${WORD}(?: ${WORD}){0,2})`,
  'gu',
)
/** A site before its way: "Zoning des Plénesses, rue du Progrès 5". */
const SITE =
  /(?:zoning|zone (?:industrielle|artisanale)|parc (?:industriel|d'activit[ée]s|artisanal)|r[ée]sidence|site|domaine)(?: (?:de la|de l'|du|des|de|d'|le|la|les))? ?[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,2},? $/iu
/** Where somebody lives or something is brought. */
const LIVES =
  /(?:habite|loge|r[ée]side|adresse|domicile|si[èe]ge|livrer|livraison|d[ée]p[ôo]t|rdv|woont|adres)\W*(?:(?:est|au|à|le|:|is|op)\W*)*$/iu
const POST_BOX =
  /(?<![\p{L}\p{N}])(?:BP|B\.P\.|CS|bo[iî]te postale|postbus) ?\d{1,5}(?!\d)(?:[ ,-]*\d{5} \p{Lu}[\p{L}-]+(?: cedex ?\d{0,2})?)?/gu

const CONNECTORS = new Set(
  'de du des la le les l d et a au aux en sur sous van den der ten ter het'.split(' '),
)
/** Months of which ways bear a day: "rue du 11 novembre". */
const DAYS = new Set('mai mars aout juillet novembre septembre janvier'.split(' '))
const folds = (name: string): string[] =>
  name
    .split(/[ '-]+/)
    .map((word) => foldWord(word.replace(/\.$/, '')))
    .filter(Boolean)

/** Whether the words can be the name of a way: none is a verb or a pronoun. */
function isWayName(name: string): boolean {
  const words = folds(name)
  // "place Saint-Lambert à 9h", "rue Haute le 3"
  if (/^(?:a|le|la|en|et|du|de|des|op|om|te)$/.test(words.at(-1) ?? '')) return false
  // "rue du Pot d'Or": a word with a capital is none of these
  const small = new Set(folds(name.replace(/(?<![\p{L}])\p{Lu}[\p{L}\p{M}]*/gu, ' ')))
  return (
    words.some((word) => !CONNECTORS.has(word)) &&
    words.every((word) => !small.has(word) || CONNECTORS.has(word) || !STOP.has(word) || DAYS.has(word))
  )
}

const hasCapital = (name: string): boolean => /(?:^|[ '-])\p{Lu}/u.test(name)
const isWide = (way: string): boolean => !new RegExp(`^(?:${SURE_WAYS})$`, 'iu').test(way)

/** How much of the words after a postcode is the town, in letters; 0 when none is known. */
function townLength(town: string, postcode: string): number {
  const words = [...town.matchAll(/[^ ]+/g)]
  for (let count = words.length; count > 0; count -= 1) {
    const last = words[count - 1]
    if (last === undefined) continue
    const end = last.index + last[0].replace(/[.,]$/, '').length
    if (placesNamed(compact(town.slice(0, end))).some((place) => fitsPostcode(place, postcode))) return end
  }
  return 0
}

/** A known town right after a house number belongs to the address: "rue Ferrer 41 La Louvière", "14, Liège". */
function townAfter(text: string, end: number): number {
  const next = /^(?:,? (?:[àa] |te |in )?|[ -]{1,3}|, )(?<town>\p{Lu}[\p{L}'-]*(?: [\p{L}'-]+){0,3})/u.exec(
    text.slice(end, end + 60),
  )
  const town = next?.groups?.['town']
  if (next === null || town === undefined) return end
  const words = [...town.matchAll(/[^ ]+/g)]
  for (let count = words.length; count > 0; count -= 1) {
    const last = words[count - 1]
    const length = last === undefined ? 0 : last.index + last[0].length
    if (placesNamed(compact(town.slice(0, length))).length > 0)
      return end + next[0].length - town.length + length
  }
  return end
}

/** Where a match ends when what follows the postcode is only in part the town. */
function endOf(match: RegExpExecArray): number {
  const { postcode, town } = match.groups ?? {}
  const end = match.index + match[0].length
  if (postcode === undefined || town === undefined) return townAfter(match.input, end)
  const known = townLength(town, postcode)
  if (known > 0) return end - town.length + known
  // an unknown locality with a capital: its first word
  const first = /^\p{Lu}[\p{L}'-]+/u.exec(town)?.[0].length ?? 0
  return end - town.length + first
}

const cut = (match: RegExpExecArray, length: number): number => match.index + length

/** Of a name without a number after it: up to its last capital; in small letters one word after the article. */
function nameLength(name: string): number {
  if (!hasCapital(name)) {
    const small = /^(?:de la|de l'|du|des|d'|de) ?[\p{L}-]{3,}/u.exec(name)
    return small === null ? 0 : small[0].length
  }
  let length = 0
  for (const word of name.matchAll(/[^ ]+/g)) {
    if (/^(?:[\p{Ll}]{1,2}')?\p{Lu}[\p{L}.]/u.test(word[0])) length = word.index + word[0].length
    else if (!CONNECTORS.has(foldWord(word[0].replace(/'.*/, '')))) break
  }
  return length
}

const ANY_WAY = new RegExp(`(?<![\\p{L}])(?:${SURE_WAYS}|${WIDE_WAYS})\\.? `, 'iu')
const ANY_DUTCH =
  /(?:straat|str\.|laan|steenweg|stwg|weg|plein|kaai|lei|dreef|baan|markt|dijk|singel|vest|steeg|hof|kade|gracht)(?!\p{L})/iu

/** Ways that are written short: their point ends no sentence. */
const SHORT_WAY = /^(?:bld|bvd|ch[ée]e|av|bd|r|ch|pl|rte)$/iu

/** Whether a sentence ends between the way and its name: "ils suivent sur place. Un service de nuit…". */
function endsSentence(match: RegExpExecArray): boolean {
  const { way = '' } = match.groups ?? {}
  const after = match[0].indexOf(way) + way.length
  return match[0].charAt(after) === '.' && !SHORT_WAY.test(way)
}

/** Squares that everybody crosses: without a number they are no address. */
const LANDMARKS = [
  'Saint-Lambert',
  'Lambert',
  'Verte',
  'du Marché',
  'de la République',
  'Rogier',
  'De Brouckère',
  'Schuman',
  'Poelaert',
  "d'Armes",
  'Sainte-Catherine',
  'Royale',
  'du Jeu de Balle',
  'Charles II',
].map(compact)
/** "mise en place": no way is meant, whatever comes next. */
const IN_PLACE = /(?<!\p{L})en $/iu
/** "sur place": none is meant when a word of the language comes next. */
const ON_THE_SPOT = /(?<!\p{L})sur $/iu

/** Whether the words around a way say that none is meant: "aide sur place Une équipe", "mise en place Réunions". */
function isNoAddress(match: RegExpExecArray, name: string): boolean {
  const before = match.input.slice(0, match.index)
  const words = folds(name).filter((word) => !CONNECTORS.has(word))
  return (
    IN_PLACE.test(before) ||
    LANDMARKS.some((square) => compact(name) === square || compact(name).startsWith(`${square}a`)) ||
    words.every((word) => STOP.has(word)) ||
    (ON_THE_SPOT.test(before) && words.every(isCommonWord))
  )
}

/** Addresses of Belgium and France: ways with or without a number, Dutch streets, towns after their postcode. */
export function addressSpans(view: TextView): AddressSpan[] {
  const { text } = view
  const found: AddressSpan[] = []
  const add = (start: number, end: number, rule: string): void => void found.push({ start, end, rule })
  const hasDigit = /\d/.test(text)
  const hasWay = ANY_WAY.test(text)
  if (hasDigit && hasWay) {
    for (const match of text.matchAll(WITH_NUMBER)) {
      const { way = '', name = '', postcode } = match.groups ?? {}
      if (endsSentence(match) || !isWayName(name)) continue
      if (isWide(way) && !hasCapital(name) && postcode === undefined) continue
      const site = SITE.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[0].length ?? 0
      add(match.index - site, endOf(match), 'way_number')
    }
    for (const match of text.matchAll(NUMBER_FIRST)) {
      const { way = '', name = '', number = '', postcode } = match.groups ?? {}
      if (endsSentence(match)) continue
      if (postcode !== undefined && isWayName(name)) {
        add(match.index, endOf(match), 'number_way')
        continue
      }
      const isHome = !isWide(way) && LIVES.test(text.slice(Math.max(0, match.index - 24), match.index))
      const length = nameLength(name) || (isHome ? (/^[\p{L}'-]+/u.exec(name)?.[0].length ?? 0) : 0)
      if (length === 0 || (isWide(way) && !hasCapital(name)) || !isWayName(name.slice(0, length))) continue
      const nameAt = match[0].indexOf(name, number.length + way.length)
      add(match.index, cut(match, nameAt + length), 'number_way')
    }
  }
  if (hasDigit) {
    for (const match of text.matchAll(SQUARE)) add(match.index, endOf(match), 'square')
    for (const match of text.matchAll(NO_WAY)) {
      const { postcode = '', town = '' } = match.groups ?? {}
      const length = townLength(town, postcode)
      if (length > 0) add(match.index, match.index + match[0].length - town.length + length, 'no_way')
    }
    for (const match of text.matchAll(TOWN)) {
      const { postcode = '', town = '' } = match.groups ?? {}
      const length = townLength(town, postcode)
      if (length > 0) add(match.index, match.index + match[0].length - town.length + length, 'town')
    }
    for (const match of text.matchAll(POST_BOX)) add(match.index, match.index + match[0].length, 'post_box')
  }
  for (const match of hasWay ? text.matchAll(WITHOUT_NUMBER) : []) {
    const { way = '', name = '' } = match.groups ?? {}
    const length = nameLength(name)
    if (endsSentence(match) || length === 0 || !isWayName(name.slice(0, length))) continue
    if (isWide(way) && isNoAddress(match, name.slice(0, length))) continue
    // "Boulevard des rêves brisés"
    if (!hasCapital(name) && /^\p{Lu}/u.test(way)) continue
    if (
      isWide(way) &&
      !(
        hasCapital(name) &&
        /^(?:quai|square|impasse|all[ée]e|dr[èe]ve|venelle|place|esplanade|parvis|av|bd)$/iu.test(way)
      )
    )
      continue
    if (way.length < 3 && !new RegExp(`${way}\\.`, 'u').test(match[0])) continue
    add(match.index, cut(match, match[0].indexOf(name, way.length) + length), 'way')
  }
  for (const match of ANY_DUTCH.test(text) ? text.matchAll(DUTCH) : []) {
    const { street = '', kind = '', number } = match.groups ?? {}
    const isCapital = /^\p{Lu}/u.test(street)
    const isLoose = !/^(?:straat|laan|steenweg|stwg|str\.|plein|kaai|dreef)$/i.test(kind)
    if (number === undefined ? !isCapital || isLoose : isLoose && !isCapital) continue
    if (isCommonWord(foldWord(street)) && !(isCapital && number !== undefined)) continue
    add(match.index, endOf(match), 'street_nl')
  }
  return found
}
