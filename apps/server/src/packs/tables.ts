/** Something that a closed session decided; it stays until a later one ticks it off. */
interface WorkshopActionTable {
  board_id: string
  item_id: string
  workshop_id: string
  position: number
  text: string
  /** JSON of a localised text: who does it; empty where nobody is named. */
  who: string
  /** ISO date, or as much of one as is known; empty for none. */
  due: string
  /** The session in which it was ticked off; null while it is open. */
  done_in: string | null
}

/** Tables of this feature. */
export interface PackTables {
  workshop_action: WorkshopActionTable
}
