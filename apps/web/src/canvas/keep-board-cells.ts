import { cellKey } from '@tablee/board'
import { keepCells, type Writer } from '@tablee/board/edit'
import type { TLShape, TLStore } from 'tldraw'
import type { StoreBinding } from './bind-store.ts'

/** How the keys of cells begin in a note's meta. */
const CELL_PREFIX = cellKey('')

/**
 * Sees to it that no cell that is filled on the canvas is lost: of two values written at the same moment both stay, and
 * a value is in the document before anything else can arrive. Returns its undo.
 */
export function keepBoardCells({
  store,
  binding,
  writer,
}: {
  store: TLStore
  binding: StoreBinding
  writer: Writer
}): () => void {
  const stops = [
    keepCells(writer, { through: binding.origin }),
    store.sideEffects.registerAfterChangeHandler('shape', (before, after, source) => {
      // When the change is complete, and still before the next message: what arrives then can be told from what was seen.
      if (source === 'user' && hasOtherCells(before, after)) queueMicrotask(binding.flush)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function hasOtherCells({ meta: before }: TLShape, { meta: after }: TLShape): boolean {
  if (before === after) return false
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].some((key) => key.startsWith(CELL_PREFIX) && before[key] !== after[key])
}
