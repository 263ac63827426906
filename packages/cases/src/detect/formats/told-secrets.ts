import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { sighting } from './pattern.ts'
import { isForgotten, isPlainWord, isStrong } from './secret-values.ts'

const START = '(?<![\\p{L}\\p{N}])'
const END = '(?![\\p{L}\\p{N}])'
const WORD = '(?<value>[^\\s«»“”"(),;]{4,62}[^\\s«»“”"(),;:.…\'\\]])'

/** Something that one signs in to or opens is spoken of. */
const ENTERING = new RegExp(
  `${START}(?:mdp|mots? de passe|passwords?|wachtwoord|paswoord|codes?|cl[ée]f?s? wi-?fi|wi-?fi|log(?:in|ger|gue)?|log in|sign in|inlog\\p{L}*|(?:in te )?loggen|aanmeld\\p{L}*|connect\\p{L}*|connexion|entrer|rentrer|ouvrir|d[ée]bloquer|d[ée]verrouiller|session|compte|acc[èe]s|account|profiel|admin|unlock|get (?:in|on)|binnen)${END}`,
  'iu',
)
/** "faut taper Bor1nage#erp", "essayez Invites#2025", "gebruik Kassa!2023". */
const TRIED = new RegExp(
  `${START}(?:tap(?:e[rsz]?|ez)|mets|mett(?:re|ez)|met(?= \\S*\\d)|essa(?:y|i)e[rsz]?|utilise[rsz]?|prends|prendre|prenez|rentre[rsz]?|entre[rsz]?|encode[rsz]?|probeer|gebruik(?:en)?|neem|typ|tik|vul in|try|use|type|enter)(?: (?:plut[ôo]t|maintenant|le|la|juste|simplement|maar|eens|nu|gewoon|in|the|just|now|instead|:))*\\s+[«“"']?${WORD}`,
  'giu',
)

