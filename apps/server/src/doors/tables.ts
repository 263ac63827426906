/** Tables of this feature. */
export interface DoorTables {
  /** The door of a board, or the one door of all boards of a workshop: under the workshop's id then. No row: it is open. */
  door: {
    id: string
    locked: 0 | 1
    /** Since when it is locked; null while it is open. */
    locked_at: string | null
    /** Grows with everything that boards are told. */
    revision: number
  }
  /** A board behind a door that was once locked or shut for somebody. */
  door_board: {
    board_id: string
    door_id: string
    /** Up to which revision the board's facts say how the door stands. */
    told_revision: number
  }
  /** How somebody who does not lead stands at a door. */
  door_pass: {
    door_id: string
    person_id: string
    state: DoorPassState
    /** When she was last seen: entering, while inside to the hour, or knocking. */
    seen_at: string
  }
}

/** Inside; before a locked door; not let in; sent out for good. */
export type DoorPassState = 'inside' | 'waiting' | 'refused' | 'removed'
