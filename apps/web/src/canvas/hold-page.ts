import type { RoomClient, RoomClientState } from '@tablee/sync/client'
import type { CloseReason } from '@tablee/sync/close-codes'
import { useEffect } from 'react'
import type { ClosedBoard } from './closed-reasons.ts'

type FollowedClient = Pick<RoomClient, 'state' | 'subscribe'>

/** Makes the browser ask before the page is left. Returns its undo. */
function askBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    event.preventDefault()
    // Safari and older browsers go by this alone; they show words of their own.
    event.returnValue = true
  }
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
}

/** Whether there are words that only this page has: neither the server nor this device keeps them. */
function hasUnkept({ saved, kept }: RoomClientState): boolean {
  return saved !== 'saved' && !kept
}

/**
 * Asks before a page is left that holds words which nothing else keeps, and only then: a page that always asks is not
 * listened to. Returns its undo.
 */
export function holdPage(client: FollowedClient): () => void {
  let letGo: (() => void) | null = null
  const follow = () => {
    if (hasUnkept(client.state())) letGo ??= askBeforeLeaving()
    else {
      letGo?.()
      letGo = null
    }
  }
  follow()
  const stop = client.subscribe(follow)
  return () => {
    stop()
    letGo?.()
  }
}

/**
 * Ends a connection when nothing would be lost with it: at once, or, when the person went on to another page of the site
 * with words that nothing else keeps, once they are kept. A connection that is closed for good waits for nothing.
 */
export function endWhenKept(client: FollowedClient, end: () => void): void {
  const mayEnd = () => !hasUnkept(client.state()) || client.state().connection === 'closed'
  if (mayEnd()) {
    end()
    return
  }
  const stop = client.subscribe(() => {
    if (!mayEnd()) return
    stop()
    end()
  })
}

/**
 * Ends what is being typed, so that its field writes it into the document before that closes.
 * @param within only in what matches this selector: after a change of pages another page may have the focus
 */
export function endTyping(within?: string): void {
  const { activeElement: field } = document
  if (!(field instanceof HTMLElement)) return
  if (within === undefined || field.closest(within) !== null) field.blur()
}

/** What ends a board. */
interface EndingBoard {
  client: Pick<RoomClient, 'state' | 'exportUnsaved'>
  /** Writes what waits to be written into the document. */
  write?(): void
  /** Ends `holdPage`. */
  letGo(): void
}

/**
 * Ends a board that is closed for good: the word that is being typed is one of those that are kept and exported, and from
 * here on its notice asks before the page is left, where there is something to ask.
 * @returns what its notice says
 */
export function endBoard({ client, write, letGo }: EndingBoard, reason: CloseReason): ClosedBoard {
  endTyping()
  write?.()
  letGo()
  return { reason, unsaved: client.exportUnsaved(), kept: client.state().kept }
}

/** Asks before the page is left for as long as `isHeld`. */
export function useHeldPage(isHeld: boolean): void {
  useEffect(() => (isHeld ? askBeforeLeaving() : undefined), [isHeld])
}
