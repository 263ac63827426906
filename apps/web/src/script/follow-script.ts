import {
  BALLOT_PREFIX,
  CURTAINS_KEY,
  type Curtain,
  METHOD_KEY,
  metaRoot,
  type OpenBallot,
  readCurtains,
} from '@tablee/board/content'
import { SCRIPT_KEY, type Script, STEPS_KEY, trustScript } from '@tablee/board/script'
import type * as Y from 'yjs'

/** The script, the curtains that hang before zones whose notes are written in private, and the votes that are open. */
export interface FacedScript extends Script {
  curtains: Readonly<Record<string, Curtain>>
  /** By the zone that each is about. */
  ballots: Readonly<Record<string, OpenBallot>>
}

/** The script of a board that is open here, followed. */
export interface FollowedScript {
  get(): FacedScript
  /** Calls back when the script has changed. Returns its undo. */
  subscribe(listener: () => void): () => void
  stop(): void
}

/** The facts that it is read from, beside the votes. */
const FOLLOWED: ReadonlySet<string> = new Set([SCRIPT_KEY, STEPS_KEY, METHOD_KEY, CURTAINS_KEY])

/** Follows the script in a board's document; other facts change nothing here. */
export function followScript(doc: Y.Doc): FollowedScript {
  const facts = metaRoot(doc)
  const listeners = new Set<() => void>()
  const read = (): FacedScript => ({
    ...trustScript(facts),
    curtains: readCurtains(facts),
    ballots: readBallots(facts),
  })
  let script = read()
  const follow = ({ keysChanged }: Y.YMapEvent<unknown>) => {
    const isMine = (key: string) => FOLLOWED.has(key) || key.startsWith(BALLOT_PREFIX)
    if (![...keysChanged].some(isMine)) return
    script = read()
    for (const listener of [...listeners]) listener()
  }
  facts.observe(follow)
  return {
    get: () => script,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      facts.unobserve(follow)
      listeners.clear()
    },
  }
}

function readBallots(facts: Y.Map<unknown>): Record<string, OpenBallot> {
  return Object.fromEntries(
    [...facts.entries()]
      .filter(([key]) => key.startsWith(BALLOT_PREFIX))
      // only the server writes the facts
      .map(([key, ballot]) => [key.slice(BALLOT_PREFIX.length), ballot as OpenBallot]),
  )
}
