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
import * as Y from 'yjs'
import { listenForAttendance } from '../attention/use-attendance.ts'
import { syncUrl } from '../boards/sync-url.ts'
import type { ClosedBoard } from '../canvas/closed-reasons.ts'
import { endBoard, endWhenKept, holdPage } from '../canvas/hold-page.ts'
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
  /** `isCrowded`: the board has no place at present, and is asked again by itself. */
  | { kind: 'opening'; isCrowded?: boolean }
  | { kind: 'open'; live: LiveBoard }
  | ({ kind: 'closed' } & ClosedBoard)

interface OpenLiveOptions extends LightBoard {
  lang: Lang
}

/** A board on its way to the page, from the moment its connection is asked for. */
export interface Opening {
  readonly client: RoomClient
  state(): LiveState
  /** Calls back when the state is another; the returned function stops it. */
  subscribe(listener: () => void): () => void
  /** Leaves the board. */
  close(): void
}

/** Connects to a board's room and tells when it can be shown and when it closes for good. */
export function openLive({ board, person, lang }: OpenLiveOptions): Opening {
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
  const letGo = holdPage(client)
  const watched = watchContent(doc, { lang })
  const writer: Writer = { doc, by: board.actorId, role: board.role, records: watched.records }
  const stops = [keepCells(writer), watched.stop]
  const undo = ownUndo(writer)
  const words = keepWords(doc)
  const listeners = new Set<() => void>()
  let state: LiveState = { kind: 'opening' }
  let hasLeft = false
  let isClosing = false
  let waiting: ReturnType<typeof setTimeout> | undefined

  function become(next: LiveState): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  function openWhenSeeded(): void {
    if (state.kind !== 'opening' || !metaRoot(doc).has(METHOD_KEY) || boardRoot(doc).size === 0) return
    // on a slow line, and without one, what is there is shown
    if (client.state().synced) open()
    else waiting ??= setTimeout(open, WHOLE_WITHIN_MS)
  }

  function open(): void {
    clearTimeout(waiting)
    if (state.kind !== 'opening' || hasLeft) return
    become({ kind: 'open', live: { doc, client, watched, writer, undo, words, lang } })
  }

  function follow(): void {
    openWhenSeeded()
    const { connection, closed, interrupted } = client.state()
    const isCrowded = interrupted === 'room_crowded'
    if (state.kind === 'opening' && isCrowded !== (state.isCrowded ?? false))
      become({ kind: 'opening', isCrowded })
    if (connection !== 'closed' || isClosing || hasLeft) return
    isClosing = true
    become({ kind: 'closed', ...endBoard({ client, letGo }, closed ?? 'internal') })
  }

  client.awareness.setLocalStateField('user', { id: board.actorId, name: person.name, color: board.colour })
  doc.on('afterTransaction', openWhenSeeded)
  stops.push(client.subscribe(follow), () => doc.off('afterTransaction', openWhenSeeded))
  follow()
  return {
    client,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      hasLeft = true
      clearTimeout(waiting)
      for (const stop of stops) stop()
      undo.stop()
      words.stop()
      listeners.clear()
      endWhenKept(client, () => {
        letGo()
        client.destroy()
        doc.destroy()
      })
    },
  }
}
