import { boardRoot } from '@tablee/board/content'
import type * as Y from 'yjs'
import { recordsOf } from '../script/kept-words.ts'

/** What this person writes on a board, as it happens. */
export interface OwnWriting {
  /** The records that she wrote in since it was last asked. */
  take(): string[]
  subscribe(listener: () => void): () => void
  stop(): void
}

/** Follows the changes that are made here; what comes from others is not hers. */
export function followOwnWriting(doc: Y.Doc): OwnWriting {
  const board = boardRoot(doc)
  const listeners = new Set<() => void>()
  let written = new Set<string>()
  const follow = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => {
    if (!local) return
    for (const recordId of events.flatMap(recordsOf)) written.add(recordId)
    for (const listener of listeners) listener()
  }
  board.observeDeep(follow)
  return {
    take() {
      const taken = [...written]
      written = new Set()
      return taken
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => board.unobserveDeep(follow),
  }
}
