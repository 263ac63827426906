import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { foreseeMoves } from './foresee-cuts.ts'
import { foreseeScans } from './foresee-scans.ts'
import { foreseeWork } from './foresee-work.ts'
import { LiveDocument, type Submission } from './live-document.ts'
import { deletionUpdate, forgedUpdate } from './testing/forged-updates.ts'
import { randomUpdates } from './testing/random-updates.ts'
import { changeOf } from './testing/room-harness.ts'
import { docOf } from './testing/room-server.ts'
import { NO_ACCOUNTS } from './time-accounts.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 })

const MANY = 1e9

/** What Yjs looks at while it finds the order of concurrent operations: it keeps two sets of that. */
function countScans(doc: Y.Doc, update: Uint8Array): number {
  const add = vi.spyOn(Set.prototype, 'add')
  try {
    Y.applyUpdate(doc, update)
    return add.mock.calls.filter(([value]) => value instanceof Y.Item).length / 2
  } finally {
    add.mockRestore()
  }
}

/** So many places of arrays Yjs moves while it applies an update. */
function countMoves(doc: Y.Doc, update: Uint8Array): number {
  let moves = 0
  const arrays = new Set<unknown>(doc.store.clients.values())
  const { splice } = Array.prototype
  const spy = vi.spyOn(Array.prototype, 'splice').mockImplementation(function (this: unknown[], ...args) {
    if (arrays.has(this)) moves += this.length - args[0]
    return Reflect.apply(splice, this, args)
  })
  try {
    Y.applyUpdate(doc, update)
    return moves
  } finally {
    spy.mockRestore()
  }
}

function contentsOf(update: Uint8Array) {
  const { structs, ds } = Y.decodeUpdate(update)
  return { structs, deletions: ds.clients }
}

const scansOf = (doc: Y.Doc, update: Uint8Array) => foreseeScans(doc, contentsOf(update).structs, MANY)
const movesOf = (doc: Y.Doc, update: Uint8Array) => {
  const { structs, deletions } = contentsOf(update)
  return foreseeMoves(doc, structs, deletions, MANY)
}

/** Operations of different people who all set one key as if nobody had, so many each. */
function siblings(firstClient: number, clients: number, each: number): Uint8Array {
  return forgedUpdate(
    Array.from({ length: clients * each }, (_, index) => ({
      client: firstClient + Math.floor(index / each),
      clock: index % each,
      key: 'key',
    })),
  )
}

const from = (name: string, ...updates: Uint8Array[]): Submission<{ authorId: string; author: null }>[] => {
  const sender = { authorId: name, author: null }
  return updates.map((update) => ({ sender, update }))
}

function live(doc: Y.Doc): LiveDocument<null> {
  const emitted: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => emitted.push(update))
  return new LiveDocument(doc, { review: () => [], repair: () => 0 }, emitted)
}

/** A text of single letters that nothing holds together, of one client. */
function pieces(count: number, client = 7): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.transact(() => {
    // Two texts in turn, so that no two letters beside each other are one operation.
    for (let at = 0; at < count; at++) doc.getText(at % 2 === 0 ? 't' : 'u').insert(at >> 1, 'x')
  })
  return doc
}

test('U13 what concurrent writers of one key cost is known before, and never more than foreseen', () => {
  for (const [clients, each] of [
    [2, 1],
    [40, 1],
    [20, 3],
    [1, 60],
  ] as const) {
    const update = siblings(1, clients, each)
    const scans = countScans(new Y.Doc(), update)
    expect(scans).toBeGreaterThan(0)
    expect(scansOf(new Y.Doc(), update)).toBeGreaterThanOrEqual(scans)
    const stored = [siblings(500, 60, 1)]
    expect(scansOf(docOf(stored), update)).toBeGreaterThanOrEqual(countScans(docOf(stored), update))
  }
})

test.each([1, 2, 3, 4, 5, 6])(
  'U13 whatever people do, Yjs looks at no more than foreseen (seed %i)',
  (seed) => {
    const doc = new Y.Doc()
    let all = 0
    for (const update of randomUpdates(seed, { people: 6, changes: 300 })) {
      const { structs } = contentsOf(update)
      const foreseen = foreseeScans(doc, structs, MANY)
      const scans = countScans(doc, update)
      // One look at its right neighbour is part of every operation.
      expect(foreseen + structs.length).toBeGreaterThanOrEqual(scans)
      all += scans
    }
    expect(all).toBeGreaterThan(10)
  },
)

