import type {
  ContentItem,
  DrawnBox,
  Extract,
  Finding,
  GroupBoard,
  GroupZone,
  ItemLink,
  ItemPair,
  Lang,
  LocalisedText,
  Method,
  OpenBallot,
  TldrawContent,
  ZoneKind,
} from '@tablee/board'
import type { RehearsalReport } from '@tablee/board/rehearsal'
import type { StepTime } from '@tablee/board/script'
import type { ExportFormat, PackFile } from '@tablee/contract'
import type { ZoneTakes } from '../boards/room-in-zone.ts'
import type { BoardRow } from '../boards/store.ts'
import type { Verified, VerifyOrder } from '../cases/verify/verify-files.ts'
import type { ExportedNote } from '../erasure/export/person-notes.ts'
import type { PersonWords } from '../erasure/person-words.ts'
import type { ExportComment, ExportHead } from '../exports/document/export-document.ts'
import type { BoardAuthors } from '../extracts/find-authors.ts'
import type { Outcomes } from '../packs/outcomes.ts'
import type { Pack } from '../packs/pack.ts'
import type { CaseFilesOrder, MadeCaseFiles } from '../publication/files/case-files-job.ts'
import type { BoardWords } from '../search/board-words.ts'
import type { NamesRead } from './names-job.ts'
import type { PackedBytes } from './packed-bytes.ts'

/** What a board says at one moment, ready to be kept. */
interface ReadBoard {
  /** Canonical JSON of the `BoardSnapshot`. */
  content: string
  /** SHA-256 of the content, hexadecimal. */
  hash: string
  template: string
  templateVersion: string
  items: number
}

/** What is drawn, and how. */
export interface Drawing {
  /**
   * JSON of an object with the board's `records`, or of a whole snapshot, which brings its method and results along: text
   * changes threads faster than thousands of objects.
   */
  content: string
  lang: Lang
  title?: string
  desc?: string
  /** What the board was made from: with it, zones show their lanes and lists, and notes their cells. */
  method?: Method
  /** Results and the like, by their key in the board's facts. */
  facts?: Readonly<Record<string, unknown>>
  /** The day that time axes are drawn for, as an ISO date. */
  today?: string
  /** Where the unpacked fonts are kept. */
  fontFolder: string
}

/** A zone with what is in it. */
export interface DrawnZone {
  id: string
  label: LocalisedText
  kind: ZoneKind
  count: number
  /** How many lack a required column. */
  unfinished: number
  /** `none` also when it is not on the board. */
  takes: ZoneTakes
  /** How many more it takes; null when it has no bound. */
  left: number | null
}

/** How often each term of a column was chosen. */
export interface TermFrequencies {
  id: string
  label: LocalisedText
  terms: { id: string; label: LocalisedText; count: number }[]
}

/** What a board's method draws from it. */
export interface DrawnBoard {
  templateId: string
  templateVersion: string
  /** Every zone of the method, with what is in it. */
  zones: DrawnZone[]
  extract: Extract
  /** The same in words, with the notes that each number means. */
  findings: Finding[]
  /** The names of what is drawn, where it has one; an indicator holds no free text. */
  labels: { id: string; label: LocalisedText; indicator: boolean }[]
  /** How often each term was chosen, where that is an indicator; words that were typed are not among them. */
  frequencies: TermFrequencies[]
  /** Everything written, zone by zone. */
  items: ContentItem[]
}

/** What can be voted on in a zone of a board, as it stands. */
export interface BallotZone {
  kind: OpenBallot['kind']
  /** The keys that may be named now. */
  lines: string[]
  /** The method gives the lines, so they stay what they are. */
  isFixed: boolean
  /** Items that lie in the zone. */
  items: number
  scale: { min: number; max: number } | null
  /** Each person answers for herself, and nobody for her organisation. */
  perRespondent: boolean
}

/** Which board is exported, and into what. */
export interface ExportOrder {
  /** The board's updates, or the content of a snapshot as it is kept. */
  from: { updates: PackedBytes } | { content: string }
  head: ExportHead
  comments: readonly ExportComment[]
  format: ExportFormat
  lang: Lang
  /** Where the unpacked fonts are kept. */
  fontFolder: string
}

/** Files by their names, in one order. */
interface PackedFiles {
  names: string[]
  files: PackedBytes
}

/** Which board is rehearsed, with how many people. */
interface RehearsalTakes {
  board: Pick<BoardRow, 'id' | 'title' | 'template'>
  updates: PackedBytes
  people: number
  /** The moment at which it begins, in ms since 1970. */
  nowMs: number
  /** How long its steps are meant to take together, in ms; where it stands is said in `stepsDone`, which both threads see. */
  pace: { meantMs: number; steps: number; stepsDone: Int32Array }
}

