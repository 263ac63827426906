import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { OwnClients } from './own-clients.ts'

/** A document, and what it received from the server. */
function page() {
  const doc = new Y.Doc()
  const own = new OwnClients(doc)
  doc.on('afterTransaction', (transaction) => {
    if (transaction.origin === 'server') own.received(transaction)
  })
  return { doc, own }
}

function written(client: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText('t').insert(0, 'words')
  return Y.encodeStateAsUpdate(doc)
}

test('P16 an id is ours as long as nothing of it came from the server', () => {
  const { doc, own } = page()
  doc.getText('t').insert(0, 'mine')
  own.add(7)
  Y.applyUpdate(doc, written(7), 'copy')
  expect([own.isOurs(doc.clientID), own.isOurs(7), own.isOurs(8)]).toEqual([true, true, false])
  Y.applyUpdate(doc, written(8), 'server')
  expect(own.isOurs(8)).toBe(false)
  const more = new Y.Doc()
  Y.applyUpdate(more, written(7))
  more.clientID = 7
  more.getText('t').insert(5, ' of somebody else')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(more), 'server')
  expect(own.isOurs(7)).toBe(false)
  own.renamed(doc.clientID, 9)
  expect(own.isOurs(9)).toBe(true)
})

test('P16 an id whose words came from the server before a page that used it was found is not ours', () => {
  const { doc, own } = page()
  Y.applyUpdate(doc, written(7), 'server')
  own.add(7)
  expect(own.isOurs(7)).toBe(false)
})
