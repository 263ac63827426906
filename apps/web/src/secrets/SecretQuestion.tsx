import type { LiveSecret } from '@tablee/cases/secrets'
import type { FocusEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './secret-notice.module.css'

interface SecretQuestionProps {
  secret: Pick<LiveSecret, 'text' | 'kind'>
  onErase(): void
  onAllow(): void
  onFocus?(event: FocusEvent): void
}

/** Asks who wrote a secret whether it was meant, by its words. */
export function SecretQuestion({ secret, onErase, onAllow, onFocus }: SecretQuestionProps): ReactNode {
  const { t } = useTranslation('secrets')
  return (
    <div className={styles['notice']}>
      <p className={styles['words']}>{t('quoted', { text: secret.text })}</p>
      <p>{t(secret.kind)}</p>
      <p className={styles['alone']}>{t('alone')}</p>
      <p className={styles['buttons']}>
        <button type="button" className={styles['main']} onFocus={onFocus} onClick={onErase}>
          {t('erase')}
        </button>
        <button type="button" className={styles['quiet']} onClick={onAllow}>
          {t('meant')}
        </button>
      </p>
    </div>
  )
}
