import type { FoldUpdates } from '@tablee/sync'
import type { BackgroundThread } from './background-thread.ts'
import { packBytes, transferOf, unpackBytes } from './packed-bytes.ts'

/** Folds updates beside the main thread; the caller's bytes stay its own. */
export function foldInBackground(background: BackgroundThread): FoldUpdates {
  return async (updates) => {
    const { parts, stateVector } = await background.run('fold', () => {
      const takes = packBytes(updates)
      return { takes, transfer: transferOf(takes) }
    })
    return { parts: unpackBytes(parts), stateVector }
  }
}
