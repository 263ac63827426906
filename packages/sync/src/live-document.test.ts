import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { BatchBroken, LiveDocument, type Submission } from './live-document.ts'
import type { RoomRules } from './room-rules.ts'
import { changeOf, mapUpdate } from './testing/room-harness.ts'
import { docOf } from './testing/room-server.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 })

interface TestSender {
  readonly authorId: string
  readonly author: { name: string }
}

const sender = (name: string): TestSender => ({ authorId: name, author: { name } })
const ANNA = sender('anna')
const BOB = sender('bob')
const EVE = sender('eve')

/** A document of these updates, with rules. */
function opened(
  state: readonly Uint8Array[] = [],
  createRules: (doc: Y.Doc) => Partial<RoomRules<TestSender['author']>> = () => ({}),
) {
  const doc = docOf(state)
  const emitted: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => emitted.push(update))
  const rules = { review: () => [], repair: () => 0, ...createRules(doc) }
  return new LiveDocument<TestSender['author']>(doc, rules, emitted)
}

/** Deletes what is under this key of `m` whoever puts it there, as rules do. */
const forbidKey = (key: string) => (doc: Y.Doc) => ({
  review: () => {
    if (!doc.getMap('m').has(key)) return []
    doc.getMap('m').delete(key)
    return [{ recordId: key, code: 'schema' }]
  },
})

/** Updates of one person, each of which nests a few types more into the last one. */
function chain(key: string, options: { updates: number; levels: number }): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  let inner = doc.getMap<unknown>('m')
  for (let update = 0; update < options.updates; update++) {
    doc.transact(() => {
      for (let level = 0; level < options.levels; level++) {
        const next = new Y.Map<unknown>()
        inner.set(key, next)
        inner = next
      }
    })
  }
  return updates
}

const from = (who: TestSender, ...updates: Uint8Array[]): Submission<TestSender>[] =>
  updates.map((update) => ({ sender: who, update }))

test('T3 an update that overflows Yjs’ stack while it cleans up is its sender’s fault, not the room’s', () => {
  const live = opened([], forbidKey('deep'))
  const outcome = live.apply(from(EVE, ...chain('deep', { updates: 1, levels: 12_000 })))
  expect(outcome).toMatchObject({ ok: false, culprit: EVE, reason: 'internal' })
  // where the stack ends differs, and with it whether Yjs' cleaning up fails over the first error or over its traces
  expect(outcome.ok ? null : outcome.err).toBeInstanceOf(Error)
})

test('T3 when several authors share the tick, each alone shows whose fault it was', () => {
  const shared = [
    ...from(ANNA, mapUpdate('hers')),
    ...from(EVE, ...chain('deep', { updates: 1, levels: 12_000 })),
    ...from(BOB, mapUpdate('his')),
  ]
  expect(() => opened([], forbidKey('deep')).apply(shared)).toThrow(BatchBroken)
  expect(opened([], forbidKey('deep')).apply(shared, 'apart')).toMatchObject({ ok: false, culprit: EVE })
  const others = shared.filter(({ sender: who }) => who !== EVE)
  const outcome = opened([], forbidKey('deep')).apply(others, 'apart')
  const update = outcome.ok ? outcome.update : null
  expect(update === null ? null : docOf([update]).getMap('m').toJSON()).toEqual({ hers: 1, his: 1 })
})

test('T3 an observer that fails is found in the same way', () => {
  const failing = (doc: Y.Doc) => {
    doc.getMap('m').observe((event) => {
      if (event.keysChanged.has('bad')) throw new Error('an observer fails')
    })
    return {}
  }
  const shared = [...from(EVE, mapUpdate('bad')), ...from(ANNA, mapUpdate('good'))]
  expect(() => opened([], failing).apply(shared)).toThrow(BatchBroken)
  const outcome = opened([], failing).apply(shared, 'apart')
  expect(outcome).toMatchObject({ ok: false, culprit: EVE, reason: 'internal' })
})

test('T3 without any update a failure is nobody’s', () => {
  const failing = () => ({
    repair: () => {
      throw new Error('no repair today')
    },
  })
  expect(() => opened([], failing).apply([])).toThrow('no repair today')
})

test('T9 what many updates of one author nest into each other is cut before it overflows the stack', () => {
  const live = opened([], forbidKey('deep'))
  const outcome = live.apply([
    ...from(EVE, ...chain('deep', { updates: 300, levels: 32 })),
    ...from(ANNA, mapUpdate('hers')),
  ])
  expect(outcome).toMatchObject({ ok: true })
  expect(outcome.ok ? outcome.refusals.get('eve') : null).toContainEqual({ recordId: 'deep', code: 'schema' })
  const update = outcome.ok ? outcome.update : null
  const stored = docOf(update === null ? [] : [update])
  expect(stored.getMap('m').toJSON()).toEqual({ hers: 1 })
  expect(stored.store.pendingStructs).toBeNull()
})

test('T9 every author’s updates arrive in order, however many there are', () => {
  const words = (name: string, client: number) => {
    const doc = new Y.Doc()
    doc.clientID = client
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let count = 0; count < 70; count++) doc.getMap('m').set(name, count)
    return updates
  }
  const reviewed: string[] = []
  const live = opened([], () => ({
    review: (_changed, author) => {
      reviewed.push(author.name)
      return []
    },
  }))
  const outcome = live.apply([
    ...from(ANNA, ...words('anna', 1)),
    ...from(BOB, ...words('bob', 2).slice(0, 3)),
  ])
  const update = outcome.ok ? outcome.update : null
  const stored = docOf(update === null ? [] : [update])
  expect(stored.getMap('m').toJSON()).toEqual({ anna: 69, bob: 2 })
  expect(reviewed).toEqual(['anna', 'bob', 'anna', 'anna'])
  expect(outcome.ok ? outcome.clocks : undefined).toBeNull()
})

test('T3 apart or together, the outcome is the same', () => {
  const state = [mapUpdate('before'), mapUpdate('forbidden')]
  const shared = [
    ...from(
      ANNA,
      changeOf(state, (doc) => doc.getMap('m').set('before', 2), 1),
    ),
    ...from(
      BOB,
      changeOf(state, (doc) => doc.getMap('m').delete('before'), 2),
    ),
    ...from(ANNA, mapUpdate('after')),
  ]
  const together = opened(state, forbidKey('forbidden')).apply(shared)
  const apart = opened(state, forbidKey('forbidden')).apply(shared, 'apart')
  for (const outcome of [together, apart]) {
    expect(outcome).toMatchObject({ ok: true, repairs: 0 })
    expect(outcome.ok ? [...outcome.refusals.keys()] : null).toEqual(['anna'])
    const update = outcome.ok ? outcome.update : null
    const content = docOf(update === null ? [] : [...state, update])
      .getMap('m')
      .toJSON()
    // Bob deleted what he saw, and she wrote something else meanwhile.
    expect(content).toEqual({ before: 2, after: 1 })
  }
})
