import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { eventually } from '../testing/room-harness.ts'
import { hasUnsavedOffline, storeName } from './forget-offline.ts'
import { openOfflineStore } from './offline-store.ts'

/** Enough for a database that opens, too little for one that waits for somebody, in ms. */
const OPEN_MAX_MS = 100

function settled(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

beforeEach(() => {
  // What other files left would be asked for edits that were never sent.
  globalThis.indexedDB = new IDBFactory()
})

async function keep(room: string, text: string): Promise<void> {
  const doc = new Y.Doc()
  const store = await openOfflineStore(room, '', doc)
  doc.getText('t').insert(0, text)
  await store?.close()
}

test('P14 a copy whose flags cannot be read is left alone, and opening it does not fail', async () => {
  const request = indexedDB.open(storeName('broken', ''))
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('updates', { autoIncrement: true })
  })
  ;(await settled(request)).close()
  await expect(openOfflineStore('broken', '', new Y.Doc())).resolves.toBeNull()
})

test('P14 a copy that opens too late is not poured into the document', async () => {
  await keep('late', 'old')
  const holder = await settled(indexedDB.open(storeName('late', '')))
  // What is asked for after an upgrade waits with it until nobody holds the old version.
  const upgrade = settled(indexedDB.open(storeName('late', ''), 2))
  const doc = new Y.Doc()
  await expect(openOfflineStore('late', '', doc, OPEN_MAX_MS)).resolves.toBeNull()
  holder.close()
  ;(await upgrade).close()
  const again = new Y.Doc()
  const store = await openOfflineStore('late', '', again)
  expect(again.getText('t').toString()).toBe('old')
  expect(doc.getText('t').toString()).toBe('')
  await store?.close()
})

test('P8 a page that has nothing to send does not take back that another page has', async () => {
  const open = () => openOfflineStore('pages', '', new Y.Doc())
  const [quiet, busy] = [await open(), await open()]
  busy?.keepUnsaved(true)
  await busy?.close()
  quiet?.keepUnsaved(false)
  await quiet?.close()
  // A flag is on its way when `keepUnsaved` returns.
  await eventually(async () => expect(await hasUnsavedOffline()).toBe(true))
  const last = await open()
  expect(last?.unsaved).toBe(true)
  last?.keepUnsaved(false)
  await last?.close()
  await eventually(async () => expect(await hasUnsavedOffline()).toBe(false))
})
