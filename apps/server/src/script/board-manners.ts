import { metaRoot } from '@tablee/board'
import { currentStep, trustScript } from '@tablee/board/script'
import type { RoomManners } from '@tablee/sync'
import type * as Y from 'yjs'

/** How the step that runs wants the people on its board shown: where they point, and who is behind. Asked in every tick. */
export function mannersOfBoard(doc: Y.Doc): RoomManners {
  const step = currentStep(trustScript(metaRoot(doc)))
  return { hidesCursors: step?.hidesCursors === true, hidesWho: step?.anonymous === true }
}
