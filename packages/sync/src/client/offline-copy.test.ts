import 'fake-indexeddb/auto'
import { IDBObjectStore as FakeObjectStore, IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { eventually } from '../testing/room-harness.ts'
import { copyName, UPDATE_STORE } from './copy-database.ts'
import { forgetAllOffline, hasUnsavedOffline } from './forget-offline.ts'
import { OfflineCopy, type OfflineCopyOptions } from './offline-copy.ts'

/** Enough for a database that opens, too little for one that waits for somebody, in ms. */
const OPEN_MAX_MS = 100
const SERVER = 'the server'

beforeEach(() => {
  // What other files left would be asked for edits that were never sent.
  globalThis.indexedDB = new IDBFactory()
})

function settled(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

/** One page with a copy of `room`. */
async function open(room: string, options: Partial<OfflineCopyOptions> = {}) {
  const doc = new Y.Doc()
  let told = 0
  const copy = new OfflineCopy({
    room,
    owner: '',
    doc,
    isFromServer: (origin) => origin === SERVER,
    changed: () => {
      told += 1
    },
    found: () => undefined,
    took: () => undefined,
    ...options,
  })
  onTestFinished(() => copy.close())
  await copy.open()
  return { copy, doc, text: doc.getText('t'), told: () => told }
}

/** What a page that opens the copy now would see. */
async function readText(room: string): Promise<string> {
  const { copy, text } = await open(room)
  copy.close()
  return text.toString()
}

async function rowsOf(room: string): Promise<number> {
  const database = await settled(indexedDB.open(copyName(room, '')))
  const request = database.transaction(UPDATE_STORE).objectStore(UPDATE_STORE).count()
  await new Promise((resolve) => request.addEventListener('success', resolve))
  database.close()
  return request.result
}

/** A device that takes nothing more. Returns its undo. */
function fillDisk(): () => void {
  const add = FakeObjectStore.prototype.add
  const spy = vi.spyOn(FakeObjectStore.prototype, 'add').mockImplementation(function (
    this: InstanceType<typeof FakeObjectStore>,
    ...row: Parameters<typeof add>
  ) {
    const request = add.apply(this, row)
    // so browsers tell that there is no more room: after the request, for the whole transaction
    this.transaction.abort()
    return request
  })
  const undo = () => spy.mockRestore()
  onTestFinished(undo)
  return undo
}

test('P14 a copy whose flags cannot be read is left alone, and opening it does not fail', async () => {
  const request = indexedDB.open(copyName('broken', ''))
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(UPDATE_STORE, { autoIncrement: true })
  })
  ;(await settled(request)).close()
  const { copy } = await open('broken')
  expect(copy.kept).toBe(false)
})

test('P14 a copy that opens too late is not poured in, and keeps what is written once the room is known', async () => {
  const before = await open('late')
  before.copy.keepEpoch('one')
  before.text.insert(0, 'old')
  before.copy.sent()
  before.copy.close()
  const holder = await settled(indexedDB.open(copyName('late', '')))
  // What is asked for after an upgrade waits with it until nobody holds the old version.
  const upgrade = settled(indexedDB.open(copyName('late', ''), 2))
  const page = await open('late', { openMaxMs: OPEN_MAX_MS })
  expect(page.copy.kept).toBe(false)
  page.text.insert(0, 'new ')
  holder.close()
  ;(await upgrade).close()
  page.copy.keepEpoch('one')
  await eventually(() => expect(page.copy.kept).toBe(true))
  expect(page.text.toString()).toBe('new ')
  page.copy.close()
  expect([...(await readText('late'))].sort().join('')).toBe([...'new old'].sort().join(''))
  expect(await hasUnsavedOffline()).toBe(true)
})

