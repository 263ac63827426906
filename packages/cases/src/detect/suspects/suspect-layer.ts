import type { TextView } from '../../text/text-view.ts'
import type { FindingKind, Sighting } from '../finding.ts'
import { isCapital, isUnknown } from '../gazetteer/person-name.ts'
import { readTokens, type Token } from '../gazetteer/read-tokens.ts'
import { DETERMINERS, STOP } from '../gazetteer/words.ts'
import type { Layer } from '../layer.ts'
import { INSTITUTIONS, isKnownName } from '../lists/known-names.ts'
import { POSTS, QUASI } from './quasi-identifiers.ts'
import { SENSITIVE } from './sensitive-words.ts'

const suspect = (kind: FindingKind, rule: string, start: number, end: number): Sighting => ({
  start,
  end,
  kind,
  layer: 'suspect',
  reason: `suspect.${rule}`,
  entityIds: [],
})

/** What the patterns of the lists see. */
function patternSightings(view: TextView, tokens: readonly Token[]): Sighting[] {
  const found: Sighting[] = []
  for (const { start } of tokens) {
    for (const { kind, rule, pattern } of SENSITIVE) {
      pattern.lastIndex = start
      const match = pattern.exec(view.text)
      if (match !== null) found.push(suspect(kind, rule, start, start + match[0].length))
    }
  }
  const hasDigit = /\d/.test(view.text)
  for (const { kind, rule, pattern } of QUASI) {
    if (!hasDigit && NEEDS_DIGIT.has(`${kind}.${rule}`)) continue
    const gate = GATES.get(rule)
    if (gate !== undefined && !gate.test(view.text)) continue
    found.push(...matches(view, pattern, kind, rule))
  }
  if (!POST_GATE.test(view.text)) return found
  for (const { roleClass, pattern } of POSTS)
    found.push(...matches(view, pattern, 'ROLE', `post_${roleClass.toLowerCase()}`))
  return found
}

/** What a text must hold before the slower pattern of a rule is tried. */
const GATES = new Map([
  ['file_number', /dossier|r.f/],
  ['spelt', /euro/i],
  ['prize', /prix|troph|award|daille|label|concours|laur/i],
  ['press', /JT|journal|t.l.|RTBF|RTL|presse|article|reportage/i],
  ['unique', /fusion|scission|rachet|incendie|inond|nagement|inaugur|visite/i],
  ['birth', /n.e? |n.{1,2}e |geboren/i],
])
const POST_GATE =
  /direct|responsable|coordinat|comptab|boekhoud|DAF|DRH|GRH|DSI|DPO|informati|charg|community|chef|contrem|teamleider|administrat|g.rant|fondat|pr.sident|tr.sori|secr.taire|juriste|zaakvoerder|voorzitter|personeels|protection/i

/** Patterns that hold a figure. */
const NEEDS_DIGIT = new Set([
  'GRANT.file_number',
  'DATE.range',
  'DATE.day',
  'DATE.month',
  'DATE.year',
  'MONEY.amount',
  'COUNT.people',
  'COUNT.share',
  'BENEFICIARY.age',
])

/** The group `value`, where there is one, is what counts. */
function matches(view: TextView, pattern: RegExp, kind: FindingKind, rule: string): Sighting[] {
  return Array.from(view.text.matchAll(pattern), (match) => {
    const [start, end] = match.indices?.groups?.['value'] ?? [match.index, match.index + match[0].length]
    return suspect(kind, rule, start, end)
  })
}

/** Funders and public bodies that are named: "le Forem", "un dossier AViQ". */
function funders(tokens: readonly Token[]): Sighting[] {
  const found: Sighting[] = []
  for (let from = 0; from < tokens.length; from += 1) {
    let key = ''
    let last: Token | null = null
    for (const token of tokens.slice(from, from + 4)) {
      if (token.at > from && !/^(?:[ '-]|\+)$/.test(token.gap)) break
      key += token.folded
      // "one" and "tec" in small letters are other words
      const isWritten = token.at > from || isCapital(token) || key.length > 4
      if (
        INSTITUTIONS.has(key) &&
        isWritten &&
        !(token.at === from && token.folded.length < 5 && token.capitals === 'lower')
      )
        last = token
    }
    const first = tokens[from]
    if (last === null || first === undefined || (first.isCommon && first.capitals === 'lower')) continue
    found.push(suspect('FUNDER', 'institution', first.start, last.end))
    from = last.at
  }
  return found
}

/** A capital within a sentence that no list explains, or a word that is a name as well: the reviewer looks. */
function possibleNames(tokens: readonly Token[]): Sighting[] {
  const found: Sighting[] = []
  for (const token of tokens) {
    if (token.capitals === 'lower' || token.capitals === 'any' || token.isKnown || token.isPlace) continue
    if (STOP.has(token.folded) || token.folded.length < 3 || isKnownName(token.folded)) continue
    const isCamel = /\p{Ll}\p{Lu}/u.test(token.written)
    const before = tokens[token.at - 1]
    if (isCamel) found.push(suspect('NAME', 'mixed_capitals', token.start, token.end))
    else if (
      token.capitals === 'upper'
        ? token.folded.length > 5 && isUnknown(token)
        : isUnknown(token) && !token.opens
    )
      found.push(suspect('NAME', 'unknown_capital', token.start, token.end))
    else if (token.isGiven && !token.opens && !(before !== undefined && DETERMINERS.has(before.folded)))
      found.push(suspect('NAME', 'ambiguous_name', token.start, token.end))
  }
  return found
}

/**
 * The fourth layer: what a reviewer must look at. Delicate facts, and what together with other facts tells who it is;
 * never a direct identifier (R70 to R73).
 */
export const suspectLayer: Layer = (view) => {
  const tokens = readTokens(view)
  return [...patternSightings(view, tokens), ...funders(tokens), ...possibleNames(tokens)]
}
