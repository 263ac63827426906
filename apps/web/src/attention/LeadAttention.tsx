import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AttentionIcon } from './AttentionIcon.tsx'
import styles from './attention.module.css'
import type { AttentionProps } from './attention-parts.ts'
import type { AttentionRequests } from './attention-requests.ts'
import type { AttentionState } from './follow-attention.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import { useAttendance } from './use-attendance.ts'
import { useDoor } from './use-door.ts'
import { useWaitingGuests } from './use-waiting-guests.ts'

interface LeadAttentionProps extends AttentionProps {
  attention: AttentionState
  requests: AttentionRequests
}

/** The way to everybody's list, with what asks for whoever leads: hands, people at the door, people who are behind. */
export function LeadAttention(props: LeadAttentionProps): ReactNode {
  const { client, doc, attention, requests, zones, places, actorId } = props
  const { t } = useTranslation('attention')
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const attendance = useAttendance(client)
  const door = useDoor(attention.door, requests)
  const guests = useWaitingGuests(doc)
  const participants = attendance.people.filter(({ watches }) => !watches)
  const hands = attention.hands.filter((id) => attendance.people.some((person) => person.id === id)).length
  const waiting = door.door?.waiting.length ?? 0
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  return (
    <>
      <section className={styles['dock']} aria-label={t('dock.label')}>
        <button
          ref={opener}
          type="button"
          className={styles['pill']}
          aria-expanded={isOpen}
          data-people-button
          onClick={() => (isOpen ? close() : setOpen(true))}
        >
          <span>{t('panel.open', { count: participants.length })}</span>
          {hands > 0 && (
            <Badge
              kind="hands"
              sign={<AttentionIcon name="hand" size={16} />}
              count={hands}
              label={t('hands.title', { count: hands })}
            />
          )}
          {waiting > 0 && (
            <Badge
              kind="waiting"
              sign={<AttentionIcon name="waits" size={16} />}
              count={waiting}
              label={t('door.waiting', { count: waiting })}
            />
          )}
          {guests && (
            <Badge
              kind="guests"
              sign={<AttentionIcon name="waits" size={16} />}
              count={guests.count}
              label={t('guests.waiting', { count: guests.count })}
            />
          )}
          {attendance.behind > 0 && (
            <Badge
              kind="behind"
              sign="●"
              count={attendance.behind}
              label={t('panel.behind', { count: attendance.behind })}
            />
          )}
        </button>
      </section>
      {isOpen && (
        <PeoplePanel
          attention={attention}
          attendance={attendance}
          door={door}
          guests={guests}
          requests={requests}
          zones={zones}
          places={places}
          actorId={actorId}
          close={close}
        />
      )}
    </>
  )
}

interface BadgeProps {
  kind: string
  sign: ReactNode
  count: number
  label: string
}

/** A number with its meaning for those who do not see its sign. */
function Badge({ kind, sign, count, label }: BadgeProps): ReactNode {
  return (
    <span className={styles['badge']} data-badge={kind} title={label}>
      <span aria-hidden className={styles['sign']}>
        {sign}
        {count}
      </span>
      <span className={styles['unseen']}>{label}</span>
    </span>
  )
}
