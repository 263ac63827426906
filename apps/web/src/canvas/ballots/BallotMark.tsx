import { type FamilyColours, ON_ACCENT, PAPER } from '@tablee/board'
import { type SyntheticEvent, use } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useValue } from 'tldraw'
import { MeaningContext } from '../meaning/use-meaning.ts'
import { useReaderLanguage } from '../reader-language.ts'
import { BallotDeskContext, votedZones } from './ballot-desk.ts'

interface BallotMarkProps {
  zoneId: string
  colours: FamilyColours
}

/** The way to a zone's vote on the zone itself: to vote, to see what it came to, and for who leads, to open it. */
export function BallotMark({ zoneId, colours }: BallotMarkProps) {
  const editor = useEditor()
  const lang = useReaderLanguage(editor)
  const meaning = use(MeaningContext)
  const desk = use(BallotDeskContext)
  const { t } = useTranslation('canvas')
  const word = useValue('vote of the zone', () => {
    const zones = meaning && desk ? votedZones(meaning.content(lang), desk) : []
    const found = zones.find(({ part }) => part.zone.id === zoneId)
    if (!found) return null
    const isScored = found.kind === 'scores'
    if (found.state === 'open') return isScored ? 'score' : 'vote'
    if (found.state === 'closed') return 'results'
    return isScored ? 'openScores' : 'openVote'
  }, [meaning, desk, lang, zoneId])
  if (!desk || word === null) return null
  const isOpen = word === 'vote' || word === 'score'
  return (
    <button
      type="button"
      className="board-zone__ballot"
      data-word={word}
      // The keys of the canvas go from note to note; by keyboard the bar above it leads here.
      tabIndex={-1}
      style={{
        borderColor: colours.accent,
        background: isOpen ? colours.accent : PAPER,
        color: isOpen ? ON_ACCENT : colours.title,
      }}
      onPointerDown={keep}
      onPointerUp={keep}
      onTouchStart={keep}
      onTouchEnd={keep}
      onDoubleClick={keep}
      onClick={() => desk.show(zoneId)}
    >
      {t(`ballots.${word}`)}
    </button>
  )
}

/** A press on the button is none on the board under it. */
function keep(event: SyntheticEvent): void {
  event.stopPropagation()
}
