import { foldText } from '../fold-text.ts'
import type { GroupItem, GroupZone } from './group-items.ts'
import { SMALL_WORDS } from './small-words.ts'

/** An item by its group's board. */
export interface ItemPlace {
  boardId: string
  itemId: string
}

/** What somebody said of two items: that they say the same, or that they only look alike. */
export interface ItemLink {
  a: ItemPlace
  b: ItemPlace
  link: 'linked' | 'apart'
}

/** Two items of different groups that say the same, seem to, or were kept apart. */
export interface ItemPair {
  a: ItemPlace
  b: ItemPlace
  state: 'proposed' | 'linked' | 'apart'
  /** What they disagree on, each in words; null when they do not. */
  disagreement: { label: string; a: string; b: string }[] | null
}

/** A group's board, read. */
export interface GroupBoard {
  boardId: string
  zones: readonly GroupZone[]
}

/** Shortest word that is compared, in letters. */
const MIN_WORD = 3
/** Part of the shorter item's words, by weight, that the other must have too. */
const ALIKE_SHARE = 0.45
/** Words that two items must share, unless one of them has fewer. */
const ALIKE_WORDS = 2
/** Dots that one group gave and the other did not, from which on they disagree: a single dot is one person's. */
const VOTES_APART = 2
/** Most proposals: a longer list is not read. */
const MAX_PROPOSED = 200

interface Compared {
  place: ItemPlace
  zoneId: string
  item: GroupItem
  folded: string
  words: ReadonlySet<string>
}

/**
 * Pairs of items of different groups, in the same zone, whose texts are the same or share most of what they say; and the
 * pairs that somebody linked or kept apart, wherever they are. Words that many items have weigh little, so that the
 * session's own theme makes no pairs.
 */
export function findPairs(groups: readonly GroupBoard[], links: readonly ItemLink[]): ItemPair[] {
  const items = groups.flatMap(({ boardId, zones }) =>
    zones.flatMap(({ id: zoneId, items: inZone }) =>
      inZone.map((item): Compared => {
        const place = { boardId, itemId: item.id }
        return { place, zoneId, item, folded: plain(item.subject), words: wordsOf(item.subject) }
      }),
    ),
  )
  const byPlace = new Map(items.map((each) => [keyOf(each.place), each]))
  const said = links.flatMap(({ a, b, link }): ItemPair[] => {
    const first = byPlace.get(keyOf(a))
    const second = byPlace.get(keyOf(b))
    // one of them was deleted: there is nothing to show
    if (!first || !second) return []
    return [{ a, b, state: link, disagreement: disagreementOf(first.item, second.item) }]
  })
  const known = new Set(said.map(({ a, b }) => pairKey(a, b)))
  const proposed = candidates(items)
    .filter(({ a, b }) => !known.has(pairKey(a.place, b.place)))
    .sort((x, y) => y.score - x.score)
    .slice(0, MAX_PROPOSED)
    .map(
      ({ a, b }): ItemPair => ({
        a: a.place,
        b: b.place,
        state: 'proposed',
        disagreement: disagreementOf(a.item, b.item),
      }),
    )
  return [...said, ...proposed]
}

/** Only items that share a word that is not everybody's are looked at: many groups write many notes. */
function candidates(items: readonly Compared[]): { a: Compared; b: Compared; score: number }[] {
  const holders = new Map<string, number[]>()
  for (const [at, { words, zoneId }] of items.entries())
    for (const word of words) {
      const key = `${zoneId} ${word}`
      holders.set(key, [...(holders.get(key) ?? []), at])
    }
  const weightIn = (zoneId: string, word: string) =>
    Math.log(1 + items.length / (holders.get(`${zoneId} ${word}`)?.length ?? 1))
  const weightOf = (zoneId: string, words: Iterable<string>) => {
    let sum = 0
    for (const word of words) sum += weightIn(zoneId, word)
    return sum
  }
  const found: { a: Compared; b: Compared; score: number }[] = []
  for (const [at, a] of items.entries()) {
    const near = new Set([...a.words].flatMap((word) => holders.get(`${a.zoneId} ${word}`) ?? []))
    for (const other of near) {
      const b = items[other]
      if (other <= at || !b || b.place.boardId === a.place.boardId) continue
      const shared = [...a.words].filter((word) => b.words.has(word))
      const least = Math.min(a.words.size, b.words.size)
      if (a.folded !== b.folded && shared.length < Math.min(ALIKE_WORDS, least)) continue
      const score =
        a.folded === b.folded
          ? 1
          : weightOf(a.zoneId, shared) / Math.min(weightOf(a.zoneId, a.words), weightOf(a.zoneId, b.words))
      if (score >= ALIKE_SHARE) found.push({ a, b, score })
    }
  }
  return found
}

/** What two items about the same say differently: an answer, a place, a score; or dots here and none there. */
function disagreementOf(a: GroupItem, b: GroupItem): ItemPair['disagreement'] {
  const differences = a.stances.flatMap((stance) => {
    const other = b.stances.find(({ id }) => id === stance.id)
    if (!other || stance.compared === null || other.compared === null) return []
    return stance.compared === other.compared
      ? []
      : [{ label: stance.label, a: stance.value, b: other.value }]
  })
  if (
    a.votes !== null &&
    b.votes !== null &&
    Math.min(a.votes, b.votes) === 0 &&
    a.votes + b.votes >= VOTES_APART
  )
    differences.push({ label: '', a: String(a.votes), b: String(b.votes) })
  return differences.length > 0 ? differences : null
}

function plain(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Words that say something, without the endings of plural and feminine. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = plain(text)
    .split(' ')
    .filter((word) => word.length >= MIN_WORD && !SMALL_WORDS.has(word))
  return new Set(words.map((word) => (word.length > 4 ? word.replace(/(?:es|s|x|e)$/u, '') : word)))
}

function keyOf({ boardId, itemId }: ItemPlace): string {
  return `${boardId}/${itemId}`
}

/** The same for both directions. */
function pairKey(a: ItemPlace, b: ItemPlace): string {
  return [keyOf(a), keyOf(b)].sort().join(' ')
}
