import { metaRoot, readWorkshopFact, WORKSHOP_FACT, type WorkshopFact } from '@tablee/board/content'
import type * as Y from 'yjs'

/** The session of a board that is open here, followed. */
export interface FollowedWorkshop {
  get(): WorkshopFact | null
  /** Calls back when it has changed. Returns its undo. */
  subscribe(listener: () => void): () => void
}

/** Follows what a board's document says of its session. */
export function followWorkshop(doc: Y.Doc): FollowedWorkshop {
  const facts = metaRoot(doc)
  return {
    get: () => readWorkshopFact(facts),
    subscribe(listener) {
      const follow = ({ keysChanged }: Y.YMapEvent<unknown>) => {
        if (keysChanged.has(WORKSHOP_FACT)) listener()
      }
      facts.observe(follow)
      return () => facts.unobserve(follow)
    },
  }
}

/**
 * Whether people on this board are expected somewhere else now, and where. Nobody is called away from what the groups
 * found, nor from a meeting with her coach: it is days after the session, which may never have been closed.
 */
export function calledAway(fact: WorkshopFact | null): WorkshopFact['here'] | null {
  if (fact?.state !== 'running' || fact.kind === 'collated' || fact.kind === 'coaching') return null
  const isThere = fact.here === 'plenary' ? fact.kind === 'plenary' : fact.kind === 'group'
  return isThere ? null : fact.here
}
