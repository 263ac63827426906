import { type CommentMarks, readCommentMarks } from '@tablee/board/content'
import type * as Y from 'yjs'
import { useBoardFact } from '../ui/use-board-fact.ts'

/** Where conversations are open on a board, as its facts say; followed. */
export const useCommentMarks = (doc: Y.Doc): CommentMarks => useBoardFact(doc, readCommentMarks)