test('P14 a copy of another room that opens too late is left as it is', async () => {
  const before = await open('other')
  before.copy.keepEpoch('one')
  before.text.insert(0, 'old')
  before.copy.close()
  const holder = await settled(indexedDB.open(copyName('other', '')))
  const upgrade = settled(indexedDB.open(copyName('other', ''), 2))
  const page = await open('other', { openMaxMs: OPEN_MAX_MS })
  page.copy.keepEpoch('two')
  page.text.insert(0, 'new')
  holder.close()
  ;(await upgrade).close()
  expect(await readText('other')).toBe('old')
  expect(page.copy.kept).toBe(false)
  expect(page.text.toString()).toBe('new')
})

test('P18 what is written is kept, until the device takes no more, and again when it does', async () => {
  const { copy, text, told } = await open('full')
  expect(copy.kept).toBe(true)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const makeRoom = fillDisk()
  text.insert(0, 'lost?')
  await eventually(() => expect(copy.kept).toBe(false))
  expect(told()).toBeGreaterThan(0)
  makeRoom()
  text.insert(0, 'not ')
  expect(copy.kept).toBe(false)
  // the longest pause before another try
  vi.advanceTimersByTime(60_000)
  await eventually(() => expect(copy.kept).toBe(true))
  expect(await hasUnsavedOffline()).toBe(true)
  copy.close()
  expect(await readText('full')).toBe('not lost?')
})

test('P18 nothing is kept where the browser has no databases, and none in one that another page deleted', async () => {
  const { copy, told } = await open('gone')
  await forgetAllOffline()
  await eventually(() => expect(copy.kept).toBe(false))
  expect(told()).toBe(1)
  vi.stubGlobal('indexedDB', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect((await open('none')).copy.kept).toBe(false)
})

test('P19 what a page left unsent is taken up by another, and asked about until that has sent it', async () => {
  const [left, stays] = [await open('pages'), await open('pages')]
  left.text.insert(0, 'of the page that was closed')
  left.copy.close()
  stays.text.insert(0, 'x')
  stays.copy.sent()
  stays.copy.rewrite()
  expect(await hasUnsavedOffline()).toBe(true)
  await stays.copy.takeUp()
  expect(stays.text.toString()).toContain('of the page that was closed')
  expect(stays.copy.unsaved).toBe(true)
  stays.copy.sent()
  await eventually(async () => expect(await hasUnsavedOffline()).toBe(false))
  stays.copy.close()
  expect(await readText('pages')).toContain('of the page that was closed')
})

test('P19 a page does not take back the word of another that wrote more meanwhile', async () => {
  const [writes, helps] = [await open('both'), await open('both')]
  writes.text.insert(0, 'one')
  await helps.copy.takeUp()
  writes.text.insert(3, ' two')
  helps.copy.sent()
  writes.copy.close()
  helps.copy.close()
  expect(await hasUnsavedOffline()).toBe(true)
  const next = await open('both')
  expect(next.copy.unsaved).toBe(true)
  expect(next.text.toString()).toBe('one two')
})

test('P19 a long copy becomes one row, and what another page wrote meanwhile stays beside it', async () => {
  const [long, other] = [await open('long'), await open('long')]
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  for (let letter = 0; letter < 501; letter += 1) long.text.insert(letter, 'a')
  other.text.insert(0, 'b')
  vi.advanceTimersByTime(1_000)
  await eventually(async () => expect(await rowsOf('long')).toBe(2))
  for (const { copy } of [long, other]) copy.close()
  const whole = await readText('long')
  expect(whole.length).toBe(502)
  expect(whole).toContain('b')
})

test('P8 where the browser does not list its databases, copies are asked about and forgotten all the same', async () => {
  const shelf = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, value: string) => void shelf.set(key, value),
    removeItem: (key: string) => void shelf.delete(key),
  })
  const whole = globalThis.indexedDB
  // Firefox before 126
  vi.stubGlobal('indexedDB', {
    open: whole.open.bind(whole),
    deleteDatabase: whole.deleteDatabase.bind(whole),
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const page = await open('old')
  page.text.insert(0, 'words')
  page.copy.close()
  expect(await hasUnsavedOffline()).toBe(true)
  await forgetAllOffline()
  expect(await whole.databases()).toEqual([])
  expect(await hasUnsavedOffline()).toBe(false)
  expect(shelf.size).toBe(0)
})
