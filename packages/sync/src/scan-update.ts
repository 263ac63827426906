import * as encoding from 'lib0/encoding'
import { StructureRefused } from './structure-refused.ts'

/** How much one update may hold; beyond any of it the walk stops. */
export interface ScanBounds {
  /** Operations, deleted ranges, and clients with deleted ranges. */
  operations: number
  /** Clients with operations, and clients with deleted ranges. */
  clients: number
  /** JSON values, those within others included. */
  values: number
  /** Values that one operation puts into a list, and keys of one object. */
  members: number
  /** Nesting of one JSON value. */
  valueDepth: number
}

/** Yjs' numbers for what an operation holds (`contentRefs`). */
const GARBAGE = 0
const DELETED = 1
const STRING = 4
const FORMAT = 6
const TYPE = 7
const ANY = 8

/** The others: `ContentJSON` (a legacy form), `ContentBinary`, `ContentEmbed` and `ContentDoc` have no use here. */
const USELESS: ReadonlySet<number> = new Set([2, 3, 5, 9])

/** A gap in a client's operations: the whole first byte. */
const SKIP = 10

/** The first byte of an operation says what it holds, and what follows. */
const CONTENT_BITS = 0b0001_1111
const HAS_KEY = 0b0010_0000
const HAS_RIGHT_ORIGIN = 0b0100_0000
const HAS_ORIGIN = 0b1000_0000

/** Yjs' numbers for shared types (`typeRefs`): an element has a name, a hook has no use here. */
const XML_ELEMENT = 3
const XML_HOOK = 5
const LAST_TYPE = 6

/** lib0's first bytes of a value (`readAny`). */
const BYTES_VALUE = 116
const ARRAY_VALUE = 117
const OBJECT_VALUE = 118
const STRING_VALUE = 119
const INTEGER_VALUE = 125
const SIZES: ReadonlyMap<number, number> = new Map([
  [120, 0], // true
  [121, 0], // false
  [122, 8], // bigint
  [123, 8], // float64
  [124, 4], // float32
  [126, 0], // null
  [127, 0], // undefined
])

/** So many marks of garbage side by side, and more, are written as one. */
const JOINED_MARKS = 8

/** Marks of garbage that stand side by side, of one client: Yjs makes one of them, once it has built them all. */
interface Marks {
  readonly from: number
  to: number
  count: number
  /** So many operations were there. */
  length: number
}

/** The operations of one client, as they stand in the bytes. */
interface Block {
  readonly client: number
  readonly clock: number
  readonly count: number
  /** Where the first begins, and the last ends. */
  readonly from: number
  readonly to: number
  readonly isKnown: boolean
  /** Most have none. */
  readonly joined: readonly Marks[] | null
}

/** A number of more bytes is above 2^53, or written longer than it need be. */
const NUMBER_BYTES_MAX = 8

const QUOTE = 34
const BACKSLASH = 92
/** `[` and `{`, and what closes them, differ from each other in this bit alone. */
const BRACE_BIT = 32
const OPEN = 91
const CLOSE = 93

/**
 * A walk over the bytes of an update (Yjs' format 1) in the steps of `Y.decodeUpdate`, which builds nothing: 4 MB can
 * hold two million operations, and decoding them takes seconds and hundreds of MB.
 */
export class UpdateScan {
  readonly #bytes: Uint8Array
  readonly #bounds: ScanBounds
  readonly #knownClock: (client: number) => number
  readonly #blocks: Block[] = []
  #deletionsAt = 0
  #at = 0
  /** Where the operation that is read begins, by its client's clock; texts are measured only where that matters. */
  #clock = 0
  #measuresTexts = false
  #marks: Marks | null = null
  #joined: Marks[] | null = null
  #hasGap = false
  /** Operations, deleted ranges, and clients with deleted ranges, as far as it came. */
  operations = 0
  /** JSON values, as far as it came; of JSON text as many as it has room for. */
  values = 0
  /** Shared types among the operations, as far as it came. */
  types = 0

  /** @param knownClock the next clock of a client in what need not be read again */
  constructor(update: Uint8Array, bounds: ScanBounds, knownClock: (client: number) => number = () => 0) {
    this.#bytes = update
    this.#bounds = bounds
    this.#knownClock = knownClock
  }

