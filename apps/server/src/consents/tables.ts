import type {
  CaseAct,
  ConsentAnswer,
  ConsentLevel,
  ConsentStatement,
  READING_VERDICTS,
} from '@tablee/contract'

/** Tables of this feature. `case_id` is empty where an organisation answers before any case. */
export interface ConsentTables {
  /** A way to answer without an account; its token is stored nowhere. */
  consent_link: {
    id: string
    cohort_id: string
    organisation_id: string
    case_id: string
    nonce: string
    created_by: string | null
    created_at: string
    expires_at: string
    revoked_at: string | null
  }
  /** What organisations answered. Rows are only ever added: the highest position is what holds. */
  consent_statement: {
    id: string
    cohort_id: string
    organisation_id: string
    case_id: string
    /** Decides which answer is the last one; never the clock. */
    position: number
    state: ConsentAnswer['state']
    level: ConsentLevel | null
    spread: ConsentStatement['spread']
    /** JSON list of `CONSENT_TOPICS`. */
    topics: string
    /** JSON of `sealedWordsSchema`, sealed for this row. */
    sealed: Uint8Array
    /** SHA-256 of the text that was agreed to. */
    text_hash: string | null
    way: ConsentStatement['way']
    person_id: string | null
    link_id: string | null
    stated_at: string
  }
  /** That somebody read a text in full, and what she found. */
  case_reading: {
    case_id: string
    person_id: string
    text_hash: string
    verdict: (typeof READING_VERDICTS)[number]
    read_at: string
  }
  /** Whoever changed a draft: she is not its second reader. */
  case_hand: { case_id: string; person_id: string }
  /** What was decided, without a word of it. Outlives the case. `facts` is JSON of `caseLogFactsSchema`. */
  case_log: {
    id: string
    cohort_id: string
    case_id: string
    act: CaseAct
    person_id: string | null
    facts: string
    at: string
  }
}
