import { EPOCH_KEY, FLAG_STORE, UPDATE_STORE } from './copy-database.ts'
import { isUnsavedFlag } from './forget-offline.ts'

/** One stored update; the key is unknown until it is written. */
export interface CopyRow {
  key: IDBValidKey | undefined
  update: Uint8Array
}

/** What stands beside the document in a copy. */
interface CopyFlags {
  /** The epoch of the copy, when it was ever connected. */
  epoch: string | null
  /** The flags of the pages with edits that the server never confirmed. */
  unsaved: Map<string, unknown>
}

/** All of a copy. */
export interface CopyContents extends CopyFlags {
  rows: CopyRow[]
}

/** The flags of a copy, as they stand. */
export function readFlags(database: IDBDatabase): Promise<CopyFlags> {
  return flagsIn(database.transaction(FLAG_STORE))
}

/** A copy as it stands at one moment. */
export async function readCopy(database: IDBDatabase): Promise<CopyContents> {
  const transaction = database.transaction([UPDATE_STORE, FLAG_STORE])
  const updates = transaction.objectStore(UPDATE_STORE)
  const [flags, keys, found] = await Promise.all([
    flagsIn(transaction),
    resultOf(updates.getAllKeys()),
    resultOf(updates.getAll()),
  ])
  const rows = keys.flatMap((key, index): CopyRow[] => {
    const update: unknown = found[index]
    return update instanceof Uint8Array ? [{ key, update }] : []
  })
  return { ...flags, rows }
}

/** Whether the device takes what is written: a full one, or some private windows, only tell when they are tried. */
export function isWritable(database: IDBDatabase): Promise<boolean> {
  return new Promise((resolve) => {
    const transaction = database.transaction(FLAG_STORE, 'readwrite')
    transaction.addEventListener('complete', () => resolve(true))
    transaction.addEventListener('abort', () => resolve(false))
    transaction.objectStore(FLAG_STORE).put(Date.now(), 'opened')
  })
}

async function flagsIn(transaction: IDBTransaction): Promise<CopyFlags> {
  const store = transaction.objectStore(FLAG_STORE)
  const [keys, values] = await Promise.all([resultOf(store.getAllKeys()), resultOf(store.getAll())])
  const unsaved = new Map<string, unknown>()
  let epoch: string | null = null
  for (const [index, key] of keys.entries()) {
    const value: unknown = values[index]
    if (typeof key !== 'string') continue
    if (isUnsavedFlag(key, value)) unsaved.set(key, value)
    else if (key === EPOCH_KEY && typeof value === 'string') epoch = value
  }
  return { epoch, unsaved }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the copy cannot be read')))
  })
}
