import type { ContentItem } from './board-content.ts'

/** Whether somebody made an item and has written nothing on it: no text, and no cell of her own. */
export function isBlank({ text, cells, carried }: Pick<ContentItem, 'text' | 'cells' | 'carried'>): boolean {
  if (text !== '' || (carried && carried.length > 0)) return false
  return Object.values(cells).every(({ kind }) => kind === 'empty' || kind === 'votes')
}
