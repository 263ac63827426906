import * as Y from 'yjs'
import { CELL_PREFIX, splitCell, withRest } from '../content/cells.ts'
import { boardRoot, type RecordMap, TEXT_KEY } from '../layout.ts'
import { findZone, methodOf } from '../method.ts'
import { isShape } from '../record.ts'
import { zoneAreas, zoneOfShape } from '../zones.ts'
import { type CellInput, mergeValues } from './set-cell.ts'
import { plainTextOf, setItemText } from './set-text.ts'
import { recordsOf, type Writer, write } from './writer.ts'

/** A value that this writer put in a cell, and what had stood there. */
interface Written {
  item: Y.Item
  value: CellInput
  base: CellInput
}

/**
 * Watches over the cells that this writer fills: where somebody wrote another value at the same moment and hers won,
 * both are put together. One who has seen a value may replace it. `through` is the origin of what the same person
 * writes by another way, a canvas' store. Returns its undo.
 */
export function keepCells(writer: Writer, { through }: { through?: unknown } = {}): () => void {
  const board = boardRoot(writer.doc)
  const isOwn = (origin: unknown) => origin === writer || (through !== undefined && origin === through)
  const written = new Map<Y.Map<unknown>, Map<string, Written>>()

  function follow(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
    for (const event of events) {
      const { target } = event
      if (!(target instanceof Y.Map) || Object.is(target, board)) continue
      for (const [key, change] of event.changes.keys) {
        if (!key.startsWith(`m.${CELL_PREFIX}`)) continue
        const item = target._map.get(key)
        if (!item) continue
        if (isOwn(transaction.origin)) {
          const cells = written.get(target) ?? new Map<string, Written>()
          written.set(target, cells)
          cells.set(key, { item, value: asInput(target.get(key)), base: asInput(change.oldValue) })
        } else if (!transaction.local) rescue(target, key, item)
      }
    }
  }

  function rescue(map: Y.Map<unknown>, key: string, item: Y.Item): void {
    const mine = written.get(map)?.get(key)
    if (!mine || item === mine.item) return
    written.get(map)?.delete(key)
    if (mine.value === null || hasSeen(item, mine.item)) return
    const theirs = asInput(map.get(key))
    const column = columnOf(map, key)
    const method = methodOf(writer.doc)
    if (!column || !method) return
    const merged = mergeValues(method, column, { base: mine.base, mine: mine.value, theirs })
    // After the transaction that is being reported: a change within it would be taken for somebody else's.
    if (merged !== theirs)
      queueMicrotask(() => map.get(key) === theirs && write(writer, () => keepBoth(map, key, merged)))
  }

  function keepBoth(map: RecordMap, key: string, merged: CellInput) {
    const { cell, rest } = typeof merged === 'string' ? splitCell(merged) : { cell: merged, rest: '' }
    map.set(key, cell ?? undefined)
    const id = map._item?.parentSub
    const text = map.get(TEXT_KEY)
    if (rest !== '' && typeof id === 'string' && text instanceof Y.XmlFragment)
      setItemText(writer, id, withRest(plainTextOf(text), rest))
  }

  function columnOf(map: RecordMap, key: string) {
    const records = recordsOf(writer)
    const id = map._item?.parentSub
    const record = typeof id === 'string' ? records.get(id) : undefined
    const method = methodOf(writer.doc)
    if (!isShape(record) || !method) return undefined
    const zone = findZone(method, zoneOfShape(record, records, zoneAreas(records.values())))
    return zone?.options.cols?.find(({ id: column }) => key === `m.${CELL_PREFIX}${column}`)
  }

  board.observeDeep(follow)
  return () => board.unobserveDeep(follow)
}

/** Whether who wrote the later value had this one before her: Yjs notes what each value of a key was put after. */
function hasSeen(later: Y.Item, earlier: Y.Item): boolean {
  const end = earlier.lastId
  return later.origin !== null && later.origin.client === end.client && later.origin.clock === end.clock
}

function asInput(value: unknown): CellInput {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
