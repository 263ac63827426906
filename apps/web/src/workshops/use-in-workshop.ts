import { WORKSHOP_FACT } from '@tablee/board/content'
import type * as Y from 'yjs'
import { useBoardFact } from '../ui/use-board-fact.ts'

/** Whether an open board is part of a session; false while it is not open. */
export const useInWorkshop = (doc: Y.Doc | null): boolean =>
  useBoardFact(doc, (facts) => facts.has(WORKSHOP_FACT)) === true
