import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, type StructureContext, StructureRefused } from './check-update.ts'
import { SERVER_AUTHOR } from './update-log.ts'

function context(over: Partial<StructureContext> = {}): StructureContext {
  return {
    authorId: 'anna',
    roots: null,
    ownerOf: () => undefined,
    committedClock: () => 0,
    pendingClock: () => 0,
    ...over,
  }
}

function reasonOf(update: Uint8Array, over: Partial<StructureContext> = {}): string | null {
  try {
    checkUpdate(update, context(over))
    return null
  } catch (err) {
    if (err instanceof StructureRefused) return err.reason
    throw err
  }
}

function docWith(client: number, text: string): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText('t').insert(0, text)
  return doc
}

test('U2 an author takes client ids that nobody used, several at once', () => {
  const doc = docWith(1, 'a')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(docWith(2, 'b')))
  const checked = checkUpdate(Y.encodeStateAsUpdate(doc), context())
  expect(checked.newClients.sort()).toEqual([1, 2])
  expect(checked.clocks).toEqual(
    new Map([
      [1, 1],
      [2, 1],
    ]),
  )
})

test('U2 hundreds of new client ids in one update are no page loads', () => {
  const doc = new Y.Doc()
  for (let client = 1; client <= 300; client++)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(docWith(client, 'a')))
  expect(reasonOf(Y.encodeStateAsUpdate(doc))).toBe('forbidden_structure')
})

test('U2 what the room has already may come again from anybody', () => {
  const update = Y.encodeStateAsUpdate(docWith(1, 'abc'))
  const bobs = { ownerOf: () => 'bob' }
  expect(reasonOf(update, bobs)).toBe('foreign_client')
  expect(reasonOf(update, { ...bobs, committedClock: () => 3 })).toBeNull()
  expect(reasonOf(update, { ...bobs, committedClock: () => 2 })).toBe('foreign_client')
  expect(reasonOf(update, { ownerOf: () => SERVER_AUTHOR })).toBe('foreign_client')
})

test('U5 nobody can build on, or delete, another’s operations before they are durable', () => {
  const doc = docWith(1, 'bob')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.clientID = 2
  doc.getText('t').insert(1, 'x')
  doc.getText('t').delete(0, 1)
  const bobs = { ownerOf: (client: number) => (client === 1 ? 'bob' : undefined) }
  for (const update of updates) {
    const knows = (clock: number) => (client: number) => (client === 1 ? clock : updates.indexOf(update))
    expect(reasonOf(update, { ...bobs, committedClock: knows(0), pendingClock: knows(3) })).toBe('clock_gap')
    expect(reasonOf(update, { ...bobs, committedClock: knows(3), pendingClock: knows(3) })).toBeNull()
  }
})

test('U8 more new operations in one update than any board needs are refused; known ones do not count', () => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let at = 0; at <= 50_000; at++) doc.getMap('m').set(`k${at}`, at)
  })
  const update = Y.encodeStateAsUpdate(doc)
  expect(reasonOf(update)).toBe('forbidden_structure')
  const known = { ownerOf: () => 'bob', committedClock: () => 50_001 }
  expect(reasonOf(update, known)).toBeNull()
})

test('U8 what was overwritten offline does not count: a long drag of many notes is one honest update', () => {
  const doc = new Y.Doc()
  const moves = 60_000
  const notes = 20
  for (let at = 0; at < moves; at++) doc.getMap('m').set(`note${at % notes}`, at)
  const update = Y.encodeStateAsUpdate(doc)
  expect(Y.decodeUpdate(update).structs.length).toBeGreaterThan(50_000)
  expect(reasonOf(update)).toBeNull()
})

test('U4 a value nested deeper than a browser’s stack is refused', () => {
  const doc = new Y.Doc()
  let value: unknown = 1
  for (let depth = 0; depth < 100; depth++) value = [value]
  doc.getMap('m').set('deep', value)
  expect(reasonOf(Y.encodeStateAsUpdate(doc))).toBe('forbidden_structure')
})

test('U1 no bytes make the check itself fail', () => {
  const source = Y.encodeStateAsUpdate(docWith(1, 'some text to be broken'))
  // A fixed linear congruential sequence: the same bytes in every run.
  let seed = 42
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return (seed >>> 8) % below
  }
  const outcomes = new Set<string | null>()
  for (let round = 0; round < 3_000; round++) {
    const bytes = source.slice(0, 1 + random(source.length))
    for (let count = 0; count < 3; count++) bytes[random(bytes.length)] = random(256)
    outcomes.add(reasonOf(bytes))
  }
  expect(outcomes).toContain('malformed')
  expect(outcomes.size).toBeGreaterThan(2)
})
