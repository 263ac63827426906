import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BoardNotice } from './BoardNotice.tsx'

/** After how long the person is told that the wait is not theirs to mend, in ms. */
const SLOW_MS = 6000

/** Stands for the board until it has come. */
export function LoadingNotice() {
  const { t } = useTranslation('canvas')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  return <BoardNotice title={t('loading.title')} {...(slow ? { text: t('loading.slow') } : {})} />
}
