import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { parseClientMessage } from '../protocol.ts'
import { backlogMessages } from './backlog.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 })

function board(notes: number): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let note = 0; note < notes; note++) doc.getMap('m').set(`note${note}`, 'as the server has it')
  })
  return doc
}

function sent(messages: readonly Uint8Array[]) {
  return messages.map((message) => {
    const parsed = parseClientMessage(message)
    if (parsed.type !== 'update') throw new Error('no update')
    return parsed
  })
}

test('P15 little goes as one step 2, as y-websocket sends it', () => {
  const doc = board(10)
  const vector = Y.encodeStateVector(doc)
  doc.getMap('m').set('new', 1)
  expect(sent(backlogMessages(doc, vector))).toEqual([
    { type: 'update', update: Y.encodeStateAsUpdate(doc, vector), handshake: true },
  ])
})

test('P15 a long backlog goes in parts that each build on those before, without what the server has', () => {
  const server = board(5_000)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
  const vector = Y.encodeStateVector(server)
  const notes = doc.getMap('m')
  doc.transact(() => {
    for (let step = 0; step < 20_000; step++) notes.set(`note${step % 7}`, step)
  })
  notes.delete('note8')
  const updates = sent(backlogMessages(doc, vector))
  expect(updates.length).toBeGreaterThan(4)
  expect(updates.map(({ handshake }) => handshake)).toEqual(updates.map((_, at) => at === updates.length - 1))
  for (const { update } of updates) {
    expect(Y.decodeUpdate(update).structs.length).toBeLessThanOrEqual(4_001)
    Y.applyUpdate(server, update)
    expect(server.store.pendingStructs).toBeNull()
    expect(server.store.pendingDs).toBeNull()
  }
  expect(server.getMap('m').toJSON()).toEqual(notes.toJSON())
  const bytes = updates.reduce((sum, { update }) => sum + update.length, 0)
  expect(bytes).toBeLessThan(Y.encodeStateAsUpdate(doc, vector).length * 1.2)
})
