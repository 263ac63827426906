import type { RETENTION_ACTS } from '@tablee/contract'

/** Tables of this feature. */
export interface RetentionTables {
  /** How long the raw boards of a cohort are kept; no row: nobody said when it ended. */
  retention: {
    cohort_id: string
    /** The day of its last session, `YYYY-MM-DD`. */
    ended_on: string | null
    /** Months after that; null: as its programme says. */
    keep_months: number | null
    paused_at: string | null
    /** Why nothing is erased for now; empty while it is not paused. */
    pause_reason: string
    /** When its raw boards were erased. */
    erased_at: string | null
  }
  /** How long the raw boards of its cohorts are kept; no row: as the instance says. */
  programme_retention: { programme_id: string; keep_months: number }
  /** What was decided, without a word of anybody. `facts` is JSON of `retentionFactsSchema`. */
  retention_log: {
    id: string
    cohort_id: string
    act: (typeof RETENTION_ACTS)[number]
    person_id: string | null
    facts: string
    at: string
  }
}
