import type { ReactNode } from 'react'
import { CommentsTray } from '../comments/CommentsTray.tsx'
import type { CommentDesk } from '../comments/comment-desk.ts'
import { useContent } from './live-context.ts'

/** The comments beside the plan. A part of its own, loaded when somebody asks for it. */
export function OutlineComments({ desk }: { desk: CommentDesk }): ReactNode {
  return <CommentsTray desk={desk} content={useContent()} />
}
