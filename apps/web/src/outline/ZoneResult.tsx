import type { ZoneContent } from '@tablee/board/content'
import type { ReactNode } from 'react'
import { BallotResult } from '../ballots/BallotResult.tsx'
import { itemTitle } from './column-words.ts'
import { useContent, useLive } from './live-context.ts'

/** What a closed ballot of a zone came to. */
export function ZoneResult({ zone: part }: { zone: ZoneContent }): ReactNode {
  const { live } = useLive()
  const content = useContent()
  return (
    <BallotResult
      part={part}
      lang={live.lang}
      titleOf={(id) => (content ? itemTitle(content, id) : undefined)}
    />
  )
}
