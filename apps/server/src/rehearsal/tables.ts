import type { REHEARSAL_STATES } from '@tablee/contract'

/** Tables of this feature. */
export interface RehearsalTables {
  /** The latest rehearsal of a board: nothing of the copy, only how far it is and what it came to. */
  rehearsal: {
    board_id: string
    cohort_id: string
    /** Made for every one anew. */
    id: string
    state: (typeof REHEARSAL_STATES)[number]
    people: number
    steps: number
    /** Steps that are over. */
    steps_done: number
    /** 1 once somebody asked it to stop. */
    stop_asked: number
    started_at: string
    /** The process that runs it says so every second: one that was killed falls silent. */
    alive_at: string
    /** JSON of `rehearsalReportSchema`; null until it is done. */
    report: string | null
  }
}
