import type * as Y from 'yjs'
import type { DeletedRanges } from './check-update.ts'
import { foreseeMoves } from './foresee-cuts.ts'
import { foreseeScans } from './foresee-scans.ts'
import type { Struct } from './struct-index.ts'

/** What an update holds. */
export interface UpdateContents {
  structs: readonly Struct[]
  deletions: DeletedRanges
}

/** So many take as long as integrating one operation, 3 µs. */
const MOVES_PER_OPERATION = 2_000
const SCANS_PER_OPERATION = 40

/**
 * What integrating a checked update would cost beyond its length, in operations: looked up in the document before Yjs
 * sees the update. Counting ends above `max` (SPEC.md U13).
 */
export function foreseeWork(doc: Y.Doc, { structs, deletions }: UpdateContents, max: number): number {
  const moves = foreseeMoves(doc, structs, deletions, max * MOVES_PER_OPERATION)
  const scans = foreseeScans(doc, structs, max * SCANS_PER_OPERATION)
  return Math.floor(moves / MOVES_PER_OPERATION + scans / SCANS_PER_OPERATION)
}
