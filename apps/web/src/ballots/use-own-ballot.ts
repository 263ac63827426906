import type { OpenBallot } from '@tablee/board/content'
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

/** Whose ballot, on which board. */
interface OwnBallotPlace {
  boardId: string
  actorId: string
}

/** The ballots that are open on this page, each once: whoever shows one places the same dots. */
const keepers = new Map<string, { keeper: OwnBallotKeeper; users: number }>()

/** The reader's own ballot; null while no ballot is open. What is shown of it in several places is one and the same. */
export function useOwnBallot(
  { boardId, actorId }: OwnBallotPlace,
  ballot: Pick<OpenBallot, 'id' | 'budget' | 'perItem' | 'by'> | null,
): OwnBallotHandle | null {
  const [keeper, setKeeper] = useState<OwnBallotKeeper | null>(null)
  const ballotId = ballot?.id ?? null
  // who leads may change it before anybody has voted: then the ballot is read anew
  const terms = JSON.stringify([ballot?.budget, ballot?.perItem, ballot?.by])
  useEffect(() => {
    if (ballotId === null) return
    const key = [boardId, actorId, ballotId, terms].join(' ')
    const shared = keepers.get(key) ?? { keeper: openKeeper({ boardId, actorId }, ballotId), users: 0 }
    shared.users += 1
    keepers.set(key, shared)
    setKeeper(shared.keeper)
    return () => {
      shared.users -= 1
      if (shared.users === 0) {
        keepers.delete(key)
        window.removeEventListener('online', shared.keeper.online)
        shared.keeper.close()
      }
      setKeeper(null)
    }
  }, [boardId, actorId, ballotId, terms])
  const state = useSyncExternalStore(keeper?.subscribe ?? neverChanges, keeper?.state ?? noState)
  if (!keeper || !state) return null
  const { give, choose, retry } = keeper
  return { ...state, give, choose, retry }
}

function openKeeper({ boardId, actorId }: OwnBallotPlace, ballotId: string): OwnBallotKeeper {
  const keeper = new OwnBallotKeeper(
    {
      read: (signal) => readOwnBallot(boardId, ballotId, signal),
      cast: (votes, known) => castBallot(boardId, ballotId, votes, known),
    },
    castShelf(window.sessionStorage, ballotId, actorId),
  )
  window.addEventListener('online', keeper.online)
  return keeper
}

const neverChanges = () => () => undefined
const noState = () => null
