import type { BoardView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** "Anonymat : nom d’emprunt · une réserve": what the organisations of a board allow, for everybody who writes on it. */
export function BoardConsent({ consent }: Pick<BoardView, 'consent'>): ReactNode {
  const { t } = useTranslation('canvas')
  if (consent.refused) return t('consent.refused')
  if (consent.level === null) return t('consent.none')
  const level = t(`consent.level.${consent.level}`)
  return consent.reservations === 0
    ? level
    : `${level} · ${t('consent.reservations', { count: consent.reservations })}`
}
