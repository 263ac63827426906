import { foldUpdates } from '@tablee/sync'
import type { Jobs } from './jobs.ts'
import { packBytes, unpackBytes } from './packed-bytes.ts'

/** Folds updates, as `foldUpdates` does. */
export function foldJob(updates: Jobs['fold']['takes']): Jobs['fold']['gives'] {
  const { parts, stateVector } = foldUpdates(unpackBytes(updates))
  return { parts: packBytes(parts), stateVector: Uint8Array.from(stateVector) }
}
