import { ROLE_WORDS } from '../ambiguous-words.ts'
import { isKnownName } from '../lists/known-names.ts'
import { CONNECTORS, FORMS, LOCAL_NOUNS, NAME_NOUNS, OWNER_NOUNS, SHORT_FORMS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { NameRun } from './person-rules.ts'
import type { Token } from './read-tokens.ts'
import { ROLES, TITLES } from './words.ts'

/** Longest name, in words. */
const NAME_MAX_WORDS = 7
const INSIDE = /^(?: {0,2}|[-'.+]| ?& ?| ?\+ ?|' |\. )$/
const OPENING = /^(?: {1,2}|'| ?[:«"“(] ?| - )$/

const joined = (token: Token | undefined): token is Token => token !== undefined && INSIDE.test(token.gap)
const form = (token: Token): boolean =>
  FORMS.has(token.folded) || (SHORT_FORMS.has(token.folded) && token.capitals === 'upper')
const run = (from: number, to: number, rule: string): NameRun => ({ from, to, rule })
/** A capital, or the capital that a word before an apostrophe carries: "l'Atelier". */
const named = (token: Token): boolean => isCapital(token) && !form(token)

/** The last word of the capitalised name that begins here, connectors between capitals included; or null. */
function nameEnd(tokens: readonly Token[], from: number): number | null {
  let last: number | null = null
  for (let at = from; at < Math.min(tokens.length, from + NAME_MAX_WORDS); at += 1) {
    const token = tokens[at]
    if (token === undefined || (at > from && !joined(token))) break
    if (named(token) || (last !== null && /^\d{1,4}$/.test(token.written))) last = at
    else if (!CONNECTORS.has(token.folded) || last === null) {
      // the second word after a hyphen or an apostrophe is part of the same: "Coup-de-pouce"
      if (last === at - 1 && /^[-']$/.test(token.gap)) last = at
      else if (!(CONNECTORS.has(token.folded) && last !== null)) break
    }
  }
  return last
}

const key = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to + 1)
    .map((token) => token.folded)
    .join('')

/** Whether a run of words identifies nobody: products, countries, public bodies. */
function isKnownRun(tokens: readonly Token[], from: number, to: number): boolean {
  if (isKnownName(key(tokens, from, to))) return true
  return tokens.slice(from, to + 1).every((token) => token.isKnown || CONNECTORS.has(token.folded))
}

function isOnlyPlace(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens
    .slice(from, to + 1)
    .every(
      (token) =>
        token.isPlace || CONNECTORS.has(token.folded) || /^(?:saint|sainte|sur|lez|en)$/.test(token.folded),
    )
}

/** "asbl Le Bon Grain", "BytesVerts SRL", "la ferme du parc asbl". */
function besideForm(tokens: readonly Token[], at: number): NameRun | null {
  const token = tokens[at]
  if (token === undefined || !form(token)) return null
  const from = backToName(tokens, at)
  if (from !== null && isCapital(tokens[at - 1] ?? token)) return run(from, at, 'form_after')
  // "scrl fs": with a social purpose
  const isSocial = token.folded === 'scrl' && tokens[at + 1]?.folded === 'fs'
  const after = tokens[isSocial ? at + 2 : at + 1]
  if (after !== undefined && OPENING.test(after.gap) && !form(after)) {
    const isNamed = named(after) && !(after.opens && /[.:]/.test(after.gap))
    const to = isNamed ? nameEnd(tokens, after.at) : null
    if (to !== null && !isKnownRun(tokens, after.at, to)) return run(at, to, 'form_before')
    if (isUnknown(after) || /[«"“]/.test(after.gap))
      return run(at, quotedEnd(tokens, after.at), 'form_before')
  }
  return from === null ? null : run(from, at, 'form_after')
}

/** Where a quotation that begins before this word ends; three words at most. */
function quotedEnd(tokens: readonly Token[], from: number): number {
  let at = from
  if (!/[«"“]/.test(tokens[from]?.gap ?? '')) return at
  while (at < from + 5 && tokens[at + 1] !== undefined && !/[»"”]/.test(tokens[at + 1]?.gap ?? '»')) at += 1
  return at
}

/** Goes back from a legal form to the beginning of the name before it. */
function backToName(tokens: readonly Token[], at: number): number | null {
  const gap = tokens[at]?.gap ?? ''
  if (!/^(?: {1,2}|, | \()$/.test(gap)) return null
  const last = tokens[at - 1]
  if (last === undefined) return null
  if (!isCapital(last)) return backToSmallName(tokens, at)
  // "Notre asbl", "Petite asbl": a capital that opens a sentence
  if (last.isStop || (last.opens && last.isCommon)) return null
  let from = at - 1
  for (let back = at - 2; back >= Math.max(0, at - NAME_MAX_WORDS) && joined(tokens[back + 1]); back -= 1) {
    const token = tokens[back]
    if (token === undefined) break
    if (isCapital(token) && !isRole(token)) from = back
    else if (!CONNECTORS.has(token.folded)) {
      if (NAME_NOUNS.has(token.folded)) from = back
      break
    }
  }
  return isKnownRun(tokens, from, at - 1) ? null : from
}

const isRole = (token: Token): boolean => ROLES.has(token.folded) || ROLE_WORDS.has(token.folded)

/** "recup bois asbl": in small letters only with a noun of ours or a word that no list knows. */
function backToSmallName(tokens: readonly Token[], at: number): number | null {
  let from: number | null = null
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const token = tokens[back]
    if (token === undefined || (back < at - 1 && !joined(tokens[back + 1]))) break
    if (NAME_NOUNS.has(token.folded) && back < at - 1) return back
    if (isUnknown(token) || isCapital(token)) from = back
    else if (token.isStop && !CONNECTORS.has(token.folded)) break
  }
  return from
}

/** "la ressourcerie Le Carrousel", "maison médicale du Rivage", "fournisseur DigiSud", "CPAS de Namur". */
function afterNoun(tokens: readonly Token[], at: number): NameRun | null {
  const noun = tokens[at]
  if (noun === undefined) return null
  const isName = NAME_NOUNS.has(noun.folded)
  if (!isName && !OWNER_NOUNS.has(noun.folded)) return null
  let start = at + 1
  // an adjective or a complement belongs to the noun: "maison médicale", "régie de quartier", "centre culturel"
  for (let more = 0; more < 3; more += 1) {
    const next = tokens[start]
    if (next === undefined || next.gap !== ' ' || isCapital(next) || next.capitals === 'any') break
    const isComplement =
      /^(?:medicale|culturel|culturelle|locale|sociale|social|scolaire|communale|primaire|maternelle|agricole|collectif|professionnelle?|formation|jeunes?|quartier|repos|accueil|justice|fondamentale|secondaire|superieure|industriel|pilote|paysanne|bio|citoyenne|solidaire)$/
    const object = tokens[start + 1]
    const link =
      /^(?:de|d|du|des|en|a)$/.test(next.folded) &&
      object !== undefined &&
      !isCapital(object) &&
      (isComplement.test(object.folded) ||
        (object.isCommon && !object.isStop && tokens[start + 2]?.gap === ' '))
    if (isComplement.test(next.folded)) start += 1
    else if (link) start += 2
    else break
  }
  let first = start
  while (
    first < start + 2 &&
    /^(?:de|du|des|d|la|le|les|l|van|het)$/.test(tokens[first]?.folded ?? '') &&
    !isCapital(tokens[first] ?? noun)
  )
    first += 1
  const head = tokens[first]
  const opening = tokens[start]
  if (
    head === undefined ||
    opening === undefined ||
    !OPENING.test(opening.gap) ||
    !(isName ? /^(?: {1,2}|'| ?[«"“] ?)$/ : /^(?: {1,2}|'| ?[«"“] ?| ?: )$/).test(head.gap)
  )
    return null
  if (!isName && first > start && !/[«"“]/.test(opening.gap)) return null
  const isQuoted = /[«"“]/.test(head.gap) || /[«"“]/.test(opening.gap)
  if (!isCapital(head) || isRole(head)) {
    if (isQuoted && !head.isStop) return run(first, quotedEnd(tokens, first), 'quoted')
    return null
  }
  const to = nameEnd(tokens, first)
  if (to === null || isKnownRun(tokens, first, to)) return null
  const isOfPlace =
    LOCAL_NOUNS.has(noun.folded) || /^(?:culturel|sportif|public)$/.test(tokens[at + 1]?.folded ?? '')
  if (isOnlyPlace(tokens, first, to)) return isOfPlace ? run(at, to, 'local') : null
  // "prestataire A" is what we write ourselves
  const isLetter = head.folded.length < (head.capitals === 'upper' ? 3 : 2)
  if (isLetter && tokens[first + 1]?.gap !== "'") return null
  if (isName) {
    // "centre Excel": a single ordinary word with a capital after a wide noun may be any title
    return run(at, to, 'noun')
  }
  if (head.isSureGiven || (isSureFamily(head) && to === first)) return null
  return run(first, to, 'owner')
}

const PLACE_OF = new Set('chez bij'.split(' '))
const PARTNER = new Set('avec via par met door'.split(' '))

/** "chez Bati Verde", "partenariat avec Terre Fertile". */
function afterPreposition(tokens: readonly Token[], at: number): NameRun | null {
  const preposition = tokens[at]
  const head = tokens[at + 1]
  if (preposition === undefined || head === undefined || head.gap !== ' ' || head.capitals === 'any')
    return null
  const isAt = PLACE_OF.has(preposition.folded)
  if (!isAt && !PARTNER.has(preposition.folded)) return null
  if (!isCapital(head))
    return isAt && isUnknown(head) && head.folded.length > 3 ? run(at + 1, at + 1, 'at') : null
  const to = nameEnd(tokens, at + 1)
  if (to === null || isKnownRun(tokens, at + 1, to) || isOnlyPlace(tokens, at + 1, to) || isRole(head))
    return null
  if (head.isSureGiven || isSureFamily(head) || (head.isGiven && to === at + 1)) return null
  if (to === at + 1 && (head.isKnown || head.isStop || head.folded.length < 3)) return null
  if (isAt) return run(at + 1, to, 'at')
  const capitals = tokens.slice(at + 1, to + 1).filter(named)
  const isCamel = /\p{Ll}\p{Lu}/u.test(head.written)
  if (capitals.every((token) => token.isGiven)) return null
  return (capitals.length > 1 && capitals.some((token) => !token.isKnown && !isAcronym(token))) ||
    (isCamel && !head.isKnown)
    ? run(at + 1, to, 'partner')
    : null
}

/** "les gens de Cap Mobilité": several capitals after "de" are the name of a house, not of a thing. */
function afterOf(tokens: readonly Token[], at: number): NameRun | null {
  const preposition = tokens[at]
  const head = tokens[at + 1]
  if (preposition === undefined || head === undefined || !/^(?:de|van)$/.test(preposition.folded)) return null
  if (head.gap !== ' ' || !isCapital(head) || preposition.capitals !== 'lower') return null
  const to = nameEnd(tokens, at + 1)
  if (to === null || to === at + 1 || isKnownRun(tokens, at + 1, to) || isOnlyPlace(tokens, at + 1, to))
    return null
  const capitals = tokens.slice(at + 1, to + 1).filter(named)
  if (
    capitals.length < 2 ||
    capitals[0]?.isKnown === true ||
    capitals.some((token) => token.isSureGiven || isSureFamily(token) || token.isPlace)
  )
    return null
  if (capitals.every((token) => token.isGiven || isAcronym(token)) || isRole(head) || TITLES.has(head.folded))
    return null
  return run(at + 1, to, 'of')
}

const isAcronym = (token: Token): boolean => token.capitals === 'upper' && token.folded.length < 6

/** The organisations of a note that no roster knows. */
export function organisationRuns(tokens: readonly Token[]): NameRun[] {
  const found: NameRun[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    for (const rule of [besideForm, afterNoun, afterPreposition, afterOf]) {
      const seen = rule(tokens, at)
      if (seen !== null) found.push(seen)
    }
  }
  return found
}
