import { metaRoot } from '@tablee/board'
import { readScript, stepTimes } from '@tablee/board/script'
import type { Jobs } from './jobs.ts'
import { openBoard } from './open-board.ts'

/** Reads how long each step of a board's script took. */
export function courseJob({ updates, atMs }: Jobs['course']['takes']): Jobs['course']['gives'] {
  const doc = openBoard(updates)
  try {
    return stepTimes(readScript(metaRoot(doc)), atMs)
  } finally {
    doc.destroy()
  }
}
