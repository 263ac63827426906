import { readAttention } from '@tablee/board/content'
import type * as Y from 'yjs'
import { useBoardFact } from '../ui/use-board-fact.ts'

/** The zone that who leads has lit; null for none. */
export const useSpotlight = (doc: Y.Doc): string | null =>
  useBoardFact(doc, (facts) => readAttention(facts).spotlight)
