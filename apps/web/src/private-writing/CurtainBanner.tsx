import type { Curtain } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './private-writing.module.css'

interface CurtainBannerProps {
  curtain: Curtain
  mayWrite: boolean
  onWrite(): void
}

/** What stands before a zone with a curtain: that people write privately, how many notes wait, and the way to one's own. */
export function CurtainBanner({ curtain, mayWrite, onWrite }: CurtainBannerProps): ReactNode {
  const { t } = useTranslation('curtains')
  return (
    <div className={styles['banner']}>
      <p>
        <strong>{t(curtain.anonymous ? 'banner.anonymous' : 'banner.named')}</strong>{' '}
        <span>{t('hidden', { count: curtain.hidden })}</span>
      </p>
      {curtain.reading ? (
        <p className={styles['reading']}>{t('reading')}</p>
      ) : (
        mayWrite && (
          <button type="button" className={styles['primary']} onClick={onWrite}>
            {t('write')}
          </button>
        )
      )}
    </div>
  )
}
