import { boardRoot } from '@tablee/board'
import type { NewItem } from '@tablee/board/edit'
import type * as Y from 'yjs'

/** Gives notes ids by the key of the order that makes them: an order that arrives twice writes them once. */
export function withKeyedIds(key: string, items: readonly NewItem[]): NewItem[] {
  return items.map((item, at) => ({ ...item, id: idOf(key, at) }))
}

/** The ids of the notes that an order with this key wrote before; none when it has not arrived yet. */
export function writtenByKey(doc: Y.Doc, key: string): string[] {
  const board = boardRoot(doc)
  const ids: string[] = []
  for (let id = idOf(key, 0); board.has(id); id = idOf(key, ids.length)) ids.push(id)
  return ids
}

function idOf(key: string, at: number): string {
  return `shape:${key}-${at}`
}
