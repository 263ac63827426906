import { type BoardContent, ballotKind, ballotLines, type ZoneContent } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { BallotBar } from '../ballots/BallotBar.tsx'
import { ChoiceVote } from '../ballots/ChoiceVote.tsx'
import { DotControl } from '../ballots/DotControl.tsx'
import { ScoreSheet } from '../ballots/ScoreSheet.tsx'
import { useOwnBallot } from '../ballots/use-own-ballot.ts'
import { shortTitle } from './column-words.ts'
import { useContent, useLive } from './live-context.ts'

/** The ballot of a zone: where it stands, and this person's own answers. A part of its own, which few boards load. */
export function ZoneBallot({ part }: { part: ZoneContent }): ReactNode {
  const { live, boardId, rights } = useLive()
  const content = useContent()
  const { zone, ballot, result, items } = part
  const kind = ballotKind(zone)
  const own = useOwnBallot(boardId, live.writer.role === 'viewer' ? null : (ballot?.id ?? null))
  if (!content || kind === null) return null
  return (
    <div className="light-ballot">
      <BallotBar
        boardId={boardId}
        zoneId={zone.id}
        ballot={ballot}
        result={result}
        kind={kind}
        own={own}
        mayRun={rights.includes('ballot.run')}
      />
      {own && kind === 'dots' && (
        <ul className="light-dots">
          {items.map((item) => (
            <li key={item.id}>
              <span>{shortTitle(item)}</span>
              <DotControl own={own} itemId={item.id} title={shortTitle(item)} />
            </li>
          ))}
        </ul>
      )}
      {own && kind === 'choice' && (
        <ChoiceVote
          own={own}
          question={zone.prompt[live.lang]}
          answers={linesOf(content, zone.id, live.lang)}
        />
      )}
      {own && kind === 'scores' && <ScoreSheet own={own} lines={linesOf(content, zone.id, live.lang)} />}
    </div>
  )
}

function linesOf(content: BoardContent, zoneId: string, lang: 'fr' | 'nl' | 'en') {
  return ballotLines(content, zoneId, lang)
}
