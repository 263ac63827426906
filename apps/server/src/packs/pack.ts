import type { Lang } from '@tablee/board'
import type { StepTime } from '@tablee/board/script'
import type { ExportComment } from '../exports/document/export-document.ts'
import type { WorkshopBoardKind } from '../workshops/tables.ts'

/** One board of a session as it was when the session was closed. */
export interface PackBoard {
  id: string
  kind: WorkshopBoardKind
  /** The group's name; empty for the other kinds. */
  name: string
  title: string
  organisation: string | null
  /** Canonical JSON of its snapshot. */
  content: string
  /** Null when no script was run on it. */
  course: StepTime[] | null
  comments: ExportComment[]
}

/** A closed session with the boards that one reader may take away. */
export interface Pack {
  title: string
  cohort: string
  /** ISO 8601 in UTC. */
  startsAt: string
  lang: Lang
  boards: PackBoard[]
}
