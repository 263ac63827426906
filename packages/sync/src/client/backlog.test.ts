import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { cutUpdate } from '../cut-update.ts'
import { parseClientMessage } from '../protocol.ts'
import { backlogMessages } from './backlog.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 })

/** So that little makes many parts. */
const LIMITS = { bytes: 128 * 1024, structs: 4_000, stretch: 4 }

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
  const updates = sent(backlogMessages(doc, vector, LIMITS))
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

/** Something that the rules take only as a whole: a map with all its keys, and a text in it. */
function putRecord(doc: Y.Doc, at: number, letters: number): void {
  const record = new Y.Map<unknown>([['place', [at, 0]]])
  for (const key of ['colour', 'size', 'author']) record.set(key, `${key} ${at}`)
  record.set('text', new Y.Text('x'.repeat(letters)))
  doc.getMap('m').set(`record${at}`, record)
}

/** Keys of every record that is there. */
function keysOf(doc: Y.Doc): Set<string> {
  return new Set(
    [...doc.getMap<Y.Map<unknown>>('m').values()].map((record) => [...record.keys()].sort().join(' ')),
  )
}

test.each(['one after the other', 'at once'])('P15 a part never ends within a record; written %s', (how) => {
  const doc = new Y.Doc()
  const write = () => {
    for (let at = 0; at < 2_500; at++) putRecord(doc, at, at % 40)
  }
  if (how === 'at once') doc.transact(write)
  else write()
  const updates = sent(backlogMessages(doc, new Uint8Array([0]), LIMITS))
  const changes = cutUpdate(Y.encodeStateAsUpdate(doc), { bytes: 10_000, structs: 1_000, stretch: 4 })
  for (const parts of [updates.map(({ update }) => update), changes]) {
    expect(parts.length).toBeGreaterThan(3)
    const server = new Y.Doc()
    for (const part of parts) {
      Y.applyUpdate(server, part)
      expect(server.store.pendingStructs).toBeNull()
      expect(keysOf(server)).toEqual(new Set(['author colour place size text']))
    }
    expect(server.getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON())
  }
})

test('P15 one record longer than any part is cut all the same, and what follows it is cut as ever', () => {
  const doc = new Y.Doc()
  const record = new Y.Map<unknown>()
  doc.getMap('m').set('record', record)
  for (let step = 0; step < 30_000; step++) record.set(`key${step % 5}`, step)
  for (let at = 0; at < 2_500; at++) putRecord(doc, at, 20)
  const updates = sent(backlogMessages(doc, new Uint8Array([0]), LIMITS))
  for (const { update } of updates) expect(Y.decodeUpdate(update).structs.length).toBeLessThanOrEqual(16_001)
  const server = new Y.Doc()
  for (const { update } of updates) Y.applyUpdate(server, update)
  expect(server.getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON())
})

test('P15 a large change of several clients’ operations, deletions among them, is cut in their order', () => {
  const [doc, other] = [new Y.Doc(), new Y.Doc()]
  for (let at = 0; at < 300; at++) {
    putRecord(doc, at, 5)
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)))
    const text = other.getMap<Y.Map<Y.Text>>('m').get(`record${at}`)?.get('text')
    text?.insert(2, 'y')
    text?.delete(0, 1)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)))
  }
  const parts = cutUpdate(Y.encodeStateAsUpdate(doc), { bytes: 10_000, structs: 100, stretch: 4 })
  expect(parts.length).toBeGreaterThan(10)
  const server = new Y.Doc()
  for (const part of parts) {
    Y.applyUpdate(server, part)
    expect(server.store.pendingStructs).toBeNull()
    expect(server.store.pendingDs).toBeNull()
  }
  expect(server.getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON())
})
