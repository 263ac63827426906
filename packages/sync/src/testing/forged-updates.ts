import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** What an operation says of its neighbours and parent, as an update holds it. */
export interface ForgedItem {
  client: number
  clock: number
  origin?: Y.ID
  rightOrigin?: Y.ID
  /** The key of the root map `m` that it sets; only without neighbours. */
  key?: string
}

/** An update of single operations that no document needs to have made; those of one client in order. */
export function forgedUpdate(items: readonly ForgedItem[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const { restEncoder } = encoder
  const clients = new Map<number, ForgedItem[]>()
  for (const item of items) clients.set(item.client, [...(clients.get(item.client) ?? []), item])
  encoding.writeVarUint(restEncoder, clients.size)
  for (const [client, own] of clients) {
    encoding.writeVarUint(restEncoder, own.length)
    encoder.writeClient(client)
    encoding.writeVarUint(restEncoder, own[0]?.clock ?? 0)
    for (const { clock, origin = null, rightOrigin = null, key = null } of own) {
      // Not integrated, an item may name a root as its parent.
      const parent = (key === null ? null : 'm') as unknown as Y.AbstractType<unknown>
      const id = Y.createID(client, clock)
      new Y.Item(id, null, origin, null, rightOrigin, parent, key, new Y.ContentAny([clock])).write(
        encoder,
        0,
      )
    }
  }
  encoding.writeVarUint(restEncoder, 0)
  return encoder.toUint8Array()
}

/** An update that only deletes, these ranges of one client. */
export function deletionUpdate(
  client: number,
  ranges: readonly { clock: number; len: number }[],
): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [0, 1, client, ranges.length]) encoding.writeVarUint(encoder, number)
    for (const { clock, len } of ranges) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, len)
    }
  })
}
