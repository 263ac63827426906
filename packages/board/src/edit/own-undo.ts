import * as Y from 'yjs'
import { recordValue } from '../codec.ts'
import { BASE_KEY, boardRoot } from '../layout.ts'
import { type BoardRecord, isObject } from '../record.ts'
import type { Writer } from './writer.ts'

/** How long changes that follow each other are taken back together, in ms. */
const ONE_STEP_MS = 700

/** Takes back and makes again what one writer did, and nothing that others did. */
export interface OwnUndo {
  undo(): void
  redo(): void
  canUndo(): boolean
  canRedo(): boolean
  /** What is done from now on is a step of its own. */
  newStep(): void
  stop(): void
}

/** Follows a writer's changes from now on. */
export function ownUndo(writer: Writer): OwnUndo {
  const { doc } = writer
  const board = boardRoot(doc)
  const manager = new Y.UndoManager(board, {
    doc,
    trackedOrigins: new Set([writer]),
    captureTimeout: ONE_STEP_MS,
  })

  function step(kind: 'undo' | 'redo'): void {
    const flag = kind === 'undo' ? 'undoing' : 'redoing'
    doc.transact((transaction) => {
      manager[kind]()
      showBase(transaction)
      // The manager sorts the change by this flag when the transaction ends, which is later than it thinks.
      manager[flag] = true
    }, manager)
    manager[flag] = false
  }

  /** Taking back the first change of a field leaves no key, which is no way to write a field: it is given its first value. */
  function showBase({ changed }: Y.Transaction): void {
    for (const [type, keys] of changed) {
      if (!(type instanceof Y.Map) || Object.is(type, board) || type._item?.deleted) continue
      const base: unknown = type.get(BASE_KEY)
      if (!isRecord(base)) continue
      for (const key of keys) if (key !== null && !type.has(key)) type.set(key, recordValue(base, key))
    }
  }

  return {
    undo: () => step('undo'),
    redo: () => step('redo'),
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    newStep: () => manager.stopCapturing(),
    stop: () => manager.destroy(),
  }
}

function isRecord(value: unknown): value is BoardRecord {
  return isObject(value) && typeof value['id'] === 'string'
}
