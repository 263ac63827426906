import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './attention.module.css'
import type { AttentionRequests, DeletedNote } from './attention-requests.ts'

interface DeletedNotesProps {
  requests: AttentionRequests
  zones: readonly { id: string; label: string }[]
  run(request: Promise<unknown>): void
}

/** Notes that were taken off the board lately, to put back with their words and in their place. */
export function DeletedNotes({ requests, zones, run }: DeletedNotesProps): ReactNode {
  const { t, i18n } = useTranslation('attention')
  const [notes, setNotes] = useState<readonly DeletedNote[] | null>(null)
  const read = async () => setNotes(await requests.readDeleted())
  const restore = async (id: string) => {
    await requests.restore(id)
    await read()
  }
  const time = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' })
  return (
    <details
      className={styles['more']}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) run(read())
      }}
    >
      <summary>{t('deleted.title')}</summary>
      {notes?.length === 0 && <p className={styles['soft']}>{t('deleted.none')}</p>}
      <ul className={styles['list']}>
        {notes?.map(({ id, text, zoneId, deletedAt }) => (
          <li key={id} className={styles['row']} data-deleted={id}>
            <span className={styles['words']}>
              <span>{text}</span>
              <span className={styles['soft']}>
                {[zones.find((zone) => zone.id === zoneId)?.label, time.format(new Date(deletedAt))]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <button
              type="button"
              className={styles['quiet']}
              aria-label={`${t('deleted.restore')} · ${text.slice(0, 40)}`}
              onClick={() => run(restore(id))}
            >
              {t('deleted.restore')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
