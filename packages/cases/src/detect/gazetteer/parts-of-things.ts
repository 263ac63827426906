import { isSaying } from '../lists/known-names.ts'
import { isAddressed, isAnswering } from './context.ts'
import type { Token } from './read-tokens.ts'

/** Whether a name is within a place, a trade or a saying: "Saint-Lambert", "maréchal-ferrant", "Jan met de pet". */
export function isPartOfThing(tokens: readonly Token[], from: number, to: number): boolean {
  const [first, last, previous, next] = [tokens[from], tokens[to], tokens[from - 1], tokens[to + 1]]
  if (first === undefined || last === undefined) return false
  const isSaint =
    /^(?:saint|sainte|st|ste|sint)$/.test(previous?.folded ?? '') &&
    (first.gap === '-' || (first.gap === ' ' && previous?.capitals !== 'lower') || first.gap === '. ')
  if (isSaint) return true
  if (to > from) return false
  const isTrade =
    next?.gap === '-' &&
    next.capitals === 'lower' &&
    !next.isGiven &&
    (next.isCommonForm || next.folded === 'ferrant' || !next.isFamily)
  // "en congé à Noël", not "demander à Noël"
  const isFeast =
    first.folded === 'noel' &&
    /^(?:a|avant|apres|depuis|joyeux|vers|entre|jusqu)$/.test(previous?.folded ?? '') &&
    !isAddressed(tokens, from)
  // "Noël : fermé du 24 au 2"
  const isHeading =
    first.folded === 'noel' && first.opens && /^ ?[:=] ?$/.test(next?.gap ?? '') && !isAnswering(tokens, to)
  if (isHeading) return true
  return isTrade || isFeast || isOfSaying(tokens, from)
}

/** "congé pascal", "vacances pascales": of Easter. */
function isOfEaster(tokens: readonly Token[], at: number): boolean {
  const [previous, token] = [tokens[at - 1], tokens[at]]
  return (
    token?.capitals === 'lower' &&
    /^pascale?s?$/.test(token.folded) &&
    token.gap === ' ' &&
    /^(?:conges?|vacances|agneaux?|cierges?|periode|lundi|temps|weekend|week|semaine|treve|repas|marche|fetes?|oeufs?|chasse)$/.test(
      previous?.folded ?? '',
    )
  )
}

/** Whether a word with those after or before it is somebody whom everybody knows, or a feast. */
export function isOfSaying(tokens: readonly Token[], at: number): boolean {
  const folded = (start: number, end: number): string =>
    tokens
      .slice(start, end)
      .map((token) => token.folded)
      .join('')
  if (isOfEaster(tokens, at)) return true
  return [2, 3, 4, 5].some(
    (count) => isSaying(folded(at, at + count)) || isSaying(folded(Math.max(0, at + 1 - count), at + 1)),
  )
}
