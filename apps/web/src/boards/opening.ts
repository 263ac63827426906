import type { QueryClient } from '@tanstack/react-query'
import { configQuery } from '../api/accounts.ts'
import { boardQuery } from '../api/boards.ts'
import { askForCanvas, isCanvasHere } from './canvas-part.ts'
import { syncUrl } from './sync-url.ts'

export { BoardPage } from './BoardPage.tsx'

/**
 * Asks at once for all that a board takes to open: its page would ask for one thing after the other. Nothing is waited
 * for, and what does not come is asked for again, and told, by the page itself.
 */
export function askAhead(client: QueryClient, boardId: string): void {
  const board = client.fetchQuery(boardQuery(boardId))
  // first: the board comes while the browser is still reading the editor
  const entrance = import('../canvas/enter-room.ts')
  void client.prefetchQuery(configQuery)
  askForCanvas().catch(() => undefined)
  askForFonts()
  Promise.all([board, entrance])
    .then(([{ id, actorId }, { enterAhead }]) => {
      if (!isCanvasHere()) enterAhead({ boardId: id, actorId, syncUrl: syncUrl(window.location) })
    })
    .catch(() => undefined)
}

/** The letters of zones and notes: the editor would ask for them when it has all the notes, and wait. */
function askForFonts(): void {
  for (const href of ['/tldraw/fonts/IBMPlexSans-Medium.woff2', '/tldraw/fonts/IBMPlexSans-Bold.woff2']) {
    if (document.head.querySelector(`link[href="${href}"]`)) continue
    const link = document.createElement('link')
    Object.assign(link, { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous', href })
    document.head.append(link)
  }
}
