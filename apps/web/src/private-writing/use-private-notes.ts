import type { RoomClient } from '@tablee/sync/client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { findNotes, keepNote, readOwnNotes, revealOwnNotes, withdrawNote } from '../api/private-writing.ts'
import type { LocalNote } from './local-note.ts'
import { noteShelf } from './note-shelf.ts'
import { type HangingCurtain, NotesKeeper } from './notes-keeper.ts'

const ID_BYTES = 16
const KEY_BYTES = 32

/**
 * The reader's private notes on a board, kept on her device and on the server; the room is told that some are on their way,
 * as of what she writes in the open.
 */
export function usePrivateNotes(
  boardId: string,
  actorId: string,
  curtains: readonly HangingCurtain[],
  client: Pick<RoomClient, 'tellBeside'>,
): { keeper: NotesKeeper | null; notes: readonly LocalNote[] } {
  const [keeper, setKeeper] = useState<NotesKeeper | null>(null)
  useEffect(() => {
    const opened = new NotesKeeper(
      {
        read: () => readOwnNotes(boardId),
        find: (notes) => findNotes(boardId, notes),
        keep: (note) => keepNote(boardId, note),
        withdraw: (note) => withdrawNote(boardId, note),
        reveal: (curtainId) => revealOwnNotes(boardId, curtainId),
      },
      noteShelf(window.localStorage, boardId, actorId),
      () => ({ id: randomText(ID_BYTES), key: randomText(KEY_BYTES) }),
    )
    const again = () => opened.retry()
    const look = () => void opened.load()
    window.addEventListener('online', again)
    window.addEventListener('focus', look)
    setKeeper(opened)
    return () => {
      window.removeEventListener('online', again)
      window.removeEventListener('focus', look)
      opened.close()
      setKeeper(null)
    }
  }, [boardId, actorId])
  // what hangs, in words that change when it does
  const hanging = JSON.stringify(
    curtains.map(({ id, zoneId, anonymous, reading, freeColumns }) => ({
      id,
      zoneId,
      anonymous,
      reading,
      freeColumns,
    })),
  )
  useEffect(() => {
    // It was made of curtains just above.
    keeper?.follow(JSON.parse(hanging) as HangingCurtain[])
  }, [keeper, hanging])
  useEffect(() => {
    if (!keeper) return
    const tell = () => client.tellBeside(keeper.isBehind())
    const stop = keeper.subscribe(tell)
    tell()
    return () => {
      stop()
      client.tellBeside(false)
    }
  }, [keeper, client])
  const notes = useSyncExternalStore(keeper?.subscribe ?? neverChanges, keeper?.notes ?? noNotes)
  return { keeper, notes }
}

const NO_NOTES: readonly LocalNote[] = []
const neverChanges = () => () => undefined
const noNotes = () => NO_NOTES

/** Random bits in base64url. */
function randomText(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes))
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
