/** How the names of all databases with offline copies begin. */
const STORE_PREFIX = 'tablee:'

/** Where y-indexeddb keeps what is set beside the document. */
const FLAG_STORE = 'custom'
/** The flag of a copy with edits that the server never confirmed. */
export const UNSAVED_KEY = 'unsaved'
/** The flag's value while there are such edits. */
export const UNSAVED_YES = 'yes'

/** The database of one room and one person: on a shared computer nobody sends another's offline edits. */
export function storeName(room: string, owner: string): string {
  return owner === '' ? `${STORE_PREFIX}${room}` : `${STORE_PREFIX}${owner}:${room}`
}

/** Deletes a room's offline copy, for example when the server can take no more of it. */
export async function forgetOffline(room: string, owner = ''): Promise<void> {
  if (typeof indexedDB !== 'undefined') await deleteStore(storeName(room, owner))
}

/** Whether a copy on this device holds edits that the server never confirmed: to be asked before forgetting all. */
export async function hasUnsavedOffline(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  const flags = await Promise.all((await storeNames()).map(isUnsaved))
  return flags.includes(true)
}

/** Deletes the offline copies of all rooms on this device: at sign-out nothing of the boards stays behind. */
export async function forgetAllOffline(): Promise<void> {
  if (typeof indexedDB === 'undefined') return
  await Promise.all((await storeNames()).map(deleteStore))
}

async function storeNames(): Promise<string[]> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  return names.filter((name) => name.startsWith(STORE_PREFIX))
}

/** Reads one copy's flag; a copy that does not open or has no flags has nothing to lose that could be told. */
function isUnsaved(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name)
    // Deleted since it was listed: it must not come back empty.
    request.addEventListener('upgradeneeded', () => request.transaction?.abort())
    request.addEventListener('error', () => resolve(false))
    request.addEventListener('success', () => {
      const database = request.result
      const settle = (unsaved: boolean) => {
        database.close()
        resolve(unsaved)
      }
      if (!database.objectStoreNames.contains(FLAG_STORE)) return settle(false)
      const flag = database.transaction(FLAG_STORE).objectStore(FLAG_STORE).get(UNSAVED_KEY)
      flag.addEventListener('success', () => settle(flag.result === UNSAVED_YES))
      flag.addEventListener('error', () => settle(false))
    })
  })
}

/** A copy that is open in another tab goes when that tab lets go of it: nobody waits for that. */
function deleteStore(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.addEventListener('success', () => resolve())
    request.addEventListener('blocked', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('the copy was not deleted')))
  })
}
