/** Why a change was not kept; the browser has a sentence for each. */
export type RefusalCode =
  | 'read_only'
  | 'furniture'
  | 'not_yours'
  | 'author_forged'
  | 'schema'
  | 'rich_text'
  | 'record_too_large'
  | 'too_many_records'
  | 'board_too_large'
  | 'image_source'
  | 'unknown_root'
  | 'document_record'
  | 'server_field'
  | 'zone_full'
  | 'zone_locked'
  | 'zone_holds_one_text'
  | 'zone_curtained'
  | 'links_full'
  | 'cell_unknown'
  | 'cell_value'
  | 'cell_scale'
  | 'cell_required'
  | 'step_no_writing'
  | 'step_no_moving'
  | 'step_zone_closed'

/** One record whose change was written back. `recordId` never holds text that a peer made up. */
export interface Refusal {
  recordId: string
  code: RefusalCode
  /** It was refused because of what others have on the board. */
  blameless?: true
}

/** What somebody may do on a board: a coach everything, a writer her own things, a viewer nothing. */
export type BoardRole = 'coach' | 'writer' | 'viewer'

/** Who made a change: an id that stands for one person on one board, and her role there. */
export interface BoardAuthor {
  actorId: string
  role: BoardRole
  /** She leads the workshop: what a step lets participants do does not bind her. A coach always does. */
  leads?: boolean
}
