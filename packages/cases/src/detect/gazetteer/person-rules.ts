import { isKnownName } from '../lists/known-names.ts'
import { placesNamed } from '../lists/places.ts'
import {
  isEpithet,
  isFamilyFirst,
  isFullName,
  isInitialAndFamily,
  isInitialsAlone,
  isKin,
  isOfFamily,
  isSmallName,
  isTitle,
} from './full-name-rules.ts'
import { bracketed, ends, neighbours, peers, rows } from './listed-names.ts'
import { isFamilyAlone } from './lone-family-rules.ts'
import { isGivenAlone, isSmallGiven } from './lone-name-rules.ts'
import { isMeantName } from './meant-name-rules.ts'
import type { NameRun, Rule } from './name-run.ts'
import { NICKNAMES, SMALL_DUTCH } from './name-words.ts'
import { isOfSaying } from './parts-of-things.ts'
import type { Token } from './read-tokens.ts'
import { STRONG_PARTICLES, TITLES } from './words.ts'

const RULES: readonly Rule[] = [
  isTitle,
  isKin,
  isOfFamily,
  isEpithet,
  isFullName,
  isFamilyFirst,
  isInitialAndFamily,
  isInitialsAlone,
  isFamilyAlone,
  isGivenAlone,
  isSmallGiven,
  isMeantName,
  isSmallName,
]

/** An ordinary word in small letters, with which no name begins: most words. */
function isPlain(token: Token | undefined): boolean {
  return (
    token === undefined ||
    (token.capitals === 'lower' &&
      token.isCommonForm &&
      !token.isGiven &&
      !NICKNAMES.has(token.folded) &&
      !SMALL_DUTCH.test(token.written) &&
      !TITLES.has(token.folded) &&
      !STRONG_PARTICLES.has(token.folded))
  )
}

/** The names of people in a note, by lists and by what stands around them. */
export function personRuns(tokens: readonly Token[]): NameRun[] {
  const found: NameRun[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    if (isPlain(tokens[at])) continue
    let best: NameRun | null = null
    for (const rule of RULES) {
      const seen = rule(tokens, at)
      if (seen !== null && (best === null || seen.to - seen.from > best.to - best.from)) best = seen
    }
    if (best === null) continue
    if (!isFamous(tokens, best)) found.push(best)
    at = Math.max(at, best.to)
  }
  const added = [
    ...rows(tokens),
    ...ends(tokens),
    ...peers(tokens, found),
    ...bracketed(tokens, found),
  ].filter(({ from }) => !found.some((known) => from >= known.from && from <= known.to))
  return [...found, ...added, ...neighbours(tokens, found)]
}

/** "Marie Curie sur la fresque", "Blanche-Neige en vhs": everybody knows whom, and nobody of the cohort is meant. */
function isFamous(tokens: readonly Token[], { from, to, rule }: NameRun): boolean {
  if (from === to && isOfSaying(tokens, from)) return true
  let key = tokens
    .slice(from, to + 1)
    .map(({ folded }) => folded)
    .join('')
  // "De Haan" is a town
  if (to > from && (isKnownName(key) || (rule === 'family_particle' && placesNamed(key).length > 0)))
    return true
  for (const next of tokens.slice(to + 1, to + 3)) {
    if (!/^[ '-]$/.test(next.gap)) return false
    key += next.folded
    if (isKnownName(key)) return true
  }
  return false
}
