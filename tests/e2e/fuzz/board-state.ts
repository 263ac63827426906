import type { BoardRecord } from '@tablee/board'
import type { Page } from 'playwright-core'

/** The records of one copy of a board by id, each as JSON with its keys in order. */
export type BoardState = ReadonlyMap<string, string>

/** Makes a board's state comparable. */
export function stateOf(records: readonly BoardRecord[]): BoardState {
  return new Map(records.map((record) => [record.id, JSON.stringify(sorted(record))]))
}

/** What one person's browser holds of the board. */
export async function stateInPage(page: Page): Promise<BoardState> {
  const records = await page.evaluate(() => {
    // `reachEditor` put the editor there
    const { store } = window.editor as unknown as {
      store: {
        allRecords(): { id: string; typeName: string }[]
        scopedTypes: { document: ReadonlySet<string> }
        _flushHistory(): void
      }
    }
    store._flushHistory()
    return store.allRecords().filter(({ typeName }) => store.scopedTypes.document.has(typeName))
  })
  return stateOf(records)
}

/** What differs between the copies, record by record and field by field; empty when all are equal. */
export function divergence(copies: ReadonlyMap<string, BoardState>): string[] {
  const ids = new Set([...copies.values()].flatMap((state) => [...state.keys()]))
  return [...ids].flatMap((id) => {
    const versions = new Set([...copies.values()].map((state) => state.get(id)))
    return versions.size > 1 ? [describeRecord(id, copies)] : []
  })
}

function describeRecord(id: string, copies: ReadonlyMap<string, BoardState>): string {
  const fields = new Map([...copies].map(([whose, state]) => [whose, fieldsOf(state.get(id))]))
  const names = new Set([...fields.values()].flatMap((record) => [...record.keys()]))
  const lines = [...names].flatMap((name) => {
    const values = [...fields].map(([whose, record]) => `${whose} ${record.get(name) ?? 'nothing'}`)
    const differs = new Set([...fields.values()].map((record) => record.get(name))).size > 1
    return differs ? [`  ${name}: ${values.join(' | ')}`] : []
  })
  return [id, ...lines].join('\n')
}

/** A record's fields, those of its props and meta one by one, as JSON. */
function fieldsOf(json: string | undefined): Map<string, string> {
  if (json === undefined) return new Map()
  const record: BoardRecord = JSON.parse(json)
  const { props = {}, meta = {}, ...own } = record
  const parts = [
    ...Object.entries(own),
    ...Object.entries(props).map(([name, value]) => [`props.${name}`, value] as const),
    ...Object.entries(meta).map(([name, value]) => [`meta.${name}`, value] as const),
  ]
  return new Map(parts.map(([name, value]) => [name, JSON.stringify(value)]))
}

/** What is broken within one copy: orphans, dangling bindings, two children at one place. */
export function brokenParts(state: BoardState): string[] {
  const records = [...state.values()].map((json): BoardRecord => JSON.parse(json))
  const places = new Map<string, string>()
  return records.flatMap((record) => {
    const { id, typeName } = record
    if (typeName === 'binding')
      return ['fromId', 'toId']
        .filter((end) => !state.has(String(record[end])))
        .map((end) => `${id} is a dangling binding: its ${end} ${String(record[end])} is gone`)
    if (typeName !== 'shape') return []
    const parent = String(record['parentId'])
    if (!state.has(parent)) return [`${id} is an orphan: ${parent} is gone`]
    const place = `${parent} ${String(record['index'])}`
    const before = places.get(place)
    places.set(place, id)
    return before === undefined ? [] : [`${id} and ${before} have the same index: ${place}`]
  })
}

/** How many shapes people have put there. */
export function countLoose(state: BoardState): number {
  const records = [...state.values()].map((json): BoardRecord => JSON.parse(json))
  return records.filter(({ typeName, meta }) => typeName === 'shape' && meta?.['furniture'] !== true).length
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]))
}
