import { isBallotOpen, metaRoot, readCurtains } from '@tablee/board'
import { currentStep, trustScript } from '@tablee/board/script'
import type { RoomManners } from '@tablee/sync'
import type * as Y from 'yjs'

/**
 * How the step that runs, the curtains that hang and the votes that are open want the people on a board shown: where they
 * point, and who is behind. Asked in every tick.
 */
export function mannersOfBoard(doc: Y.Doc): RoomManners {
  const facts = metaRoot(doc)
  const step = currentStep(trustScript(facts))
  const curtains = Object.values(readCurtains(facts))
  return {
    hidesCursors: step?.hidesCursors === true || curtains.length > 0 || isBallotOpen(facts),
    hidesWho: step?.anonymous === true || curtains.some(({ anonymous }) => anonymous),
  }
}
