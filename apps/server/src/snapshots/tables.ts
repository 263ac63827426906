import type { Generated } from 'kysely'

/**
 * A board as it stood at one moment; written once, and only `offered` ever changes, but for the erasure of a person: it
 * is written anew without her, under another hash (`erasure/SPEC.md` S1).
 */
export interface SnapshotTable {
  id: string
  board_id: string
  cohort_id: string
  /** The board's title when the snapshot was taken. */
  board_title: string
  name: string
  /** 1 when it is proposed to the team that writes cases. */
  offered: number
  template_id: string
  template_version: string
  /** Canonical JSON of the whole board (`BoardSnapshot`). */
  content: string
  /** SHA-256 of `content`, hexadecimal. */
  hash: string
  /** How many written things are on it. */
  items: number
  taken_at: string
  /** Null once that person was removed. */
  taken_by: string | null
  /** When somebody was erased from it; null for most. */
  erased_at: Generated<string | null>
}

/** Tables of this feature. */
export interface SnapshotTables {
  snapshot: SnapshotTable
}
