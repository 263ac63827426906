/**
 * The fragment with which a board opens at one of its items: `#item=shape:abc`. The canvas goes there and selects it,
 * the outline puts the focus on it.
 */
export function itemFragment(itemId: string): string {
  return `item=${encodeURIComponent(itemId)}`
}
