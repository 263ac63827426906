import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BoardNotice } from './BoardNotice.tsx'

/** After how long the person is told that the wait is not theirs to mend, in ms. */
const SLOW_MS = 6000

interface LoadingNoticeProps {
  /** The board has no place at present; the page asks again by itself. */
  isCrowded?: boolean
}

/** Stands for the board until it has come. */
export function LoadingNotice({ isCrowded = false }: LoadingNoticeProps) {
  const { t } = useTranslation('canvas')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  if (isCrowded) return <BoardNotice title={t('loading.crowded.title')} text={t('loading.crowded.text')} />
  return <BoardNotice title={t('loading.title')} {...(slow ? { text: t('loading.slow') } : {})} />
}
