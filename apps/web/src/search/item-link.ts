/**
 * The fragment with which a board opens at one of its items: `#item=shape:abc`. The canvas goes there and selects it,
 * the outline puts the focus on it.
 */
export function itemFragment(itemId: string): string {
  return `item=${encodeURIComponent(itemId)}`
}

/** Reads the item out of a fragment; null for every other one. */
export function linkedItem(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('item') || null
}
