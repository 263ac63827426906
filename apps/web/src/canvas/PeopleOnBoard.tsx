import { useTranslation } from 'react-i18next'
import type { Editor } from 'tldraw'
import type { Awareness } from 'y-protocols/awareness'
import { initials } from '../ui/initials.ts'
import { usePresent } from '../ui/use-present.ts'
import { readPeople } from './bind-presence.ts'

/** Most avatars shown side by side. */
const MAX_AVATARS = 5
/** Where there are more people the others are a number: the title of the board has the room. */
const CROWD_AVATARS = 3

interface PeopleOnBoardProps {
  awareness: Awareness
  ownId: string
  editor: Editor | null
}

/** Who else is on the board; a click follows that person. */
export function PeopleOnBoard({ awareness, ownId, editor }: PeopleOnBoardProps) {
  const { t } = useTranslation('canvas')
  const people = usePresent(awareness, ownId, readPeople)
  const shown = people.length > MAX_AVATARS ? CROWD_AVATARS : people.length
  const rest = people.length - shown
  const names = people.map(({ name }) => name).join(', ')
  return (
    <ul className="board-people" aria-label={t('people.label', { count: people.length })} title={names}>
      {people.slice(0, shown).map(({ id, name, color }) => (
        <li key={id}>
          <button
            type="button"
            className="board-avatar"
            style={{ background: color, color: readableInk(color) }}
            aria-label={t('people.follow', { name })}
            title={t('people.follow', { name })}
            onClick={() => editor?.startFollowingUser(id)}
          >
            {initials(name)}
          </button>
        </li>
      ))}
      {rest > 0 && <li className="board-avatar board-avatar--rest">+{rest}</li>}
      {people.length > 0 && (
        <li className="board-avatar board-avatar--count" aria-hidden>
          {people.length + 1}
        </li>
      )}
    </ul>
  )
}

/** Black or white, whichever reads better on a colour given as `#rrggbb` (WCAG relative luminance). */
function readableInk(color: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000000' : '#ffffff'
}
