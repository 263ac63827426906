import type { TextView } from '../../text/text-view.ts'
import { AMBIGUOUS_PLACES } from '../ambiguous-words.ts'
import { PLACE_MAX_LETTERS, placesNamed } from '../lists/places.ts'
import type { NameRun } from './name-run.ts'
import { isCapital } from './person-name.ts'
import type { Token } from './read-tokens.ts'

const INSIDE = /^(?:[-' ]|- | -|' )$/
const PREPOSITION =
  /(?:^|[\s'(])(?:[àa]|de|d'|du|depuis|vers|sur|pour|pr[èe]s de|hors|via|site|commune|ville|antenne|entre|et|te|in|naar|van|uit|near|from|at)\s*$/iu

/** Communes and localities of the lists. Those that are also words count after a preposition only (R23). */
export function placeRuns(tokens: readonly Token[], view: TextView): NameRun[] {
  const found: NameRun[] = []
  for (let from = 0; from < tokens.length; from += 1) {
    const first = tokens[from]
    if (first === undefined || /^\d/.test(first.written)) continue
    let key = ''
    let to: number | null = null
    for (let at = from; at < Math.min(tokens.length, from + 6); at += 1) {
      const token = tokens[at]
      if (token === undefined || (at > from && !INSIDE.test(token.gap))) break
      key += token.folded
      if (key.length > PLACE_MAX_LETTERS) break
      if (placesNamed(key).length > 0 && counts(tokens, from, at, view)) to = at
    }
    if (to === null) continue
    found.push({ from, to, rule: 'place' })
    from = to
  }
  return found
}

function counts(tokens: readonly Token[], from: number, to: number, view: TextView): boolean {
  const first = tokens[from]
  if (first === undefined) return false
  const before = view.text.slice(Math.max(0, first.start - 12), first.start)
  const isPlaced = PREPOSITION.test(before)
  const isLong = to > from
  const isAmbiguous =
    !isLong && (AMBIGUOUS_PLACES.has(first.folded) || first.isCommonForm || first.folded.length < 4)
  if (first.capitals === 'any') return isPlaced && !isAmbiguous
  if (!isCapital(first))
    return (isPlaced && !isAmbiguous && !first.isGiven) || (isLong && key(tokens, from, to).length > 9)
  return isAmbiguous ? isPlaced && !first.opens : true
}

const key = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to + 1)
    .map((token) => token.folded)
    .join('')
