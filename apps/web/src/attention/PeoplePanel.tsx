import type { AttendanceReport } from '@tablee/sync/client'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '../ui/SidePanel.tsx'
import styles from './attention.module.css'
import type { AttentionProps } from './attention-parts.ts'
import type { AttentionRequests } from './attention-requests.ts'
import { DeletedNotes } from './DeletedNotes.tsx'
import { DoorPart } from './DoorPart.tsx'
import type { AttentionState } from './follow-attention.ts'
import { LeadTools } from './LeadTools.tsx'
import { NowPowers } from './NowPowers.tsx'
import { PersonRow } from './PersonRow.tsx'
import type { DoorDesk } from './use-door.ts'
import type { WaitingGuests } from './use-waiting-guests.ts'

interface PeoplePanelProps extends Pick<AttentionProps, 'zones' | 'places' | 'actorId'> {
  attention: AttentionState
  attendance: AttendanceReport
  door: DoorDesk
  guests: WaitingGuests | null
  requests: AttentionRequests
  close(): void
}

/** Everybody on the board, for who leads: who is here, behind, asks to speak, has finished, waits outside. */
export function PeoplePanel(props: PeoplePanelProps): ReactNode {
  const { attention, attendance, door, guests, requests, zones, places, actorId, close } = props
  const { t } = useTranslation('attention')
  const [problem, setProblem] = useState(false)
  const run = (request: Promise<unknown>) => {
    setProblem(false)
    request.catch(() => setProblem(true))
  }
  const { people } = attendance
  const hands = attention.hands.flatMap((id) => people.find((person) => person.id === id) ?? [])
  const participants = people.filter(({ watches }) => !watches)
  const leading = people.filter(({ watches }) => watches)
  const holds = door.door?.holds ?? 'none'
  const removal = holds === 'none' ? null : holds
  return (
    <SidePanel
      title={t('panel.title')}
      closeLabel={t('panel.close')}
      onClose={close}
      side="left"
      className={styles['panel']}
      mark="people-panel"
    >
      {problem && (
        <p className={styles['problem']} role="alert">
          {t('problem')}
        </p>
      )}
      <LeadTools attention={attention} zones={zones} places={places} requests={requests} run={run} />
      <NowPowers attention={attention} requests={requests} run={run} />
      <DoorPart door={door} run={run} />
      {guests && (
        <p className={styles['title']}>
          <span>{t('guests.waiting', { count: guests.count })}</span>
          <a className={styles['quiet']} href={`/seances/${guests.workshopId}`}>
            {t('guests.place')}
          </a>
        </p>
      )}
      {hands.length > 0 && (
        <section>
          <div className={styles['title']}>
            <h3>{t('hands.title', { count: hands.length })}</h3>
            {hands.length > 1 && (
              <button
                type="button"
                className={styles['quiet']}
                onClick={() => run(requests.lowerHands(null))}
              >
                {t('hands.lowerAll')}
              </button>
            )}
          </div>
          <ol className={styles['list']}>
            {hands.map(({ id, name }, at) => (
              <li key={id} className={styles['row']}>
                <span className={styles['order']}>{at + 1}</span>
                <span className={styles['name']}>{name}</span>
                <button
                  type="button"
                  className={styles['quiet']}
                  aria-label={t('hands.lowerOf', { name })}
                  onClick={() => run(requests.lowerHands(id))}
                >
                  {t('hands.lower')}
                </button>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section>
        <h3>{t('panel.here', { count: participants.length })}</h3>
        <p className={styles['counts']}>
          {attention.step !== null && <DoneCount attention={attention} participants={participants} />}
          {attendance.behind > 0 && (
            <span data-behind={attendance.behind}>{t('panel.behind', { count: attendance.behind })}</span>
          )}
        </p>
        {participants.length === 0 && <p className={styles['soft']}>{t('panel.nobody')}</p>}
        <ul className={styles['list']}>
          {participants.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              done={
                attention.step === null || attention.isAnonymous ? null : attention.done.includes(person.id)
              }
              hand={attention.hands.includes(person.id)}
              removal={removal}
              onRemove={() => run(door.sendOut(person.id))}
            />
          ))}
        </ul>
      </section>
      {leading.length > 0 && (
        <p className={styles['soft']}>
          {t('panel.leading', {
            names: leading.map(({ id, name }) => (id === actorId ? t('panel.you') : name)).join(', '),
          })}
        </p>
      )}
      <DeletedNotes requests={requests} zones={zones} run={run} />
    </SidePanel>
  )
}

/** "9/14 ont terminé"; of an anonymous step no more than that. */
function DoneCount({
  attention: { done, isAnonymous },
  participants,
}: {
  attention: AttentionState
  participants: AttendanceReport['people']
}): ReactNode {
  const { t } = useTranslation('attention')
  const count = isAnonymous
    ? Math.min(done.length, participants.length)
    : participants.filter(({ id }) => done.includes(id)).length
  return <span data-done-count>{t('done.count', { count, total: participants.length })}</span>
}
