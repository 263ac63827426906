import type { ConsentSpread, POPULATIONS, ROSTER_ENTRY_KINDS } from '@tablee/contract'
import type { Generated } from 'kysely'

/** Tables of this feature. */
export interface CaseTables {
  /** A name that an editor added to a cohort's roster: with its aliases and role class sealed for its row. */
  roster_entry: {
    id: string
    cohort_id: string
    kind: (typeof ROSTER_ENTRY_KINDS)[number]
    sealed: Uint8Array
    created_by: string
    created_at: string
  }
  /** A name that somebody or something in the cohort had before it was changed or removed. */
  former_name: {
    id: string
    cohort_id: string
    kind: (typeof ROSTER_ENTRY_KINDS)[number]
    /** Keyed digest of the name: the same one is kept once. */
    name_key: string
    /** The name, sealed for its row. */
    sealed: Uint8Array
    noted_at: string
    /** Whose name it was; null for a place, and where it was not written down. */
    subject_id: string | null
  }
  /** A case in the making. `draft` is JSON and holds raw names: the case team only. */
  case_draft: {
    id: string
    cohort_id: string
    draft: string
    /** JSON, sealed (`vault/case-decisions.ts`); in clear where nothing is decided yet. */
    decisions: string
    /** Counts changes: a writer who read an older one tries again. */
    revision: number
    /** JSON list: every organisation on whose boards the case rests. */
    organisation_ids: string
    created_by: string
    created_at: string
  }
  /** What an editor answered about a case in the making; private to the case team like its draft. */
  case_check: {
    case_id: string
    /** How many organisations fit the facets that `population_for` names; null when nobody answered. */
    population: (typeof POPULATIONS)[number] | null
    population_for: string | null
    /** Why many fit although few are known. */
    reason: string
    /** JSON: the answer to each link by its key. */
    links: string
  }
  /** What readers read. A withdrawn case keeps its address, so that nothing else is ever found there. */
  case_publication: {
    case_id: string
    /** Says nothing any more once withdrawn. */
    slug: string
    /** What the address of a withdrawn case is found by: `slugKeyOf`. */
    slug_key: string | null
    /** The same of the address at which everybody could read what is for few readers by now. */
    public_key: Generated<string | null>
    /** The document's random id: names its pictures, also when they are to be deleted after it. */
    document_id: string
    version: number
    /** JSON, read by `readPublishedCase`; null once withdrawn. */
    document: string | null
    published_by: string
    published_at: string
    withdrawn_at: string | null
    /** The library's revision with which it was published or withdrawn. */
    changed_revision: number
    /** Whether its organisation wanted its own name. */
    naming: 'named' | 'pseudonym'
    /** Who reads it: everybody, or who is signed in and takes part in its cohort or programme. */
    spread: Generated<ConsentSpread>
    /** JSON list of the tags that enter counts and are said nowhere. */
    counted: string
    /** The rules and names that its files were last read with: `readWith`; empty for those from before there were any. */
    read_with: Generated<string>
    /** JSON list of the files and kinds that were found with them since it is public. */
    found_since: Generated<string>
  }
  /** A case that is counted and not told: its organisations want to be in the figures only. `tags` is a JSON list. */
  case_count: {
    case_id: string
    tags: string
    year: number
  }
  /** A file of a public case, made at its publication. */
  case_artefact: {
    document_id: string
    name: string
    /** SHA-256, hexadecimal. */
    hash: string
    bytes: number
  }
  /** Who is called what in a case in the making, sealed; gone once it is public, or when nobody has touched it for long. */
  case_vault: {
    case_id: string
    sealed: Uint8Array
    kept_at: string
  }
  /** A picture that may enter a case, as pixels alone; what else is known of it stands in the draft. */
  case_image: {
    case_id: string
    id: string
    png: Uint8Array
    /** The drawing with its words, as SVG: what is read of pixels that were drawn; null for a file. */
    said: string | null
  }
  /** A document whose files are to be deleted from a moment on. */
  file_purge: {
    document_id: string
    not_before: string
  }
}
