import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { ROOM_LIMITS } from './limits.ts'
import { type AwarenessOwner, RoomAwareness } from './room-awareness.ts'
import { TokenBucket } from './token-bucket.ts'

const SECOND_MS = 1_000
/** A tick of cursors, in ms. */
const TICK_MS = ROOM_LIMITS.cursorTickMs
/** A client that sends its cursor ten times a second. */
const SEND_MS = 100

function owner(
  id: string,
  visible = true,
  spendCursor = (_cost: number, _nowMs: number) => true,
): AwarenessOwner {
  return { authorId: id, identity: { id, name: id, color: '#123456' }, visible, spendCursor }
}

/** One person's connections, which share what she may show. */
function connections(id: string, count: number): AwarenessOwner[] {
  const { personCursorsPerSecond, personCursorBurst } = ROOM_LIMITS
  const bucket = new TokenBucket(personCursorsPerSecond, personCursorBurst, 0)
  return Array.from({ length: count }, () => owner(id, true, (cost, nowMs) => bucket.take(cost, nowMs)))
}

function states(entries: readonly (readonly [number, number, unknown])[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [client, clock, value] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, JSON.stringify(value))
    }
  })
}

function state(client: number, clock: number, value: unknown): Uint8Array {
  return states([[client, clock, value]])
}

/** What a message says: the state by client. */
function read(message: Uint8Array | null): Map<number, { x: number } | null> {
  if (message === null) return new Map()
  const outer = decoding.createDecoder(message)
  expect(decoding.readVarUint(outer)).toBe(1)
  const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer))
  const states = new Map<number, { x: number } | null>()
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    states.set(client, JSON.parse(decoding.readVarString(decoder)))
  }
  return states
}

