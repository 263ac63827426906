import type { Lang } from '@tablee/board/content'
import { useMemo, useState } from 'react'
import type { CommentDesk } from '../comments/comment-desk.ts'
import { goTo, markFound } from './go-to-item.ts'
import type { LiveBoard } from './live-board.ts'

/** Where people speak of what is on an open board, in the plan; null while it is not open. */
export function useCommentDesk(boardId: string, lang: Lang, live: LiveBoard | null): CommentDesk | null {
  const [shown, show] = useState<string | null>(null)
  const doc = live?.doc ?? null
  return useMemo(
    () =>
      doc && {
        boardId,
        doc,
        lang,
        shown,
        show,
        goTo(targetId) {
          markFound(targetId)
          goTo(targetId)
          document.getElementById(`z-${targetId}`)?.scrollIntoView({ block: 'start' })
        },
      },
    [boardId, doc, lang, shown],
  )
}
