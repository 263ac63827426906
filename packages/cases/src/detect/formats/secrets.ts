import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { lockSightings } from './locks.ts'
import { sighting } from './pattern.ts'
import {
  isAllWord,
  isChosen,
  isCode,
  isDefault,
  isForgotten,
  isMixed,
  isPlainWord,
  isStrong,
  isYear,
  NOT_A_LOCK,
  OF_A_LOCK,
  saysSomethingElse,
} from './secret-values.ts'
import { toldSightings } from './told-secrets.ts'

/** What a password, a code or an account is called, in French, Dutch and English. */
const KEY = new RegExp(
  [
    '(?<![\\p{L}\\p{N}])(?:',
    "(?<password>mdp|m\\.d\\.p\\.?|mots? ?d[e']? ?pass(?:es?)?|password(?:s|e)?|passwd|pwd|psw|passphrase|passcode|wachtwoord(?:en)?|paswoord(?:en)?|cl(?:[ée]|ef) (?:wi-?fi|wpa|wep|r[ée]seau|de s[ée]curit[ée]|du (?:wi-?fi|r[ée]seau))|(?:code|cl[ée]) (?:du |de la |voor |van )?wi-?fi|wi-?fi[ -]?(?:code|key|sleutel|wachtwoord|paswoord))",
    '|(?<short>pass|ww|pw|wpa2?)',
    '|(?<lock>digi(?:code)?|s[ée]same|combinaison|combi(?= ?[:=]? ?\\d)|(?:cijfer)?combinatie|cijfercode|combination|(?:code )?(?:pin|puk)|(?:alarm|toegangs|deur|poort|pin|puk|kluis|slot|sleutel|door|gate|access|entry|security|geheime )[ -]?code)',
    '|(?<code>codes?)',
    '|(?<token>tokens?|jetons?|cl(?:[ée]|ef)s? (?:api|ssh|priv[ée]e|secr[èe]te)|api[ -]?key)',
    '|(?<wifi>wi-?fi)',
    '|(?<user>logins?|sessions?(?=[^\\n:=]{0,30}[:=])|identifiants?|users?(?:name)?|utilisat(?:eur|rice)|connexion|acc[èe]s|credentials|gebruiker(?:snaam)?|inlog(?:gegevens)?|aanmelding)',
    '|(?<root>admin|administrat(?:eur|or)|root|beheerder)',
    ")(?![\\p{L}\\p{N}'])",
  ].join(''),
  'giu',
)

/** How far after its name a value is looked for, in letters. */
const REACH = 160
/** Words between the name and what announces the value: "de l'alarme du fond". */
const GAP = "(?<gap>(?:,?[ ]+\\(?[\\p{L}\\p{N}][\\p{L}\\p{N}'&._+-]*\\)?){0,7}?)"
const VERB =
  "(?:c'est|c est|cest|c'|c|est|is|reste|blijft|devient|wordt|[ée]tait|was)(?:\\s+(?:toujours|tjr?s|tjrs|tj|encore|maintenant|mnt|mtn|d[ée]sormais|donc|juste|simplement|genre|nu|nog|altijd|steeds|gewoon|terug|weer|opnieuw|de nouveau|again|now|still|just|again)){0,2}(?:\\s+(?:le|la|het|de))?(?![\\p{L}\\p{N}'])\\s*:?"
