import { ATTENTION_FACT, HANDS_FACT, WORKSHOP_FACT } from '@tablee/board/content'
import { SCRIPT_KEY } from '@tablee/board/script'
import type * as Y from 'yjs'
import { useBoardFact } from '../ui/use-board-fact.ts'

/** What says that people work on a board together now: somebody leads, or has led. */
const TOGETHER: readonly string[] = [SCRIPT_KEY, ATTENTION_FACT, HANDS_FACT, WORKSHOP_FACT]

/** Whether an open board needs the parts with which a room is led; a board that one fills alone stays as calm as it is. */
export function useNeedsAttention(doc: Y.Doc | null, leads: boolean): boolean {
  const isTogether = useBoardFact(doc, (facts) => TOGETHER.some((key) => facts.has(key)))
  return doc !== null && (leads || isTogether === true)
}
