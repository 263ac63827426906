import { applyFields } from '../codec.ts'
import { BASE_KEY, type RecordMap, TEXT_KEY } from '../layout.ts'
import type { BoardRecord } from '../record.ts'

const NO_FIELDS: readonly (readonly [string, unknown])[] = []

/**
 * One record as it last stood on the board by right, and the Yjs types that hold it. A cold one holds the document's
 * own values and its text as JSON, a fifth of what the record itself takes: most of a board is not being changed.
 */
export class GoodRecord {
  readonly map: RecordMap
  readonly base: BoardRecord
  readonly text: unknown
  /** The record's size as JSON. */
  readonly bytes: number
  /** Whose it is; null for what is nobody's. */
  readonly owner: string | null
  /** What lies over the base, but for the text; the values are the document's own. */
  readonly #fields: readonly (readonly [string, unknown])[]
  #record: BoardRecord | null
  #richText: string | undefined

  /** `map` holds the record at this moment. */
  constructor(record: BoardRecord, map: RecordMap, bytes: number, owner: string | null) {
    this.map = map
    this.owner = owner
    this.bytes = bytes
    // A map that a record was decoded from or encoded into holds the record that it was created with.
    this.base = map.get(BASE_KEY) as BoardRecord
    this.text = map.get(TEXT_KEY)
    this.#fields = fieldsOver(map)
    this.#record = record
  }

  get isCold(): boolean {
    return this.#record === null
  }

  /** The whole record; makes a cold one warm. */
  get record(): BoardRecord {
    if (this.#record) return this.#record
    const richText: unknown = this.#richText === undefined ? undefined : JSON.parse(this.#richText)
    const fields = richText === undefined ? this.#fields : [...this.#fields, [TEXT_KEY, richText] as const]
    this.#record = applyFields(this.base, fields)
    return this.#record
  }

  /** The record, perhaps without its text; a cold one stays cold. */
  get outline(): BoardRecord {
    return this.#record ?? applyFields(this.base, this.#fields)
  }

  /** Whether something lay over the base under this key. */
  hasField(key: string): boolean {
    return this.#fields.some(([name]) => name === key)
  }

  cool(): void {
    const richText = this.#record?.props?.['richText']
    if (richText !== undefined) this.#richText = JSON.stringify(richText)
    this.#record = null
  }
}

function fieldsOver(map: RecordMap): readonly (readonly [string, unknown])[] {
  let fields = NO_FIELDS
  for (const [key, value] of map.entries()) {
    // A new array each time: one that grows by `push` keeps room for 16 more.
    if (key !== BASE_KEY && key !== TEXT_KEY) fields = [...fields, [key, value]]
  }
  return fields
}
