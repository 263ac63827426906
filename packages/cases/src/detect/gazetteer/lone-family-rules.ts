import { AMBIGUOUS_NAMES } from '../ambiguous-words.ts'
import { before, isActing, isAddressed, isDetermined, namesThing } from './context.ts'
import { type Rule, run } from './name-run.ts'
import { HARD_WORDS, TRADES } from './name-words.ts'
import { isBrand, listsThings } from './named-things.ts'
import { bareFamilyEnd, familyEnd, isCapital, isSureFamily, isUnknown, withParticles } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { PARTICLES, ROLES, STRONG_PARTICLES } from './words.ts'

/** A family name that is a word first: "Petit", "Boulanger". */
const isTrade = (token: Token): boolean =>
  token.opens &&
  token.capitals === 'capital' &&
  token.isFamily &&
  (TRADES.has(token.folded) || AMBIGUOUS_NAMES.has(token.folded)) &&
  !token.isGiven

/** "Boulanger a démissionné", not "Boulanger cherche apprenti". */
function doesAsPerson(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  return (
    isActing(tokens, at) &&
    !/^(?:cherche|recherche|livre|vend|zoekt|levert|sluit|ouvre|ferme)$/.test(next?.folded ?? '')
  )
}

/** "avec Petit, impossible": a surname that is a word, with a capital within the sentence after "avec". */
function isMeantWord(tokens: readonly Token[], at: number): boolean {
  const [token, next] = tokens.slice(at, at + 2)
  if (token?.capitals !== 'capital' || token.opens || !token.isFamily || token.isStop || token.isKnown)
    return false
  if (token.isPlace || ROLES.has(token.folded) || !isAddressed(tokens, at)) return false
  if (/^(?:amour|espoir|courage|bonheur|coeur|grace|soin|joie|plaisir)$/.test(token.folded)) return false
  if (!/^(?:avec|dixit|selon|met|volgens|merci|with|vu)$/.test(before(tokens, at)?.folded ?? '')) return false
  return next === undefined || /^ ?[,.;:!?)]/.test(next.gap)
}

/** A family name alone: "Vandermeulen doit valider", "vu avec El Khattabi". */
export const isFamilyAlone: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined) return null
  if (STRONG_PARTICLES.has(token.folded) || (isCapital(token) && PARTICLES.has(token.folded))) {
    const last = bareFamilyEnd(tokens, at)
    const chief = last === null ? undefined : tokens[last]
    if (last !== null && last > at && chief !== undefined && (isCapital(chief) || isSureFamily(chief))) {
      const isArticle = /^(?:l|le|la|d|de|du|m|n|st|saint|s)$/.test(token.folded)
      // Dutch and French nouns have no capital after their article: "De Wolf" is somebody
      const isArticleName =
        token.written === 'De' && isCapital(chief) && chief.isFamily && !chief.isPlace && !chief.isKnown
      // "D'Hondt"
      const isElided =
        token.written === 'D' && tokens[at + 1]?.gap === "'" && chief.isFamily && isCapital(chief)
      const confirmed =
        isElided ||
        isArticleName ||
        isSureFamily(chief) ||
        (!isArticle && isUnknown(chief) && isCapital(chief))
      const isSaint = tokens
        .slice(at, last + 1)
        .some(({ folded }) => /^(?:saint|sainte|st|ste)$/.test(folded))
      const isAFamily =
        confirmed &&
        !isSaint &&
        !(token.capitals === 'lower' && token.folded === 'van' && !isSureFamily(chief))
      // "el hadj Thiombane"
      const name = /^hadji?$/.test(chief.folded) ? familyEnd(tokens, last + 1) : null
      if (isAFamily && !(isArticle && token.capitals === 'lower'))
        return run(at, name ?? last, 'family_particle')
    }
  }
  // "N'Dri", "M'Bokani"
  const elided = tokens[at + 1]
  if (
    /^[NM]$/.test(token.written) &&
    elided?.gap === "'" &&
    elided.capitals === 'capital' &&
    !elided.isCommon
  )
    return run(at, at + 1, 'family')
  if (isTrade(token)) return doesAsPerson(tokens, at) ? run(at, at, 'family_ambiguous') : null
  if (isMeantWord(tokens, at)) return run(at, at, 'family_ambiguous')
  if (token.isStop || !isSureFamily(token) || token.gap === '-' || namesThing(tokens, at, true)) return null
  const last = bareFamilyEnd(tokens, at)
  if (last === null) return null
  if (HARD_WORDS.has(token.folded) && !isAddressed(tokens, at) && !isActing(tokens, last)) return null
  const after = tokens[last + 1]
  if (listsThings(tokens, at, last) || isBrand(tokens, at, last)) return null
  if (after?.gap === '-' && after.capitals === 'lower' && after.isCommon) return null
  if (token.capitals === 'capital' || token.capitals === 'any') {
    return token.folded.length > 3 || isAddressed(tokens, at) || isActing(tokens, last)
      ? run(withParticles(tokens, at), last, 'family')
      : null
  }
  if (token.capitals === 'upper')
    return token.folded.length > 4 ? run(withParticles(tokens, at), last, 'family') : null
  // "de timmerman komt"
  if (isDetermined(tokens, at) || TRADES.has(token.folded)) return null
  const isFlemish = /^van(?:de|t)?[a-z]{5,}/.test(token.folded)
  const isMeant = token.folded.length > 4 && (isAddressed(tokens, at) || isActing(tokens, last))
  return isFlemish || isMeant ? run(at, last, 'family_lower') : null
}
