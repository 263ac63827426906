import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommentDesk } from './comment-desk.ts'
import { useCommentMarks } from './use-comment-marks.ts'

interface NoteCommentsProps {
  desk: CommentDesk
  targetId: string
  /** Offered also where there is none yet. */
  isOffered: boolean
}

/** In the plan: how many conversations are open on a note, and the way to them or to a new one. */
export function NoteComments({ desk, targetId, isOffered }: NoteCommentsProps): ReactNode {
  const { t } = useTranslation('comments')
  const mark = useCommentMarks(desk.doc).marks[targetId]
  if (!mark && !isOffered) return null
  return (
    <p className="light-comments">
      <button type="button" className="light-button light-button--quiet" onClick={() => desk.show(targetId)}>
        {mark ? t(mark.help > 0 ? 'markHelp' : 'mark', { count: mark.open }) : t('comment')}
      </button>
    </p>
  )
}
