import {
  applyFields,
  type BoardRecord,
  boardRoot,
  decodeRecord,
  diffFields,
  encodeRecord,
  equalValues,
  type RecordMap,
  TEXT_KEY,
  writeFields,
} from '@tablee/board'
import type { TLRecord, TLStore } from 'tldraw'
import * as Y from 'yjs'
import { asBoardRecord, parseRecord, recordId } from './board-record.ts'
import { addChanges, inOrderOfNeed, type PendingChanges } from './pending-changes.ts'
import { undoOwnFieldsOnly } from './undo-fields.ts'

/** The origin of the transactions that carry the store's changes into the document. */
const STORE_ORIGIN = Symbol('canvas store')

/** Shortest time between two writes to the document: 30 a second look continuous. */
const WRITE_INTERVAL_MS = 33

/** Repairs in a row of a store that takes no change: a record that never fits must not keep the browser busy. */
const REPAIRS_MAX = 3

/** A store and a document that follow each other. */
export interface StoreBinding {
  /** The origin of the transactions that carry the store's changes into the document. */
  readonly origin: unknown
  /** Writes every local change that still waits into the document, now. */
  flush(): void
  /** Compares the whole document with the store and repairs the store. */
  resync(): void
  /**
   * Hands the text of a shape to a text editor that writes into the document itself; the returned function takes it
   * back. `null` when the shape has no text in the document.
   */
  bindText(id: string): { fragment: Y.XmlFragment; release(): void } | null
  /** Writes what waits and lets go of both. */
  dispose(): void
}

interface BindStoreOptions {
  store: TLStore
  doc: Y.Doc
  /** Writes a whole text into a fragment with the smallest change. */
  writeText(fragment: Y.XmlFragment, richText: unknown): void
  /** Told after records that somebody else deleted have left the store. */
  onRemoteRemove?(ids: readonly string[]): void
  /** Told when somebody else put another text in the place of one that a text editor holds: what is typed goes nowhere. */
  onTextReplaced?(id: string): void
  /** The origin of what this person writes in the document beside the store: the store shows it like others' changes. */
  beside?: unknown
}

/** Keeps a store and a document equal, field by field; the document must already hold its page. */
export function bindStore(options: BindStoreOptions): StoreBinding {
  const { store, doc, writeText, onRemoteRemove, onTextReplaced, beside } = options
  const board = boardRoot(doc)
  const boundTexts = new Map<string, { fragment: Y.XmlFragment; holders: number }>()
  const sharedTexts = new Set<string>()
  const isTextBound = (id: string) => boundTexts.has(id)
  let pending: PendingChanges = new Map()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastWrite = 0
  let repairs = 0
  let disposed = false

  function schedule(): void {
    timer ??= setTimeout(writePending, Math.max(0, WRITE_INTERVAL_MS - (performance.now() - lastWrite)))
  }

  function writePending(): void {
    clearTimeout(timer)
    timer = undefined
    if (pending.size === 0) return
    lastWrite = performance.now()
    const batch = inOrderOfNeed(pending)
    pending = new Map()
    doc.transact(() => {
      for (const [id, change] of batch) {
        const stored = board.get(id)
        if (change.kind === 'delete') {
          if (stored) board.delete(id)
        } else if (change.kind === 'create') {
          const current = stored && decodeRecord(stored)
          if (stored && current) writeFields(stored, diffFields(current, change.record), writeText)
          else board.set(id, encodeRecord(change.record))
        } else if (stored) {
          // An update of a record that somebody else deleted is dropped on purpose: deletion wins.
          writeFields(stored, change.fields, writeText)
        }
      }
    }, STORE_ORIGIN)
  }

  function flush(): void {
    // tldraw reports changes on the next animation frame; what happened since must count too.
    store._flushHistory()
    writePending()
  }

  /** What the store should hold for a document's record: unwritten local fields stay on top, bound text stays the text editor's. */
  function wanted(id: string, stored: RecordMap, current: TLRecord | undefined): TLRecord | null {
    const change = pending.get(id)
    if (change?.kind === 'delete') return null
    let record = decodeRecord(stored)
    if (!record) return null
    if (change?.kind === 'update') record = applyFields(record, change.fields)
    if (current && isTextBound(id))
      record = applyFields(record, [[TEXT_KEY, asBoardRecord(current).props?.['richText']]])
    if (current) {
      if (equalValues(asBoardRecord(current), record)) return null
      record = keepReferences(asBoardRecord(current), record)
    }
    return parseRecord(store, record)
  }

  function applyRemote(put: TLRecord[], remove: TLRecord['id'][]): void {
    if (put.length === 0 && remove.length === 0) return
    const leavesPage = remove.some((id) => id.startsWith('page:'))
    try {
      store.mergeRemoteChanges(() => {
        // Remote records are the outcome of their author's side effects: running ours would write echoes, and one that
        // throws would roll back the whole batch. Only a page's removal needs them: they move the person off the page.
        if (!leavesPage) disableSideEffects(store)
        if (remove.length > 0) store.remove(remove)
        if (put.length > 0) store.put(put)
      })
      repairs = 0
    } catch (err) {
      if (disposed) throw err
      repairs += 1
      if (repairs <= REPAIRS_MAX) setTimeout(resync, 0)
    }
    if (remove.length > 0) onRemoteRemove?.(remove)
  }

  function resync(): void {
    if (disposed) return
    flush()
    const put: TLRecord[] = []
    board.forEach((stored, id) => {
      const record = wanted(id, stored, store.get(recordId(id)))
      if (record) put.push(record)
    })
    applyRemote(
      put,
      documentRecordIds(store).filter((id) => !board.has(id)),
    )
  }

  function onDocumentChange(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
    // Local covers this binding's writes and the text editor's, which reach the store by themselves.
    if (transaction.local && (beside === undefined || transaction.origin !== beside)) return
    store._flushHistory()
    const put: TLRecord[] = []
    const remove: TLRecord['id'][] = []
    for (const id of touchedIds(events, board, sharedTexts)) {
      const stored = board.get(id)
      if (stored) {
        const record = wanted(id, stored, store.get(recordId(id)))
        if (record) put.push(record)
      } else if (pending.get(id)?.kind !== 'create') {
        pending.delete(id)
        if (store.has(recordId(id))) remove.push(recordId(id))
      }
    }
    applyRemote(put, remove)
    for (const [id, { fragment }] of boundTexts) {
      if (board.has(id) && board.get(id)?.get(TEXT_KEY) !== fragment) onTextReplaced?.(id)
    }
  }

  function bindText(id: string): { fragment: Y.XmlFragment; release(): void } | null {
    flush()
    const fragment = board.get(id)?.get(TEXT_KEY)
    if (!(fragment instanceof Y.XmlFragment)) return null
    const bound = boundTexts.get(id) ?? { fragment, holders: 0 }
    boundTexts.set(id, { fragment, holders: bound.holders + 1 })
    let held = true
    return {
      fragment,
      release() {
        if (!held) return
        held = false
        // While it is still bound: the last keystrokes must not be written a second time.
        if (!disposed) flush()
        const holders = (boundTexts.get(id)?.holders ?? 1) - 1
        if (holders > 0) {
          boundTexts.set(id, { fragment, holders })
          return
        }
        boundTexts.delete(id)
        const stored = board.get(id)
        const current = store.get(recordId(id))
        const record = !disposed && stored && current ? wanted(id, stored, current) : null
        if (record) applyRemote([record], [])
      },
    }
  }

  applyRemote(
    [...board.values()].flatMap((stored) => parseStored(store, stored)),
    documentRecordIds(store).filter((id) => !board.has(id)),
  )
  const stops = [
    store.listen(
      ({ changes }) => {
        addChanges(pending, changes, { isTextBound, isStored: (id) => board.has(id) })
        schedule()
      },
      { source: 'user', scope: 'document' },
    ),
    undoOwnFieldsOnly(store, (id) => sharedTexts.has(id)),
    onPageHidden(flush),
  ]
  board.observeDeep(onDocumentChange)

  return {
    origin: STORE_ORIGIN,
    flush,
    resync,
    bindText,
    dispose() {
      if (disposed) return
      flush()
      disposed = true
      board.unobserveDeep(onDocumentChange)
      for (const stop of stops) stop()
    },
  }
}

