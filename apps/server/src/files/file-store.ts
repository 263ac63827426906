/** Bytes under a key, e.g. `snapshots/ab12.png`. Contract suite: `file-store-contract.ts`. */
export interface FileStore {
  /** Keeps the bytes; an existing key is replaced as a whole, never half. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** The bytes, or null when there are none under the key. */
  get(key: string): Promise<Uint8Array | null>
  /** Forgets the key; no error when there is none. */
  delete(key: string): Promise<void>
}

/** Keys are made by the program; anything that could leave the store's folder is a mistake of the program. */
export function assertFileKey(key: string): void {
  if (!/^[a-z0-9_-]+(\/[A-Za-z0-9_-]+)*\/[A-Za-z0-9_-]+\.[a-z0-9]+$/.test(key))
    throw new Error('file key is malformed')
}
