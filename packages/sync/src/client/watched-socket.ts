import { MESSAGE_SYNC, SYNC_STEP_2, SYNC_UPDATE } from '../protocol.ts'

/**
 * A WebSocket class that reports every sync message that carries an update (`kind` is step 2 or update) at the
 * moment it is sent: only here is it certain what left on which connection.
 */
export function watchedSocket(Base: typeof WebSocket, sent: (kind: number) => void): typeof WebSocket {
  return class WatchedSocket extends Base {
    override send(message: Parameters<WebSocket['send']>[0]): void {
      const kind = message instanceof Uint8Array ? updateKind(message) : null
      if (kind !== null) sent(kind)
      super.send(message)
    }
  }
}

/** Both numbers are below 128 and therefore one byte each. */
function updateKind(message: Uint8Array): number | null {
  const [type, kind] = message
  if (type !== MESSAGE_SYNC || (kind !== SYNC_STEP_2 && kind !== SYNC_UPDATE)) return null
  return kind
}
