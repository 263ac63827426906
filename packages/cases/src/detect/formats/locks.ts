import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { sighting } from './pattern.ts'
import { isStrong, isYear, NOT_A_LOCK } from './secret-values.ts'

/** What hardly anything but a code is told of. */
const SURE_LOCK =
  'bo[iî]tes? [àa] cl[ée]f?s|bo[iî]tier (?:[àa] )?cl[ée]f?s?|cadenas|coffres?(?:[- ]forts?)?|alarmes?|digicodes?|clavier|portillon|interphone|parlophone|combinaison|sleutel(?:kast|kluis|box|doos)(?:je)?|kluis(?:je)?|brandkast|(?:cijfer|hang|fiets)?slot|(?:cijfer)?combinatie|alarm|padlock|lock ?box|key ?box|safe|combination'
/** Doors: their code is told as well as typed. */
const DOOR =
  '(?:porte|portail|grille|barri[èe]re|porche|entr[ée]e(?: de service| principale)?|hangar|vestiaire|casier|conteneur|container|(?:voor|achter|zij|garage|kelder)?deur|(?:garage|tuin|inrij)?poort|berging|berghok|loods|slagboom|door|gate|lock|locker|shed)s?'
/** What is opened with a code, and has numbers and prices as well: the code is typed, or opens it. */
const DEVICE =
  'ascenseur|armoire|placard|tiroir|frigo|gsm|t[ée]l[ée]phone|smartphone|tablettes?|ordi(?:nateur)?|pc|portable|photocopieu(?:se|r)|imprimante|badgeuse|pointeuse|cartes?|sim|caisse|session|toestel|tablet|laptop|computer|kopieermachine|printer|lift|phone|copier|entrance'
