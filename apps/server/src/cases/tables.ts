import type { ROSTER_ENTRY_KINDS } from '@tablee/contract'

/** Tables of this feature. */
export interface CaseTables {
  /** A name that an editor added to a cohort's roster. `aliases` is a JSON list. */
  roster_entry: {
    id: string
    cohort_id: string
    kind: (typeof ROSTER_ENTRY_KINDS)[number]
    name: string
    aliases: string
    role_class: string | null
    created_by: string
    created_at: string
  }
  /** A name that somebody or something in the cohort had before it was changed or removed. */
  former_name: {
    id: string
    cohort_id: string
    kind: (typeof ROSTER_ENTRY_KINDS)[number]
    name: string
    noted_at: string
  }
  /** A case in the making. `draft` and `decisions` are JSON and hold raw names: the case team only. */
  case_draft: {
    id: string
    cohort_id: string
    draft: string
    decisions: string
    /** Counts changes: a writer who read an older one tries again. */
    revision: number
    /** When and by whom it was stated that the organisation agreed. */
    consent_at: string | null
    consent_by: string | null
    /** SHA-256 of the text that she agreed to. */
    consent_hash: string | null
    created_by: string
    created_at: string
  }
  /** What the public reads. A withdrawn case keeps its address, so that nothing else is ever found there. */
  case_publication: {
    case_id: string
    slug: string
    /** The document's random id: names its pictures, also when they are to be deleted after it. */
    document_id: string
    version: number
    /** JSON of `publishedCaseSchema`; null once withdrawn. */
    document: string | null
    published_by: string
    published_at: string
    withdrawn_at: string | null
  }
}
