import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { randomUpdates } from '../testing/random-updates.ts'
import { docOf } from '../testing/room-server.ts'
import { renameClient } from './rename-client.ts'

const contentOf = (doc: Y.Doc) => ({
  board: doc.getMap('board').toJSON(),
  text: doc.getText('text').toDelta(),
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'P16 a renamed document says the same, and so does whoever gets it (seed %i)',
  (seed) => {
    const updates = randomUpdates(seed, { people: 4, changes: 60 })
    const doc = docOf(updates)
    const before = contentOf(doc)
    const clients = [...doc.store.clients.keys()]
    const client = clients[seed % clients.length] ?? 0
    doc.clientID = client
    const fresh = renameClient(doc, client)
    expect(doc.clientID).toBe(fresh)
    expect(contentOf(doc)).toEqual(before)
    expect(contentOf(docOf([Y.encodeStateAsUpdate(doc)]))).toEqual(before)
    expect([...doc.store.clients.keys()].toSorted()).toEqual(
      [...clients.filter((other) => other !== client), fresh].toSorted(),
    )
    // It goes on as before, and merges with what others write.
    doc.getText('text').insert(0, 'more ')
    const other = docOf([Y.encodeStateAsUpdate(doc)])
    other.getText('text').insert(0, 'much ')
    doc.getText('text').delete(0, 2)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    expect(contentOf(doc)).toEqual(contentOf(other))
  },
)

test('P16 an id under which nothing was written is only exchanged', () => {
  const doc = new Y.Doc()
  const before = doc.clientID
  expect(renameClient(doc, before)).not.toBe(before)
  expect(doc.store.clients.size).toBe(0)
})
