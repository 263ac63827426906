import type { Collation } from '@tablee/contract'

type Pair = Collation['pairs'][number]

/** An item of a group's board. */
export interface ItemPlace {
  readonly boardId: string
  readonly itemId: string
}

/** Another item that says the same as one, or seems to, as it is told beside that one. */
export interface OtherItem {
  readonly pair: Pair
  readonly group: string
  readonly text: string
  /** What the two say differently, this item's own answer first. */
  readonly differences: readonly { label: string; own: string; other: string }[]
}

/** The key of an item. */
export function keyOf({ boardId, itemId }: ItemPlace): string {
  return `${boardId}/${itemId}`
}

/** What is to be told beside each item, by its key; pairs that were kept apart are told nowhere. */
export function othersByItem({ groups, zones, pairs }: Collation): ReadonlyMap<string, OtherItem[]> {
  const nameOf = new Map(groups.map(({ boardId, name }) => [boardId, name]))
  const textOf = new Map(
    zones.flatMap((zone) =>
      zone.groups.flatMap(({ boardId, items }) =>
        items.map(({ id, text }) => [keyOf({ boardId, itemId: id }), text] as const),
      ),
    ),
  )
  const others = new Map<string, OtherItem[]>()
  for (const pair of pairs) {
    if (pair.state === 'apart') continue
    for (const [own, other, isFirst] of [
      [pair.a, pair.b, true],
      [pair.b, pair.a, false],
    ] as const) {
      const told: OtherItem = {
        pair,
        group: nameOf.get(other.boardId) ?? '',
        text: textOf.get(keyOf(other)) ?? '',
        differences: (pair.disagreement ?? []).map(({ label, a, b }) =>
          isFirst ? { label, own: a, other: b } : { label, own: b, other: a },
        ),
      }
      others.set(keyOf(own), [...(others.get(keyOf(own)) ?? []), told])
    }
  }
  return others
}
