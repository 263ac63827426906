import { COMMENTS_KEY, metaRoot } from '@tablee/board/content'
import { type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { lazyPart } from '../ui/lazy-part.ts'
import { useLive } from './live-context.ts'

// After what is needed to read and write, and only where somebody said something or is about to.
const NoteComments = lazyPart(async () => ({
  default: (await import('../comments/NoteComments.tsx')).NoteComments,
}))

interface ItemCommentsProps {
  targetId: string
  /** Offered also where nobody said anything yet. */
  isOffered: boolean
}

/** What is said of a note or a zone, and the way to say something. */
export function ItemComments(props: ItemCommentsProps): ReactNode {
  const { live, comments } = useLive()
  const isSpokenOf = useSyncExternalStore(live.watched.subscribe, () => metaRoot(live.doc).has(COMMENTS_KEY))
  if (!comments || (!isSpokenOf && !props.isOffered)) return null
  return (
    <Suspense fallback={null}>
      <NoteComments desk={comments} {...props} />
    </Suspense>
  )
}
