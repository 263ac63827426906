import { ROLE_WORDS } from '../ambiguous-words.ts'
import type { Token } from './read-tokens.ts'
import { PARTICLES, ROLES, STRONG_PARTICLES } from './words.ts'

/** What may stand between two words of one name. */
const JOINED = /^(?: {1,2}|[-']|\. ?|' | ')$/

/** Whether this word goes on where the one before stops: no comma, no line break. */
const isJoined = (token: Token | undefined): token is Token => token !== undefined && JOINED.test(token.gap)

/** Written with a capital, in a text where that means something. */
export const isCapital = (token: Token): boolean => token.capitals === 'capital' || token.capitals === 'upper'

/** A word that no list knows: neither an ordinary word, nor a name, a place or a product. */
export const isUnknown = (token: Token): boolean =>
  /^\p{L}{3,}$/u.test(token.written) &&
  !token.isCommonForm &&
  !token.isGiven &&
  !token.isFamily &&
  !token.isPlace &&
  !token.isKnown &&
  // "BytesVerts" is a firm or a product
  !/\p{Ll}\p{Lu}/u.test(token.written)

/** A family name that is nothing else. */
export const isSureFamily = (token: Token): boolean =>
  token.isFamily && !token.isCommonForm && !token.isPlace && !token.isKnown

const isRole = (token: Token): boolean => ROLES.has(token.folded) || ROLE_WORDS.has(token.folded)

/** Whether a word can be the chief word of a family name, after a title or a given name. */
function isCore(token: Token, particle: 'none' | 'weak' | 'strong'): boolean {
  if (token.isStop || token.folded.length < 2 || isRole(token)) return false
  if (token.capitals === 'any') return (token.isFamily || !token.isCommonForm) && !token.isKnown
  if (!isCapital(token)) {
    const isName = isSureFamily(token) || (isUnknown(token) && token.folded.length > 3)
    return isName && !(particle === 'weak' && !isSureFamily(token))
  }
  if (token.isKnown && !token.isFamily) return false
  // an acronym: "Sophie RH"
  if (token.capitals === 'upper' && token.folded.length < 4 && !token.isFamily) return false
  // "de Radiguès", "d'Oultremont": no list has them
  return particle !== 'weak' || (isSureFamily(token) && !token.isPlace) || isUnknown(token)
}

/** Where the particles that begin here end, and how sure they make the name after them. */
function readParticles(
  tokens: readonly Token[],
  from: number,
): { at: number; kind: 'none' | 'weak' | 'strong' } {
  let at = from
  let isStrong = false
  while (at < from + 3) {
    const token = tokens[at]
    const isFirst = at === from
    if (token === undefined || !PARTICLES.has(token.folded) || !(isFirst || isJoined(token))) break
    if (!isJoined(tokens[at + 1])) break
    if (STRONG_PARTICLES.has(token.folded) || isCapital(token)) isStrong = true
    at += 1
  }
  return { at, kind: at === from ? 'none' : isStrong ? 'strong' : 'weak' }
}

/** The last word of the family name that begins here, or null. */
export function familyEnd(tokens: readonly Token[], from: number): number | null {
  if (!isJoined(tokens[from])) return null
  return bareFamilyEnd(tokens, from)
}

/** The same, when nothing needs to stand before it. */
export function bareFamilyEnd(tokens: readonly Token[], from: number): number | null {
  const { at, kind } = readParticles(tokens, from)
  const core = tokens[at]
  if (core === undefined || !isCore(core, kind))
    return kind === 'none' ? null : withoutParticles(tokens, from)
  return goOn(tokens, at)
}

/** "Le" and "El" can be the name itself: "Mme El". */
function withoutParticles(tokens: readonly Token[], from: number): number | null {
  const token = tokens[from]
  return token !== undefined && isCapital(token) && isSureFamily(token) ? from : null
}

/** "Garcia Lopez-Petit": what a hyphen joins to the last word. */
function withHyphen(tokens: readonly Token[], last: number): number {
  const next = tokens[last + 1]
  return next?.gap === '-' && isCapital(next) && !next.isStop ? last + 1 : last
}

/** Second names: "Dupont-Lambert", "El Amrani Idrissi", "Garcia Lopez". */
function goOn(tokens: readonly Token[], last: number): number {
  const next = tokens[last + 1]
  const chief = tokens[last]
  if (next === undefined || chief === undefined) return last
  if (next.gap === '-' || next.gap === "'") {
    const fits = next.gap === '-' ? !next.isStop : isCapital(next)
    return fits && (isCapital(next) || !next.isCommon) ? goOn(tokens, last + 1) : last
  }
  if (next.gap !== ' ' || next.isStop) return last
  if (isCapital(next) && isSureFamily(next)) return withHyphen(tokens, last + 1)
  // "Pira Sow": a family name that is a word as well
  if (
    next.capitals === 'capital' &&
    (isUnknown(chief) || isSureFamily(chief)) &&
    next.isFamily &&
    !next.isKnown &&
    !next.isPlace &&
    !isRole(next)
  )
    return last + 1
  if (!isCapital(chief)) return last
  const { at, kind } = readParticles(tokens, last + 1)
  const core = tokens[at]
  return kind === 'strong' && core !== undefined && isCapital(core) && isSureFamily(core) ? at : last
}

/** The last word of the given name that begins here: "Jean-Marie", "Anne Sophie", "Mohamed Amine". */
export function givenEnd(tokens: readonly Token[], from: number): number {
  const next = tokens[from + 1]
  const first = tokens[from]
  if (next === undefined || first === undefined) return from
  if (next.gap === '-' && (next.isGiven || (isCapital(next) && isCapital(first))))
    return givenEnd(tokens, from + 1)
  const sameCase = isCapital(next) === isCapital(first)
  if (next.gap === ' ' && next.isSureGiven && sameCase && !next.isFamily) return from + 1
  return from
}

/** Whether a single letter stands here as an initial: "B.", "B". */
export function isInitial(token: Token | undefined): boolean {
  return (
    token !== undefined && token.gap === ' ' && /^\p{Lu}$/u.test(token.written) && token.capitals !== 'any'
  )
}

/** Takes the particles before a family name in. */
export function withParticles(tokens: readonly Token[], at: number): number {
  let from = at
  while (from > 0 && from > at - 3) {
    const particle = tokens[from - 1]
    if (particle === undefined || !PARTICLES.has(particle.folded) || !isJoined(tokens[from])) break
    const belongs =
      STRONG_PARTICLES.has(particle.folded) ||
      isCapital(particle) ||
      tokens[from]?.folded !== tokens[at]?.folded
    const isArticle = /^(?:l|le|la|d|de|du|des|m|n|t|st|saint|s|al)$/.test(particle.folded)
    if (
      !belongs ||
      (isArticle && (particle.capitals === 'lower' || particle.opens) && tokens[from]?.gap !== "'")
    )
      break
    if (isArticle && particle.capitals === 'lower') break
    from -= 1
  }
  return from
}
