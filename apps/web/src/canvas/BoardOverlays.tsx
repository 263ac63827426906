import { SpotlightVeil } from './attention/SpotlightVeil.tsx'
import { BoardMarks } from './threads/BoardMarks.tsx'

/** What lies over the shapes, moves with the board, and is in nobody's way. */
export function BoardOverlays() {
  return (
    <>
      <SpotlightVeil />
      <BoardMarks />
    </>
  )
}