/** So many people move for two seconds; what one of the others receives in the second of them. */
function move(people: number) {
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  const owners = Array.from({ length: people }, (_, index) => owner(`p${index}`))
  const counts = new Map<number, number>()
  const last = new Map<number, number>()
  let longestMs = 0
  const seenAtMs = new Map<number, number>()
  let clock = 0
  for (let nowMs = 0; nowMs < 2 * SECOND_MS; nowMs++) {
    owners.forEach((from, index) => {
      if ((nowMs + index) % SEND_MS !== 0) return
      clock += 1
      awareness.receive(state(index + 1, clock, { x: nowMs }), from, () => true)
    })
    if (nowMs % TICK_MS !== 0) continue
    for (const [client, value] of read(awareness.takeChanges(nowMs))) {
      last.set(client, value?.x ?? Number.NaN)
      longestMs = Math.max(longestMs, nowMs - (seenAtMs.get(client) ?? nowMs))
      seenAtMs.set(client, nowMs)
      if (nowMs >= SECOND_MS) counts.set(client, (counts.get(client) ?? 0) + 1)
    }
  }
  return { awareness, counts: [...counts.values()], last, longestMs }
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

test('C6 up to 25 people, everybody’s cursor moves ten times a second', () => {
  for (const people of [2, 25]) {
    const { counts } = move(people)
    expect(counts).toHaveLength(people)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(9)
    expect(Math.max(...counts)).toBeLessThanOrEqual(11)
  }
})

test('C6 with more people each moves less often, in turn, and all together not more than 25 do', () => {
  const { counts, longestMs } = move(150)
  expect(counts).toHaveLength(150)
  expect(sum(counts)).toBeLessThanOrEqual(ROOM_LIMITS.cursorsPerSecond + ROOM_LIMITS.cursorBurst)
  expect(sum(counts)).toBeGreaterThan(ROOM_LIMITS.cursorsPerSecond * 0.9)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  expect(longestMs).toBeLessThan(SECOND_MS)
})

test('C6 whoever sends faster than ten times a second moves no faster for the others', () => {
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  const anna = owner('anna')
  let relayed = 0
  for (let nowMs = 0; nowMs < SECOND_MS; nowMs += 2) {
    awareness.receive(state(1, nowMs + 1, { x: nowMs }), anna, () => true)
    if (read(awareness.takeChanges(nowMs)).has(1)) relayed += 1
  }
  // Ten, her coming, and the one that may be half a gap early.
  expect(relayed).toBeLessThanOrEqual(12)
})

test('C6 the last position always arrives', () => {
  const { awareness, last } = move(150)
  for (let nowMs = 2 * SECOND_MS; awareness.hasChanges; nowMs += TICK_MS) {
    for (const [client, value] of read(awareness.takeChanges(nowMs))) last.set(client, value?.x ?? Number.NaN)
  }
  for (let index = 0; index < 150; index++) {
    const sentAtMs = 2 * SECOND_MS - SEND_MS + ((SEND_MS - (index % SEND_MS)) % SEND_MS)
    expect(last.get(index + 1)).toBe(sentAtMs)
  }
})

test('C6 who comes or goes is told at once, however many move', () => {
  const { awareness } = move(150)
  const late = owner('late')
  awareness.receive(state(999, 1, { x: 7 }), late, () => true)
  const nowMs = 2 * SECOND_MS
  expect(read(awareness.takeChanges(nowMs)).get(999)).toMatchObject({ x: 7 })
  awareness.leave(late)
  expect(read(awareness.takeChanges(nowMs)).get(999)).toBeNull()
  expect(read(awareness.everybody()).size).toBe(150)
})

/** What the others get of one person's connections in the last of three seconds, while Anna moves beside them. */
function watched(connections: readonly AwarenessOwner[], say: (clock: number) => unknown) {
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  const anna = owner('anna')
  let bytes = 0
  let hers = 0
  let annas = 0
  for (let nowMs = 0; nowMs < 3 * SECOND_MS; nowMs += TICK_MS) {
    connections.forEach((from, index) => {
      awareness.receive(state(index + 1, nowMs + 1, say(nowMs)), from, () => true)
    })
    awareness.receive(state(999, nowMs + 1, { x: nowMs }), anna, () => true)
    const message = awareness.takeChanges(nowMs)
    if (nowMs < 2 * SECOND_MS) continue
    bytes += message?.length ?? 0
    for (const client of read(message).keys())
      if (client === 999) annas += 1
      else hers += 1
  }
  return { bytes, hers, annas }
}

test('C6 one person’s many connections move no more often than three hands, and nobody waits for them', () => {
  const { hers, annas } = watched(connections('eve', 20), (nowMs) => ({ x: nowMs }))
  expect(hers).toBeLessThanOrEqual(ROOM_LIMITS.personCursorsPerSecond + 2)
  expect(hers).toBeGreaterThan(ROOM_LIMITS.personCursorsPerSecond / 2)
  expect(annas).toBeGreaterThanOrEqual(9)
})

test('C6 a large state counts as several', () => {
  const { bytes, annas } = watched(connections('eve', 20), (nowMs) => ({ x: nowMs, more: 'x'.repeat(4_000) }))
  expect(bytes).toBeLessThan((ROOM_LIMITS.personCursorsPerSecond + 12) * (ROOM_LIMITS.cursorBytes + 200))
  expect(annas).toBeGreaterThanOrEqual(9)
})

test('C6 whoever takes her cursor away and shows it again is told like one who moves', () => {
  let isThere = false
  const flicker = (nowMs: number) => {
    isThere = !isThere
    return isThere ? { x: nowMs, more: 'x'.repeat(4_000) } : null
  }
  const { bytes, annas } = watched(connections('eve', 1), flicker)
  expect(bytes).toBeLessThan((ROOM_LIMITS.personCursorsPerSecond + 12) * (ROOM_LIMITS.cursorBytes + 200))
  expect(annas).toBeGreaterThanOrEqual(9)
})

test('C6 whoever shows her cursor again is seen, where she points by then', () => {
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  const anna = owner('anna')
  awareness.receive(state(1, 1, { x: 1 }), anna, () => true)
  awareness.takeChanges(0)
  awareness.receive(state(1, 2, null), anna, () => true)
  expect(read(awareness.takeChanges(50)).get(1)).toBeNull()
  awareness.receive(state(1, 3, { x: 3 }), anna, () => true)
  expect(read(awareness.takeChanges(100)).get(1)).toMatchObject({ x: 3 })
  // Gone and back between two messages: nobody needs to know that she was gone.
  awareness.receive(state(1, 4, null), anna, () => true)
  awareness.receive(state(1, 5, { x: 5 }), anna, () => true)
  expect(read(awareness.takeChanges(200)).get(1)).toMatchObject({ x: 5 })
  awareness.leave(anna)
  expect(read(awareness.takeChanges(200)).get(1)).toBeNull()
  expect(awareness.hasChanges).toBe(false)
})

test('C2 of one message one entry is looked at, however many it has', () => {
  const many = Array.from({ length: 1_000 }, (_, index) => index + 1)
  const asked: number[] = []
  const mayShow = (client: number) => {
    asked.push(client)
    return true
  }
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  awareness.receive(states(many.map((client) => [client, 1, null])), owner('eve'), mayShow)
  expect(asked).toEqual([])
  awareness.receive(states(many.map((client) => [client, 1, {}])), owner('coach', false), mayShow)
  expect(asked).toEqual([1])
  // Here and gone, and here again.
  const coming = many.map((clock) => [7, clock, clock % 2 === 0 ? null : { x: clock }] as const)
  awareness.receive(states(coming), owner('anna'), mayShow)
  expect(asked).toEqual([1, 7])
  expect(read(awareness.everybody()).get(7)).toMatchObject({ x: 1 })
})

test('C2 of a message nothing is read beyond the entry that counts, and none with more entries than a room has people', () => {
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  const all = states(Array.from({ length: 1_000 }, (_, index) => [100 + index, 1, { x: index }] as const))
  awareness.receive(all.subarray(0, 40), owner('anna'), () => true)
  expect([...read(awareness.takeChanges(0))]).toMatchObject([[100, { x: 0 }]])
  const most = ROOM_LIMITS.roomPeers + ROOM_LIMITS.roomLeaders
  const others = (count: number) =>
    states(Array.from({ length: count }, (_, at) => [5_000 + at, 1, {}] as const))
  awareness.receive(others(most), owner('stock client'), () => false)
  expect(() => awareness.receive(others(most + 300), owner('eve'), () => false)).toThrow('too many')
})

test('C2 somebody takes her own cursor away in a message that also says that others left', () => {
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  const [anna, bob] = [owner('anna'), owner('bob')]
  awareness.receive(state(1, 1, { x: 1 }), anna, () => true)
  awareness.receive(state(2, 1, { x: 2 }), bob, () => true)
  const message = states([
    [2, 2, null],
    [3, 1, null],
    [1, 2, null],
  ])
  awareness.receive(message, anna, () => true)
  expect([...read(awareness.everybody()).keys()]).toEqual([2])
})

test('C7 nobody learns of somebody who may not be seen', () => {
  const awareness = new RoomAwareness(ROOM_LIMITS, 0)
  const hidden = owner('coach', false)
  awareness.receive(state(1, 1, { x: 1 }), hidden, () => true)
  expect(awareness.hasChanges).toBe(false)
  expect(awareness.everybody()).toBeNull()
  awareness.leave(hidden)
  expect(awareness.takeChanges(0)).toBeNull()
  expect(() => awareness.receive(state(1, 2, [1]), hidden, () => true)).toThrow()
})
