import { isVerbForm } from './context.ts'
import { type NameRun, type Rule, run } from './name-run.ts'
import { isKnownRun, isOnlyPlace, isRole, joined, nameEnd, OF_FORMS } from './organisation-name.ts'
import { CONNECTORS, FIRM_NUMBERS, LOWER_FORMS, NAME_NOUNS, SUCCESSORS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { DETERMINERS, TITLES } from './words.ts'

/** Longest name before what shows that it is one, in words. */
const NAME_MAX_WORDS = 6

/** Where the capitals begin that end with this word, connectors between them included. */
function capitalsBack(tokens: readonly Token[], last: number): number | null {
  const end = tokens[last]
  if (end === undefined || !isCapital(end) || end.isStop) return null
  let from = last
  for (let back = last - 1; back >= Math.max(0, last - NAME_MAX_WORDS); back -= 1) {
    const token = tokens[back]
    if (token === undefined || !joined(tokens[back + 1]) || FIRM_NUMBERS.has(token.folded)) break
    if (isCapital(token) && !isRole(token) && !TITLES.has(token.folded)) from = back
    else if (!CONNECTORS.has(token.folded)) break
  }
  return from
}

/** "Lecat & Fils", "Moreau et Fils", "Van Damme & Zonen", "Ferrailles & Cie". */
export const withSuccessors: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || !SUCCESSORS.has(token.folded)) return null
  const isSigned = / ?& ?/.test(token.gap)
  const link = tokens[at - 1]
  const isLinked =
    !isSigned &&
    token.gap === ' ' &&
    isCapital(token) &&
    /^(?:et|en|and)$/.test(link?.folded ?? '') &&
    link?.gap === ' '
  // "Vandeputte Fils"
  const isBare =
    token.gap === ' ' && isCapital(token) && /^(?:fils|freres|zonen|gebroeders)$/.test(token.folded)
  if (isBare && link !== undefined && isCapital(link) && (link.isFamily || isUnknown(link))) {
    const start = capitalsBack(tokens, at - 1)
    return start === null ? null : run(start, at, 'successors')
  }
  if (!isSigned && !isLinked) return null
  const last = isSigned ? at - 1 : at - 2
  const from = capitalsBack(tokens, last)
  if (from !== null) return run(from, at, 'successors')
  // "lecat & fils"
  const name = tokens[last]
  return isSigned &&
    name !== undefined &&
    !name.isStop &&
    name.capitals !== 'capital' &&
    (name.isFamily || isUnknown(name))
    ? run(last, at, 'successors')
    : null
}

/** "Datawerf bv", "Kwartier coop": a form in small letters after one capital that is nobody's. */
export const beforeSmallForm: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || !LOWER_FORMS.has(token.folded) || token.gap !== ' ' || token.capitals === 'any')
    return null
  const next = tokens[at + 1]
  // "bv. op maandag", "sa voiture"
  if (next !== undefined && (next.gap.startsWith('.') || (token.folded === 'sa' && next.gap === ' ')))
    return null
  const last = tokens[at - 1]
  if (last === undefined || !isCapital(last) || TITLES.has(last.folded)) return null
  // "Peper & Zoon bv"
  if (isRole(last) && !SUCCESSORS.has(last.folded)) return null
  const from = capitalsBack(tokens, at - 1)
  if (from === null || isKnownRun(tokens, from, at - 1)) return null
  const head = tokens[from]
  // a "cv" is also what applicants send
  if (token.folded === 'cv' && !isUnknown(last)) return null
  const isOrdinary =
    from === at - 1 && head?.opens === true && head.isCommon && !/^(?:bv|nv|vof)$/.test(token.folded)
  // "Nouvelle coop créée"
  if (isOrdinary && (token.folded !== 'coop' || OF_FORMS.test(last.folded))) return null
  return run(from, at, 'form_after')
}

