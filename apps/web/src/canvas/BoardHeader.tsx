import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface BoardHeaderProps {
  title: string
  backHref: string
  /** What everybody on the board is to know of it. */
  subtitle?: ReactNode
  /** The state of the person's changes. */
  saved?: ReactNode
  search?: ReactNode
  people?: ReactNode
  /** Buttons of the shell: invite, snapshot … */
  actions?: ReactNode
}

/** The bar above a board: the way back, what board it is, whether it is saved, who is here. */
export function BoardHeader({ title, backHref, subtitle, saved, search, people, actions }: BoardHeaderProps) {
  const { t } = useTranslation('canvas')
  return (
    <header className="board-header">
      <a className="board-header__back" href={backHref} title={t('back')}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden>
          <path
            d="M14.5 5.5 8 12l6.5 6.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <span className="board-hidden">{t('back')}</span>
      </a>
      <div className="board-header__name">
        <h1>{title}</h1>
        {saved}
        {subtitle && <p className="board-header__subtitle">{subtitle}</p>}
      </div>
      {search}
      {people}
      {actions && <div className="board-header__actions">{actions}</div>}
    </header>
  )
}
