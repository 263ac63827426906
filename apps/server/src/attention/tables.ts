/** Tables of this feature. */
export interface AttentionTables {
  /** A note as it stood when somebody took it off the board. Who took it is nowhere. */
  deleted_note: {
    board_id: string
    record_id: string
    /** JSON of the record, its words included. */
    record: string
    deleted_at: string
  }
}
