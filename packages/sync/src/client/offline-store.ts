import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { storeName, UNSAVED_KEY, UNSAVED_YES } from './forget-offline.ts'

/** A room's copy in this browser's IndexedDB. */
export interface OfflineStore {
  /** The epoch of the copy, when it was ever connected. */
  epoch: string | null
  /** The copy holds edits that the server never confirmed. */
  unsaved: boolean
  keepEpoch(epoch: string): void
  /** Whether this page has edits to send; what another page says of the same copy stands until this one had some. */
  keepUnsaved(unsaved: boolean): void
  /** The document is not what it was made of: the copy is written anew. */
  rewrite(): void
  close(): Promise<void>
}

/** Where y-indexeddb keeps the document. */
const UPDATE_STORE = 'updates'

/** A database that does not open (some private windows) must not keep anybody from the board. */
const OPEN_MAX_MS = 3_000

/** Loads a room's offline copy into the document and keeps it; null where the browser has none or does not open it. */
export async function openOfflineStore(
  room: string,
  owner: string,
  doc: Y.Doc,
  openMaxMs = OPEN_MAX_MS,
): Promise<OfflineStore | null> {
  if (typeof indexedDB === 'undefined') return null
  const persistence = new IndexeddbPersistence(storeName(room, owner), doc)
  const flags = await Promise.race([
    loadFlags(persistence).catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), openMaxMs)),
  ])
  if (flags === null) {
    // Opened late, it would pour an old copy, as if it were new, into a document that is connected by then.
    persistence.destroy().catch(() => undefined)
    return null
  }
  const keep = (key: string, value: string) => void persistence.set(key, value).catch(() => undefined)
  let { unsaved } = flags
  return {
    ...flags,
    keepEpoch: (value) => keep('epoch', value),
    keepUnsaved(value) {
      if (value === unsaved) return
      unsaved = value
      keep(UNSAVED_KEY, value ? UNSAVED_YES : 'no')
    },
    rewrite: () => rewriteUpdates(persistence, doc),
    close: () => persistence.destroy(),
  }
}

async function loadFlags(
  persistence: IndexeddbPersistence,
): Promise<Pick<OfflineStore, 'epoch' | 'unsaved'>> {
  // `get` gives undefined for what was never set; y-indexeddb's types do not say so.
  const epoch = (await persistence.get('epoch')) as unknown
  const unsaved = (await persistence.get(UNSAVED_KEY)) as unknown
  await persistence.whenSynced
  return { epoch: typeof epoch === 'string' ? epoch : null, unsaved: unsaved === UNSAVED_YES }
}

/** In one transaction: a page that ends in the middle leaves the old copy. */
function rewriteUpdates({ db }: IndexeddbPersistence, doc: Y.Doc): void {
  if (db === null) return
  const updates = db.transaction(UPDATE_STORE, 'readwrite').objectStore(UPDATE_STORE)
  updates.clear()
  updates.add(Y.encodeStateAsUpdate(doc))
}

/** Whether an update came out of an offline copy rather than from the person. */
export function isOfflineOrigin(origin: unknown): boolean {
  return origin instanceof IndexeddbPersistence
}
