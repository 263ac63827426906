import { openComments } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type CommentDesk, WHOLE_BOARD } from './comment-desk.ts'
import { useCommentMarks } from './use-comment-marks.ts'

interface CommentsButtonProps {
  desk: CommentDesk
  /** What is selected, which a new comment is to be about. */
  selected?(): string | null
}

/** Opens the comments from the bar above the board: of what is selected, or all; says how many are open. */
export function CommentsButton({ desk, selected }: CommentsButtonProps): ReactNode {
  const { t } = useTranslation('comments')
  const { open } = openComments(useCommentMarks(desk.doc))
  const isShown = desk.shown !== null
  return (
    <button
      type="button"
      className="board-header__vote"
      data-comments
      aria-expanded={isShown}
      title={t('title')}
      onClick={() => desk.show(isShown ? null : (selected?.() ?? WHOLE_BOARD))}
    >
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden>
        <path
          d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinejoin="round"
        />
      </svg>
      {open > 0 && (
        <span className="board-header__count" aria-hidden>
          {open}
        </span>
      )}
      <span className="board-hidden">{t('button', { count: open })}</span>
    </button>
  )
}
