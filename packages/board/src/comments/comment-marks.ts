import type { ReadonlyFacts } from '../content/results.ts'
import { isObject } from '../record.ts'

/** Key in a board's facts: where there are comments. The server alone writes it; what they say is in no document. */
export const COMMENTS_KEY = 'comments'

/** How many conversations are open on a note or in a zone. */
export interface CommentMark {
  /** Conversations that nobody marked as resolved. */
  open: number
  /** Among them: somebody asks for help. */
  help: number
}

/** Where conversations are open; it grows by one with every change, so that who shows them knows when to ask again. */
export interface CommentMarks {
  revision: number
  /** By the id of the note, or of the zone. */
  marks: Readonly<Record<string, CommentMark>>
}

const NONE: CommentMarks = { revision: 0, marks: {} }

/** The marks in a board's facts. */
export function readCommentMarks(facts: ReadonlyFacts): CommentMarks {
  const value = facts.get(COMMENTS_KEY)
  // Only the server writes the facts.
  return isObject(value) ? (value as unknown as CommentMarks) : NONE
}

/** All conversations that are open on a board. */
export function openComments({ marks }: CommentMarks): CommentMark {
  return Object.values(marks).reduce(
    (sum, { open, help }) => ({ open: sum.open + open, help: sum.help + help }),
    { open: 0, help: 0 },
  )
}
