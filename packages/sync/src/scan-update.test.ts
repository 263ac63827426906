import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type ScanBounds, UpdateScan } from './scan-update.ts'
import { StructureRefused } from './structure-refused.ts'
import { randomUpdates } from './testing/random-updates.ts'

const BOUNDS: ScanBounds = { operations: 1_000, clients: 600, values: 2_000, members: 500, valueDepth: 64 }

/** Walks over an update and says how that ended. */
function scanned(update: Uint8Array, bounds = BOUNDS) {
  const scan = new UpdateScan(update, bounds)
  let reason: string | null = null
  try {
    scan.run()
  } catch (err) {
    if (!(err instanceof StructureRefused)) throw err
    reason = err.reason
  }
  return { reason, operations: scan.operations, values: scan.values, types: scan.types }
}

/** What decoding finds in it, or null when it finds no update. */
function decoded(update: Uint8Array) {
  try {
    const { structs, ds } = Y.decodeUpdate(update)
    const ranges = [...ds.clients.values()].reduce((sum, { length }) => sum + length, ds.clients.size)
    const isType = (struct: (typeof structs)[number]) =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentType
    return { operations: structs.length + ranges, types: structs.filter(isType).length }
  } catch {
    return null
  }
}

/** An update whose clients have so many operations each, written by hand. */
function framed(clients: number, each: number, operation: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients)
    for (let client = 1; client <= clients; client++) {
      for (const number of [each, client, 0]) encoding.writeVarUint(encoder, number)
      for (let count = 0; count < each; count++) operation(encoder)
    }
    encoding.writeVarUint(encoder, 0)
  })
}

const garbage = (length: number) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 0)
  encoding.writeVarUint(encoder, length)
}

/** An operation with one value, which is written by hand. */
const valued = (write: (encoder: encoding.Encoder) => void) =>
  framed(1, 1, (encoder) => {
    for (const byte of [8, 1, 1, 116, 1]) encoding.writeUint8(encoder, byte)
    write(encoder)
  })

test('U8 the walk finds what decoding finds, in whatever people write', () => {
  const wide = { operations: 1e6, clients: 1e6, values: 1e6, members: 1e6, valueDepth: 64 }
  for (let seed = 1; seed <= 8; seed++) {
    const updates = randomUpdates(seed, { people: 4, changes: 60 })
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    for (const update of [...updates, Y.encodeStateAsUpdate(doc), Y.mergeUpdates(updates)]) {
      expect(scanned(update, wide)).toMatchObject({ reason: null, ...decoded(update) })
    }
  }
})

test('U1 the walk lets nothing through that decodes to more than it counted', () => {
  const doc = new Y.Doc()
  for (const update of randomUpdates(5, { people: 3, changes: 40 })) Y.applyUpdate(doc, update)
  doc.getMap('m').set('values', [true, null, undefined, 1, -7, 0.5, 1e300, 2n ** 40n, 'é', { a: [{}] }])
  const whole = Y.encodeStateAsUpdate(doc)
  // A fixed linear congruential sequence: the same bytes in every run.
  let seed = 7
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return (seed >>> 8) % below
  }
  const passed: unknown[] = []
  for (let round = 0; round < 5_000; round++) {
    const bytes = whole.slice(0, random(4) === 0 ? 1 + random(whole.length) : whole.length)
    for (let count = random(3); count >= 0; count--) bytes[random(bytes.length)] = random(256)
    const scan = scanned(bytes)
    const found = decoded(bytes)
    if (scan.reason !== null || found === null) continue
    passed.push(found)
    // A client whose list of deleted ranges is empty takes time and leaves no trace.
    expect(scan.operations).toBeGreaterThanOrEqual(found.operations)
    expect(scan.types).toBe(found.types)
  }
  expect(passed.length).toBeGreaterThan(500)
})

