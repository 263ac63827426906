/** Tables of this feature. */
export interface AttentionTables {
  /** A note as it stood when somebody took it off the board (SPEC.md D1 to D6). */
  deleted_note: {
    board_id: string
    record_id: string
    /** JSON of the record, its words included; empty when its writer has withdrawn it, so that it stays away. */
    record: string
    /** When it was taken away; of a withdrawn one the day alone, since a moment could say who withdrew it. */
    deleted_at: string
    /** Whether its own author took it away. Which other person did is nowhere. */
    own: 0 | 1
  }
}
