import type { CellValue, ColumnType, ItemSource, Lang, ScoreSummary, ZoneKind } from '@tablee/board'

/** What `format` says in a JSON export. */
export const EXPORT_FORMAT = 'tablee-board'
/** Version of the JSON export; a reader of version 1 understands every file that says 1, whatever fields are added. */
export const EXPORT_VERSION = 1

/**
 * One board as every format tells it, in one language: read once, so that each has the same words, numbers and order.
 * It is the JSON export as it stands (README.md beside this). It names nobody who wrote a note; comments keep their signatures.
 */
export interface ExportDocument {
  format: typeof EXPORT_FORMAT
  version: typeof EXPORT_VERSION
  lang: Lang
  board: ExportHead
  method: { id: string; version: string; title: string; purpose: string }
  /** SHA-256, hexadecimal, of the canonical JSON of method, zones, unplaced and links: the same content, the same hash. */
  hash: string
  /** In the order of the method. */
  zones: ExportZone[]
  /** What lies in no zone. */
  unplaced: ExportItem[]
  /** Arrows that no link zone claims. */
  links: ExportLink[]
  /** What was said of its notes and zones; not part of the hash. Left out where there is nothing, and of a snapshot. */
  comments?: ExportComment[]
}

/** Something said of a note or a zone. */
export interface ExportComment {
  /** The note, or the zone, that it is about. */
  targetId: string
  kind: 'comment' | 'help' | 'later'
  /** Null when she did not sign. */
  author: string | null
  text: string
  resolved: boolean
}

/** Which board, and as of when. */
export interface ExportHead {
  id: string
  title: string
  /** Null for a board of the whole cohort. */
  organisation: string | null
  cohort: string
  /** The name of the snapshot that it was read from; null for the board as it stood at `at`. */
  snapshot: string | null
  /** ISO 8601 in UTC. */
  at: string
}

/** One zone and all that is in it. */
export interface ExportZone {
  id: string
  title: string
  prompt: string
  kind: ZoneKind
  /** False when a coach took it off the board. */
  onBoard: boolean
  /** Zones of one row of the board share a number, from 0 at the top; the PDF gives each its own page. */
  group: number
  columns: ExportColumn[]
  /** What notes here say from tables that they were in before, in a zone without columns; left out where there is nothing. */
  carried?: ExportColumn[]
  /** Directions that places in this zone speak of. */
  axes: { id: string; label: string }[]
  lanes: { id: string; label: string }[]
  clusters: { id: string; name: string }[]
  /** The one text of a text zone. */
  text: string | null
  /** Lane by lane, in each cluster by cluster, in each as one reads. */
  items: ExportItem[]
  links: ExportLink[]
  result: ExportResult | null
  /** A ballot is open: its totals are nobody's yet. */
  voting: boolean
}

/** What stands in one place of every row. */
export interface ExportColumn {
  id: string
  label: string
  type: ColumnType
}

/** One note. */
export interface ExportItem {
  id: string
  /** Counts from 1 in its zone. */
  number: number
  title: string
  text: string
  lane: string | null
  cluster: string | null
  /** By column id, of `columns` and `carried` of its zone. */
  cells: Record<string, ExportCell>
  /** By axis id: the words for its place. */
  position: Record<string, string>
  /** Ids of required columns without a value. */
  missing: string[]
  votes: number | null
  rank: Rank | null
  source: ItemSource | null
  /** What its colour stands for; left out where it stands for nothing. */
  colour?: string
}

/** A place by votes; what has as many votes as another shares its rank. */
export interface Rank {
  place: number
  tied: boolean
}

/** One cell: its kind, its value as it is kept, and the words for it. */
export interface ExportCell {
  kind: CellValue['kind']
  value: string | number | null
  label: string
}

/** An arrow from one item to another. */
export interface ExportLink {
  id: string
  from: { id: string; title: string }
  to: { id: string; title: string }
  /** Id of its label among the terms of the zone. */
  term: string | null
  label: string
}

/** Voices, the devices that they came from where those are fewer, and whose voices, if not people's. */
interface Turnout {
  voters: number
  ballots?: number
  voter?: 'organisation'
}

/** What a closed ballot came to. */
export type ExportResult =
  /** `budget` and `perItem`: dots of each voter, and at most so many for one line, where that is known. */
  | (Turnout & { kind: 'dots'; budget?: number; perItem?: number })
  | (Turnout & { kind: 'choice'; choices: { id: string; label: string; votes: number; rank: Rank }[] })
  | (Turnout & { kind: 'scores'; scores: ({ id: string; label: string } & ScoreSummary)[] })
