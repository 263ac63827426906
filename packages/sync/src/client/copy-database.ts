/** How the names of all databases with offline copies begin. */
const COPY_PREFIX = 'tablee:'

/** Where the names of this device's copies stand, in the page's storage. */
const NAMES_KEY = 'tablee-copies'

/** Where a copy keeps the document: updates, in the order of their keys. */
export const UPDATE_STORE = 'updates'
/** Where a copy keeps what is known beside the document. */
export const FLAG_STORE = 'custom'
/** The flag that names the epoch of the room. */
export const EPOCH_KEY = 'epoch'
/** How the flags begin that say that a page's edits were never confirmed; what follows is the page's own. */
export const UNSAVED_PREFIX = 'unsaved'

/** The database of one room and one person: on a shared computer nobody sends another's offline edits. */
export function copyName(room: string, owner: string): string {
  return owner === '' ? `${COPY_PREFIX}${room}` : `${COPY_PREFIX}${owner}:${room}`
}

/**
 * Opens a copy's database, which is made when there is none.
 * @throws what the browser says when it does not open one
 */
export function openCopy(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(UPDATE_STORE, { autoIncrement: true })
      request.result.createObjectStore(FLAG_STORE)
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the copy does not open')))
  })
}

/** Deletes a copy. One that is open in another tab goes when that tab lets go of it: nobody waits for that. */
export function deleteCopy(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    const gone = () => {
      writeNames(writtenNames().filter((other) => other !== name))
      resolve()
    }
    request.addEventListener('success', gone)
    request.addEventListener('blocked', gone)
    request.addEventListener('error', () => reject(request.error ?? new Error('the copy was not deleted')))
  })
}

/** Writes down that there is such a copy: Firefox before 126 does not tell which databases there are. */
export function rememberCopy(name: string): void {
  const names = writtenNames()
  if (!names.includes(name)) writeNames([...names, name])
}

/** The names of all copies on this device. */
export async function copyNames(): Promise<string[]> {
  const listed = 'databases' in indexedDB ? await indexedDB.databases().catch(() => []) : []
  const names = listed.flatMap(({ name }) => name ?? []).filter((name) => name.startsWith(COPY_PREFIX))
  return [...new Set([...names, ...writtenNames()])]
}

function writtenNames(): string[] {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(NAMES_KEY) ?? '[]')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    // Some private windows have no storage; what another page wrote there is no list.
    return []
  }
}

function writeNames(names: readonly string[]): void {
  try {
    if (names.length === 0) localStorage.removeItem(NAMES_KEY)
    else localStorage.setItem(NAMES_KEY, JSON.stringify(names))
  } catch {
    // Then only a browser that lists its databases forgets them.
  }
}
