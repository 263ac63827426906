import type { ListedItem, ListedZone } from '@tablee/contract'

/** How many notes are taken with one click. */
export const MOST_VOTED = 5

/** The items of a zone as they are offered: by their votes where there are any, else in the board's order. */
export function rankItems({ items }: Pick<ListedZone, 'items'>): ListedItem[] {
  // the sort is stable: equal votes keep the board's order
  return [...items].sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0))
}

/**
 * The most voted items: as many as asked for, and those that have as many votes as the last of them. Nothing without a
 * vote is among them.
 */
export function mostVoted(zone: Pick<ListedZone, 'items'>, count: number): ListedItem[] {
  const ranked = rankItems(zone).filter(({ votes }) => (votes ?? 0) > 0)
  const least = ranked[Math.min(count, ranked.length) - 1]?.votes ?? 0
  return ranked.filter(({ votes }) => (votes ?? 0) >= least)
}

/** The zone that is offered first: where people voted, else where most is written. */
export function firstZone(zones: readonly ListedZone[]): ListedZone | undefined {
  const weight = ({ items }: ListedZone) =>
    (items.some(({ votes }) => (votes ?? 0) > 0) ? 10_000 : 0) + items.length
  return [...zones].sort((a, b) => weight(b) - weight(a))[0]
}
