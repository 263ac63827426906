import { isVerbForm } from './context.ts'
import { type NameRun, run } from './name-run.ts'
import { FIRM_VERBS } from './organisation-firms.ts'
import { form, isKnownRun, isRole, joined, named, nameEnd, OF_FORMS } from './organisation-name.ts'
import { THING_VERBS } from './organisation-opening.ts'
import { AFTER_FORMS, CONNECTORS, NAME_NOUNS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'

/** Longest name before a legal form, in words. */
const NAME_MAX_WORDS = 7

export const OPENING = /^(?: {1,2}|'| ?[:«"“(] ?| - )$/

/** "asbl Le Bon Grain", "BytesVerts SRL", "la ferme du parc asbl". */
export function besideForm(tokens: readonly Token[], at: number): NameRun | null {
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
export function beforeLateForm(tokens: readonly Token[], at: number): NameRun | null {
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
export function quotedEnd(tokens: readonly Token[], from: number): number {
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
