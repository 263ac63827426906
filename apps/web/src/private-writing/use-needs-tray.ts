import { readCurtains } from '@tablee/board/content'
import { useRef } from 'react'
import type * as Y from 'yjs'
import { useBoardFact } from '../ui/use-board-fact.ts'
import { noteShelf } from './note-shelf.ts'

interface NeedsTray {
  /** The board's document; null while it is not open. */
  doc: Y.Doc | null
  boardId: string
  actorId: string
  /** The right `script.run`: who leads draws curtains in the tray. */
  mayRun: boolean
}

/**
 * Whether there is anything for the tray of private notes to show: a curtain, notes of this device, or curtains to draw.
 * Once there was it stays, since what was written may still be on its way.
 */
export function useNeedsTray({ doc, boardId, actorId, mayRun }: NeedsTray): boolean {
  const hasBeen = useRef(false)
  const needs = useBoardFact(doc, (facts) => {
    hasBeen.current ||= mayRun || Object.keys(readCurtains(facts)).length > 0 || hasNotes(boardId, actorId)
    return hasBeen.current
  })
  return needs ?? hasBeen.current
}

function hasNotes(boardId: string, actorId: string): boolean {
  try {
    return noteShelf(localStorage, boardId, actorId).read().length > 0
  } catch {
    // Some private windows have no storage, and then no notes in it.
    return false
  }
}
