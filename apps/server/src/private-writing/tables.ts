import type { HELD_STATES } from './store.ts'

/** One curtain before a zone of a board. */
interface CurtainTable {
  id: string
  board_id: string
  zone_id: string
  /** JSON of the zone's definition when it was drawn: what its notes are held to. */
  zone: string
  anonymous: number
  /** `reading` while who leads reads anonymous notes; `lifting` from the decision until the board has the notes. */
  state: 'drawn' | 'reading' | 'lifting' | 'lifted'
  /** How many notes the zone still took when it was drawn; null when it has no bound. */
  room: number | null
  /** How many hidden notes the board's facts speak of. */
  hidden_told: number
  /** Counts the changes of this row, and up to which of them the board's facts say so. */
  revision: number
  told_revision: number
  drawn_at: string
}

/** One private note. No row of an anonymous one says who wrote it or when (SPEC.md A1). */
interface PrivateNoteTable {
  curtain_id: string
  /** Random, made by the writer's device. */
  id: string
  /** SHA-256 of the key of an anonymous note; null for a named one. */
  key_hash: string | null
  /** Who wrote a named note; null for an anonymous one. */
  person_id: string | null
  /** Empty once it is on the board, or removed. */
  text: string
  /** JSON by column id. */
  cells: string
  revision: number
  /** `revealing` from the decision until the board has it. */
  state: (typeof HELD_STATES)[number]
  /** Under which id it comes on the board: random, decided before it does. */
  record_id: string | null
}

/** Tables of this feature. */
export interface PrivateWritingTables {
  curtain: CurtainTable
  private_note: PrivateNoteTable
}
