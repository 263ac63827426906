import type { QueryClient } from '@tanstack/react-query'
import { configQuery } from '../api/accounts.ts'
import { boardQuery } from '../api/boards.ts'
import { loadWords } from '../ui/i18n.ts'

export { BoardPage } from './BoardPage.tsx'

/**
 * Asks at once for all that a board takes to open: its page would ask for one thing after the other. Nothing is waited
 * for, and what does not come is asked for again, and told, by the page itself.
 */
export function askAhead(client: QueryClient, boardId: string): void {
  void client.prefetchQuery(boardQuery(boardId))
  void client.prefetchQuery(configQuery)
  void import('../canvas/index.ts').catch(() => undefined)
  loadWords(['boards', 'canvas', 'editor', 'comments'])
}
