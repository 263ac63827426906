import type { Lang } from '@tablee/board'

/** Tables of the library; what it reads of each case stands with the publication. */
export interface LibraryTables {
  /** One row: raised in every transaction that publishes or withdraws. It never leaves the server. */
  library_state: { id: number; revision: number }
  /** What editors wrote of a stake in a language. `bullets` is a JSON list. */
  stake_synthesis: {
    stake: string
    lang: Lang
    bullets: string
    written_at: string
    /** The names and rules that it was read with; empty while it was not read, and shown to nobody. */
    read_with: string
    /** JSON list of kinds: what identifies somebody in it. Shown to nobody while there is one. */
    found: string
  }
}
