import type { ReactNode } from 'react'

interface BoardNoticeProps {
  title: string
  text?: string
  /** What the person may do next. */
  children?: ReactNode
}

/** What stands where the board would be while there is none to show. */
export function BoardNotice({ title, text, children }: BoardNoticeProps) {
  return (
    <main className="board-notice" aria-live="polite">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className="board-notice__actions">{children}</div>}
    </main>
  )
}
