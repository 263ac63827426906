import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import { initials } from '../ui/initials.ts'
import { usePeople } from './people.ts'

/** Most names' letters shown side by side; the rest is a number. */
const MAX_SHOWN = 4

interface PeopleHereProps {
  awareness: Awareness
  ownId: string
}

/** Who else is on the board, on the canvas or here. */
export function PeopleHere({ awareness, ownId }: PeopleHereProps): ReactNode {
  const { t } = useTranslation('outline')
  const people = usePeople(awareness, ownId)
  if (people.length === 0) return null
  const names = people.map(({ name }) => name).join(', ')
  const label = t('people.label', { ns: 'canvas', count: people.length })
  const rest = people.length - MAX_SHOWN
  return (
    <ul className="light-people" aria-label={t('peopleHere', { label, names })} title={names}>
      {people.slice(0, MAX_SHOWN).map(({ id, name, color }) => (
        <li key={id} className="light-avatar" style={{ borderColor: color }}>
          <span aria-hidden>{initials(name)}</span>
          <span className="board-hidden">{name}</span>
        </li>
      ))}
      {rest > 0 && <li className="light-avatar">+{rest}</li>}
    </ul>
  )
}
