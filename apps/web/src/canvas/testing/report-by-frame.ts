import { afterAll, beforeAll } from 'vitest'

declare global {
  /** Read by tldraw, once for every report of a store. */
  var __FORCE_RAF_IN_TESTS__: boolean | undefined
}

/**
 * Makes the stores of this file's tests report changes on the next frame as in a browser, not at once as tldraw does in
 * tests. Files share their modules and globals: those after this one get tldraw's own way back.
 */
export function reportByFrame(): void {
  beforeAll(() => {
    globalThis.__FORCE_RAF_IN_TESTS__ = true
  })
  afterAll(() => {
    globalThis.__FORCE_RAF_IN_TESTS__ = undefined
  })
}
