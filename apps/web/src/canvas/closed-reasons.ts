import { CLOSE_CODES, type CloseReason } from '@tablee/sync/close-codes'

/** Reasons that hold whatever this device does: the person has to go elsewhere. */
const FINAL: ReadonlySet<CloseReason> = new Set(['sent_out', 'room_missing'])

/** The final reasons of the others for which the copy on this device is still good: the page is too old, one too many, or has to wait. */
const PAGE_ALONE: ReadonlySet<CloseReason> = new Set([
  'schema_mismatch',
  'too_many_connections',
  'door_locked',
])

/** Reasons that mean the same to the person as another one. */
const SAME_WORDS: Partial<Record<CloseReason, CloseReason>> = {
  frame_too_big: 'too_large',
  too_many_pieces: 'too_large',
  broken_text: 'malformed',
  foreign_client: 'forbidden_structure',
}

/** A board that closed for good in this page. */
export interface ClosedBoard {
  reason: CloseReason
  /** What this page has and the board may not, as one Yjs update. */
  unsaved: Uint8Array | null
  /** The copy on this device holds it too. */
  kept: boolean
}

/** What a person can do about a board that closed. */
export interface WayOn {
  /** A fresh page opens the board again. */
  reloadable: boolean
  /** The server takes nothing of this device's copy any more: with it, a fresh page would close as well. */
  copyIsSpent: boolean
  /** The reason under which the sentences are kept. */
  words: CloseReason
}

/** The way on after a close for this reason. */
export function wayOn(reason: CloseReason): WayOn {
  const reloadable = !CLOSE_CODES[reason].retry && !FINAL.has(reason)
  return {
    reloadable,
    copyIsSpent: reloadable && !PAGE_ALONE.has(reason),
    words: SAME_WORDS[reason] ?? reason,
  }
}
