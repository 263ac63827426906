import { inject } from 'vitest'
import { type BackgroundThread, openBackgroundThread } from '../background/background-thread.ts'

/** A thread that runs the program which the global set-up bundled. */
export function openTestBackground(
  limits: { jobTimeoutMs?: number; heapMaxMb?: number } = {},
): BackgroundThread {
  // tests wait for it: behind as many of them as there are cores it would hardly get on
  return openBackgroundThread({
    ...limits,
    program: new URL(inject('backgroundProgram')),
    isBehind: false,
  })
}
