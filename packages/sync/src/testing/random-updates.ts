import * as Y from 'yjs'

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What several people did who saw each other's work now and then, in an order in which a server may have got it. */
export function randomUpdates(seed: number, options: { people: number; changes: number }): Uint8Array[] {
  const random = randomNumbers(seed)
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)]
  const server = new Y.Doc()
  const updates: Uint8Array[] = []
  server.on('update', (update: Uint8Array) => updates.push(update))
  const people = Array.from({ length: options.people }, (_, index) => {
    const doc = new Y.Doc()
    doc.clientID = 1 + index * 1_000 + Math.floor(random() * 1_000)
    return doc
  })
  for (let change = 0; change < options.changes; change++) {
    const doc = pick(people)
    if (doc === undefined) break
    doc.transact(() => {
      for (let count = 1 + random() * 3; count > 0; count--) changeSomething(doc, random, pick)
    })
    if (random() < 0.5) exchange(doc, server)
  }
  for (const doc of people) exchange(doc, server)
  return updates
}

function exchange(doc: Y.Doc, server: Y.Doc): void {
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)))
}

function changeSomething(
  doc: Y.Doc,
  random: () => number,
  pick: <T>(values: readonly T[]) => T | undefined,
): void {
  const board = doc.getMap<unknown>('board')
  const key = `r${Math.floor(random() * 8)}`
  const record = board.get(key)
  const text = doc.getText('text')
  const kind = Math.floor(random() * 9)
  if (kind <= 1 || !(record instanceof Y.Map)) board.set(key, nestedRecord(random))
  else if (kind === 2) board.delete(key)
  else if (kind <= 4)
    record.set(pick(['x', 'y', 'text']) ?? 'x', random() < 0.2 ? new Y.Text('new') : random())
  else if (kind === 5)
    text.insert(Math.floor(random() * (text.length + 1)), 'abcdef'.slice(Math.floor(random() * 5)))
  else if (kind === 6 && text.length > 0) {
    const at = Math.floor(random() * text.length)
    text.delete(at, Math.min(text.length - at, 1 + Math.floor(random() * 6)))
  } else if (kind === 7 && text.length > 2) text.format(1, text.length - 2, { bold: random() < 0.5 })
  else {
    const list = record.get('list')
    if (!(list instanceof Y.Array)) record.set('list', new Y.Array())
    else if (list.length > 3 && random() < 0.5) list.delete(Math.floor(random() * 3), 1)
    else list.insert(Math.floor(random() * (list.length + 1)), [random(), { deep: [random()] }])
  }
}

function nestedRecord(random: () => number): Y.Map<unknown> {
  const record = new Y.Map<unknown>()
  record.set('base', { type: 'note', n: Math.floor(random() * 100) })
  record.set('text', new Y.Text(`é${random()}`))
  return record
}
