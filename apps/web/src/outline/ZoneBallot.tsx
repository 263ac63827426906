import type { ZoneContent } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { BallotControls } from '../ballots/BallotControls.tsx'
import { useContent, useLive } from './live-context.ts'

/** The ballot of a zone: where it stands, and this person's own answers. A part of its own, which few boards load. */
export function ZoneBallot({ part }: { part: ZoneContent }): ReactNode {
  const { live, boardId, rights } = useLive()
  const content = useContent()
  if (!content) return null
  return (
    <div className="light-ballot">
      <BallotControls
        boardId={boardId}
        actorId={live.writer.by ?? ''}
        part={part}
        content={content}
        lang={live.lang}
        mayVote={live.writer.role !== 'viewer'}
        mayRun={rights.includes('ballot.run')}
        whole={false}
      />
    </div>
  )
}
