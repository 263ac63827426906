import { ARTICLES } from '../ambiguous-words.ts'
import { type NameRun, run } from './name-run.ts'
import { HEADINGS, isAcronym, isKnownRun, isOnlyPlace, isRole, named, nameEnd } from './organisation-name.ts'
import { isHouseWord } from './organisation-ordinary.ts'
import { isSureFamily } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { TITLES } from './words.ts'

/** "Terres & Tables, Ferme du Bouleau": several capitals listed with a house are one. */
export function listedHouses(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const found: NameRun[] = []
  for (const { from, to } of runs) {
    const next = tokens[to + 1]
    if (next !== undefined && LISTED.test(next.gap)) {
      const end = nameEnd(tokens, to + 1)
      if (end !== null && isHouse(tokens, to + 1, end)) found.push(run(to + 1, end, 'listed'))
    }
    if (!LISTED.test(tokens[from]?.gap ?? '')) continue
    for (let start = Math.max(0, from - 5); start < from - 1; start += 1) {
      const opening = tokens[start]
      const isFree = opening !== undefined && (opening.opens || LISTED.test(opening.gap))
      if (!isFree || nameEnd(tokens, start) !== from - 1 || !isHouse(tokens, start, from - 1)) continue
      found.push(run(start, from - 1, 'listed'))
      break
    }
  }
  return found
}

const LISTED = /^ ?[,+/] ?$/

/** "Hop Là-Bas coop & Panais", "Racines et Nomade asbl": one word listed with a house whose form is written. */
export function listedWords(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const found: NameRun[] = []
  for (const { from, to, rule } of runs) {
    if (!/^(?:form_after|form_before|successors)$/.test(rule)) continue
    const [link, after] = [tokens[to + 1], tokens[to + 2]]
    const isLinked = /^(?:et|en|and|ou|of)$/.test(link?.folded ?? '') && after?.gap === ' '
    const at =
      LISTED.test(link?.gap ?? '') || /^ ?& ?$/.test(link?.gap ?? '') ? to + 1 : isLinked ? to + 2 : null
    const token = at === null ? undefined : tokens[at]
    if (at !== null && token !== undefined && isHouseWord(token) && nameEnd(tokens, at) === at)
      found.push(run(at, at, 'listed'))
    const earlier = /^(?:et|en|and|ou|of)$/.test(tokens[from - 1]?.folded ?? '') ? from - 2 : from - 1
    const isBeside = earlier === from - 2 || LISTED.test(tokens[from]?.gap ?? '')
    const previous = tokens[earlier]
    if (isBeside && previous !== undefined && isHouseWord(previous))
      found.push(run(earlier, earlier, 'listed'))
  }
  return found
}

/** Two capitals or more, none of them a person's, a place or known to everybody. */
function isHouse(tokens: readonly Token[], from: number, to: number): boolean {
  const capitals = tokens.slice(from, to + 1).filter((token) => named(token) && !ARTICLES.has(token.folded))
  const [head] = capitals
  if (
    head === undefined ||
    capitals.length < 2 ||
    isKnownRun(tokens, from, to) ||
    isOnlyPlace(tokens, from, to)
  )
    return false
  if (isRole(head) || TITLES.has(head.folded) || HEADINGS.test(head.folded)) return false
  return !capitals.some(
    (token) => token.isSureGiven || isSureFamily(token) || isAcronym(token) || token.isPlace,
  )
}