/** "Hauts de Vélo, siret 830…", "Le Moulin Vert SIREN 552…": whose number it is. */
export const beforeNumber: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || !FIRM_NUMBERS.has(token.folded) || !/^ ?[,(:–—-]? ?\(?$/.test(token.gap))
    return null
  const number = tokens.slice(at + 1, at + 4).find(({ folded }) => /^\d/.test(folded))
  if (number === undefined) return null
  const from = capitalsBack(tokens, at - 1)
  const head = from === null ? undefined : tokens[from]
  if (
    from === null ||
    head === undefined ||
    isKnownRun(tokens, from, at - 1) ||
    isOnlyPlace(tokens, from, at - 1)
  )
    return null
  const isOne = from === at - 1
  if (isOne && (head.isCommon || head.isKnown || isRole(head) || head.isSureGiven)) return null
  return run(from, at - 1, 'number')
}

/** What firms and services do, and no program, standard or method. */
export const FIRM_VERBS =
  /^(?:paie|paye|facture|recrute|embauche|engage|prete|reprend|livre|rachete|accueille|loue|vend|veut|refuse|promet|licencie|demenage|sponsorise|betaalt|levert|werft|huurt|verkoopt|wil|weigert|hires|pays|sells|owes|refuses)$/

/** "LRCC paie", "AVDR nous facture": letters that no list knows do what firms do; listed with a house they are one. */
export const lettersDoing: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || !isLetters(token)) return null
  const previous = tokens[at - 1]
  if (previous !== undefined && token.gap === "'") return null
  const next = tokens[at + 1]
  const isObject = next?.gap === ' ' && /^(?:nous|vous|leur|ons)$/.test(next.folded)
  const verb = isObject ? tokens[at + 2] : next
  if (verb === undefined || verb.gap !== ' ') return null
  return FIRM_VERBS.test(verb.folded) ||
    (isObject && (isVerbForm(verb) || /^(?:a|doit|avait)$/.test(verb.folded)))
    ? run(at, at, 'letters')
    : null
}

/** "entre Rebond et nous". */
export const betweenUs: Rule = (tokens, at) => {
  if (!/^(?:entre|tussen|between)$/.test(tokens[at]?.folded ?? '')) return null
  const head = tokens[at + 1]
  const to = head?.gap === ' ' && isCapital(head) ? nameEnd(tokens, at + 1) : null
  if (
    to === null ||
    head === undefined ||
    isRole(head) ||
    TITLES.has(head.folded) ||
    isKnownRun(tokens, at + 1, to)
  )
    return null
  const [link, us] = tokens.slice(to + 1, to + 3)
  return /^(?:et|en|and)$/.test(link?.folded ?? '') && /^(?:nous|ons|us)$/.test(us?.folded ?? '')
    ? run(at + 1, to, 'between')
    : null
}

/** What runs a house, before its name: "la directrice de l'Arc-en-Ciel". */
const HEADS =
  /^(?:direct(?:eur|rice)|gerante?|fondat(?:eur|rice)|president|presidente|patronn?e?|coordinat(?:eur|rice)|directie|voorzitter|zaakvoerder|director)$/