  /** @throws {StructureRefused} at the first byte that no update has there, or where it goes beyond the bounds. */
  run(): void {
    this.#listByClient(() => this.#skipBlock())
    this.#deletionsAt = this.#at
    this.#listByClient(() => {
      this.#count()
      const client = this.#number()
      let end = 0
      for (let left = this.#number(); left > 0; left--) {
        this.#count()
        const clock = this.#number()
        // Yjs writes them in order, and cuts its operations at each: from behind, that moves all that follows every time.
        if (clock < end) throw new StructureRefused('malformed')
        end = clock + this.#length()
      }
      return client
    })
  }

  /**
   * After the walk: the same update without the clients of whom everything is known, and with marks of garbage that stand
   * side by side as one. What is left out is never built; 150,000 operations of a frame take 15 MB and 50 ms.
   */
  rest(): Uint8Array {
    const left = this.#blocks.filter(({ isKnown }) => !isKnown)
    if (left.length === this.#blocks.length && left.every(({ joined }) => joined === null)) {
      return this.#bytes
    }
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, left.length)
      for (const block of left) this.#writeBlock(encoder, block)
      encoding.writeUint8Array(encoder, this.#bytes.subarray(this.#deletionsAt, this.#at))
    })
  }

  #writeBlock(encoder: encoding.Encoder, { client, clock, count, from, to, joined }: Block): void {
    const runs = joined ?? []
    const saved = runs.reduce((sum, marks) => sum + marks.count - 1, 0)
    for (const number of [count - saved, client, clock]) encoding.writeVarUint(encoder, number)
    let at = from
    for (const marks of runs) {
      encoding.writeUint8Array(encoder, this.#bytes.subarray(at, marks.from))
      encoding.writeUint8(encoder, GARBAGE)
      encoding.writeVarUint(encoder, marks.length)
      at = marks.to
    }
    encoding.writeUint8Array(encoder, this.#bytes.subarray(at, to))
  }

  #skipBlock(): number {
    const count = this.#length()
    const client = this.#number()
    const clock = this.#number()
    const known = this.#knownClock(client)
    this.#clock = clock
    this.#measuresTexts = clock < known
    this.#marks = null
    this.#joined = null
    this.#hasGap = false
    const from = this.#at
    for (let left = count; left > 0; left--) this.#skipOperation()
    const isKnown = this.#measuresTexts && this.#clock <= known && !this.#hasGap
    this.#blocks.push({ client, clock, count, from, to: this.#at, isKnown, joined: this.#joined })
    return client
  }

  /** Lists of different clients: of two lists of one client Yjs takes the last, and forgets the first. */
  #listByClient(skipList: () => number): void {
    const clients = this.#number()
    if (clients > this.#bounds.clients) throw new StructureRefused('forbidden_structure')
    const met = clients > 1 ? new Set<number>() : null
    for (let left = clients; left > 0; left--) {
      const client = skipList()
      if (met?.has(client)) throw new StructureRefused('malformed')
      met?.add(client)
    }
  }

  #count(): void {
    if (this.operations === this.#bounds.operations) throw new StructureRefused('forbidden_structure')
    this.operations += 1
  }

  #countValues(count: number): void {
    if (this.values + count > this.#bounds.values) throw new StructureRefused('forbidden_structure')
    this.values += count
  }

  #skipOperation(): void {
    this.#count()
    const from = this.#at
    const info = this.#byte()
    const content = info & CONTENT_BITS
    if (info === SKIP || content === GARBAGE) {
      const length = this.#length()
      this.#clock += length
      if (info === SKIP) this.#hasGap = true
      else this.#joinMarks(from, length)
      return
    }
    if ((info & HAS_ORIGIN) !== 0) this.#skipId()
    if ((info & HAS_RIGHT_ORIGIN) !== 0) this.#skipId()
    if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
      if (this.#number() === 1) this.#skipString()
      else this.#skipId()
      if ((info & HAS_KEY) !== 0) this.#skipString()
    }
    this.#clock += this.#skipContent(content)
  }

  #joinMarks(from: number, length: number): void {
    if (this.#marks?.to !== from) this.#marks = { from, to: this.#at, count: 1, length }
    else {
      this.#marks.to = this.#at
      this.#marks.count += 1
      this.#marks.length += length
      if (this.#marks.count !== JOINED_MARKS) return
      this.#joined ??= []
      this.#joined.push(this.#marks)
    }
  }

  /** @returns how many operations it is */
  #skipContent(content: number): number {
    if (content === ANY) {
      const values = this.#length()
      if (values > this.#bounds.members) throw new StructureRefused('forbidden_structure')
      for (let left = values; left > 0; left--) this.#skipValue()
      return values
    }
    if (content === STRING) return this.#skipText()
    if (content === DELETED) return this.#length()
    if (content === TYPE) this.#skipType()
    else if (content === FORMAT) {
      this.#skipString()
      this.#skipJson()
    } else throw new StructureRefused(USELESS.has(content) ? 'forbidden_structure' : 'malformed')
    return 1
  }

  /** @returns how many letters it has, as JavaScript counts them; 1 where nobody needs to know. */
  #skipText(): number {
    const bytes = this.#length()
    const from = this.#at
    this.#skip(bytes)
    if (!this.#measuresTexts) return 1
    let letters = 0
    for (let at = from; at < this.#at; at++) {
      const byte = this.#bytes[at] ?? 0
      // The first byte of a character, and once more for one that JavaScript counts as two.
      if ((byte & 0b1100_0000) !== 0b1000_0000) letters += byte >= 0b1111_0000 ? 2 : 1
    }
    return letters
  }

  #skipType(): void {
    this.types += 1
    const type = this.#number()
    if (type === XML_HOOK) throw new StructureRefused('forbidden_structure')
    if (type > LAST_TYPE) throw new StructureRefused('malformed')
    if (type === XML_ELEMENT) this.#skipString()
  }

  /** One value with all that is in it, without recursion: its nesting is the sender's choice. */
  #skipValue(): void {
    /** Of each value that is open: how many values are still to come, and whether each has a key. */
    let open: { left: number; hasKeys: boolean }[] | null = null
    for (;;) {
      this.#countValues(1)
      const kind = this.#byte()
      if (kind === OBJECT_VALUE || kind === ARRAY_VALUE) {
        const hasKeys = kind === OBJECT_VALUE
        const left = this.#number()
        open ??= []
        if (open.length === this.#bounds.valueDepth || (hasKeys && left > this.#bounds.members)) {
          throw new StructureRefused('forbidden_structure')
        }
        open.push({ left, hasKeys })
      } else this.#skipSimpleValue(kind)
      let inner = open?.at(-1)
      while (inner?.left === 0) {
        open?.pop()
        inner = open?.at(-1)
      }
      if (inner === undefined) return
      inner.left -= 1
      if (inner.hasKeys) this.#skipString()
    }
  }

  #skipSimpleValue(kind: number): void {
    if (kind === STRING_VALUE || kind === BYTES_VALUE) this.#skipString()
    else if (kind === INTEGER_VALUE) while (this.#byte() >= 128);
    else {
      const size = SIZES.get(kind)
      if (size === undefined) throw new StructureRefused('malformed')
      this.#skip(size)
    }
  }

  /** A value as JSON text; whether it is such a text is for the decoder to say. */
  #skipJson(): void {
    const length = this.#number()
    const from = this.#at
    this.#skip(length)
    // No value takes less than a character and what parts it from the next.
    this.#countValues(Math.ceil(length / 2))
    let depth = 0
    let isText = false
    for (let at = from; at < this.#at; at++) {
      const byte = this.#bytes[at] ?? 0
      if (byte === QUOTE) isText = !isText
      else if (isText) at += byte === BACKSLASH ? 1 : 0
      else if ((byte & ~BRACE_BIT) === OPEN) depth += 1
      else if ((byte & ~BRACE_BIT) === CLOSE) depth -= 1
      if (depth > this.#bounds.valueDepth) throw new StructureRefused('forbidden_structure')
    }
  }

  #skipId(): void {
    this.#number() // client
    this.#number() // clock
  }

  #skipString(): void {
    this.#skip(this.#number())
  }

  #skip(length: number): void {
    this.#at += length
    if (this.#at > this.#bytes.length) throw new StructureRefused('malformed')
  }

  #byte(): number {
    const byte = this.#bytes[this.#at]
    if (byte === undefined) throw new StructureRefused('malformed')
    this.#at += 1
    return byte
  }

  /** How much of something there is: never none of it. */
  #length(): number {
    const length = this.#number()
    if (length === 0) throw new StructureRefused('malformed')
    return length
  }

  #number(): number {
    let value = 0
    let scale = 1
    for (let count = 0; count < NUMBER_BYTES_MAX; count++) {
      const byte = this.#byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    throw new StructureRefused('malformed')
  }
}
