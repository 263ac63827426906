import { METHOD_KEY, metaRoot } from '@tablee/board/content'
import { SCRIPT_KEY, type Script, STEPS_KEY, trustScript } from '@tablee/board/script'
import type * as Y from 'yjs'

/** The script of a board that is open here, followed. */
export interface FollowedScript {
  get(): Script
  /** Calls back when the script has changed. Returns its undo. */
  subscribe(listener: () => void): () => void
  stop(): void
}

/** Follows the script in a board's document; other facts, such as ballots, change nothing here. */
export function followScript(doc: Y.Doc): FollowedScript {
  const facts = metaRoot(doc)
  const listeners = new Set<() => void>()
  let script = trustScript(facts)
  const follow = ({ keysChanged }: Y.YMapEvent<unknown>) => {
    if (![SCRIPT_KEY, STEPS_KEY, METHOD_KEY].some((key) => keysChanged.has(key))) return
    script = trustScript(facts)
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
