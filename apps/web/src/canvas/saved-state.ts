import type { RoomClient, RoomClientState } from '@tablee/sync/client'
import { useEffect, useState } from 'react'

/** What the person is told about the fate of their changes. */
export type SavedState = 'saved' | 'saving' | 'offline' | 'failed'

/** How long a state lasts before its word is shown, in ms: every keystroke saves, and a word that flickers alarms. */
const WORD_AFTER_MS: Readonly<Record<SavedState, number>> = { saved: 0, saving: 800, offline: 0, failed: 0 }

/** Reads the state of the connection as what it means for the person's changes. */
export function readSavedState({ connection, saved }: RoomClientState): SavedState {
  if (saved === 'failed') return 'failed'
  if (connection !== 'online') return 'offline'
  return saved === 'saved' ? 'saved' : 'saving'
}

/** What is shown: the mark at once, the word when it has something to say. */
export interface ShownState {
  mark: SavedState
  word: SavedState
}

/** Reports the state now and whenever what is shown changes. Returns its undo. */
export function followSavedState(
  client: Pick<RoomClient, 'state' | 'subscribe'>,
  onShown: (shown: ShownState) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown: ShownState | null = null
  const show = (next: ShownState) => {
    if (next.mark === shown?.mark && next.word === shown.word) return
    shown = next
    onShown(next)
  }
  const follow = () => {
    const next = readSavedState(client.state())
    if (next === shown?.mark) return
    clearTimeout(timer)
    const waitsMs = shown ? WORD_AFTER_MS[next] : 0
    if (!shown || waitsMs === 0) return show({ mark: next, word: next })
    show({ mark: next, word: shown.word })
    timer = setTimeout(() => show({ mark: next, word: next }), waitsMs)
  }
  follow()
  const stop = client.subscribe(follow)
  return () => {
    stop()
    clearTimeout(timer)
  }
}

/** The fate of the person’s changes, without words that flicker. */
export function useSavedState(client: RoomClient): ShownState {
  const [shown, setShown] = useState<ShownState>(() => {
    const state = readSavedState(client.state())
    return { mark: state, word: state }
  })
  useEffect(() => followSavedState(client, setShown), [client])
  return shown
}
