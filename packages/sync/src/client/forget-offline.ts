import { copyName, copyNames, deleteCopy, FLAG_STORE, UNSAVED_PREFIX } from './copy-database.ts'

/** What a flag of before held when nothing was unsaved. */
const OLD_SAVED = 'no'

/** Deletes a room's offline copy, for example when the server can take no more of it. */
export async function forgetOffline(room: string, owner = ''): Promise<void> {
  if (typeof indexedDB !== 'undefined') await deleteCopy(copyName(room, owner))
}

/** Whether a copy on this device holds edits that the server never confirmed: to be asked before forgetting all. */
export async function hasUnsavedOffline(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  const flags = await Promise.all((await copyNames()).map(isUnsaved))
  return flags.includes(true)
}

/** Deletes the offline copies of all rooms on this device: at sign-out nothing of the boards stays behind. */
export async function forgetAllOffline(): Promise<void> {
  if (typeof indexedDB === 'undefined') return
  await Promise.all((await copyNames()).map(deleteCopy))
}

/** Whether a flag of a copy says that some page's edits were never confirmed. */
export function isUnsavedFlag(key: IDBValidKey, value: unknown): boolean {
  return typeof key === 'string' && key.startsWith(UNSAVED_PREFIX) && value !== OLD_SAVED
}

/** Reads one copy's flags; a copy that does not open or has no flags has nothing to lose that could be told. */
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
      const cursor = database.transaction(FLAG_STORE).objectStore(FLAG_STORE).openCursor()
      cursor.addEventListener('error', () => settle(false))
      cursor.addEventListener('success', () => {
        const flag = cursor.result
        if (flag === null) settle(false)
        else if (isUnsavedFlag(flag.key, flag.value)) settle(true)
        else flag.continue()
      })
    })
  })
}
