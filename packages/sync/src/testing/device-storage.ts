import { IDBFactory } from 'fake-indexeddb'

/** Gives this process an empty IndexedDB, as a browser's device has one. Returns its undo. */
export function giveDeviceStorage(): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')
  Object.defineProperty(globalThis, 'indexedDB', {
    configurable: true,
    value: new IDBFactory(),
    writable: true,
  })
  return () => {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'indexedDB')
    else Object.defineProperty(globalThis, 'indexedDB', before)
  }
}
