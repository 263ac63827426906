import type { BoardSnapshot } from '@tablee/board'
import { writeDocument } from '../exports/document/write-document.ts'
import { outcomesOf } from '../packs/outcomes.ts'
import type { Jobs } from './jobs.ts'
import { readUpdates } from './read-job.ts'

/** Outcomes do not depend on what a file says about itself. */
const HEAD = { id: '', title: '', organisation: null, cohort: '', snapshot: null, at: '' }

/** Reads plan steps and requests for help from a board. */
export function outcomesJob({ from, langs }: Jobs['outcomes']['takes']): Jobs['outcomes']['gives'] {
  // the main thread checked its hash, so it is a BoardSnapshot as it was taken
  const snapshot = 'content' in from ? (JSON.parse(from.content) as BoardSnapshot) : readUpdates(from.updates)
  return langs.map((lang) => ({ lang, outcomes: outcomesOf(writeDocument(snapshot, HEAD, lang)) }))
}
