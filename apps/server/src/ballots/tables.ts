import type { BALLOT_KINDS, BallotVoter } from '@tablee/contract'

/** One ballot on a zone of a board. */
interface BallotTable {
  id: string
  board_id: string
  /** The zone that it is about, or the first of several. */
  zone_id: string
  /** JSON array of all its zones, in the method's order, where they are several. */
  zone_ids: string | null
  kind: (typeof BALLOT_KINDS)[number]
  state: 'open' | 'closed'
  /** Who has one ballot: each person, or each organisation. */
  voter: BallotVoter
  /** Dots of one person, and the most of them on one item; null where dots are not counted or not bounded. */
  budget: number | null
  per_item: number | null
  scale_min: number | null
  scale_max: number | null
  /** JSON array of the keys that may be named, where the method gives them; null where the board's items do. */
  keys: string | null
  /** JSON of a `ZoneResult`, or of one for each zone by its id where they are several; null while it is open. */
  result: string | null
  /** Counts the changes of this row, and up to which of them the board's facts say so. */
  revision: number
  told_revision: number
  opened_at: string
  closed_at: string | null
}

/** What one person or organisation gave in one ballot, or somebody who leads for people without a device. */
interface BallotCastTable {
  ballot_id: string
  /** Stands for whoever gave it in this ballot (`respondent.ts`): no row says who voted. */
  respondent: string
  /** JSON of her votes by key. */
  votes: string
  /** How many people's voices these are. */
  voices: number
}

/** Tables of this feature. */
export interface BallotTables {
  ballot: BallotTable
  ballot_cast: BallotCastTable
}
