import type {
  COLLATION_LINKS,
  LATE_ARRIVALS,
  WORKSHOP_BOARD_KINDS,
  WORKSHOP_STATES,
  WorkshopPlace,
} from '@tablee/contract'

/** What a board is in its workshop. */
export type WorkshopBoardKind = (typeof WORKSHOP_BOARD_KINDS)[number]

/** Tables of this feature. */
export interface WorkshopTables {
  workshop: {
    id: string
    cohort_id: string
    /** Made by who asked for it: the same key makes one workshop. */
    request_key: string
    title: string
    starts_at: string
    minutes: number
    state: (typeof WORKSHOP_STATES)[number]
    /** Where everybody is expected, and since when. */
    here: WorkshopPlace
    here_at: string
    late_arrivals: (typeof LATE_ARRIVALS)[number]
    /** Grows with everything that its boards are told. */
    revision: number
    created_at: string
    created_by: string | null
  }
  /** A group is its board: who is placed in it sees that board. */
  workshop_board: {
    board_id: string
    workshop_id: string
    kind: WorkshopBoardKind
    /** The group's name; empty for the other kinds. */
    name: string
    position: number
    /** Up to which revision the board's facts say what the workshop is. */
    told_revision: number
    /** The snapshot that the closing takes, from the moment of the closing on. */
    snapshot_id: string | null
    /** JSON of how long each step of its script took, kept at the closing; null before, or when none was run. */
    course: string | null
    /** When the organisation of a coaching board meets its coach; null where nothing is agreed, and on other boards. */
    meets_at: string | null
  }
  /** The group of an organisation; no row while it waits in the plenary. */
  workshop_place: { workshop_id: string; organisation_id: string; board_id: string }
  /** Every organisation that ever was in the group of a board: each has to agree to what comes of it. */
  board_writer: { board_id: string; organisation_id: string }
  /** Who came by the workshop's invitation: her rights are a role on the plenary board and one on her group's. */
  workshop_guest: {
    workshop_id: string
    person_id: string
    organisation_id: string | null
    /** What she wrote about where she comes from, until a coach confirms it; nobody vouches for an organisation beside it. */
    said: string | null
    board_id: string | null
    /** 1 when she waits because a coach said so. */
    held: number
  }
  /** An organisation that waits because a coach said so. */
  workshop_held: { workshop_id: string; organisation_id: string }
  /** An invitation that leads into a workshop; with an organisation it says where the joiner comes from. */
  workshop_invitation: { invitation_id: string; workshop_id: string; organisation_id: string | null }
  /** What a coach said of two items of the collation, each as `boardId/itemId`, the smaller one first. */
  workshop_link: {
    workshop_id: string
    first_item: string
    second_item: string
    link: (typeof COLLATION_LINKS)[number]
  }
  /** Two organisations of a cohort that never share a group, the smaller id first. */
  exclusion: { cohort_id: string; first_id: string; second_id: string }
}
