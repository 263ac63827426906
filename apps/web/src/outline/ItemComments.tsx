import { lazy, type ReactNode, Suspense } from 'react'
import { useLive } from './live-context.ts'

// After what is needed to read and write.
const NoteComments = lazy(async () => ({
  default: (await import('../comments/NoteComments.tsx')).NoteComments,
}))

interface ItemCommentsProps {
  targetId: string
  /** Offered also where nobody said anything yet. */
  isOffered: boolean
}

/** What is said of a note or a zone, and the way to say something. */
export function ItemComments(props: ItemCommentsProps): ReactNode {
  const { comments } = useLive()
  if (!comments) return null
  return (
    <Suspense fallback={null}>
      <NoteComments desk={comments} {...props} />
    </Suspense>
  )
}
