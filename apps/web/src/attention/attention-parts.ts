import type { RoomClient } from '@tablee/sync/client'
import type * as Y from 'yjs'
import type { CallTarget } from './attention-requests.ts'

/** How the page around shows a place, and what its reader is in the middle of. */
export interface AttentionPlaces {
  /** Brings what everybody is called to into view. */
  show(to: CallTarget): void
  /** Whether the reader is in the middle of something: she is not pulled away. */
  isBusy(): boolean
  /** What the reader sees now, to call the others to; null when the page cannot say. */
  here(): CallTarget | null
}

/** The way to what somebody wrote privately, and how many notes that is. */
export interface OwnNotes {
  count: number
  show(): void
}

/** What the parts of attention are given by the page around them. */
export interface AttentionProps {
  boardId: string
  doc: Y.Doc
  client: RoomClient
  actorId: string
  /** The right `script.run`. */
  leads: boolean
  /** The zones of the board by name. */
  zones: readonly { id: string; label: string }[]
  places: AttentionPlaces
  /** What she wrote privately, where there is no button of its own for it. */
  notes?: OwnNotes | null
}
