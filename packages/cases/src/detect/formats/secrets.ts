import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { sighting } from './pattern.ts'
import {
  isChosen,
  isCode,
  isDefault,
  isMixed,
  isPlainWord,
  isStrong,
  isYear,
  NOT_A_LOCK,
  OF_A_LOCK,
  saysSomethingElse,
} from './secret-values.ts'

/** What a password, a code or an account is called, in French, Dutch and English. */
const KEY = new RegExp(
  [
    '(?<![\\p{L}\\p{N}])(?:',
    '(?<password>mdp|mots? ?de ?passe|password(?:s|e)?|passwd|pwd|psw|passphrase|passcode|wachtwoord(?:en)?|paswoord(?:en)?|cl(?:[ée]|ef) (?:wi-?fi|wpa|wep|r[ée]seau|de s[ée]curit[ée]|du (?:wi-?fi|r[ée]seau))|(?:code|cl[ée]) (?:du |de la |voor |van )?wi-?fi|wi-?fi[ -]?(?:code|key|sleutel|wachtwoord|paswoord))',
    '|(?<short>pass|ww)',
    '|(?<lock>digicode|(?:code )?(?:pin|puk)|(?:alarm|toegangs|deur|poort|pin|puk|kluis|slot|sleutel|door|gate|access|entry|security|geheime )[ -]?code)',
    '|(?<code>codes?)',
    '|(?<token>tokens?|jetons?|cl(?:[ée]|ef)s? (?:api|ssh|priv[ée]e|secr[èe]te)|api[ -]?key)',
    '|(?<wifi>wi-?fi)',
    '|(?<user>logins?|identifiants?|users?(?:name)?|utilisat(?:eur|rice)|connexion|acc[èe]s|credentials|gebruiker(?:snaam)?|inlog(?:gegevens)?|aanmelding)',
    '|(?<root>admin|administrat(?:eur|or)|root|beheerder)',
    ")(?![\\p{L}\\p{N}'])",
  ].join(''),
  'giu',
)

/** How far after its name a value is looked for, in letters. */
const REACH = 160
/** Words between the name and what announces the value: "de l'alarme du fond". */
const GAP = "(?<gap>(?:[ ]+\\(?[\\p{L}\\p{N}][\\p{L}\\p{N}'&._+-]*\\)?){0,5}?)"
const VERB =
  "(?:c'est|c est|est|is|reste|blijft|devient|wordt|[ée]tait|was)(?:\\s+(?:toujours|maintenant|d[ée]sormais|donc|nu|nog|altijd|now|still))?(?![\\p{L}'])\\s*:?"
