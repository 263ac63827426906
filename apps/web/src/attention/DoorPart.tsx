import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './attention.module.css'
import type { AtDoor } from './attention-requests.ts'
import type { DoorDesk } from './use-door.ts'

interface DoorPartProps {
  door: DoorDesk
  run(request: Promise<unknown>): void
}

/** The door: open or locked, who waits before it, and who was sent out. */
export function DoorPart({ door: { door, lock, answer }, run }: DoorPartProps): ReactNode {
  const { t } = useTranslation('attention')
  if (!door) return null
  const { holds, locked, waiting, refused, removed } = door
  const admitButton = ({ actorId, name }: AtDoor, words: string) => (
    <button
      type="button"
      className={styles['quiet']}
      aria-label={`${t(words)} · ${name}`}
      onClick={() => run(answer([actorId], true))}
    >
      {t(words)}
    </button>
  )
  return (
    <section>
      <div className={styles['title']}>
        <h3>{t(locked ? 'door.locked' : 'door.open')}</h3>
        {holds === 'all' && (
          <button type="button" className={styles['button']} onClick={() => run(lock(!locked))}>
            {t(locked ? 'door.unlock' : 'door.lock')}
          </button>
        )}
      </div>
      <p className={styles['soft']}>
        {t(holds === 'all' ? (locked ? 'door.lockedHint' : 'door.openHint') : `door.hold.${holds}`)}
      </p>
      {waiting.length > 0 && (
        <>
          <div className={styles['title']}>
            <h4>{t('door.waiting', { count: waiting.length })}</h4>
            {waiting.length > 1 && (
              <button
                type="button"
                className={styles['primary']}
                onClick={() =>
                  run(
                    answer(
                      waiting.map(({ actorId }) => actorId),
                      true,
                    ),
                  )
                }
              >
                {t('door.admitAll')}
              </button>
            )}
          </div>
          <ul className={styles['list']}>
            {waiting.map((person) => (
              <li key={person.actorId} className={styles['row']} data-waiting={person.name}>
                <span className={styles['name']}>{person.name}</span>
                {admitButton(person, 'door.admit')}
                <button
                  type="button"
                  className={styles['quiet']}
                  aria-label={`${t('door.refuse')} · ${person.name}`}
                  onClick={() => run(answer([person.actorId], false))}
                >
                  {t('door.refuse')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {[...refused, ...removed].length > 0 && (
        <details className={styles['more']}>
          <summary>{t('door.outside', { count: refused.length + removed.length })}</summary>
          <ul className={styles['list']}>
            {[...refused, ...removed].map((person) => (
              <li key={person.actorId} className={styles['row']}>
                <span className={styles['name']}>{person.name}</span>
                {admitButton(person, 'door.letBack')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
