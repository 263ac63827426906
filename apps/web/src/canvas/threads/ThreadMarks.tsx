import { useTranslation } from 'react-i18next'
import { type TLShapeId, useEditor, useValue } from 'tldraw'
import type { Thread } from '../../references/board-threads.ts'
import { useThreads } from './use-threads.ts'

/** Marks the notes that come from elsewhere, or that something else was made from. What they say is in the panel. */
export function ThreadMarks() {
  const threads = useThreads()
  return [...threads].map(([itemId, thread]) => <ThreadMark key={itemId} itemId={itemId} thread={thread} />)
}

function ThreadMark({ itemId, thread }: { itemId: string; thread: Thread }) {
  const editor = useEditor()
  const { t } = useTranslation('canvas')
  // The brand of ids exists in types only; what is no shape has no bounds.
  const place = useValue('place of the mark', () => editor.getShapePageBounds(itemId as TLShapeId), [
    editor,
    itemId,
  ])
  if (!place) return null
  const { reference, dependents } = thread
  const says =
    reference?.state === 'gone'
      ? t('thread.gone')
      : reference
        ? t('thread.taken')
        : t('thread.source', { count: dependents.length })
  return (
    <p
      className="board-thread-mark"
      data-gone={reference?.state === 'gone' || undefined}
      style={{ transform: `translate(${place.x}px, ${place.y}px)` }}
      aria-hidden
    >
      {says}
    </p>
  )
}
