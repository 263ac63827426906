import * as decoding from 'lib0/decoding'
import type { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { MESSAGE_SYNC, SYNC_STEP_2, SYNC_UPDATE } from '../protocol.ts'

/** What listens to a document's updates. */
type Listeners = NonNullable<ReturnType<Y.Doc['_observers']['get']>>

/** Nobody needs it. */
const NOTHING = new Uint8Array()

/**
 * Hands what came from elsewhere to the document's listeners as it came (SPEC.md P17). By itself Yjs encodes every
 * transaction anew for them, which for the first message of a large board takes as long as applying it.
 *
 * @param isKeptCopy whether an origin is the copy of which every listener has everything: nobody is told of it
 */
export function passOnUpdates(provider: WebsocketProvider, isKeptCopy: (origin: unknown) => boolean): void {
  const { doc } = provider
  const standard = provider.messageHandlers[MESSAGE_SYNC]
  let received: Uint8Array | null = null
  let waiting: { listeners: Listeners; update: Uint8Array; transaction: Y.Transaction } | null = null

  provider.messageHandlers[MESSAGE_SYNC] = (encoder, decoder, ...rest) => {
    received = updateIn(decoder)
    standard?.(encoder, decoder, ...rest)
    received = null
  }
  // Right after this event Yjs looks whether anybody listens …
  doc.on('afterTransactionCleanup', (transaction) => {
    const update = isKeptCopy(transaction.origin)
      ? NOTHING
      : transaction.origin === provider
        ? received
        : null
    const listeners = doc._observers.get('update')
    if (update === null || listeners === undefined) return
    doc._observers.delete('update')
    waiting = { listeners, update, transaction }
  })
  // … and one of these is the next, before what somebody wrote meanwhile is told.
  const tell = () => {
    if (waiting === null) return
    const { listeners, update, transaction } = waiting
    waiting = null
    doc._observers.set('update', listeners)
    if (update !== NOTHING && hasChanged(transaction))
      doc.emit('update', [update, transaction.origin, doc, transaction])
  }
  doc.on('beforeObserverCalls', tell)
  doc.on('afterAllTransactions', tell)
}

/** The update in a sync message that is about to be read; null when it holds none. */
function updateIn(decoder: decoding.Decoder): Uint8Array | null {
  const ahead = decoding.clone(decoder)
  const kind = decoding.readVarUint(ahead)
  return kind === SYNC_STEP_2 || kind === SYNC_UPDATE ? decoding.readVarUint8Array(ahead) : null
}

/** Whether a transaction brought anything that the document did not have, what still waits for others included. */
function hasChanged({ doc, beforeState, afterState, deleteSet }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0 || doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
    return true
  for (const [client, clock] of afterState) if (beforeState.get(client) !== clock) return true
  return false
}
