import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './attention.module.css'
import type { AttentionProps } from './attention-parts.ts'
import type { AttentionRequests } from './attention-requests.ts'
import type { AttentionState } from './follow-attention.ts'

interface LeadToolsProps extends Pick<AttentionProps, 'zones' | 'places'> {
  attention: AttentionState
  requests: AttentionRequests
  run(request: Promise<unknown>): void
}

/** Turns everybody's eyes: to what who leads sees, or to a zone that is lit. */
export function LeadTools({ attention, zones, places, requests, run }: LeadToolsProps): ReactNode {
  const { t } = useTranslation('attention')
  const selectId = useId()
  return (
    <section className={styles['tools']}>
      <button
        type="button"
        className={styles['primary']}
        onClick={() => {
          const here = places.here()
          if (here) run(requests.callHere(here))
        }}
      >
        {t('lead.callHere')}
      </button>
      <p className={styles['soft']}>{t('lead.callHint')}</p>
      <label htmlFor={selectId}>{t('lead.spotlight')}</label>
      <select
        id={selectId}
        className={styles['select']}
        value={attention.spotlight ?? ''}
        onChange={({ currentTarget: { value } }) => run(requests.spotlight(value === '' ? null : value))}
      >
        <option value="">{t('lead.noSpotlight')}</option>
        {zones.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </section>
  )
}
