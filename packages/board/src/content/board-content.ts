import type { ZoneDefinition } from '../method.ts'
import type { ZoneArea } from '../zones.ts'
import type { CarriedCell } from './carried-cells.ts'
import type { Cells } from './cells.ts'
import type { Curtain } from './curtains.ts'
import type { Lane } from './lanes.ts'
import type { OpenBallot, ZoneResult } from './results.ts'

/** What the canvas, the table and the outline all show, and what is extracted and exported: one reading of a board. */
export interface BoardContent {
  /** Every zone of the method in its order, found on the board or not. */
  zones: ZoneContent[]
  /** What lies in no zone, in reading order. */
  unplaced: ContentItem[]
  /** Arrows between items that no link zone claims. */
  links: ContentLink[]
}

/** One zone and what is in it, in reading order. */
export interface ZoneContent {
  zone: ZoneDefinition
  /** Null when a coach removed the zone from the board. */
  area: ZoneArea | null
  items: ContentItem[]
  /** From left to right; empty for a zone without lanes. */
  lanes: Lane[]
  /** The named frames that lie in the zone. */
  clusters: Cluster[]
  /** What a link zone holds: arrows lie on the whole board. */
  links: ContentLink[]
  /** The one text of a `text` zone; null for every other kind. */
  sheet: Sheet | null
  result: ZoneResult | null
  ballot: OpenBallot | null
  /** What people write here is hidden until it is lifted. */
  curtain: Curtain | null
}

/** One note, or another shape with a text. */
export interface ContentItem {
  id: string
  zoneId: string | null
  /** All that is written on it, line breaks kept. */
  text: string
  /** What stands for it in a list: the main column of a row, else the text. */
  title: string
  /** Counts from 0 in its zone. */
  order: number
  laneId: string | null
  clusterId: string | null
  /** By column id; empty outside of table and date zones. */
  cells: Cells
  /** What it says from a table that it was in before, in a zone without columns. */
  carried?: readonly CarriedCell[]
  /** What its zone says about it: a term for axes of the method. */
  position: Readonly<Record<string, string>>
  /** Required columns without a value. */
  missing: string[]
  /** Dots of a closed ballot. */
  votes: number | null
  /** Where it was taken from. */
  source: ItemSource | null
  /** The actor who wrote it; null for what the server made. */
  by: string | null
  /** What she is on the board, where the reader knows it. */
  author?: AuthorKind
  /** Where she comes from, where the reader knows it. */
  organisation?: AuthorOrganisation
  /** Of a note, as the canvas calls it; null for other shapes. */
  colour: string | null
}

/** What who wrote an item is on its board: somebody who was asked for what she knows, or one of those who take part. */
export type AuthorKind = 'peer' | 'expert'

/** The organisation of who wrote an item. */
export interface AuthorOrganisation {
  id: string
  name: string
}

/** The item of another board that an item was taken from. */
export interface ItemSource {
  boardId: string
  itemId: string
}

/** A named frame that gathers notes. */
export interface Cluster {
  id: string
  name: string
}

/** An arrow between two items. `term` is the label's id in the zone's choice set, when it has one. */
export interface ContentLink {
  id: string
  from: string
  to: string
  term: string | null
  label: string
}

/** The one shared text of a `text` zone. */
export interface Sheet {
  id: string
  text: string
}
