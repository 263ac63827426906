import * as decoding from 'lib0/decoding'
import { expect, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { MESSAGE_ACK, MESSAGE_NOTICE } from '../protocol.ts'
import { docOf, type RoomServer, rawSocket, startRoomServer, stockClient } from './room-server.ts'

// A busy machine is slow, not wrong: a test fails when its event does not come at all.
const EVENT_TIMEOUT_MS = 15_000
vi.setConfig({ testTimeout: 30_000 })

/** Waits until the assertions hold. */
export function eventually<T>(assertions: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertions, { timeout: EVENT_TIMEOUT_MS, interval: 5 })
}

/** A server that ends with the test. */
export async function serve(options: Parameters<typeof startRoomServer>[0] = {}): Promise<RoomServer> {
  const server = await startRoomServer(options)
  onTestFinished(() => server.close())
  return server
}

/** A stock client in `room` that ends with the test. */
export function join(
  server: RoomServer,
  as: string,
  params: Record<string, string> = {},
  doc?: Y.Doc,
  room = 'room',
) {
  const client = stockClient(server.url, room, { as, ...params }, doc)
  onTestFinished(() => {
    client.provider.destroy()
    client.provider.awareness.destroy()
  })
  return client
}

/** Waits until these clients have the document. */
export async function synced(...clients: ReturnType<typeof join>[]): Promise<void> {
  await eventually(() => expect(clients.every(({ provider }) => provider.synced)).toBe(true))
}

/** A bare socket into `room` that ends with the test. */
export async function raw(server: RoomServer, query: string, room = 'room') {
  const peer = await rawSocket(`${server.url}/${room}?${query}`)
  onTestFinished(() => peer.socket.terminate())
  return peer
}

/** The acknowledged frame counts that a socket received. */
export function acks(received: readonly Uint8Array[]): number[] {
  return messagesOf(received, MESSAGE_ACK).map((decoder) => decoding.readVarUint(decoder))
}

/** The notices that a socket received. */
export function notices(received: readonly Uint8Array[]): { kind: string; ok?: boolean }[] {
  return messagesOf(received, MESSAGE_NOTICE).map((decoder) => JSON.parse(decoding.readVarString(decoder)))
}

function messagesOf(received: readonly Uint8Array[], type: number): decoding.Decoder[] {
  return received
    .map((bytes) => decoding.createDecoder(bytes))
    .filter((decoder) => decoding.readVarUint(decoder) === type)
}

/** One update that sets a key of the root map `m`. */
export function mapUpdate(key: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getMap('m').set(key, 1)
  return Y.encodeStateAsUpdate(doc)
}

/** The one update that a change of a copy of this state makes, under `client` when it is given. */
export function changeOf(
  state: readonly Uint8Array[],
  change: (doc: Y.Doc) => void,
  client?: number,
): Uint8Array {
  const doc = docOf(state)
  if (client !== undefined) doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.transact(() => change(doc))
  const [update] = updates
  if (update === undefined) throw new Error('the change changed nothing')
  return update
}