test('U13 tens of thousands of operations of hundreds of clients on one key never reach Yjs', () => {
  const update = siblings(1_000, 256, 195)
  const opened = live(docOf([siblings(1, 2, 1)]))
  expect(foreseeWork(opened.doc, contentsOf(update), 50_000)).toBeGreaterThan(50_000)
  const outcome = opened.apply([...from('eve', update), ...from('anna', siblings(10, 1, 1))])
  expect(outcome.ok ? [...outcome.kept.values()] : null).toEqual(['forbidden_structure'])
  expect(Y.getState(opened.doc.store, 1_000)).toBe(0)
  expect(Y.getState(opened.doc.store, 10)).toBe(1)
})

test('U13 the same spread over many updates is cut off in the tick where it becomes too much', () => {
  const updates = Array.from({ length: 400 }, (_, index) => siblings(1_000 + index, 1, 120))
  const opened = live(new Y.Doc())
  let charged = 0
  const charge = (_sender: unknown, operations: number) => {
    charged += operations
  }
  const outcome = opened.apply(from('eve', ...updates), 'together', { ...NO_ACCOUNTS, charge })
  const kept = outcome.ok ? [...outcome.kept.values()] : []
  expect(kept.length).toBeGreaterThan(100)
  expect(new Set(kept)).toEqual(new Set(['rate_limited']))
  expect(charged).toBeGreaterThan(50_000)
  expect(charged).toBeLessThan(150_000)
})

test('U13 what everybody does is foreseen as nothing or little', () => {
  const doc = pieces(4_000)
  const state = [Y.encodeStateAsUpdate(doc)]
  const typed = changeOf(state, (copy) => copy.getText('t').insert(900, 'a word'), 8)
  const moved = changeOf(state, (copy) => copy.getMap('m').set('note', 1), 8)
  const deleted = changeOf(state, (copy) => copy.getText('t').delete(10, 1_500), 8)
  const cleared = changeOf(state, (copy) => copy.getText('t').delete(0, 2_000), 8)
  for (const update of [typed, moved]) {
    expect(foreseeWork(docOf(state), contentsOf(update), 50_000)).toBeLessThan(5)
  }
  for (const update of [deleted, cleared]) {
    expect(foreseeWork(docOf(state), contentsOf(update), 50_000)).toBeLessThan(5_000)
  }
  const other = docOf(state)
  other.clientID = 9
  for (let count = 0; count < 500; count++) other.getText('t').insert((count * 37) % 1_900, 'w')
  const offline = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc))
  expect(foreseeWork(docOf(state), contentsOf(offline), 50_000)).toBeLessThan(1_000)
})

test('U13 what cutting stored text moves is known before, and never more than foreseen', () => {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getText('t').insert(0, 'x'.repeat(2_000))
  const state = [Y.encodeStateAsUpdate(doc)]
  const scattered = changeOf(
    state,
    (copy) => {
      for (let at = 0; at < 900; at++) copy.getText('t').delete(at + 1, 1)
    },
    8,
  )
  const inserted = changeOf(
    state,
    (copy) => {
      for (let at = 0; at < 900; at++) copy.getText('t').insert(2 * at + 1, 'y')
    },
    8,
  )
  for (const update of [scattered, inserted]) {
    expect(movesOf(docOf(state), update)).toBeGreaterThanOrEqual(countMoves(docOf(state), update) / 4)
    expect(movesOf(docOf(state), update)).toBeGreaterThan(100_000)
  }
})

test('U13 tens of thousands of cuts into stored text are kept out, and their author’s next updates with them', () => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'x'.repeat(60_000))
  const state = [Y.encodeStateAsUpdate(doc)]
  const ranges = Array.from({ length: 29_000 }, (_, index) => ({ clock: 2 * index, len: 1 }))
  const cuts = deletionUpdate(doc.clientID, ranges)
  const charged: number[] = []
  const charge = (_sender: unknown, operations: number) => charged.push(operations)
  const after = changeOf(state, (copy) => copy.getMap('m').set('after', 1), 8)
  const opened = live(docOf(state))
  const outcome = opened.apply([...from('eve', cuts, after), ...from('anna', after)], 'together', {
    ...NO_ACCOUNTS,
    charge,
  })
  expect(outcome.ok ? [...outcome.kept.values()] : null).toEqual([
    'forbidden_structure',
    'forbidden_structure',
  ])
  expect(charged[0]).toBeGreaterThan(50_000)
  expect(opened.doc.getText('t').length).toBe(60_000)
  expect(opened.doc.getMap('m').get('after')).toBe(1)
  // What a copy tells of deletions that everybody knows costs nothing, however many.
  const known = docOf([...state, deletionUpdate(doc.clientID, ranges.slice(0, 3_000))])
  expect(movesOf(known, deletionUpdate(doc.clientID, ranges.slice(0, 3_000)))).toBe(0)
})
