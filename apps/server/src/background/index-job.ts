import { indexBoard } from '../search/index-board.ts'
import type { Jobs } from './jobs.ts'
import { readUpdates } from './read-job.ts'

/** Reads what can be found on a board. */
export function indexJob(updates: Jobs['index']['takes']): Jobs['index']['gives'] {
  return indexBoard(readUpdates(updates))
}
