import {
  BALLOT_PREFIX,
  boardRoot,
  decodeRecord,
  isFurniture,
  isShape,
  metaRoot,
  RESULT_PREFIX,
  readCurtains,
  richTextToPlain,
} from '@tablee/board'
import { readCommentMarks } from '@tablee/board/content'
import { SCRIPT_KEY } from '@tablee/board/script'
import type * as Y from 'yjs'
import * as z from 'zod'

/** A script that somebody has planned and not begun. */
const notBegun = z.object({ phase: z.literal('ready') })

/**
 * Whether nobody has worked on the board yet: there is nothing but what its method brought, its script has not begun, and
 * no curtain, ballot, result or conversation says that people are there. What is written behind a curtain is not in the
 * document, and would come back to zones and columns that are gone.
 */
export function isUntouched(doc: Y.Doc): boolean {
  return !holdsContent(doc) && !holdsWork(doc)
}

function holdsContent(doc: Y.Doc): boolean {
  for (const map of boardRoot(doc).values()) {
    const record = decodeRecord(map)
    if (record?.typeName === 'binding') return true
    // a text that belongs to the furniture is written in as well
    if (isShape(record) && (!isFurniture(record) || richTextToPlain(record.props['richText']).trim() !== ''))
      return true
  }
  return false
}

function holdsWork(doc: Y.Doc): boolean {
  const facts = metaRoot(doc)
  if (facts.has(SCRIPT_KEY) && !notBegun.safeParse(facts.get(SCRIPT_KEY)).success) return true
  if (Object.keys(readCurtains(facts)).length > 0) return true
  if (Object.keys(readCommentMarks(facts).marks).length > 0) return true
  return [...facts.keys()].some((key) => key.startsWith(BALLOT_PREFIX) || key.startsWith(RESULT_PREFIX))
}