/** An account or a device with what opens it after a sign: "Odoo compta : Zebre!2024". */
const ACCOUNT = new RegExp(
  `${START}(?:wi-?fi|odoo|erp|crm|sessions?|imprimante|printer|copieur|photocopieu(?:r|se)|nas|serveur|server|box|routeur|router|modem|comptes?|accounts?|facebook|insta(?:gram)?|netflix|spotify|canva|gmail|teams|zoom|drive|dropbox|cloud|pc|ordi(?:nateur)?|tablettes?|tablets?|laptops?|portable|boekhouding|compta|kassa|caisse|wordpress|bob|winbooks|horus|intranet|vpn|[ée]cran|admin|invit[ée]s?|gasten|guests?)${END}(?: [\\p{L}\\p{N}'-]+){0,4}? ?(?:[:=]|→|->|,? c'?est|,? is)\\s*[«“"']?${WORD}`,
  'giu',
)
/** "compte Bob: jdupont/Bob2024bis", "our netflix is kotvzw / Popcorn99": who signs in, then with what. */
const ACCOUNT_PAIR = new RegExp(
  `${START}(?:odoo|erp|crm|nas|serveur|server|routeur|router|comptes?|accounts?|facebook|insta(?:gram)?|netflix|spotify|canva|gmail|agenda|teams|zoom|drive|dropbox|cloud|winbooks|bob|horus|intranet|vpn|wordpress)${END}(?: [\\p{L}\\p{N}'-]+){0,3}? ?(?:[:=]|→|->|,? c'?est|,? is)\\s*[\\p{L}\\p{N}._@-]{2,40}\\s*/\\s*${WORD}`,
  'giu',
)
/** "ouvrir le pc : Marmotte8". */
const OPENED = new RegExp(
  `${START}(?:ouvrir|d[ée]verrouiller|d[ée]bloquer|(?:se )?connecter|ontgrendelen|inloggen|aanmelden|unlock|log in)${END}(?: [\\p{L}'-]+){0,4}? ?(?:[:=]|→|->)\\s*[«“"']?${WORD}`,
  'giu',
)
/** A sign that stands in no name of a program, a lot or a file. */
const SIGN = /[\p{L}\p{N}][!#$*&?€%@+](?:[\p{L}\p{N}]|$)/u
/** What announces who signs in. */
const LOGIN =
  /(?<!\p{L})(?:login|user(?:name)?|utilisat(?:eur|rice)|identifiant|gebruiker(?:snaam)?) ?(?:[:=]|→|->|,? c'?est|,? is)\s*[«“"']?$/iu
/** What devices are sold as. */
const DEVICE =
  /^(?:lenovo|dell|asus|acer|canon|epson|samsung|latitude|thinkpad|elitebook|probook|inspiron|vostro|optiplex|macbook|ipad|iphone|galaxy|pixel|laserjet|officejet|brother|ricoh|xerox|kyocera|konica|toshiba|huawei|redmi|nokia|sharp|medion|fujitsu|version|salle|local|bureau|poste|lokaal|etage|[ée]tage|page|ligne|toets|stap|groep|lot)[-_.]?\d/iu
const isToken = (value: string): boolean =>
  isStrong(value) &&
  // "pour le pc compta c'est Girafe-78", not "Lenovo-14"
  (SIGN.test(value) || (/^\p{L}\p{Ll}{3,}[-_.]?\d{1,4}$/u.test(value) && !DEVICE.test(value))) &&
  /\p{L}{3}/u.test(value) &&
  !/^[@#]|[/\\]|@[\p{L}-]+\.\p{L}{2,}$/u.test(value)

/** "mdp : le petit chat 22", "login magasin / pass banane banane 12": words with a number at their end. */
const PHRASE = new RegExp(
  `${START}(?:mdp|mot de passe|pass|password|passphrase|wachtwoord|paswoord|ww|pw)${END}(?<gap>(?: [\\p{L}'-]+){0,4}?) ?(?<sign>[:=]|→|->|c'?est|est|is|was)? ?[«“"']?(?<value>\\p{L}{2,}(?:[ -]\\p{L}{2,}){1,4} \\d{1,4}[!?#*]?)(?=\\s*(?:$|[\\n;.,()»”"']))`,
  'giu',
)
/** "mot de passe « trois petits cochons »". */
const QUOTED = new RegExp(
  `${START}(?:mdp|mot de passe|pass|password|passphrase|wachtwoord|paswoord)${END}(?<gap>(?: [\\p{L}'-]+){0,4}?) ?(?:[:=]|→|->|c'?est|est|is|was)? ?[«“"] ?(?<value>\\p{L}[^«»“”"\\n]{2,40}?) ?[»”"]`,
  'giu',
)

/** "c'est « pistache » le mot de passe". */
const QUOTED_BEFORE =
  /[«“"] ?(?<value>\p{L}[^«»“”"\n]{2,40}?) ?[»”"] (?:(?:c'?est|est|is|comme|als|as) )?(?:(?:le|notre|het|ons|the|our) )?(?:mdp|mot de passe|wachtwoord|paswoord|password)(?!\p{L})/giu
/** "on a mis 1111 comme code". */
const AS_CODE =
  /(?<![\p{L}\p{N}.,/-])(?<value>\d{4,8}) (?:comme|als|as) (?:le |la |het |de |the )?(?:code|pin)(?!\p{L}|[ -](?:postal|barres?|couleurs?))/giu

/** Passwords and codes that are told without anything that announces them beside (R18). */
export function toldSightings(view: TextView): Sighting[] {
  const found: Sighting[] = []
  const add = (match: RegExpExecArray, value: string): void => {
    const start = match.index + match[0].lastIndexOf(value)
    found.push(sighting('SECRET', start, start + value.length, 'told'))
  }
  if (ENTERING.test(view.text))
    for (const match of view.text.matchAll(TRIED)) {
      const value = match.groups?.['value'] ?? ''
      if (isStrong(value) && !/^[@#]/.test(value)) add(match, value)
    }
  for (const match of view.text.matchAll(ACCOUNT)) {
    const value = match.groups?.['value'] ?? ''
    // "drive login: repair3 / …": who signs in, without a sign that only a password has
    if (isToken(value) && (SIGN.test(value) || !LOGIN.test(match[0].slice(0, -value.length))))
      add(match, value)
  }
  for (const match of view.text.matchAll(ACCOUNT_PAIR)) {
    const value = match.groups?.['value'] ?? ''
    if (isStrong(value) && !DEVICE.test(value)) add(match, value)
  }
  for (const match of view.text.matchAll(OPENED)) {
    const value = match.groups?.['value'] ?? ''
    if (isStrong(value) && !/^[@#]/.test(value)) add(match, value)
  }
  for (const match of view.text.matchAll(PHRASE)) {
    const { gap = '', sign, value = '' }: Readonly<Record<string, string | undefined>> = match.groups ?? {}
    const words = value.split(/[ -]/).slice(0, -1)
    const isTwice = words.some((word, at) => at > 0 && word === words[at - 1])
    const isTold = sign !== undefined || (gap === '' && isTwice)
    if (
      isTold &&
      !isForgotten(gap) &&
      !MEASURED.test(value) &&
      (isTwice || words.filter(isPlainWord).length > 1)
    )
      add(match, value)
  }
  for (const match of view.text.matchAll(QUOTED)) {
    const { gap = '', value = '' }: Readonly<Record<string, string | undefined>> = match.groups ?? {}
    if (!isForgotten(gap) && value.split(' ').some(isPlainWord)) add(match, value)
  }
  for (const pattern of [QUOTED_BEFORE, AS_CODE])
    for (const match of view.text.matchAll(pattern)) {
      const value = match.groups?.['value'] ?? ''
      const start = match.index + match[0].indexOf(value)
      found.push(sighting('SECRET', start, start + value.length, 'told'))
    }
  return found
}

/** A time, a place in a plan, a page: what ends in a number and is no password. */
const MEASURED =
  /(?<![\p{L}])(?:page|point|tous|toutes|dans|depuis|avant|apr[èe]s|minimum|min|moins|plus|version|salle|bureau|armoire|tiroir|cahier|classeur|farde|onglet|ligne|[ée]tage|local|voir|demander|changer|chang[ée]|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|october|november|december|january|february|march|may|june|july|august|windows|office|article|n[°o]|lade|kast|map|zie|vanaf|sinds|tegen|since|see|room|until)(?![\p{L}])/iu
