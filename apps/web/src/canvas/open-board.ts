import { type BoardAuthor, boardRoot, createBoardSchema, DOCUMENT_ID, PAGE_ID } from '@tablee/board'
import type { Writer } from '@tablee/board/edit'
import type { RoomClient } from '@tablee/sync/client'
import type { CloseReason } from '@tablee/sync/close-codes'
import { atom, createTLStore, type Editor, type TLStore, type TLTextOptions } from 'tldraw'
import type * as Y from 'yjs'
import { keepWords } from '../script/kept-words.ts'
import { textAdder } from './add-text.ts'
import { bindPresence, type PresenceUser } from './bind-presence.ts'
import { bindStore, type StoreBinding } from './bind-store.ts'
import type { ClosedBoard } from './closed-reasons.ts'
import { collaborativeText, writeText } from './collaborative-text.ts'
import { enterRoom } from './enter-room.ts'
import { endBoard, endTyping, endWhenKept, holdPage } from './hold-page.ts'
import { keepBoardCells } from './keep-board-cells.ts'
import { type BoardMeaning, followMeaning } from './meaning/board-meaning.ts'
import { createRefusals, type Refusals } from './refusals.ts'

/** Where everything of a board is on the screen. */
const BOARD_PAGE = '.board-page'

/** A board that is open on this screen. */
export interface OpenBoard {
  client: RoomClient
  doc: Y.Doc
  /** Writes in the document beside the store. */
  writer: Writer
  store: TLStore
  meaning: BoardMeaning
  textOptions: TLTextOptions
  refusals: Refusals
  /** Adds words to the text of a shape in the document, whatever text editor holds it. */
  addText(id: string, text: string): void
  /** Tells the board which editor shows it. Returns its undo. */
  showIn(editor: Editor): () => void
}

/** Where the opening of a board stands. */
export type BoardState =
  /** `isCrowded`: the board has no place at present, and is asked again by itself. */
  | { kind: 'opening'; isCrowded?: boolean }
  | { kind: 'open'; board: OpenBoard }
  | ({ kind: 'closed' } & ClosedBoard)

interface OpenBoardOptions {
  boardId: string
  author: BoardAuthor
  /** `leads` is her own claim; the others go by what the server says of her. */
  user: PresenceUser
  /** Base of the rooms' addresses, `wss://host/api/sync`. */
  syncUrl: string
  /** Told when the server may let the person do more or less than the shell last read. */
  checkRights(): void
  onChange(state: BoardState): void
}

