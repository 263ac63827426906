import { Suspense } from 'react'
import { CommentMarks } from './CommentMarks.tsx'
import { ThreadMarks } from './ThreadMarks.tsx'

/** What is marked on notes without being part of the board. */
export function BoardMarks() {
  return (
    <>
      <ThreadMarks />
      {/* its words come later than the board, which must not wait for them */}
      <Suspense fallback={null}>
        <CommentMarks />
      </Suspense>
    </>
  )
}