/** What the thread can do: each job with what it takes and what it gives. */
export interface Jobs {
  /** Folds updates into one snapshot, as `foldUpdates`. */
  fold: { takes: PackedBytes; gives: { parts: PackedBytes; stateVector: Uint8Array<ArrayBuffer> } }
  /** Reads a board from its updates. */
  read: { takes: PackedBytes; gives: ReadBoard }
  /** Draws from a board what its method declares; `today` is `YYYY-MM-DD`. */
  extract: {
    takes: {
      updates: PackedBytes
      lang: Lang
      today: string
      /** Items whose origin on another board was deleted: they lead to nothing. */
      orphaned: readonly string[]
      /** What an earlier snapshot of the board holds, as it is kept: numbers are compared with it. */
      earlier: string | null
      /** What is known of who writes there: what experts wrote is told apart from what peers did, and for whom. */
      authors: BoardAuthors
    }
    gives: DrawnBoard
  }
  /** Reads what can be voted on in a zone; null when nothing can. */
  ballotZone: { takes: { updates: PackedBytes; zoneId: string }; gives: BallotZone | null }
  /** Reads what the board of a group brings to the collation. */
  groupItems: { takes: { updates: PackedBytes; lang: Lang }; gives: GroupZone[] }
  /** Finds what several groups wrote alike, as `findPairs`. */
  pairs: { takes: { groups: readonly GroupBoard[]; links: readonly ItemLink[] }; gives: ItemPair[] }
  /** Draws a board as SVG. */
  svg: { takes: Drawing; gives: string }
  /** Draws a board as PNG. */
  png: { takes: Drawing; gives: Uint8Array<ArrayBuffer> }
  /** Makes a picture anew from its pixels alone; null for what is none, or too large. */
  image: {
    takes: { file: Uint8Array }
    gives: { png: Uint8Array<ArrayBuffer>; width: number; height: number } | null
  }
  /** Where shapes lie in such a drawing, and the part of the board that it shows; a shape that is not drawn is left out. */
  places: {
    takes: { drawing: Drawing; shapeIds: readonly string[] }
    gives: { picture: DrawnBox; places: ({ shapeId: string } & DrawnBox)[] }
  }
  /** Writes a board as files of one format; null when it holds more than the format can carry. */
  export: { takes: ExportOrder; gives: PackedFiles | null }
  /** Writes one file of a session's pack; null when it holds more than the format can carry. */
  pack: { takes: { pack: Pack; file: PackFile; fontFolder: string }; gives: PackedFiles | null }
  /** How long each step of a board's script took until a moment, in ms since 1970; null when none was started. */
  course: { takes: { updates: PackedBytes; atMs: number }; gives: StepTime[] | null }
  /** Reads plan steps and requests for help, in each of these languages. */
  outcomes: {
    takes: { from: ExportOrder['from']; langs: readonly Lang[] }
    gives: { lang: Lang; outcomes: Outcomes }[]
  }
  /** Plays a board's script with simulated people. It takes minutes, so it is given a thread of its own. */
  rehearsal: { takes: RehearsalTakes; gives: RehearsalReport }
  /** Reads what can be found on a board. */
  index: { takes: PackedBytes; gives: BoardWords }
  /** Reads a `.tldr` file as shapes of one actor; null when it is none. */
  tldraw: { takes: { file: string; by: string }; gives: TldrawContent | null }
  /** Makes the files of a case from its published text. */
  caseFiles: { takes: CaseFilesOrder; gives: MadeCaseFiles }
  /** Reads again what would be published, to the last byte. */
  verify: { takes: VerifyOrder; gives: Verified }
  /** Reads texts for names with a local model. */
  names: { takes: { folder: string; texts: readonly string[] }; gives: NamesRead }
  /** Which records of a board are a person's or speak of her. */
  traces: { takes: { updates: PackedBytes; words: PersonWords; actorId: string }; gives: string[] }
  /** A snapshot without a person, and its hash; null when it says nothing of her. */
  eraseSnapshot: {
    takes: { content: string; words: PersonWords; actorId: string }
    gives: { content: string; hash: string } | null
  }
  /** The notes of one actor on a board, or in a snapshot as it is kept. */
  notesOf: {
    takes: { from: { updates: PackedBytes } | { content: string }; actorId: string }
    gives: ExportedNote[]
  }
  /** Writes SQLite's file anew without what was deleted; false when somebody still reads an older state of it. */
  rewrite: { takes: { file: string }; gives: boolean }
  /** Puts files into one archive. */
  zip: { takes: PackedFiles; gives: Uint8Array<ArrayBuffer> }
}

/** A job by its name. */
export type JobName = keyof Jobs

/** A job on its way to the thread. */
export type JobOrder<Name extends JobName = JobName> = {
  [Each in Name]: { name: Each; takes: Jobs[Each]['takes'] }
}[Name]

/** How it ended. An error is told by its name: of the rest only the text could travel, and it may quote a board. */
export type JobEnd =
  | { ok: true; gives: Jobs[JobName]['gives'] }
  | { ok: false; reason: string; stack: string }

/** What the thread is told when it starts. */
export interface ThreadManners {
  /** Whether the main thread goes first where there are few cores. */
  isBehind: boolean
}