const VALUE = '(?<value>[^\\s«»“”"()]{2,63}[^\\s«»“”"(),;.:…\'\\]])'
const OPEN = '[«“"\'(]?\\s?'
/** "mdp de la compta : …", "le code wifi c'est …", "password = …", also at the end of a line. */
const ANNOUNCING = `^${GAP}(?:\\s*(?<sign>:|=>?|→|->)|\\s+${VERB})\\s*${OPEN}`
/** The same with a sign only: what stands after a verb may speak of it, "is veranderd: …". */
const SIGNED = `^${GAP}\\s*(?<sign>:|=>?|→|->)\\s*${OPEN}`
const ANNOUNCED = new RegExp(`${ANNOUNCING}${VALUE}`, 'iu')
const ANNOUNCED_BY_SIGN = new RegExp(`${SIGNED}${VALUE}`, 'iu')
/** A name alone on its line, the value on the next. */
const BELOW = `^${GAP}[ ]*\\n\\s*${OPEN}`
const NEXT_LINE = new RegExp(`${BELOW}${VALUE}`, 'iu')
/** A code, also in pairs of digits. */
const CODE_VALUE = `(?:(?<pairs>\\d{2}(?: \\d{2}){1,3}|\\d(?: \\d){3,5})(?!\\d| ?[€%h]|[.,:/]\\d)|${VALUE})`
const ANNOUNCED_CODE = new RegExp(`${ANNOUNCING}${CODE_VALUE}`, 'iu')
const CODE_BY_SIGN = new RegExp(`${SIGNED}${CODE_VALUE}`, 'iu')
const CODE_NEXT_LINE = new RegExp(`${BELOW}${CODE_VALUE}`, 'iu')
/** "accueil / Rivage31", on one line or two. */
const ACCOUNT = '[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,40}'
const BETWEEN_PAIR = '\\s*[/|;,]{1,2}\\s*|\\s*\\n\\s*|\\s+(?:-|et|en|and)\\s+'
const PAIRS = [
  new RegExp(
    `^${GAP}(?<sign>\\s*(?::|=>?|→|->)|\\s+(?:est|is|c'est)(?![\\p{L}]))\\s*${ACCOUNT}(?<between>${BETWEEN_PAIR}|\\s+)${OPEN}${VALUE}`,
    'iu',
  ),
  new RegExp(`^${GAP}\\s*${ACCOUNT}(?<between>${BETWEEN_PAIR})${OPEN}${VALUE}`, 'iu'),
]
/** "admin / Toto1234!" without any name. */
const ROOT_PAIR = new RegExp(`^\\s*[/|:+&—–-]\\s*${VALUE}`, 'iu')
/** "Quai2022! est le mot de passe", "avec Quai2022! comme mdp". */
const REVERSED =
  /(?<![^\s«“"'(])(?<value>[^\s«»“”"()]{4,63})[»”"']?\s+(?:=\s*|(?:c'?est|est|is|comme|als|as)\s+)(?:(?:le|notre|mon|son|nouveau|het|ons|the|our)\s+){0,2}(?:mdp|mot de passe|wachtwoord|paswoord|password)(?![\p{L}])/dgiu

/** "on se log avec stage2023", "inloggen met balie en Balie!23". */
const LOGGED =
  /(?<!\p{L})(?:se )?(?:log(?:ger|gue|ge|uer|ues?|uent)?|connecter?|inloggen|log ?in|aanmelden)\s+(?:\S+\s+){0,2}?(?:avec|met|with)\s+(?:[\p{L}\p{N}._-]+\s+(?:et|puis|en|dan|and|\/)\s+)?(?<value>[^\s«»“”"(),;]{4,62}[^\s«»“”"(),;:.…'\]])/dgiu
/** "ancien mdp Chat&Chien, nouveau Chien&Chat": another one right after. */
const FOLLOWER =
  /^\s*[,;(/-]? ?(?:(?:et|puis|ou|of|en|and|or|maintenant|nu|now|le|la|de|het) ){0,2}(?:nouveau|nouvelle|ancien(?:ne)?|avant|nieuwe?|oude?|new|old|devenu|remplac[ée] par|plut[ôo]t) (?:: ?|= ?)?(?<value>[^\s«»“”"(),;]{4,62}[^\s«»“”"(),;:.…'\]])/iu

type Groups = Readonly<Record<string, string | undefined>>
type Verdict = 'password' | 'code' | null

/** Whether nothing more is said after a place than what it says. */
const endsThere = (rest: string): boolean => /^[»”"')]?[ ]*(?:$|[\n;.()|/])/.test(rest)

/** "de la compta", "voor Odoo": what the password opens, and nothing about it. */
const isOwner = (gap: string): boolean =>
  gap.trim() === '' ||
  /^\s*\(?(?:de|du|des|d'|pour|van|voor|of|for|wi-?fi|compta|odoo|admin|pc|mail|site|session|laptop|ordi|tablette|tablet|caisse|kassa|accueil|onthaal|gsm|printer|imprimante|serveur|nas)/iu.test(
    gap,
  ) ||
  /^\s*\(?[\p{L}\p{N}]+\)?$/u.test(gap)

/** A word that nobody writes in a sentence, at its end: "was on a post-it: letmein-Mons". */
const isOddWord = (value: string, gap: string, rest: string): boolean =>
  /\p{Ll}{2}[-_.]?\p{Lu}\p{Ll}/u.test(value) && isAllWord(value) && endsThere(rest) && !isForgotten(gap)

/** What a password may be: a plain word only where it is announced and nothing follows. */
function passwordOf(value: string, gap: string, rest: string, isSigned: boolean): Verdict {
  if (isChosen(value) || (/^\d{4,}\W*$/.test(value) && !isYear(value))) return 'password'
  if (isSigned && isOddWord(value, gap, rest)) return 'password'
  const isAlone = isOwner(gap) && !saysSomethingElse(gap) && endsThere(rest)
  return isPlainWord(value) && isAlone ? 'password' : null
}

function codeOf(value: string, gap: string, isLock: boolean, isAnnounced: boolean): Verdict {
  if (NOT_A_LOCK.test(gap) || NOT_A_LOCK.test(value)) return null
  // "code Netflix famille: Popcorn!8"
  if (isAnnounced && isStrong(value) && /[!#$*@]/.test(value)) return 'code'
  if (!isCode(value)) return null
  // "PIN gsm atelier 1973"
  if (isLock)
    return isAnnounced ||
      !isYear(value) ||
      (gap.trim() !== '' && !/(?:en|depuis|in|sinds|since|de)\s*$/iu.test(gap))
      ? 'code'
      : null
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
function unannounced(tail: string, judge: (value: string, gap: string) => Verdict, most = 5): Found | null {
  for (const { value, start, gap } of wordsAfter(tail, most)) {
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
  const bySign = announcedIn(tail, ANNOUNCED_BY_SIGN)
  for (const each of [said, bySign]) {
    if (each === null) continue
    const end = each.start + each.value.length
    const verdict =
      strongOnly && !isChosen(each.value)
        ? null
        : passwordOf(each.value, each.gap, tail.slice(end), each === bySign)
    if (verdict !== null) return { start: each.start, end, verdict }
  }
  const below = announcedIn(tail, NEXT_LINE)
  if (below !== null && said === null && isChosen(below.value))
    return { start: below.start, end: below.start + below.value.length, verdict: 'password' }
  // "le mdp c'est le nom du chat + 12 : Minette12"
  const [line = ''] = tail.split('\n', 1)
  const last = /[:=→]\s*[«“"']?(?<value>[^\s«»“”"(),;]{5,40}?)[»”"')]?\s*$/u.exec(line)
  const ending = last?.groups?.['value'] ?? ''
  if (last !== null && isStrong(ending)) {
    const start = last.index + last[0].indexOf(ending)
    return { start, end: start + ending.length, verdict: 'password' }
  }
  // "mdp = prénom du chat + 2019 (Minou2019)": what the sentence says after that
  const after =
    said === null ? '' : (tail.slice(said.start + said.value.length).split(/[\n.!?;]/, 1)[0] ?? '')
  const later = unannounced(after, (value) => (isStrong(value) ? 'password' : null), 6)
  if (said !== null && later !== null) {
    const from = said.start + said.value.length
    return { ...later, start: from + later.start, end: from + later.end }
  }
  return unannounced(said === null ? tail : said.gap, (value, gap) => {
    if (gap.trim() !== '') return isStrong(value) ? 'password' : null
    if (isChosen(value)) return 'password'
    return !strongOnly && /^\d{4,8}\W*$/.test(value) && !isYear(value) ? 'password' : null
  })
}

function ofCode(tail: string, isLock: boolean): Found | null {
  let isSaid = false
  for (const pattern of [ANNOUNCED_CODE, CODE_BY_SIGN, CODE_NEXT_LINE]) {
    const said = announcedIn(tail, pattern)
    if (said === null) continue
    isSaid ||= pattern !== CODE_NEXT_LINE
    const { value, start, gap } = said
    const ofLock = isLock || OF_A_LOCK.test(gap)
    const verdict = pattern === CODE_NEXT_LINE && !ofLock ? null : codeOf(value, gap, ofLock, true)
    if (verdict !== null) return { start, end: start + value.length, verdict }
  }
  // "le PIN c'est les 4 derniers du gsm, 1440"
  const last = isLock ? /[,:=→]\s*(?<value>\d{4,8}[#*]?)(?=[ ]*(?:$|[\n.;)]))/u.exec(tail) : null
  const code = last?.groups?.['value']
  if (last !== null && code !== undefined && !isYear(code) && !NOT_A_LOCK.test(tail.slice(0, last.index))) {
    const end = last.index + last[0].length
    return { start: end - code.length, end, verdict: 'code' }
  }
  if (isSaid) return null
  return unannounced(tail, (value, gap) => codeOf(value, gap, isLock || OF_A_LOCK.test(gap), false), 10)
}

/** The second of two: "login : accueil / Rivage31". */
function ofPair(tail: string, isNamed: boolean): Found | null {
  for (const pattern of PAIRS) {
    const match = pattern.exec(tail)
    const { value, between = '', sign }: Groups = match?.groups ?? {}
    if (match === null || value === undefined) continue
    const isWeak = isNamed && sign !== undefined && /[/|]/.test(between) && isDefault(value)
    const end = match[0].length
    // "user: stock / password: …"
    if (/^\s*[:=]/.test(tail.slice(end))) continue
    if (isStrong(value) || isWeak) return { start: end - value.length, end, verdict: 'password' }
  }
  return null
}

/** Whom a wireless network is for. */
const OF_A_NETWORK =
  /^\s*\(?(?:(?:de |des |du |la |le |pour |van |voor |for )*(?:invit[ée]s?|visiteurs?|personnel|staff|publi[ck]|guests?|gasten|bezoekers|[ée]quipe|bureau|atelier|salle|cuisine|[ée]tage|magasin|accueil|kantoor|winkel|office)\)? ?){1,2}$/iu

function ofWifi(tail: string): Found | null {
  const pair = ofPair(tail, false)
  if (pair !== null) return pair
  // "wifi : réseau Quai, clé Perche-88"
  const key = /(?<!\p{L})(?:cl[ée]f?|key|sleutel)[ :=]+(?<value>[^\s,;()]{5,40})/iu.exec(
    tail.split('\n', 1)[0] ?? '',
  )
  const told = key?.groups?.['value'] ?? ''
  if (key !== null && isStrong(told)) {
    const end = key.index + key[0].length
    return { start: end - told.length, end, verdict: 'code' }
  }
  const bySign = announcedIn(tail, ANNOUNCED_BY_SIGN)
  const said = bySign ?? announcedIn(tail, ANNOUNCED)
  if (said === null)
    return unannounced(tail, (value, gap) =>
      (gap.trim() === '' || OF_A_NETWORK.test(gap)) &&
      isStrong(value) &&
      !/^(?:bureau|salle|local|[ée]tage|zone)/iu.test(value)
        ? 'code'
        : null,
    )
  // "wifi : Invites_RDC / …": the network, before what was taken out
  if (/^\s*[/|]/.test(tail.slice(said.start + said.value.length))) return null
  const rest = tail.slice(said.start + said.value.length)
  const isRight =
    isStrong(said.value) ||
    (said === bySign && isOddWord(said.value, said.gap, rest)) ||
    (/^\d{6,}\W*$/.test(said.value) && said.gap.trim() === '')
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

/** "casier 12 : code 456": what the code opens stands before it. */
const isOfLock = (head: string): boolean => {
  const clause = head.split(/[\n.!?;]/).at(-1) ?? ''
  return OF_A_LOCK.test(clause) && !NOT_A_LOCK.test(clause)
}

function valueAfter(key: Groups, tail: string, head: string): Found | null {
  if (key['password'] !== undefined) return ofPassword(tail, false)
  if (key['short'] !== undefined) return ofPassword(tail, true)
  if (key['lock'] !== undefined) return ofCode(tail, true)
  if (key['code'] !== undefined) return ofCode(tail, isOfLock(head))
  if (key['token'] !== undefined) return ofToken(tail)
  if (key['wifi'] !== undefined) return ofWifi(tail)
  return key['root'] === undefined ? ofPair(tail, true) : ofRoot(tail)
}

/** The name of a network follows. */
const NETWORK_BEFORE = /(?:r[ée]seau|netwerk|network|ssid)\s*[:=]?\s*$/iu
/** A password follows, after what was said. */
const OF_PASSWORD =
  /^[^\n.!?]*(?<!\p{L})(?:mdp|mots? de passe|pass(?:e|word|phrase)?|passwd|pwd|wachtwoord|paswoord|ww|pw|cl[ée]f?|key|sleutel|code)(?!\p{L})/iu

/** Passwords and codes, by what announces them (R18). */
export function secretSightings(view: TextView): Sighting[] {
  const found: Sighting[] = []
  for (const match of view.text.matchAll(KEY)) {
    const from = match.index + match[0].length
    const value = valueAfter(
      match.groups ?? {},
      view.text.slice(from, from + REACH),
      view.text.slice(Math.max(0, match.index - 30), match.index),
    )
    // "netwerk Atelier_gast, paswoord …": the network
    const isNetwork =
      value !== null &&
      match.groups?.['password'] === undefined &&
      NETWORK_BEFORE.test(view.text.slice(0, from + value.start)) &&
      OF_PASSWORD.test(view.text.slice(from + value.end, from + REACH))
    if (value !== null && !isNetwork)
      found.push(sighting('SECRET', from + value.start, from + value.end, value.verdict))
  }
  found.push(...followers(view, found))
  for (const match of view.text.matchAll(LOGGED)) {
    const [start, end] = match.indices?.groups?.['value'] ?? [0, 0]
    if (isStrong(view.text.slice(start, end))) found.push(sighting('SECRET', start, end, 'password'))
  }
  for (const match of view.text.matchAll(REVERSED)) {
    const [start, end] = match.indices?.groups?.['value'] ?? [0, 0]
    if (isStrong(view.text.slice(start, end))) found.push(sighting('SECRET', start, end, 'password'))
  }
  for (const other of [...lockSightings(view), ...toldSightings(view)])
    if (!found.some(({ start, end }) => start < other.end && end > other.start)) found.push(other)
  return [...found, ...repeated(view, found)]
}

/** A second password that follows the first. */
function followers(view: TextView, found: readonly Sighting[]): Sighting[] {
  return found.flatMap(({ end }) => {
    const match = FOLLOWER.exec(view.text.slice(end, end + REACH))
    const value = match?.groups?.['value']
    if (match === null || value === undefined || !isChosen(value)) return []
    const last = end + match[0].length
    return [sighting('SECRET', last - value.length, last, 'password')]
  })
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