const VALUE = '(?<value>[^\\s«»“”"()]{2,63}[^\\s«»“”"(),;.:…\'\\]])'
const OPEN = '[«“"\'(]?\\s?'
/** "mdp de la compta : …", "le code wifi c'est …", "password = …", also at the end of a line. */
const ANNOUNCING = `^${GAP}(?:\\s*(?<sign>:|=>?|→|->)|\\s+${VERB})\\s*${OPEN}`
const ANNOUNCED = new RegExp(`${ANNOUNCING}${VALUE}`, 'iu')
/** A name alone on its line, the value on the next. */
const BELOW = `^${GAP}[ ]*\\n\\s*${OPEN}`
const NEXT_LINE = new RegExp(`${BELOW}${VALUE}`, 'iu')
/** A code, also in pairs of digits. */
const CODE_VALUE = `(?:(?<pairs>\\d{2}(?: \\d{2}){1,3})(?!\\d| ?[€%h]|[.,:/]\\d)|${VALUE})`
const ANNOUNCED_CODE = new RegExp(`${ANNOUNCING}${CODE_VALUE}`, 'iu')
const CODE_NEXT_LINE = new RegExp(`${BELOW}${CODE_VALUE}`, 'iu')
/** "accueil / Rivage31", on one line or two. */
const ACCOUNT = '[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,40}'
const BETWEEN_PAIR = '\\s*[/|;,]\\s*|\\s*\\n\\s*|\\s+(?:-|et|en|and)\\s+'
const PAIRS = [
  new RegExp(
    `^${GAP}(?<sign>\\s*(?::|=>?|→|->)|\\s+(?:est|is|c'est)(?![\\p{L}]))\\s*${ACCOUNT}(?<between>${BETWEEN_PAIR}|\\s+)${OPEN}${VALUE}`,
    'iu',
  ),
  new RegExp(`^${GAP}\\s*${ACCOUNT}(?<between>${BETWEEN_PAIR})${OPEN}${VALUE}`, 'iu'),
]
/** "admin / Toto1234!" without any name. */
const ROOT_PAIR = new RegExp(`^\\s*[/|:]\\s*${VALUE}`, 'iu')
/** "Quai2022! est le mot de passe", "avec Quai2022! comme mdp". */
const REVERSED =
  /(?<![^\s«“"'(])(?<value>[^\s«»“”"()]{4,63})[»”"']?\s+(?:=\s*|(?:est|is|comme|als|as)\s+)(?:(?:le|notre|mon|son|nouveau|het|ons|the|our)\s+){0,2}(?:mdp|mot de passe|wachtwoord|paswoord|password)(?![\p{L}])/dgiu

type Groups = Readonly<Record<string, string | undefined>>
type Verdict = 'password' | 'code' | null

/** Whether nothing more is said after a place than what it says. */
const endsThere = (rest: string): boolean => /^[»”"')]?[ ]*(?:$|[\n;.)|/])/.test(rest)

/** "de la compta", "voor Odoo": what the password opens, and nothing about it. */
const isOwner = (gap: string): boolean =>
  gap.trim() === '' ||
  /^\s*\(?(?:de|du|des|d'|pour|van|voor|of|for|wi-?fi|compta|odoo|admin|pc|mail|site|session)/iu.test(gap) ||
  /^\s*\(?[\p{L}\p{N}]+\)?$/u.test(gap)

/** What a password may be: a plain word only where it is announced and nothing follows. */
function passwordOf(value: string, gap: string, rest: string): Verdict {
  if (isChosen(value) || (/^\d{4,}\W*$/.test(value) && !isYear(value))) return 'password'
  const isAlone = isOwner(gap) && !saysSomethingElse(gap) && endsThere(rest)
  return isPlainWord(value) && isAlone ? 'password' : null
}

function codeOf(value: string, gap: string, isLock: boolean, isAnnounced: boolean): Verdict {
  if (NOT_A_LOCK.test(gap) || NOT_A_LOCK.test(value) || !isCode(value)) return null
  if (isLock) return isAnnounced || !isYear(value) ? 'code' : null
  if (gap.trim() !== '')
    return isAnnounced && /^\s*(?:d[eu'ae]|van|of|for|pour|voor)/iu.test(gap) ? 'code' : null
  if (isYear(value)) return isAnnounced ? 'code' : null
  return isAnnounced || isMixed(value) || /^\d{4,8}\W*$/.test(value) ? 'code' : null
}

/** The words of a line with their places, at most so many. */
function wordsAfter(tail: string, most: number): { value: string; start: number; gap: string }[] {
  const line = tail.split('\n', 1)[0] ?? ''
  return Array.from(line.matchAll(/[^\s«»“”"()]*[^\s«»“”"(),;.:…'\]]/gu))
    .slice(0, most)
    .map((match) => ({ value: match[0], start: match.index, gap: line.slice(0, match.index) }))
}

interface Found {
  readonly start: number
  readonly end: number
  readonly verdict: Exclude<Verdict, null>
}

/** What stands after a name, without anything that announces it. */
function unannounced(tail: string, judge: (value: string, gap: string) => Verdict): Found | null {
  for (const { value, start, gap } of wordsAfter(tail, 5)) {
    const verdict = judge(value, gap)
    if (verdict !== null) return { start, end: start + value.length, verdict }
  }
  return null
}

/** The value that a name announces, with where it stands in the tail. */
function announcedIn(tail: string, pattern: RegExp): { value: string; start: number; gap: string } | null {
  const match = pattern.exec(tail)
  const { pairs, value = pairs, gap = '' }: Groups = match?.groups ?? {}
  if (match === null || value === undefined) return null
  return { value, gap, start: match.index + match[0].length - value.length }
}

function ofPassword(tail: string, strongOnly: boolean): Found | null {
  const said = announcedIn(tail, ANNOUNCED)
  if (said !== null) {
    const end = said.start + said.value.length
    const verdict =
      strongOnly && !isChosen(said.value) ? null : passwordOf(said.value, said.gap, tail.slice(end))
    if (verdict !== null) return { start: said.start, end, verdict }
  }
  const below = announcedIn(tail, NEXT_LINE)
  if (below !== null && said === null && isChosen(below.value))
    return { start: below.start, end: below.start + below.value.length, verdict: 'password' }
  return unannounced(said === null ? tail : said.gap, (value, gap) => {
    if (gap.trim() !== '') return isStrong(value) ? 'password' : null
    if (isChosen(value)) return 'password'
    return !strongOnly && /^\d{4,8}\W*$/.test(value) && !isYear(value) ? 'password' : null
  })
}

function ofCode(tail: string, isLock: boolean): Found | null {
  for (const pattern of [ANNOUNCED_CODE, CODE_NEXT_LINE]) {
    const said = announcedIn(tail, pattern)
    if (said === null) continue
    const { value, start, gap } = said
    const ofLock = isLock || OF_A_LOCK.test(gap)
    const verdict = pattern === CODE_NEXT_LINE && !ofLock ? null : codeOf(value, gap, ofLock, true)
    if (verdict !== null) return { start, end: start + value.length, verdict }
    if (pattern === ANNOUNCED_CODE) return null
  }
  return unannounced(tail, (value, gap) => codeOf(value, gap, isLock || OF_A_LOCK.test(gap), false))
}

/** The second of two: "login : accueil / Rivage31". */
function ofPair(tail: string, isNamed: boolean): Found | null {
  for (const pattern of PAIRS) {
    const match = pattern.exec(tail)
    const { value, between = '', sign }: Groups = match?.groups ?? {}
    if (match === null || value === undefined) continue
    const isWeak = isNamed && sign !== undefined && /[/|]/.test(between) && isDefault(value)
    const end = match[0].length
    if (isStrong(value) || isWeak) return { start: end - value.length, end, verdict: 'password' }
  }
  return null
}

function ofWifi(tail: string): Found | null {
  const pair = ofPair(tail, false)
  if (pair !== null) return pair
  const said = announcedIn(tail, ANNOUNCED)
  if (said === null)
    return unannounced(tail, (value, gap) => (gap.trim() === '' && isStrong(value) ? 'code' : null))
  const isRight = isStrong(said.value) || (/^\d{6,}\W*$/.test(said.value) && said.gap.trim() === '')
  return isRight ? { start: said.start, end: said.start + said.value.length, verdict: 'code' } : null
}

function ofToken(tail: string): Found | null {
  const said = announcedIn(tail, ANNOUNCED)
  if (said !== null)
    return isStrong(said.value)
      ? { start: said.start, end: said.start + said.value.length, verdict: 'code' }
      : null
  return unannounced(tail, (value, gap) => (gap.trim() === '' && isStrong(value) ? 'code' : null))
}

function ofRoot(tail: string): Found | null {
  const said = announcedIn(tail, ROOT_PAIR)
  if (said === null || !isStrong(said.value)) return null
  return { start: said.start, end: said.start + said.value.length, verdict: 'password' }
}

function valueAfter(key: Groups, tail: string): Found | null {
  if (key['password'] !== undefined) return ofPassword(tail, false)
  if (key['short'] !== undefined) return ofPassword(tail, true)
  if (key['lock'] !== undefined) return ofCode(tail, true)
  if (key['code'] !== undefined) return ofCode(tail, false)
  if (key['token'] !== undefined) return ofToken(tail)
  if (key['wifi'] !== undefined) return ofWifi(tail)
  return key['root'] === undefined ? ofPair(tail, true) : ofRoot(tail)
}

/** Passwords and codes, by what announces them (R18). */
export function secretSightings(view: TextView): Sighting[] {
  const found: Sighting[] = []
  for (const match of view.text.matchAll(KEY)) {
    const from = match.index + match[0].length
    const value = valueAfter(match.groups ?? {}, view.text.slice(from, from + REACH))
    if (value !== null) found.push(sighting('SECRET', from + value.start, from + value.end, value.verdict))
  }
  for (const match of view.text.matchAll(REVERSED)) {
    const [start, end] = match.indices?.groups?.['value'] ?? [0, 0]
    if (isStrong(view.text.slice(start, end))) found.push(sighting('SECRET', start, end, 'password'))
  }
  return [...found, ...repeated(view, found)]
}

/** The same password wherever else it stands in the text. */
function repeated(view: TextView, found: readonly Sighting[]): Sighting[] {
  return [...new Set(found.map(({ start, end }) => view.text.slice(start, end)))]
    .filter(isStrong)
    .flatMap((value) => {
      const places: Sighting[] = []
      for (let at = view.text.indexOf(value); at !== -1; at = view.text.indexOf(value, at + value.length))
        if (!found.some(({ start }) => start === at))
          places.push(sighting('SECRET', at, at + value.length, 'repeated'))
      return places
    })
}
