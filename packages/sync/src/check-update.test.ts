import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, type StructureContext, StructureRefused } from './check-update.ts'
import { SERVER_AUTHOR } from './update-log.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 })

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

/** What moving notes leaves behind when nobody hears of it: at 60 pictures a second, three seconds for each. */
function dragOffline(minutes: number, notes: number): Uint8Array {
  const doc = new Y.Doc()
  const board = Array.from({ length: notes }, () => new Y.Map<unknown>())
  doc.transact(() => {
    board.forEach((note, index) => {
      doc.getMap('m').set(`note${index}`, note)
    })
  })
  doc.transact(() => {
    for (let picture = 0; picture < minutes * 60 * 60; picture++) {
      const note = board[Math.floor(picture / 180) % notes]
      note?.set('x', picture)
      note?.set('y', picture)
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

test('U8 what was overwritten offline counts less: a quarter of an hour of dragging is one honest update', () => {
  // Yjs keeps both assignments of every picture, as marks of something deleted.
  const update = dragOffline(15, 20)
  expect(Y.decodeUpdate(update).structs.length).toBeGreaterThan(100_000)
  expect(reasonOf(update)).toBeNull()
})

test('U8 an update that costs more time than that is refused, and told before', () => {
  const update = dragOffline(25, 20)
  let read = 0
  const counting = { decoded: (operations: number) => (read += operations) }
  expect(reasonOf(update, counting)).toBe('forbidden_structure')
  expect(read).toBe(150_000)
  const shorter = dragOffline(10, 20)
  read = 0
  expect(reasonOf(shorter.slice(0, -1), counting)).toBe('malformed')
  expect(read).toBeGreaterThan(70_000)
})

test('U4 a value nested deeper than a browser’s stack is refused, in a text’s formats too', () => {
  const nested = (depth: number) => Array.from({ length: depth }).reduce((value: unknown) => [value], 1)
  const asValue = (depth: number) => {
    const doc = new Y.Doc()
    doc.getMap('m').set('deep', nested(depth))
    return Y.encodeStateAsUpdate(doc)
  }
  const asFormat = (depth: number) => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'x', { deep: { '[[': nested(depth - 1) } })
    return Y.encodeStateAsUpdate(doc)
  }
  for (const update of [asValue, asFormat]) {
    expect(reasonOf(update(64))).toBeNull()
    expect(reasonOf(update(65))).toBe('forbidden_structure')
    expect(reasonOf(update(3_000))).toBe('forbidden_structure')
  }
})

test('U4 hooks and what Yjs no longer writes are refused, wherever they stand', () => {
  const doc = new Y.Doc()
  doc.getXmlFragment('x').insert(0, [new Y.XmlHook('h') as unknown as Y.XmlElement]) // typed as no child
  const hook = Y.encodeStateAsUpdate(doc)
  // One client with one operation: ContentJSON with the one value 1, in the root `t`.
  const json = new Uint8Array([1, 1, 9, 0, 2, 1, 1, 116, 1, 1, 49, 0])
  expect(Y.decodeUpdate(json).structs).toHaveLength(1)
  for (const update of [hook, json]) {
    expect(reasonOf(update)).toBe('forbidden_structure')
    expect(reasonOf(update, { ownerOf: () => 'bob', committedClock: () => 9 })).toBe('forbidden_structure')
  }
})

test('U8 a list of more values than any board has is refused: every hole in it makes Yjs copy it', () => {
  const listOf = (length: number) => {
    const doc = new Y.Doc()
    doc.getArray('l').insert(
      0,
      Array.from({ length }, () => 1),
    )
    return Y.encodeStateAsUpdate(doc)
  }
  expect(reasonOf(listOf(1_000))).toBeNull()
  expect(reasonOf(listOf(1_001))).toBe('forbidden_structure')
})

test('U8 an update that was merged as bytes may cut its own operations, and not without end', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('t')
  text.insert(0, 'x'.repeat(2_000))
  for (let at = 0; at < 501; at++) text.delete(at + 1, 1)
  expect(reasonOf(Y.encodeStateAsUpdate(doc))).toBeNull()
  expect(reasonOf(Y.mergeUpdates(updates.slice(0, 501)))).toBeNull()
  expect(reasonOf(Y.mergeUpdates(updates))).toBe('forbidden_structure')
})

/** Types of many kinds in each other, each with something beside the next. */
function nestedTypes(levels: number, seed?: Y.Doc): Uint8Array {
  const doc = new Y.Doc()
  if (seed !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(seed))
  doc.transact(() => {
    let inner: Y.Map<unknown> | Y.XmlElement = doc.getMap('m')
    for (let level = 0; level < levels; level++) {
      if (inner instanceof Y.Map) {
        const next: Y.Map<unknown> | Y.XmlElement = level % 7 === 3 ? new Y.XmlElement('p') : new Y.Map()
        inner.set('beside', level)
        inner.set('in', next)
        inner = next
      } else {
        const next: Y.XmlElement = new Y.XmlElement('p')
        // The one that is gone into names only its neighbours, not its parent.
        inner.insert(0, [new Y.XmlText('a'), new Y.XmlText('b')])
        inner.insert(1, [next])
        inner = next
      }
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

test('U11 shared types nest as deep as rich text does, and not without end', () => {
  expect(reasonOf(nestedTypes(32))).toBeNull()
  expect(reasonOf(nestedTypes(33))).toBe('forbidden_structure')
  expect(reasonOf(nestedTypes(20_000))).toBe('forbidden_structure')
})

test('U11 many types beside each other are not nested', () => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let at = 0; at < 5_000; at++)
      doc.getXmlFragment('x').insert(at % 2 ? 0 : at, [new Y.XmlElement('p')])
  })
  expect(reasonOf(Y.encodeStateAsUpdate(doc))).toBeNull()
})

test('U11 nesting counts across the author’s own clients, in whatever order they stand', () => {
  for (const clients of [
    [1, 2],
    [2, 1],
  ]) {
    const doc = new Y.Doc()
    let inner = doc.getMap<unknown>('m')
    for (let level = 0; level < 40; level++) {
      doc.clientID = clients[level % 2] ?? 0
      const next = new Y.Map<unknown>()
      inner.set('in', next)
      inner = next
    }
    expect(reasonOf(Y.encodeStateAsUpdate(doc))).toBe('forbidden_structure')
  }
})

test('U1 one client listed twice is no update: Yjs would forget the first list', () => {
  const once = Y.encodeStateAsUpdate(docWith(5, 'a'))
  const list = once.slice(1, -1)
  expect(reasonOf(new Uint8Array([1, ...list, 0]))).toBeNull()
  expect(reasonOf(new Uint8Array([2, ...list, ...list, 0]))).toBe('malformed')
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
