import type { ReactNode } from 'react'
import { useValue } from 'tldraw'
import { CommentsTray } from '../../comments/CommentsTray.tsx'
import type { CommentDesk } from '../../comments/comment-desk.ts'
import type { BoardMeaning } from '../meaning/board-meaning.ts'

interface CanvasCommentsProps {
  meaning: BoardMeaning
  desk: CommentDesk
}

/** The comments beside the canvas: outside the editor, whose keys must not hear what is typed. */
export function CanvasComments({ meaning, desk }: CanvasCommentsProps): ReactNode {
  const content = useValue('content for the comments', () => meaning.content(desk.lang), [meaning, desk.lang])
  return <CommentsTray desk={desk} content={content} />
}
