import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boardPath, LIGHT_VIEWS, type LightView } from './page-address.ts'
import './view-switch.css'

const VIEWS = ['canvas', ...LIGHT_VIEWS] as const

interface ViewSwitchProps {
  boardId: string
  current: LightView | 'canvas'
  /** Shows the other light view without a new page; left out where there is none. */
  onChoose?(view: LightView): void
}

/** The ways of seeing one board, and what comes of it. */
export function ViewSwitch({ boardId, current, onChoose }: ViewSwitchProps): ReactNode {
  const { t } = useTranslation('canvas')
  return (
    <nav className="view-switch" aria-label={t('views.label')}>
      {VIEWS.map((view) => {
        const choose = (event: MouseEvent) => {
          if (!onChoose || view === 'canvas' || event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          onChoose(view)
        }
        return (
          <a
            key={view}
            href={boardPath(boardId, view)}
            aria-current={view === current ? 'page' : undefined}
            onClick={choose}
          >
            {t(`views.${view}`)}
          </a>
        )
      })}
    </nav>
  )
}
