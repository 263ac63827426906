import type { CommentMark as Mark } from '@tablee/board'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { type TLShapeId, useEditor, useValue } from 'tldraw'
import type { CommentDesk } from '../../comments/comment-desk.ts'
import { useCommentMarks } from '../../comments/use-comment-marks.ts'
import { CommentDeskContext } from './comment-desk-context.ts'

/** Marks the notes that are spoken of. What is said is in the tray beside the board. */
export function CommentMarks() {
  const desk = use(CommentDeskContext)
  return desk && <Marks desk={desk} />
}

function Marks({ desk }: { desk: CommentDesk }) {
  const { marks } = useCommentMarks(desk.doc)
  return Object.entries(marks)
    .filter(([targetId]) => targetId.startsWith('shape:'))
    .map(([targetId, mark]) => <NoteMark key={targetId} targetId={targetId} mark={mark} />)
}

function NoteMark({ targetId, mark }: { targetId: string; mark: Mark }) {
  const editor = useEditor()
  const { t } = useTranslation('comments')
  // The brand of ids exists in types only; what is no shape has no bounds.
  const place = useValue('place of the mark', () => editor.getShapePageBounds(targetId as TLShapeId), [
    editor,
    targetId,
  ])
  if (!place) return null
  return (
    <p
      className="board-comment-mark"
      data-help={mark.help > 0 || undefined}
      style={{ transform: `translate(${place.maxX}px, ${place.y}px)` }}
      aria-hidden
    >
      {mark.help > 0 ? t('markHelp', { count: mark.open }) : t('mark', { count: mark.open })}
    </p>
  )
}