/** Switches the side effects off until the store's current operation ends; the store itself switches them on again. */
function disableSideEffects(store: TLStore): void {
  // `setIsEnabled` is public in tldraw 3.15.6's code and left out of its types only.
  const sideEffects = store.sideEffects as unknown as { setIsEnabled(enabled: boolean): void }
  sideEffects.setIsEnabled(false)
}

function parseStored(store: TLStore, stored: RecordMap): TLRecord[] {
  const record = decodeRecord(stored)
  const parsed = record && parseRecord(store, record)
  return parsed ? [parsed] : []
}

function documentRecordIds(store: TLStore): TLRecord['id'][] {
  return store
    .allRecords()
    .filter((record) => store.scopedTypes.document.has(record.typeName))
    .map((record) => record.id)
}

/** The ids of the records that a transaction touched; those whose text changed are noted in `texts`. */
function touchedIds(
  events: Y.YEvent<Y.AbstractType<unknown>>[],
  board: Y.Map<RecordMap>,
  texts: Set<string>,
): Set<string> {
  const ids = new Set<string>()
  for (const event of events) {
    const id = event.path[0]
    if (Object.is(event.target, board)) for (const key of event.changes.keys.keys()) ids.add(key)
    else if (typeof id === 'string') ids.add(id)
    if (typeof id === 'string' && event.path[1] === TEXT_KEY) texts.add(id)
  }
  return ids
}

/** Keeps the references of unchanged parts, so that signals and React see no change where there is none. */
function keepReferences(current: BoardRecord, next: BoardRecord): BoardRecord {
  const kept = { ...next }
  if (current.props && next.props) {
    const before = current.props
    const props = Object.entries(next.props).map(([key, value]) => [
      key,
      equalValues(before[key], value) ? before[key] : value,
    ])
    kept.props = equalValues(before, next.props) ? before : Object.fromEntries(props)
  }
  if (current.meta && equalValues(current.meta, next.meta)) kept.meta = current.meta
  return kept
}

/** Calls back when the page goes to the background or away: a phone may never bring it back. Returns its undo. */
function onPageHidden(callback: () => void): () => void {
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') callback()
  }
  window.addEventListener('pagehide', callback)
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    window.removeEventListener('pagehide', callback)
    document.removeEventListener('visibilitychange', onVisibility)
  }
}