const ANY_LOCK = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<sure>${SURE_LOCK})|(?<door>${DOOR})|${DEVICE})(?![\\p{L}])`,
  'giu',
)

/** Words between a lock and what is said of it; no sentence ends there. */
const GAP = "(?:[ ,]+\\(?[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*\\)?){0,6}?"
/** "tu fais", "taper", "composez le", "toets". */
const TYPING =
  "(?:faire(?= ?[*#])|(?:faites|fais|doe)(?= (?:le |la |les |de |het )?[*#]?\\d{4})|(?:tu|vous|on|faut|il faut|je|j'|we|you|ge|je) (?:fais|faites|fait|faire)|tape[rsz]?|tapez|entrer(?= ?[*#]?\\d{4})|(?:r?entre[rsz]?|ouvre[rsz]?|passe[rsz]?) avec|compose[rsz]?|composez|pianote[rsz]?|enfonce[rsz]?|typ(?:e|en)?|toets(?:en)?|intoetsen|tik(?:ken)?|druk(?:ken)?|punch in|key in|press|dial|type in|enter)(?: (?:le|la|les|op|de|het|the|in|code|code is))*"
/** "s'ouvre avec", "uitzetten met", "opens with". */
const OPENING =
  '(?:ouvr(?:e|ir|ez)|d[ée]verrouill(?:e|er|ez)|d[ée]bloqu(?:e|er|ez)|d[ée]sactiv(?:e|er|ez)|coup(?:e|er|ez)|[ée]tein(?:t|dre|s)|arm(?:e|er|ez)|opent|openen|open|opendoen|ontgrendel(?:en|t)?|uitzetten|uitschakelen|afzetten|aanzetten|inschakelen|uit|af|opens?|unlocks?|opened|disarm(?:ed)?)(?: (?:la|le|les|de|het|the|it|en|is|hem|ze))* (?:avec|met|with|by|via|par|en tapant|door)(?: (?:le|de|het|the))?'
const SAYING = "(?:[:=]|→|->|c'?(?:est|t)?|est|is|reste|blijft|devient|wordt)"
const CODE =
  '[#*]?(?:\\d{3,8}\\p{Lu}?|\\d{1,2}[a-gi-wyz]\\d{2,4}|\\p{Lu}\\d{3,6}|\\d{1,4}[*#]\\d{1,4}|\\d(?:[- .]\\d){3,5}|\\d{2} \\d{2} \\d{2}|(?:3[2-9]|[4-9]\\d)-\\d{2}-\\d{2}|\\d{2}-\\d{2}-(?:4[1-9]|[5-9]\\d)|\\d{2}-(?:1[3-9]|[2-9]\\d)-\\d{2})[#*]?'
/** No other number goes on there, and nothing is measured. */
const CODE_END =
  '(?![\\p{L}\\p{N}]|[.,:/-]\\d| \\d| ?(?:[€%$°²]|eur(?:os?)?|mm|cm|m|km|kg|g|l|litres?|h|u|min|fois|x|pi[èe]ces?|stuks?|pers(?:onnes?)?|heures?|jours?|ans?|keer|personen|euro)(?![\\p{L}]))'
const CODE_AFTER = new RegExp(
  `^(?<gap>${GAP})(?:(?:[ ,:]+(?<typing>${TYPING})|[ ,]+(?:s'|se )?(?<opening>${OPENING})|,?\\s*(?<saying>${SAYING}))\\s*|(?<bare>,?\\s+))(?<code>${CODE})${CODE_END}`,
  'iu',
)
/** "uitzetten met Toto12", "opens with hamer-41". */
const WORD_AFTER = new RegExp(
  `^${GAP}[ ,]+(?:s'|se )?(?:${OPENING})\\s+[«“"']?(?<word>[^\\s«»“”"(),;]{4,40}[^\\s«»“”"(),;:.!?…'])`,
  'iu',
)
/** "9035 intoetsen", "1968 puis étoile", "3306 daarna draaien". */
const TYPED = new RegExp(
  `(?<![\\p{L}\\p{N}.,/+-])(?<code>${CODE}),? (?:puis|et puis|ensuite|suivi d[eu']|et|then|and|daarna|en dan|gevolgd door|en|dan|avec|\\+)? ?(?:la |le |sur |de |het |een |the )?(?:di[èe]se|[ée]toile|touche (?:cl[ée]|verte)|[#*]|hekje|sterretje|hash|star(?: key)?|pound|intoetsen|intikken|intypen|ingeven|indrukken|inoetsen)(?![\\p{L}])`,
  'giu',
)

/** "on tape 4567 à l'alarme", "pour entrer tu fais le 4490": the lock is named elsewhere in the sentence. */
const TYPED_FOR = new RegExp(
  `(?<![\\p{L}])${TYPING}\\s+(?<code>${CODE})${CODE_END}(?=\\s*(?:$|[.,;!?)\\n]|(?:sur|à|a|au|aux|pour|puis|et|en|op|aan|on|at|then|dans|svp|daarna)(?![\\p{L}])))`,
  'giu',
)
const SOMETHING_OPENS = new RegExp(
  `(?<![\\p{L}])(?:${SURE_LOCK}|${DOOR}|entrer|rentrer|ouvrir|binnen(?:komen)?|get in|(?:[cç]a|c'|elle|il|het|gaat|it) ?(?:s')?(?:est ouvert|ouvre|opent?|opens?))(?![\\p{L}])`,
  'iu',
)

/** "se débloque avec 2580", "pour rentrer : 4-7-9-2", "entrepôt -> 8520#": whatever it is that opens. */
const OPENED_WITH = new RegExp(
  `(?<![\\p{L}])(?:(?:s'|se )(?:ouvre|d[ée]bloque|d[ée]verrouille|d[ée]sactive) (?:avec|par|via)(?: le)?|gaat (?:open|uit|af) met|(?:pour |om )?(?:r?entrer|ouvrir|acc[ée]der|binnen(?:komen)?|openen|get in)(?: [\\p{L}'-]+){0,2} ?(?:[:=]|→|->))\\s*(?<code>${CODE})${CODE_END}`,
  'giu',
)
const WITH_SIGN = /(?<=(?:[:=→]|->|\s)\s?)(?<code>\d{4,6}[#*])(?![\p{L}\p{N}#*])/giu
/** "badge perdu, utiliser 6604 en attendant". */
const USED = new RegExp(
  `(?<![\\p{L}])(?:badges?|alarmes?|portes?|portail|digicode|alarm|deur|poort)(?![\\p{L}])[^\\n.!?;]{0,40}?(?<![\\p{L}])(?:utilise[rz]?|prendre|prenez|gebruik(?:en)?|use)(?: le| de| het)? (?<code>\\d{4,6})${CODE_END}`,
  'giu',
)
/** "de code is niet meer 4411 maar 4412". */
const NO_LONGER =
  /(?<!\p{L})\p{L}*code\p{L}*(?!\p{L})[^\n.!?;]{0,40}(?<!\p{L})(?:niet meer|niet|plus|no longer|not) (?<code>\d{4,6}),? (?:maar|mais|but) (?<second>\d{4,6})(?!\d)/giu

/** "tablet ontgrendelen: 1379". */
const OPENS =
  /(?<!\p{L})(?:ouvrir|d[ée]verrouiller|d[ée]bloquer|allumer|ontgrendelen|openen|opendoen|unlock|open)$/iu
/** "to unlock the tablet: 4646". */
const TO_OPEN =
  /(?<!\p{L})(?:ouvrir|d[ée]verrouiller|d[ée]bloquer|ontgrendelen|openen|unlock|open) (?:la |le |les |l'|de |het |the )?$/iu
/** "4512 = porte du bas", "4512 pour le portail": a price ends in zeros. */
const CODE_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}.,/+-]|\\d )(?<code>\\d{4,6}[#*]?) (?:=|pour|voor|for|ouvre|opent|opens|is voor|om te|om|to) ?(?:(?:la|le|les|l'|de|het|the) ?)?(?:${SURE_LOCK}|${DOOR}|ouvrir|entrer|rentrer|d[ée]verrouiller|d[ée]bloquer|openen|binnen|ontgrendelen|open|get in|unlock)(?![\\p{L}])`,
  'giu',
)

/** "le cadenas c'est 395": three digits are a code where a lock with three wheels is told of. */
const SHORT_CODE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:cadenas|combinaison|combinatie|combination|padlock|antivol|(?:cijfer|hang|fiets)?slot)(?![\\p{L}])${GAP}\\s*(?:(?:[:=]|→|->|c'?est|est|is)\\s*|\\s)(?<code>\\d{3})${CODE_END}(?=\\s*(?:$|[,;.)\\n(]))`,
  'giu',
)
/** "brandkast: 2x links, dan 17-42-08", "code grille 4-8-1-6": groups of digits, in a sentence about a lock. */
const GROUPED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${SURE_LOCK}|codes?|\\p{L}+code)(?![\\p{L}])[^\\n.!?;]{0,60}?(?<![\\p{N}.,/-])(?<code>\\d{1,2}(?<between> ?[-–/.] ?)\\d{1,2}(?:\\k<between>\\d{1,2}){1,4})(?![\\p{N}\\p{L}]|[-./]\\d| ?[€%hu])`,
  'giu',
)
/** "le code change chaque lundi, cette semaine 4126". */
const TIMED = new RegExp(
  `(?<![\\p{L}\\p{N}])codes?(?![\\p{L}])[^\\n.!?;\\d]{0,60}(?<![\\p{L}])(?:cette semaine|ce mois(?:-ci)?|maintenant|actuellement|d[ée]sormais|aujourd'hui|deze week|deze maand|voortaan|nu|this week|now)(?: c'est| is| :| =)? (?<code>\\d{4,6})${CODE_END}`,
  'giu',
)
/** A day, or a version. */
const isDay = (code: string): boolean => {
  const [day = 0, month = 0, year = 0, ...rest] = code.split(/\D+/).map(Number)
  return rest.length === 0 && ((day <= 31 && month <= 12) || (year <= 31 && month <= 12 && day < 40))
}

/** Codes of a lock in groups, or with three digits. */
function groupedCodes(view: TextView, found: readonly Sighting[]): Sighting[] {
  const codes: Sighting[] = []
  for (const pattern of [SHORT_CODE, GROUPED, TIMED])
    for (const match of view.text.matchAll(pattern)) {
      const { code = '', between = '' }: Readonly<Record<string, string | undefined>> = match.groups ?? {}
      const isGroup = pattern === GROUPED
      const isOther =
        NOT_A_LOCK.test(match[0]) ||
        (isGroup && (isDay(code) || (between === '.' && !/^\d(?:\.\d){3}$/.test(code))))
      const end = match.index + match[0].length
      if (!isOther && !found.some((known) => known.start < end && known.end > end - code.length))
        codes.push(sighting('SECRET', end - code.length, end, 'lock'))
    }
  return codes
}

/** How far after a lock its code is looked for, in letters. */
const REACH = 110

/** What is said of a lock that nothing calls a code: "la boîte à clés : 0519", "pour la grille tu tapes 1968" (R18). */
export function lockSightings(view: TextView): Sighting[] {
  if (!/\d/.test(view.text)) return []
  const found: Sighting[] = []
  for (const match of view.text.matchAll(ANY_LOCK)) {
    const from = match.index + match[0].length
    const [tail = ''] = view.text.slice(from, from + REACH).split(/[\n!?;]|\.\s/, 1)
    const isSure = match.groups?.['sure'] !== undefined
    const isDoor = match.groups?.['door'] !== undefined
    const said = CODE_AFTER.exec(tail)
    const {
      code,
      gap = '',
      typing,
      opening,
      bare,
    }: Readonly<Record<string, string | undefined>> = said?.groups ?? {}
    if (said !== null && code !== undefined) {
      const isDone = typing !== undefined || opening !== undefined
      const isPlain = /^\d+$/.test(code)
      // "alarme 2024", "porte : 120": a year, a number of things
      const isLong = !isPlain || (code.length >= 4 && !isYear(code))
      // "entrée de service B3579"
      const isLettered =
        isDoor && bare !== undefined && gap.trim() === '' && /^(?:\p{Lu}\d{4,5}|\d{4,5}\p{Lu})$/u.test(code)
      // "pour le cadenas des vélos, 2741"
      const isLast =
        isSure &&
        bare?.startsWith(',') === true &&
        /^\s*(?:$|[.)])/.test(tail.slice(said.index + said[0].length))
      const isMeant =
        isLettered ||
        isDone ||
        (isLong && isLast) ||
        (isLong &&
          (bare === undefined
            ? isSure ||
              isDoor ||
              OPENS.test(gap) ||
              TO_OPEN.test(view.text.slice(Math.max(0, match.index - 30), match.index))
            : isSure && gap.trim().split(' ').length < 2))
      if (isMeant) {
        const start = from + said.index + said[0].length - code.length
        found.push(sighting('SECRET', start, start + code.length, 'lock'))
        continue
      }
    }
    const word = WORD_AFTER.exec(tail)
    const value = word?.groups?.['word']
    if (word === null || value === undefined || !isStrong(value)) continue
    const start = from + word.index + word[0].length - value.length
    found.push(sighting('SECRET', start, start + value.length, 'lock'))
  }
  found.push(...groupedCodes(view, found))
  for (const match of view.text.matchAll(TYPED)) {
    const code = match.groups?.['code'] ?? ''
    found.push(sighting('SECRET', match.index, match.index + code.length, 'lock'))
  }
  for (const match of view.text.matchAll(CODE_FIRST)) {
    const code = match.groups?.['code'] ?? ''
    if (!isYear(code) && !/[05]0$/.test(code))
      found.push(sighting('SECRET', match.index, match.index + code.length, 'lock'))
  }
  for (const pattern of [OPENED_WITH, WITH_SIGN, USED, NO_LONGER])
    for (const match of view.text.matchAll(pattern))
      for (const code of [match.groups?.['code'], match.groups?.['second']]) {
        if (code === undefined || code.replace(/\D/g, '').length < 4 || isYear(code)) continue
        // "prix 1500* hors tva": a note below, unless something opens
        if (pattern === WITH_SIGN && code.endsWith('*') && !SOMETHING_OPENS.test(view.text)) continue
        const start = match.index + match[0].lastIndexOf(code)
        if (!found.some((known) => known.start < start + code.length && known.end > start))
          found.push(sighting('SECRET', start, start + code.length, 'lock'))
      }
  if (!SOMETHING_OPENS.test(view.text)) return found
  for (const match of view.text.matchAll(TYPED_FOR)) {
    const code = match.groups?.['code'] ?? ''
    if (code.length < 4) continue
    const end = match.index + match[0].length
    if (!found.some(({ start }) => start === end - code.length))
      found.push(sighting('SECRET', end - code.length, end, 'lock'))
  }
  return found
}
