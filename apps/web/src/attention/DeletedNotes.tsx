import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './attention.module.css'
import type { AttentionRequests, DeletedNote } from './attention-requests.ts'

interface DeletedNotesProps {
  requests: AttentionRequests
  zones: readonly { id: string; label: string }[]
  run(request: Promise<unknown>): void
}

/** Notes that were taken off the board lately, to put back with their words and in their place: one, or those that went together. */
export function DeletedNotes({ requests, zones, run }: DeletedNotesProps): ReactNode {
  const { t, i18n } = useTranslation('attention')
  const [notes, setNotes] = useState<readonly DeletedNote[] | null>(null)
  const read = async () => setNotes(await requests.readDeleted())
  const restore = async (ids: readonly string[]) => {
    try {
      await requests.restore(ids)
    } finally {
      // some may be back though others could not be
      await read()
    }
  }
  return (
    <details
      className={styles['more']}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) run(read())
      }}
    >
      <summary>{t('deleted.title')}</summary>
      {notes?.length === 0 && <p className={styles['soft']}>{t('deleted.none')}</p>}
      {together(notes ?? []).map((gone) => {
        const [{ id: first, deletedAt }] = gone
        const at = momentIn(i18n.language, deletedAt)
        return (
          <section key={first}>
            {gone.length > 1 && (
              <div className={styles['title']}>
                <h4>{t('deleted.together', { count: gone.length, at })}</h4>
                <button
                  type="button"
                  className={styles['button']}
                  onClick={() => run(restore(gone.map(({ id }) => id)))}
                >
                  {t('deleted.restoreAll')}
                </button>
              </div>
            )}
            <ul className={styles['list']}>
              {gone.map(({ id, text, zoneId }) => (
                <li key={id} className={styles['row']} data-deleted={id}>
                  <span className={styles['words']}>
                    <span>{text}</span>
                    <span className={styles['soft']}>
                      {[zones.find((zone) => zone.id === zoneId)?.label, at].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                  <button
                    type="button"
                    className={styles['quiet']}
                    aria-label={`${t('deleted.restore')} · ${text.slice(0, 40)}`}
                    onClick={() => run(restore([id]))}
                  >
                    {t('deleted.restore')}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </details>
  )
}

type Gone = [DeletedNote, ...DeletedNote[]]

/** The notes in the groups in which they went: what goes at once has one moment. */
function together(notes: readonly DeletedNote[]): Gone[] {
  const groups: Gone[] = []
  for (const note of notes) {
    const last = groups.at(-1)
    if (last?.[0].deletedAt === note.deletedAt) last.push(note)
    else groups.push([note])
  }
  return groups
}

/** The time of day, with the day when it is another than today. */
function momentIn(lang: string, at: string): string {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(lang, {
    ...(isToday ? {} : { weekday: 'long' as const }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(date)
}
