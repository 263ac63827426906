import type { RoomClient } from '@tablee/sync/client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAttendance } from '../attention/use-attendance.ts'
import styles from './step-bar.module.css'

/** Says that the end of a step waits for words that are on their way: a few seconds at most. */
export function LateWriters({ client, isBusy }: { client: RoomClient; isBusy: boolean }): ReactNode {
  const { t } = useTranslation('script')
  const { late } = useAttendance(client)
  return (
    <p className={styles['late']} role="status">
      {isBusy && late > 0 ? t('waitingFor', { count: late }) : ''}
    </p>
  )
}
