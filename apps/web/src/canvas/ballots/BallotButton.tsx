import type { Lang } from '@tablee/board'
import { useTranslation } from 'react-i18next'
import { useValue } from 'tldraw'
import type { BoardMeaning } from '../meaning/board-meaning.ts'
import { type BallotDesk, firstShown, votedZones } from './ballot-desk.ts'

interface BallotButtonProps {
  meaning: BoardMeaning
  lang: Lang
  desk: BallotDesk
}

/** Leads to the votes of the board from its bar, by keyboard too; it stands out while there is one to take part in. */
export function BallotButton({ meaning, lang, desk }: BallotButtonProps) {
  const { t } = useTranslation('canvas')
  const zones = useValue('votes', () => votedZones(meaning.content(lang), desk), [meaning, lang, desk])
  const open = zones.filter(({ state }) => state === 'open')
  if (zones.length === 0) return null
  const isOpen = open.length > 0
  const word = isOpen ? t(open.every(({ kind }) => kind === 'scores') ? 'ballots.score' : 'ballots.vote') : ''
  return (
    <button
      type="button"
      className="board-header__vote"
      data-open={isOpen}
      aria-expanded={desk.shown !== null}
      title={t('ballots.title')}
      onClick={() => desk.show(desk.shown === null ? firstShown(zones) : null)}
    >
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden>
        <path
          d="M4 12v7h16v-7M8 12V4h8v8M2.5 12h19M10.5 8h3"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={isOpen ? undefined : 'board-hidden'}>{isOpen ? word : t('ballots.title')}</span>
    </button>
  )
}
