import type * as Y from 'yjs'

/**
 * The Yjs client ids under which this person wrote what the server may not have: this page's, and those of pages that left
 * something unsent in the copy. Of such an id, operations that came from the server are somebody else's.
 */
export class OwnClients {
  readonly #doc: Y.Doc
  /** Each id, and whether operations of it came from the server. */
  readonly #fromServer = new Map<number, boolean>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#fromServer.set(doc.clientID, false)
  }

  /** A page wrote under this id, and what it wrote is about to enter the document. */
  add(client: number): void {
    if (!this.#fromServer.has(client)) this.#fromServer.set(client, this.#doc.store.clients.has(client))
  }

  /** A change came from the server. */
  received({ beforeState, afterState }: Y.Transaction): void {
    for (const [client, isKnown] of this.#fromServer) {
      if (!isKnown && beforeState.get(client) !== afterState.get(client)) this.#fromServer.set(client, true)
    }
  }

  /** Whether all that stands under this id was written here. */
  isOurs(client: number): boolean {
    return this.#fromServer.get(client) === false
  }

  /** What stood under one id stands under another. */
  renamed(client: number, fresh: number): void {
    this.#fromServer.delete(client)
    this.#fromServer.set(fresh, false)
  }
}
