import { CURTAINS_KEY, type Curtain, METHOD_KEY, metaRoot, readCurtains } from '@tablee/board/content'
import { SCRIPT_KEY, type Script, STEPS_KEY, trustScript } from '@tablee/board/script'
import type * as Y from 'yjs'

/** The script, and the curtains that hang before zones whose notes are written in private. */
export interface FacedScript extends Script {
  curtains: Readonly<Record<string, Curtain>>
}

/** The script of a board that is open here, followed. */
export interface FollowedScript {
  get(): FacedScript
  /** Calls back when the script has changed. Returns its undo. */
  subscribe(listener: () => void): () => void
  stop(): void
}

/** Follows the script in a board's document; other facts, such as ballots, change nothing here. */
export function followScript(doc: Y.Doc): FollowedScript {
  const facts = metaRoot(doc)
  const listeners = new Set<() => void>()
  const read = (): FacedScript => ({ ...trustScript(facts), curtains: readCurtains(facts) })
  let script = read()
  const follow = ({ keysChanged }: Y.YMapEvent<unknown>) => {
    if (![SCRIPT_KEY, STEPS_KEY, METHOD_KEY, CURTAINS_KEY].some((key) => keysChanged.has(key))) return
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