/** Connects to a board's room and reports when it can be shown and when it closes for good. Returns its undo. */
export function openBoard(options: OpenBoardOptions): () => void {
  const { boardId, author, user, syncUrl, checkRights, onChange } = options
  const { doc, client, hear } = enterRoom({ boardId, actorId: author.actorId, syncUrl })
  const letGo = holdPage(client)
  const status = atom<'online' | 'offline'>('connection', 'offline')
  const store = createTLStore({
    schema: createBoardSchema(),
    collaboration: { status, mode: atom('mode', author.role === 'viewer' ? 'readonly' : 'readwrite') },
  })
  const refusals = createRefusals()
  let editor: Editor | null = null
  let binding: StoreBinding | null = null
  let ended = false
  let isClosing = false
  let hasLeft = false
  let wasCrowded = false
  let wasSynced = false
  let wasInterrupted: CloseReason | undefined
  let wasOnline = false
  /** The store was made of the document as it is. */
  let isFresh = false
  const words = keepWords(doc)
  const stops: (() => void)[] = [words.stop]

  function bindWhenSeeded(): void {
    const records = boardRoot(doc)
    // The server seeds every board; a page made here as well would be a second one.
    if (ended || binding || !records.has(DOCUMENT_ID) || !records.has(PAGE_ID)) return
    doc.off('afterTransaction', bindWhenSeeded)
    const writer: Writer = { doc, by: author.actorId, role: author.role }
    binding = bindStore({
      beside: writer,
      store,
      doc,
      writeText,
      onRemoteRemove: (ids) => editor && leaveRemoved(editor, ids),
      onTextReplaced: (id) => editor && leaveText(editor, [id]),
    })
    isFresh = true
    queueMicrotask(() => {
      isFresh = false
    })
    const meaning = followMeaning(store, doc)
    stops.push(keepBoardCells({ store, binding, writer }), meaning.dispose, binding.dispose)
    stops.push(bindPresence({ store, awareness: client.awareness, user }))
    const textOptions = collaborativeText({ getEditor: () => editor, binding, awareness: client.awareness })
    const showIn = (shown: Editor) => {
      editor = shown
      return () => {
        if (editor === shown) editor = null
      }
    }
    const addText = textAdder(binding, writer)
    onChange({
      kind: 'open',
      board: { client, doc, writer, store, meaning, textOptions, refusals, addText, showIn },
    })
  }

  function close(): void {
    if (ended) return
    ended = true
    // while cells are still kept beside what others wrote
    binding?.flush()
    doc.off('afterTransaction', bindWhenSeeded)
    for (const stop of stops.splice(0)) stop()
  }

  function follow(): void {
    if (hasLeft) return
    const { connection, synced, closed, interrupted } = client.state()
    status.set(connection === 'online' ? 'online' : 'offline')
    if (synced && !wasSynced && !isFresh) binding?.resync()
    wasSynced = synced
    // At once when the server says so; and on every new connection, since a change before it closes no socket.
    const isOnline = connection === 'online'
    const hasChanged = interrupted === 'rights_changed' && wasInterrupted !== interrupted
    if (hasChanged || (isOnline && !wasOnline)) checkRights()
    wasInterrupted = interrupted
    wasOnline = isOnline
    const isCrowded = interrupted === 'room_crowded'
    if (!binding && isCrowded !== wasCrowded) onChange({ kind: 'opening', isCrowded })
    wasCrowded = isCrowded
    const reason = connection === 'closed' ? closed : synced && !binding ? 'room_missing' : undefined
    if (!reason || isClosing) return
    isClosing = true
    onChange({ kind: 'closed', ...endBoard({ client, write: close, letGo }, reason) })
  }

  doc.on('afterTransaction', bindWhenSeeded)
  stops.push(
    client.subscribe(() => {
      bindWhenSeeded()
      follow()
    }),
    hear((notice) => {
      if (notice.kind !== 'refused') return
      for (const { code, recordId } of notice.refusals) refusals.report(code, words.lost(code, recordId))
    }),
  )
  // it may have been entered ahead
  bindWhenSeeded()
  follow()
  return () => {
    hasLeft = true
    endTyping(BOARD_PAGE)
    // Fields that leave the screen with the board write what was typed in them: they are told a moment after this.
    queueMicrotask(() => {
      close()
      endWhenKept(client, () => {
        letGo()
        client.destroy()
        doc.destroy()
        store.dispose()
      })
    })
  }
}

/** Takes the person out of shapes that somebody else deleted: selected, edited or pointed at, they would be ghosts. */
function leaveRemoved(editor: Editor, ids: readonly string[]): void {
  leaveText(editor, ids)
  const gone = new Set(ids)
  const selected = editor.getSelectedShapeIds()
  const left = selected.filter((id) => !gone.has(id))
  const hovered = editor.getHoveredShapeId()
  editor.run(
    () => {
      if (left.length < selected.length) editor.setSelectedShapes(left)
      if (hovered && gone.has(hovered)) editor.setHoveredShape(null)
    },
    { history: 'ignore' },
  )
}

function leaveText(editor: Editor, ids: readonly string[]): void {
  const edited = editor.getEditingShapeId()
  if (!edited || !ids.includes(edited)) return
  editor.run(
    () => {
      editor.setEditingShape(null)
      editor.setCurrentTool('select.idle')
    },
    { history: 'ignore' },
  )
}
