import type { RoomClient, RoomClientState } from '@tablee/sync/client'
import { useEffect, useState } from 'react'

/**
 * What the person is told about the fate of their changes. `offline` are kept on this device, `crowded` too while the board
 * has no place; `unkept` are in this page alone, whose browser took no copy or could not write it.
 */
export type SavedState = 'saved' | 'saving' | 'offline' | 'crowded' | 'unkept' | 'failed'

/** How long something is on its way before the word says so, in ms: every keystroke saves, and a word that flickers alarms. */
const SAVING_WORD_AFTER_MS = 800

/**
 * How long everything must have been kept before the mark says so again, in ms: a drag saves thirty times a second, and a
 * mark that flickers makes the browser draw the page twice as often.
 */
const SAVED_MARK_AFTER_MS = 150

/** Reads the state of the connection as what it means for the person's changes. */
export function readSavedState({ connection, saved, kept, interrupted }: RoomClientState): SavedState {
  if (saved === 'failed') return 'failed'
  if (connection !== 'online' && !kept) return 'unkept'
  if (connection !== 'online') return interrupted === 'room_crowded' ? 'crowded' : 'offline'
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
  let state: SavedState | null = null
  let shown: ShownState | null = null
  const show = (next: ShownState) => {
    if (next.mark === shown?.mark && next.word === shown.word) return
    shown = next
    onShown(next)
  }
  const showAfter = (ms: number, next: SavedState) => {
    timer = setTimeout(() => show({ mark: next, word: next }), ms)
  }
  const follow = () => {
    const next = readSavedState(client.state())
    if (next === state) return
    state = next
    clearTimeout(timer)
    if (shown && next === 'saving') {
      show({ mark: next, word: shown.word })
      showAfter(SAVING_WORD_AFTER_MS, next)
    } else if (shown?.mark === 'saving' && next === 'saved') showAfter(SAVED_MARK_AFTER_MS, next)
    else show({ mark: next, word: next })
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
