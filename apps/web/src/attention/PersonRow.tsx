import type { Attendant } from '@tablee/sync/client'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AttentionIcon } from './AttentionIcon.tsx'
import styles from './attention.module.css'

interface PersonRowProps {
  person: Attendant
  /** Whether she has finished the step; null where that is not asked, or nobody is to know. */
  done: boolean | null
  hand: boolean
  /** From where she can be sent out; null when that is not in the reader's hands. */
  removal: 'all' | 'table' | null
  onRemove(): void
}

/** One person in the list of who leads. Sending her out is asked twice. */
export function PersonRow({
  person: { id, name, color, state },
  done,
  hand,
  removal,
  onRemove,
}: PersonRowProps): ReactNode {
  const { t } = useTranslation('attention')
  const [asks, setAsks] = useState(false)
  return (
    <li className={styles['row']} data-person={id} data-state={state}>
      <span className={styles['dot']} style={{ background: color }} aria-hidden />
      <span className={styles['name']}>
        {name}
        {state !== 'here' && <span className={styles['late']}>{t(`state.${state}`)}</span>}
      </span>
      {hand && (
        <span role="img" aria-label={t('hands.up')}>
          <AttentionIcon name="hand" size={20} />
        </span>
      )}
      {done !== null && (
        <span className={styles['finished']} data-done={done}>
          {t(done ? 'done.yes' : 'done.no')}
        </span>
      )}
      {removal === null ? null : asks ? (
        <span className={styles['asks']}>
          <span>{t(removal === 'table' ? 'remove.sureTable' : 'remove.sure', { name })}</span>
          <button
            type="button"
            className={styles['danger']}
            onClick={() => {
              setAsks(false)
              onRemove()
            }}
          >
            {t('remove.yes')}
          </button>
          <button type="button" className={styles['quiet']} onClick={() => setAsks(false)}>
            {t('remove.no')}
          </button>
        </span>
      ) : (
        <button
          type="button"
          className={styles['quiet']}
          aria-label={t('remove.of', { name })}
          onClick={() => setAsks(true)}
        >
          {t('remove.short')}
        </button>
      )}
    </li>
  )
}
