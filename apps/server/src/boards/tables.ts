import type { BOARD_STATUSES } from '@tablee/contract'

/** One board; what is on it is in its room, under the same id. */
interface BoardTable {
  id: string
  cohort_id: string
  /** Null for a plenary board of the whole cohort. */
  organisation_id: string | null
  title: string
  /** 1 when the board was renamed and its document does not say so yet (`title-facts.ts`). */
  title_untold: number
  /** Random; makes the actor ids of this board (`actor.ts`). Not the instance's key: losing that one must not make people's notes somebody else's. */
  actor_key: string
  status: (typeof BOARD_STATUSES)[number]
  template_id: string
  template_version: string
  template_family: string
  /** JSON of a localised text: the method's name as it was when the board was made. */
  template_title: string
  /** Up to which form its content was brought (`upgrade-old-board.ts`); 0 for boards older than that. */
  content_form: number
  created_at: string
  /** Null when the account was removed. */
  created_by: string | null
}

/** Tables of this feature. */
export interface BoardTables {
  board: BoardTable
}
