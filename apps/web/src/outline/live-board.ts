import {
  boardRoot,
  type Lang,
  METHOD_KEY,
  metaRoot,
  type WatchedContent,
  watchContent,
} from '@tablee/board/content'
import { keepCells, type OwnUndo, ownUndo, type Writer } from '@tablee/board/edit'
import { connectRoom, type RoomClient } from '@tablee/sync/client'
import type { CloseReason } from '@tablee/sync/close-codes'
import * as Y from 'yjs'
import { listenForAttendance } from '../attention/use-attendance.ts'
import { syncUrl } from '../boards/sync-url.ts'
import { type KeptWords, keepWords } from '../script/kept-words.ts'
import type { LightBoard } from './load-board.ts'

/** How long a board that begins to come waits for the rest of it, in ms: drawn with every part, it would come twice as late. */
const WHOLE_WITHIN_MS = 400

/** A board that is open in this page, without a canvas. */
export interface LiveBoard {
  doc: Y.Doc
  client: RoomClient
  watched: WatchedContent
  writer: Writer
  undo: OwnUndo
  /** What this person typed here, for when it comes too late to be taken. */
  words: KeptWords
  lang: Lang
}

/** Where the opening stands. */
export type LiveState =
  | { kind: 'opening' }
  | { kind: 'open'; live: LiveBoard }
  | { kind: 'closed'; reason: CloseReason; unsaved: Uint8Array | null }

interface OpenLiveOptions extends LightBoard {
  lang: Lang
  onState(state: LiveState): void
  /** Told when the server may let the person do more or less than the page last read. */
  checkRights(): void
}

/** Connects to a board's room and tells when it can be shown and when it closes for good. Returns its undo. */
export function openLive({ board, person, lang, onState, checkRights }: OpenLiveOptions): () => void {
  const doc = new Y.Doc()
  const client = connectRoom({
    url: syncUrl(window.location),
    room: board.id,
    doc,
    // The page is loaded afresh with every version of the server, so what that told is what this page was made for.
    params: { schema: board.schema },
    offlineOwner: board.actorId,
  })
  if (board.rights.includes('script.run')) listenForAttendance(client)
  const watched = watchContent(doc, { lang })
  const writer: Writer = { doc, by: board.actorId, role: board.role, records: watched.records }
  const stops = [keepCells(writer), watched.stop]
  const undo = ownUndo(writer)
  const words = keepWords(doc)
  let isOpen = false
  let hasEnded = false
  let wasInterrupted: CloseReason | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined

  function openWhenSeeded(): void {
    if (isOpen || hasEnded || !metaRoot(doc).has(METHOD_KEY) || boardRoot(doc).size === 0) return
    // on a slow line, and without one, what is there is shown
    if (client.state().synced) open()
    else waiting ??= setTimeout(open, WHOLE_WITHIN_MS)
  }

  function open(): void {
    clearTimeout(waiting)
    if (isOpen || hasEnded) return
    isOpen = true
    onState({ kind: 'open', live: { doc, client, watched, writer, undo, words, lang } })
  }

  function follow(): void {
    openWhenSeeded()
    const { connection, closed, interrupted } = client.state()
    if (interrupted === 'rights_changed' && wasInterrupted !== interrupted) checkRights()
    wasInterrupted = interrupted
    if (connection !== 'closed' || hasEnded) return
    hasEnded = true
    onState({ kind: 'closed', reason: closed ?? 'internal', unsaved: client.exportUnsaved() })
  }

  client.awareness.setLocalStateField('user', { id: board.actorId, name: person.name, color: board.colour })
  doc.on('afterTransaction', openWhenSeeded)
  stops.push(client.subscribe(follow), () => doc.off('afterTransaction', openWhenSeeded))
  follow()
  return () => {
    hasEnded = true
    clearTimeout(waiting)
    for (const stop of stops) stop()
    undo.stop()
    words.stop()
    client.destroy()
    doc.destroy()
  }
}