export const headedBy: Rule = (tokens, at) => {
  if (!HEADS.test(tokens[at]?.folded ?? '')) return null
  const link = tokens[at + 1]
  if (link?.gap !== ' ' || !/^(?:de|d|du|des|van)$/.test(link.folded)) return null
  const article = tokens[at + 2]
  const isArticled =
    article?.gap === ' ' && article.capitals === 'lower' && /^(?:la|l|de|het)$/.test(article.folded)
  const from = isArticled ? at + 3 : at + 2
  const head = tokens[from]
  if (head === undefined || !/^[ ']$/.test(head.gap) || head.capitals !== 'capital' || isRole(head))
    return null
  const to = nameEnd(tokens, from)
  if (to === null || isKnownRun(tokens, from, to) || isOnlyPlace(tokens, from, to)) return null
  const isCompound =
    tokens[from + 1]?.gap === '-' && to > from + 1 && !head.isSureGiven && !isSureFamily(head)
  return isCompound || isUnknown(head) ? run(from, to, 'headed') : null
}

/** Before these a capital is as often a place. */
export const PLACE_LINKS =
  /^(?:a|de|d|du|des|vers|in|te|ter|naar|from|to|en|sur|uit|pres|depuis|hors|lez|sous|nabij|near|at|of|van|op)$/
/** Languages, peoples and days in Dutch and English have a capital; plurals and compounds are no name. */
const NO_NAME =
  /(?:se|sche|ish|ians?|cans?|days?|tie|teit|aal|heid|ing|ingen|lijk|baar|tjes?|isten?|aars?|ers)$/

/** "bref, ni Mobilis ni Handyroute": within a sentence a capital that no list knows, without a noun or an article before. */
export const strange: Rule = (tokens, at) => {
  const [previous, token] = [tokens[at - 1], tokens[at]]
  if (token?.capitals !== 'capital' || token.opens || previous === undefined) return null
  const isCamel =
    /^\p{Lu}\p{Ll}{2,}\p{Lu}\p{Ll}{2,}$/u.test(token.written) && !token.isKnown && !token.isCommonForm
  if (!isCamel && (!isUnknown(token) || token.folded.length < 5 || NO_NAME.test(token.folded))) return null
  if (tokens[at + 1]?.gap === '-') return null
  const isLinked =
    token.gap === ' ' &&
    previous.capitals === 'lower' &&
    previous.isStop &&
    !DETERMINERS.has(previous.folded) &&
    !PLACE_LINKS.test(previous.folded) &&
    // "le wifi c'est MoulinGuest"
    !(isCamel && /^(?:est|is|c)$/.test(previous.folded))
  return isLinked ? run(at, nameEnd(tokens, at) ?? at, 'strange') : null
}

/** Three to five capitals that are no word, no name and known to nobody. */
const isLetters = (token: Token): boolean =>
  token.capitals === 'upper' &&
  /^[a-z]{3,5}$/.test(token.folded) &&
  !token.isKnown &&
  !token.isCommonForm &&
  !token.isPlace &&
  !token.isGiven &&
  !token.isFamily &&
  !NAME_NOUNS.has(token.folded)

/** A capital that no list knows. */
const isStrange = (token: Token): boolean =>
  token.capitals === 'capital' && isUnknown(token) && token.folded.length > 4 && !NO_NAME.test(token.folded)

/** Letters, or a capital that no list knows, listed with a house: "LRCC et Mobil'Hainaut asbl". */
export function listedLetters(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const found: NameRun[] = []
  for (const { from, to } of runs) {
    // "LRCC et la ressourcerie Le Carrousel"
    const isArticled =
      /^(?:le|la|les|l|de|het)$/.test(tokens[from - 1]?.folded ?? '') &&
      /^[ ']$/.test(tokens[from]?.gap ?? '')
    const start = isArticled ? from - 1 : from
    const first = tokens[start]
    const isAfterLink = first?.gap === ' ' && /^(?:et|en|and|ou|of)$/.test(tokens[start - 1]?.folded ?? '')
    const isAfterSign = /^ ?[,+/&] ?$/.test(first?.gap ?? '')
    const earlier = isAfterLink ? start - 2 : start - 1
    const isBeforeLink =
      /^(?:et|en|and|ou|of)$/.test(tokens[to + 1]?.folded ?? '') && tokens[to + 2]?.gap === ' '
    const isBeforeSign = /^ ?[,+/&] ?$/.test(tokens[to + 1]?.gap ?? '')
    const later = isBeforeLink ? to + 2 : to + 1
    for (const [at, isListed] of [
      [earlier, isAfterLink || isAfterSign],
      [later, isBeforeLink || isBeforeSign],
    ] as const) {
      const token = tokens[at]
      if (isListed && token !== undefined && (isLetters(token) || isStrange(token)))
        found.push(run(at, at, 'listed'))
    }
  }
  return found
}
