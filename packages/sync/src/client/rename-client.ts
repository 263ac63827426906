import * as Y from 'yjs'

/** Yjs client ids are below this. */
const CLIENT_END = 2 ** 32

/**
 * Puts everything that was written under a Yjs client id under a fresh one, in the document itself: for an id that turns
 * out to be somebody else's in the room, of whose operations this document has none. Call it between transactions.
 * @returns the fresh id
 */
export function renameClient(doc: Y.Doc, client: number): number {
  const { clients } = doc.store
  const fresh = freshClient([...clients.keys()], client)
  const own = clients.get(client)
  if (own !== undefined) {
    clients.delete(client)
    clients.set(fresh, own)
    const renamed = (id: Y.ID | null) => (id?.client === client ? Y.createID(fresh, id.clock) : id)
    for (const structs of clients.values()) {
      for (const struct of structs) {
        struct.id = renamed(struct.id) ?? struct.id
        if (!(struct instanceof Y.Item)) continue
        struct.origin = renamed(struct.origin)
        struct.rightOrigin = renamed(struct.rightOrigin)
        struct.redone = renamed(struct.redone)
      }
    }
  }
  if (doc.clientID === client) doc.clientID = fresh
  return fresh
}

/**
 * An id between the same two neighbours: where two people wrote at the same place, Yjs puts the lower id first, and what
 * stands in this document is in order already.
 */
function freshClient(clients: readonly number[], client: number): number {
  const below = Math.max(-1, ...clients.filter((other) => other < client))
  const above = Math.min(CLIENT_END, ...clients.filter((other) => other > client))
  const free = above - below - 2
  if (free < 1) return new Y.Doc().clientID
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  const fresh = below + 1 + (random % free)
  return fresh < client ? fresh : fresh + 1
}