test('U8 what is left for the room means the same there as all of it, and nothing is left of what it has', () => {
  const wide = { operations: 1e6, clients: 1e6, values: 1e6, members: 1e6, valueDepth: 64 }
  let shorter = 0
  for (let seed = 1; seed <= 8; seed++) {
    const updates = randomUpdates(seed, { people: 4, changes: 60 })
    const all = new Y.Doc()
    for (const update of updates) Y.applyUpdate(all, update)
    all.getText('text').insert(0, 'é 𝒳 €')
    const whole = Y.encodeStateAsUpdate(all)
    for (let known = 0; known <= updates.length; known += 7) {
      const [room, other] = [new Y.Doc(), new Y.Doc()]
      for (const doc of [room, other])
        for (const update of updates.slice(0, known)) Y.applyUpdate(doc, update)
      const scan = new UpdateScan(whole, wide, (client) => Y.getState(room.store, client))
      scan.run()
      const rest = scan.rest()
      if (rest.length < whole.length) shorter += 1
      Y.applyUpdate(room, rest)
      Y.applyUpdate(other, whole)
      expect(room.store.pendingStructs).toBeNull()
      expect(Y.encodeStateAsUpdate(room)).toEqual(Y.encodeStateAsUpdate(other))
    }
    const scan = new UpdateScan(whole, wide, (client) => Y.getState(all.store, client))
    scan.run()
    expect(Y.decodeUpdate(scan.rest()).structs).toEqual([])
    expect(Y.decodeUpdate(scan.rest()).ds).toEqual(Y.decodeUpdate(whole).ds)
  }
  expect(shorter).toBeGreaterThan(2)
})

test('U8 marks of garbage that stand side by side are left as one, in whatever way they are written', () => {
  const wide = { ...BOUNDS, operations: 200_000 }
  const restOf = (update: Uint8Array, known?: (client: number) => number) => {
    const scan = new UpdateScan(update, wide, known)
    scan.run()
    return Y.decodeUpdate(scan.rest()).structs
  }
  const lengths = (update: Uint8Array) =>
    restOf(update).map(({ id, length }) => [id.client, id.clock, length])
  expect(lengths(framed(1, 150_000, garbage(1)))).toEqual([[1, 0, 150_000]])
  expect(lengths(framed(2, 10, garbage(3)))).toEqual([
    [1, 0, 30],
    [2, 0, 30],
  ])
  const marked = framed(1, 10, (encoder) => {
    // Bits that mean something elsewhere.
    encoding.writeUint8(encoder, 0b1010_0000)
    encoding.writeVarUint(encoder, 2)
  })
  expect(lengths(marked)).toEqual([[1, 0, 20]])
  const doc = new Y.Doc()
  doc.clientID = 9
  doc.getText('t').insert(0, 'abc')
  const letters = Y.encodeStateAsUpdate(doc).subarray(4, -1)
  let count = 0
  const mixed = framed(1, 21, (encoder) => {
    if (count++ === 10) encoding.writeUint8Array(encoder, letters)
    else garbage(1)(encoder)
  })
  expect(lengths(mixed)).toEqual([
    [1, 0, 10],
    [1, 10, 3],
    [1, 13, 10],
  ])
  // Of somebody of whom not all is known, all that is there stays.
  expect(restOf(mixed, () => 22)).toHaveLength(3)
  expect(restOf(mixed, () => 23)).toEqual([])
})

test('U8 it stops where the bounds are reached, however much follows and however it is spread', () => {
  const many = 100_000
  const ranges = encoding.encode((encoder) => {
    for (const number of [0, 1, 5, many]) encoding.writeVarUint(encoder, number)
    for (let at = 0; at < many; at++) for (const number of [at * 2, 1]) encoding.writeVarUint(encoder, number)
  })
  const frames = [framed(1, many, garbage(1)), framed(256, 400, garbage(1)), ranges]
  for (const frame of frames) {
    // What is broken behind the bounds is never met.
    for (const bytes of [frame, frame.slice(0, -1)]) {
      expect(scanned(bytes)).toMatchObject({ reason: 'forbidden_structure', operations: 1_000 })
    }
  }
})

