import type { ContentItem } from './board-content.ts'

/** Whether somebody made an item and has written nothing on it: no text, and no cell of her own. */
export function isBlank({ text, cells }: Pick<ContentItem, 'text' | 'cells'>): boolean {
  return text === '' && Object.values(cells).every(({ kind }) => kind === 'empty' || kind === 'votes')
}
