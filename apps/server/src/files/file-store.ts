/** Bytes under a key, e.g. `snapshots/ab12.png`. Contract suite: `file-store-contract.ts`. */
export interface FileStore {
  /** Keeps the bytes; an existing key is replaced as a whole, never half. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** The bytes, or null when there are none under the key. */
  get(key: string): Promise<Uint8Array | null>
  /** Forgets the key; no error when there is none. */
  delete(key: string): Promise<void>
  /** Forgets every key under a folder, e.g. `snapshots/ab12`, and what a crash left half written there. */
  deleteFolder(folder: string): Promise<void>
}

/** Keys are made by the program; anything that could leave the store's folder is a mistake of the program. */
export function assertFileKey(key: string): void {
  if (!/^[a-z0-9_-]+(\/[A-Za-z0-9_-]+)*\/[A-Za-z0-9_-]+\.[a-z0-9]+$/.test(key))
    throw new Error('file key is malformed')
}

/** The same for what keys have in common: two parts at least, so that no feature's whole folder is named by mistake. */
export function assertFileFolder(folder: string): void {
  if (!/^[a-z0-9_-]+(\/[A-Za-z0-9_-]+)+$/.test(folder)) throw new Error('file folder is malformed')
}
