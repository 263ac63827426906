import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { foldUpdates } from './fold-updates.ts'
import type { PartLimits } from './part-cutter.ts'
import { cutIntoParts, isDeletionsOnly } from './snapshot-parts.ts'
import { randomUpdates } from './testing/random-updates.ts'
import { docOf } from './testing/room-server.ts'

const SEEDS = Array.from({ length: 40 }, (_, index) => 1_000 + index)
const SMALL: PartLimits = { bytes: 400, structs: 7 }

describe.each(SEEDS)('seed %i', (seed) => {
  const original = docOf(randomUpdates(seed, { people: 5, changes: 150 }))
  const parts = cutIntoParts(original, SMALL)

  test('L8 each part builds only on those before it', () => {
    expect(parts.length).toBeGreaterThan(3)
    const copy = new Y.Doc()
    for (const part of parts) {
      Y.applyUpdate(copy, part)
      expectComplete(copy)
    }
    expectSame(copy, original)
  })

  test('L8 a part that comes twice changes nothing', () => {
    const copy = new Y.Doc()
    for (const part of parts) {
      Y.applyUpdate(copy, part)
      Y.applyUpdate(copy, part)
      expectComplete(copy)
    }
    for (const part of parts) Y.applyUpdate(copy, part)
    expectSame(copy, original)
  })

  test('L8 who has some of it gets the rest from the parts’ differences, deletions included', () => {
    const updates = randomUpdates(seed, { people: 5, changes: 150 })
    const copy = docOf(updates.slice(0, updates.length / 2))
    for (const part of parts) {
      Y.applyUpdate(copy, Y.diffUpdate(part, Y.encodeStateVector(copy)))
      expectComplete(copy)
    }
    expectSame(copy, original)
  })

  test('L8 folding twice is folding once', () => {
    const snapshot = foldUpdates(parts)
    expectSame(docOf(snapshot.parts), original)
    expect(Y.decodeStateVector(snapshot.stateVector)).toEqual(
      Y.decodeStateVector(Y.encodeStateVector(original)),
    )
  })
})

test('L8 a part stays within its limits, and deletions have their own', () => {
  const doc = new Y.Doc()
  for (let count = 0; count < 60; count++) doc.getMap('m').set(`k${count % 25}`, 'x'.repeat(30))
  const parts = cutIntoParts(doc, SMALL)
  for (const part of parts) {
    const decoded = Y.decodeUpdate(part)
    expect(decoded.structs.length).toBeLessThanOrEqual(SMALL.structs)
    expect(part.length).toBeLessThan(SMALL.bytes + 100)
    expect(isDeletionsOnly(part)).toBe(decoded.structs.length === 0)
    expect(decoded.ds.clients.size > 0).toBe(isDeletionsOnly(part))
  }
  expect(parts.some(isDeletionsOnly)).toBe(true)
})

test('L8 what is small is one part, and nothing is none', () => {
  const doc = new Y.Doc()
  expect(cutIntoParts(doc)).toEqual([])
  doc.getText('t').insert(0, 'abc')
  doc.getText('t').delete(0, 1)
  expect(cutIntoParts(doc)).toHaveLength(1)
})

test('L8 a log with a hole cannot be folded', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['a', 'b', 'c']) doc.getText('t').insert(0, word)
  expect(() => foldUpdates(updates.slice(1))).toThrow('incomplete')
})

function expectComplete(doc: Y.Doc): void {
  expect(doc.store.pendingStructs).toBeNull()
  expect(doc.store.pendingDs).toBeNull()
}

/** The same content, the same operations and the same deletions. */
function expectSame(copy: Y.Doc, original: Y.Doc): void {
  expect(copy.getMap('board').toJSON()).toEqual(original.getMap('board').toJSON())
  expect(copy.getText('text').toDelta()).toEqual(original.getText('text').toDelta())
  expect(Y.decodeStateVector(Y.encodeStateVector(copy))).toEqual(
    Y.decodeStateVector(Y.encodeStateVector(original)),
  )
  const deletions = (doc: Y.Doc) => Y.createDeleteSetFromStructStore(doc.store)
  expect(Y.equalDeleteSets(deletions(copy), deletions(original))).toBe(true)
}