test('U8 more clients than any board has are refused before they are read', () => {
  const withoutRanges = encoding.encode((encoder) => {
    for (const number of [0, 601]) encoding.writeVarUint(encoder, number)
    for (let at = 0; at < 601; at++) for (const number of [at, 0]) encoding.writeVarUint(encoder, number)
  })
  for (const frame of [framed(601, 1, garbage(1)), withoutRanges]) {
    expect(scanned(frame)).toMatchObject({ reason: 'forbidden_structure', operations: 0 })
  }
  expect(scanned(framed(600, 1, garbage(1))).reason).toBeNull()
})

test('U8 nothing of no length takes part: neither operations nor deleted ranges nor clients', () => {
  const empty = {
    operations: framed(1, 100_000, garbage(0)),
    texts: framed(1, 100, (encoder) => {
      for (const byte of [4, 1, 1, 116, 0]) encoding.writeUint8(encoder, byte)
    }),
    clients: framed(500, 0, garbage(1)),
    ranges: new Uint8Array([0, 1, 5, 1, 0, 0]),
  }
  for (const frame of Object.values(empty)) {
    expect(decoded(frame)).not.toBeNull()
    expect(scanned(frame)).toMatchObject({ reason: 'malformed', types: 0 })
    expect(scanned(frame).operations).toBeLessThan(3)
  }
})

test('U8 values are counted with all that is in them, and JSON by its length', () => {
  const arrays = valued((encoder) => {
    encoding.writeUint8(encoder, 117)
    encoding.writeVarUint(encoder, 50_000)
    for (let count = 0; count < 50_000; count++) encoding.writeUint8Array(encoder, new Uint8Array([117, 0]))
  })
  expect(decoded(arrays)?.operations).toBe(1)
  expect(scanned(arrays)).toMatchObject({ reason: 'forbidden_structure', values: 2_000 })
  const formats = framed(1, 1, (encoder) => {
    for (const byte of [6, 1, 1, 116]) encoding.writeUint8(encoder, byte)
    encoding.writeVarString(encoder, 'bold')
    encoding.writeVarString(encoder, JSON.stringify(Array.from({ length: 3_000 }, () => 1)))
  })
  expect(decoded(formats)?.operations).toBe(1)
  expect(scanned(formats)).toMatchObject({ reason: 'forbidden_structure', values: 0 })
})

test('U8 an object has no more keys than a list has values', () => {
  const keyed = (count: number) => {
    const doc = new Y.Doc()
    doc.getMap('m').set('k', Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at])))
    return Y.encodeStateAsUpdate(doc)
  }
  expect(scanned(keyed(500)).reason).toBeNull()
  expect(scanned(keyed(501)).reason).toBe('forbidden_structure')
})

test('U4 a value nested without end takes no stack', () => {
  const deep = valued((encoder) => {
    for (let count = 0; count < 200_000; count++) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
  })
  const bounds = { ...BOUNDS, values: 2_000_000 }
  expect(scanned(deep, bounds)).toMatchObject({ reason: 'forbidden_structure', values: 65 })
  expect(scanned(deep, { ...bounds, valueDepth: 2_000_000 })).toMatchObject({
    reason: 'malformed',
    values: 200_001,
  })
})

test('U1 deleted ranges stand in order, and no client stands there twice', () => {
  const ranges = (...numbers: number[]) => scanned(new Uint8Array([0, ...numbers])).reason
  expect(ranges(1, 5, 2, 0, 1, 1, 1)).toBeNull()
  expect(ranges(1, 5, 2, 1, 1, 0, 1)).toBe('malformed')
  expect(ranges(1, 5, 2, 0, 2, 1, 1)).toBe('malformed')
  expect(ranges(2, 5, 1, 0, 1, 6, 1, 0, 1)).toBeNull()
  expect(ranges(2, 5, 1, 0, 1, 5, 1, 1, 1)).toBe('malformed')
})

test('U1 a number written longer than it need be is no number', () => {
  const long = new Uint8Array([...Array.from({ length: 100 }, () => 128), 0, 0])
  expect(scanned(long).reason).toBe('malformed')
})
