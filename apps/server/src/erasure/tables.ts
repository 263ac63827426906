/** Tables of this feature. */
export interface ErasureTables {
  /** Something that is being erased, or was (SPEC.md). */
  erasure: {
    id: string
    /** A person; the raw boards of a cohort; or only what is left of something in the database's pages. */
    kind: 'person' | 'cohort' | 'pages'
    /**
     * `working`: rows, boards and snapshots are being gone through. `cleaning`: nothing reads it any more, and the
     * database's pages still hold it. `done`: nothing of it is in the data folder.
     */
    state: 'working' | 'cleaning' | 'done'
    /** Sealed JSON of whom or what is looked for; null once it has been found everywhere. */
    subject: Uint8Array | null
    /** Null when she asked herself, or whoever asked was removed. */
    asked_by: string | null
    asked_at: string
    done_at: string | null
    /** JSON of `erasureCountsSchema`: numbers only. */
    counts: string
  }
  /** A published case in whose text somebody's name stands who was erased. */
  erasure_case: { erasure_id: string; case_id: string }
}
