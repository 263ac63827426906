import { misspeltGivenName } from '../lists/names.ts'
import {
  before,
  isActing,
  isAddressed,
  isDetermined,
  isPointedAt,
  isVocative,
  namesThing,
} from './context.ts'
import { SPEAKABLE } from './listed-names.ts'
import { type Rule, run } from './name-run.ts'
import { familyEnd, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { OF_SOMEBODY, ROLES } from './words.ts'

/** A capital that no list knows, where only somebody can stand; or a given name with one letter wrong. */
export const isMeantName: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.isStop || !isUnknown(token)) return null
  if (token.gap === '-') return null
  if (tokens[at + 1]?.gap === '-') return isHyphened(tokens, at) ? run(at, at + 1, 'meant') : null
  if (token.capitals === 'lower') return isMeantSmall(tokens, token) ? run(at, at, 'meant_lower') : null
  if (!(token.capitals === 'capital' || (token.capitals === 'upper' && token.folded.length > 4))) return null
  if (namesThing(tokens, at, true) || isDetermined(tokens, at)) return null
  // "Thuisverpleging komt": what is so long and opens a sentence is a Dutch compound
  if (
    token.opens &&
    (token.folded.length > 11 || /^.{4,}(?:en|heid|ing|lijk|baar|tjes?)$/.test(token.folded))
  )
    return null
  const last = familyEnd(tokens, at + 1) ?? at
  if (followsRole(tokens, at)) return run(at, last, 'role_name')
  const previous = before(tokens, at)
  const isAt = /^(?:chez|par|bij|door|with)$/.test(previous?.folded ?? '')
  const isShown = /^(?:est|etait|sont)$/.test(previous?.folded ?? '') && tokens[last + 1]?.folded === 'qui'
  if ((isAddressed(tokens, at) && !isAt) || isShown || isActing(tokens, last) || isVocative(tokens, last))
    return run(at, last, 'meant')
  if (isOwner(tokens, at) && token.capitals === 'capital') return run(at, last, 'owner')
  if (isSignature(tokens, at, last)) return run(at, last, 'signature')
  if (isApposition(tokens, last)) return run(at, last, 'apposition')
  return misspeltGivenName(token.folded) === null ? null : run(at, last, 'given_misspelt')
}

/** "appeler Qorra-Sud". */
function isHyphened(tokens: readonly Token[], at: number): boolean {
  const [token, second, third] = tokens.slice(at, at + 3)
  return (
    token?.capitals === 'capital' &&
    second?.capitals === 'capital' &&
    third?.gap !== '-' &&
    isAddressed(tokens, at)
  )
}

/** "dixit xhemile", "demander a ngalula", "tchiana dit que": a word in small letters that no list knows. */
function isMeantSmall(tokens: readonly Token[], token: Token): boolean {
  const { at, folded } = token
  const previous = before(tokens, at)
  const isLinked = /^(?:a|aan|avec|met|chez)$/.test(previous?.folded ?? '')
  if (folded.length > 6 && isLinked && misspeltGivenName(folded) !== null) return true
  if (folded.length < 4 || folded.length > 10 || !SPEAKABLE.test(folded) || isDetermined(tokens, at))
    return false
  if (previous === undefined)
    return (
      token.opens && folded.length > 4 && isActing(tokens, at) && SPEAKS.test(tokens[at + 1]?.folded ?? '')
    )
  if (previous.folded === 'dixit' || isPointedAt(tokens, at)) return true
  // "faut que zohrin gère": who does in a clause what people do
  if (
    /^(?:que|qu|si|quand|qd|pcq|puisque|et|mais|dat|als|want|maar|toen|en)$/.test(previous.folded) &&
    isActing(tokens, at) &&
    SPEAKS_OR_WORKS.test(tokens[at + 1]?.folded ?? '')
  )
    return true
  // not "vraag aan poetsploeg", nor a word with a letter wrong
  if (!/[aiouy]$/.test(folded)) return false
  const isAsked = isLinked && isAddressed(tokens, at) && /^(?:a|aan)$/.test(previous.folded)
  const isSeen =
    isLinked &&
    /^(?:vu|voir|parle|discute|parler|discuter|besproken)$/.test(before(tokens, previous.at)?.folded ?? '')
  return isAsked || isSeen
}

const SPEAKS_OR_WORKS =
  /^(?:dit|disait|pense|demande|propose|veut|gere|refuse|signe|range|conduit|encode|vient|revient|arrive|part|ferme|ouvre|zegt|vraagt|wil|vindt|denkt|komt|gaat|belt|werkt|kan|moet|doet)$/

const SPEAKS = /^(?:dit|disait|pense|demande|propose|veut|zegt|vraagt|wil|vindt|denkt)$/

/** "le chauffeur Bakary", "trésorier = Wlodek", "(resp. Gulsen)". */
function followsRole(tokens: readonly Token[], at: number): boolean {
  const previous = tokens[at - 1]
  if (previous === undefined || !/^(?: {1,2}| ?[:=→] ?|\. ?| ?\()$/.test(tokens[at]?.gap ?? '')) return false
  if (ROLES.has(previous.folded)) return !(tokens[at]?.gap ?? '').startsWith('.')
  return /^(?:resp|contact|coord)$/.test(previous.folded)
}

/** "l'avis de Xhemile", "idee van Wlodek". */
function isOwner(tokens: readonly Token[], at: number): boolean {
  const link = before(tokens, at)
  if (link === undefined || !/^(?:de|d|van|a)$/.test(link.folded)) return false
  return OF_SOMEBODY.has(before(tokens, link.at)?.folded ?? '')
}

/** The last words after a dash or on a line of their own: "… si ça casse - Gareth". */
function isSignature(tokens: readonly Token[], at: number, last: number): boolean {
  if (at === 0 || last < tokens.length - 1 || last > at + 1) return false
  return /^\s*[-–—]{1,2}\s*$|\n\s*(?:[-–—]{1,2}\s*)?$/.test(tokens[at]?.gap ?? '') && tokens[at]?.gap !== '-'
}

/** "…, chauffeur", "… (compta)". */
function isApposition(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  if (next === undefined || !/^(?:, | \(|, (?:le|la|notre) )$/.test(next.gap)) return false
  if (/^(?:surnom|alias|bijnaam)$/.test(next.folded)) return true
  if (ROLES.has(next.folded)) return true
  const noun = tokens[at + 2]
  return (
    /^(?:notre|le|la|l|mon|ma|son|sa|une?)$/.test(next.folded) && noun !== undefined && ROLES.has(noun.folded)
  )
}
