import type { COMMENT_KINDS } from '@tablee/contract'

/** Something said of a note or a zone. */
interface CommentTable {
  /** Made by who wrote it. */
  id: string
  board_id: string
  /** A note, as `shape:…`, or a zone. */
  target_id: string
  /** The first comment of the conversation that it answers in; null for that one itself. */
  thread_id: string | null
  kind: (typeof COMMENT_KINDS)[number]
  /** Null when it was not signed, or she was removed: no row says which. */
  person_id: string | null
  /**
   * `@{actor}` where it names somebody: her name is in no comment, and goes with her. Empty once who began a
   * conversation took back what she said: the answers stay.
   */
  text: string
  /** Of one that was not signed, the hour only. */
  created_at: string
  /** Of the first comment of a conversation. */
  resolved: number
  /** 1 while it is not signed and boards do not count it yet: they do with the next beat. */
  untold: number
}

/** Somebody whom a comment names, and whether she saw it. */
interface CommentMentionTable {
  comment_id: string
  person_id: string
  seen: number
}

/** What a board's facts say of its comments. */
interface CommentToldTable {
  board_id: string
  /** Counts the changes, and up to which of them the facts say so. */
  revision: number
  told_revision: number
}

/** Tables of this feature. */
export interface CommentTables {
  comment: CommentTable
  comment_mention: CommentMentionTable
  comment_told: CommentToldTable
}
