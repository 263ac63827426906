import { isVerbForm } from './context.ts'
import { listedHouses, listedWords } from './listed-houses.ts'
import { type NameRun, run } from './name-run.ts'
import {
  afterDealing,
  afterElision,
  afterLetters,
  afterOf,
  afterPreposition,
  labelled,
} from './organisation-context.ts'
import {
  beforeNumber,
  beforeSmallForm,
  betweenUs,
  FIRM_VERBS,
  headedBy,
  lettersDoing,
  listedLetters,
  strange,
  withSuccessors,
} from './organisation-firms.ts'
import {
  DEPARTMENTS,
  form,
  isKnownRun,
  isOnlyPlace,
  isRole,
  joined,
  named,
  nameEnd,
  OF_FORMS,
} from './organisation-name.ts'
import { glued, listedArticle, opensAsHouse, THING_VERBS } from './organisation-opening.ts'
import {
  afterSmallForm,
  articled,
  firmOfFamily,
  numbered,
  smallBeforeForm,
  theirs,
  withHouse,
} from './organisation-ordinary.ts'
import {
  AFTER_FORMS,
  CONNECTORS,
  isNameNoun,
  LOCAL_NOUNS,
  NAME_NOUNS,
  OWNER_NOUNS,
} from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'

/** Longest name before a legal form, in words. */
const NAME_MAX_WORDS = 7
const OPENING = /^(?: {1,2}|'| ?[:«"“(] ?| - )$/

/** "asbl Le Bon Grain", "BytesVerts SRL", "la ferme du parc asbl". */
function besideForm(tokens: readonly Token[], at: number): NameRun | null {
  const token = tokens[at]
  if (token === undefined || !form(token)) return null
  const from = withElision(tokens, backToName(tokens, at))
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

/** "'t Schuurke vzw": the article of the name. */
function withElision(tokens: readonly Token[], from: number | null): number | null {
  const article = from === null ? undefined : tokens[from - 1]
  return from !== null &&
    article?.folded === 't' &&
    /^ $/.test(tokens[from]?.gap ?? '') &&
    /'$/.test(article.gap)
    ? from - 1
    : from
}

/** "Terres & Tables coop", "Bouwteam Dijleland cv": a form that is also a word, after several capitals. */
function beforeLateForm(tokens: readonly Token[], at: number): NameRun | null {
  const token = tokens[at]
  if (token === undefined || !AFTER_FORMS.has(token.folded) || token.gap !== ' ') return null
  const [first, last] = [tokens[at - 2], tokens[at - 1]]
  if (first === undefined || last === undefined || !isCapital(last) || !isCapital(first) || !joined(last))
    return null
  if (last.isSureGiven || isSureFamily(last) || isRole(first)) return null
  const from = backToName(tokens, at)
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
  // "Notre asbl", "Petite asbl": a capital that opens a sentence; not "Rebelle asbl, Nomade asbl"
  const isListed =
    tokens.slice(at + 1, at + 4).some((token) => form(token)) &&
    /^ ?[,/+&] ?$/.test(tokens[at + 1]?.gap ?? '')
  const isSigned =
    /^ ?[:→=(,] ?$|^ ?->? ?$/.test(tokens[at + 1]?.gap ?? '') && !OF_FORMS.test(last.folded) && !isRole(last)
  if (last.opens && (last.isStop || (last.isCommon && !isListed && !isSigned && !doesAfter(tokens, at))))
    return null
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

/** "Rouages asbl nous pique": the house does something. */
function doesAfter(tokens: readonly Token[], at: number): boolean {
  const [next] = tokens.slice(at + 1, at + 2)
  const last = tokens[at - 1]
  if (
    next?.gap !== ' ' ||
    last === undefined ||
    isRole(last) ||
    /^(?:petite?s?|grande?s?|nouvelle|ancienne|autres?|chaque|quelle|jeune|belle|bonne|seule)$/.test(
      last.folded,
    )
  )
    return false
  return (
    FIRM_VERBS.test(next.folded) ||
    (isVerbForm(next) && !THING_VERBS.test(next.folded)) ||
    /^(?:nous|vous|leur|ons|a|ont|vient|va|heeft|komt|et|en)$/.test(next.folded)
  )
}

/** "recup bois asbl": in small letters only with a noun of ours or a word that no list knows. */
function backToSmallName(tokens: readonly Token[], at: number): number | null {
  let from: number | null = null
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const token = tokens[back]
    if (token === undefined || (back < at - 1 && !joined(tokens[back + 1]))) break
    // "Rive Commune – tri et recyclage, asbl": a capital within a sentence is the end of another name
    if (NAME_NOUNS.has(token.folded) && back < at - 1 && (!isCapital(token) || token.opens)) return back
    if (isUnknown(token) || isCapital(token)) from = back
    else if (token.isStop && !CONNECTORS.has(token.folded)) break
  }
  return from
}

/** "la ressourcerie Le Carrousel", "maison médicale du Rivage", "fournisseur DigiSud", "CPAS de Namur". */
function afterNoun(tokens: readonly Token[], at: number): NameRun | null {
  const noun = tokens[at]
  if (noun === undefined) return null
  const isName = isNameNoun(noun.folded)
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
    !(isName ? /^(?: {1,2}|'| ?[«"“] ?)$/ : /^(?: {1,2}|'| ?[«"“] ?| ?: | \()$/).test(head.gap)
  )
    return null
  if (!isName && first > start && !/[«"“]/.test(opening.gap)) return null
  const isQuoted = /[«"“]/.test(head.gap) || /[«"“]/.test(opening.gap)
  if (!isCapital(head) || isRole(head)) {
    if (isQuoted && !head.isStop) return run(first, quotedEnd(tokens, first), 'quoted')
    // "RESSOURCERIE ZORGLUBE": in capitals throughout what no list knows
    // "MJ LES COPAINS": nothing but a name has its article after what it is
    const isNamed =
      first === start + 1 && SOCIAL_NOUNS.has(noun.folded) && /^(?:les?|la|l|de|het)$/.test(opening.folded)
    if (isNamed && head.isCommon && !head.isStop && !TIMES.has(head.folded)) return run(at, first, 'noun')
    return isName && head.capitals === 'any' && isUnknown(head) && head.folded.length > 4
      ? run(at, first, 'noun')
      : null
  }
  const to = nameEnd(tokens, first)
  if (to === null || isKnownRun(tokens, first, to)) return null
  // "commune de Dison", "gemeente Beersel", not "Rive Commune Secteur"
  // "la ville de demain", "Ville Verte"
  const isTown = /^(?:ville|stad)$/.test(noun.folded)
  if (isTown && !(isOnlyPlace(tokens, first, to) || isUnknown(head))) return null
  if (noun.folded === 'commune' && (first === start || tokens[at - 1]?.capitals === 'capital')) return null
  if (noun.folded === 'gemeente' && !isOnlyPlace(tokens, first, to)) return null
  const isOfPlace =
    LOCAL_NOUNS.has(noun.folded) || /^(?:culturel|sportif|public)$/.test(tokens[at + 1]?.folded ?? '')
  if (isOnlyPlace(tokens, first, to)) return isOfPlace ? run(at, to, 'local') : null
  // "prestataire A" is what we write ourselves
  const isLetter = head.folded.length < (head.capitals === 'upper' ? 3 : 2)
  if (isLetter && tokens[first + 1]?.gap !== "'") return null
  // "Pôle Insertion", "Maison Communale": what every house has
  const capitals = tokens.slice(first, to + 1).filter(named)
  if (capitals.every(({ folded }) => DEPARTMENTS.has(folded))) return null
  if (isName) {
    // "centre Excel": a single ordinary word with a capital after a wide noun may be any title
    return run(at, to, 'noun')
  }
  if (head.isSureGiven || (isSureFamily(head) && to === first)) return null
  // "le service (Compta)"
  if (head.gap === ' (' && to === first && head.isCommon) return null
  // "Association Teranga Nord": a noun with its capital is part of the name
  return run(noun.capitals === 'capital' && first === at + 1 && head.gap === ' ' ? at : first, to, 'owner')
}

const SOCIAL_NOUNS = new Set(
  'eta eft cisp oisp amo mj asbl vzw ressourcerie recyclerie friperie donnerie'.split(' '),
)
const TIMES = new Set(
  'jour matin soir midi semaine weekend week mois mardi lundi jeudi plus meme dernier premier'.split(' '),
)

/** The organisations of a note that no roster knows. */
export function organisationRuns(tokens: readonly Token[]): NameRun[] {
  const found: NameRun[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    for (const rule of [
      besideForm,
      beforeLateForm,
      beforeSmallForm,
      withSuccessors,
      beforeNumber,
      lettersDoing,
      betweenUs,
      headedBy,
      strange,
      afterNoun,
      afterPreposition,
      afterOf,
      afterDealing,
      afterLetters,
      afterElision,
      opensAsHouse,
      listedArticle,
      glued,
      labelled,
      numbered,
      afterSmallForm,
      firmOfFamily,
      theirs,
      withHouse,
      articled,
      smallBeforeForm,
    ]) {
      const seen = rule(tokens, at)
      if (seen !== null) found.push(seen)
    }
  }
  return [
    ...found,
    ...listedHouses(tokens, found),
    ...listedWords(tokens, found),
    ...listedLetters(tokens, found),
  ]
}
