import { useEffect, useState, useSyncExternalStore } from 'react'
import { castBallot, readOwnBallot } from '../api/ballots.ts'
import { OwnBallotKeeper, type OwnBallotState } from './own-ballot.ts'
import { castShelf } from './unsent-cast.ts'

/** One person's ballot and what she can do with it. */
export interface OwnBallotHandle extends OwnBallotState {
  give(key: string, value: number | null): void
  choose(key: string): void
  retry(): void
}

/** The reader's own ballot; null while no ballot is open. Mount it once per open ballot and hand it to the controls. */
export function useOwnBallot(
  { boardId, actorId }: { boardId: string; actorId: string },
  ballotId: string | null,
): OwnBallotHandle | null {
  const [keeper, setKeeper] = useState<OwnBallotKeeper | null>(null)
  useEffect(() => {
    if (ballotId === null) return
    const opened = new OwnBallotKeeper(
      {
        read: (signal) => readOwnBallot(boardId, ballotId, signal),
        cast: (votes, known) => castBallot(boardId, ballotId, votes, known),
      },
      castShelf(window.sessionStorage, ballotId, actorId),
    )
    window.addEventListener('online', opened.online)
    setKeeper(opened)
    return () => {
      window.removeEventListener('online', opened.online)
      opened.close()
      setKeeper(null)
    }
  }, [boardId, actorId, ballotId])
  const state = useSyncExternalStore(keeper?.subscribe ?? neverChanges, keeper?.state ?? noState)
  if (!keeper || !state) return null
  const { give, choose, retry } = keeper
  return { ...state, give, choose, retry }
}

const neverChanges = () => () => undefined
const noState = () => null
