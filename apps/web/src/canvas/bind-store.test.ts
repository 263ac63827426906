// @vitest-environment jsdom
import { boardRoot, plainToRichText, richTextToPlain } from '@tablee/board'
import { reverseRecordsDiff, type TLNoteShape, type TLShapeId, type TLStore } from 'tldraw'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import {
  addNote,
  type BoardPeer,
  documentRecords,
  exchange,
  move,
  noteOf,
  openPeers,
  storedRecords,
} from './testing/board-peers.ts'
import { reportByFrame } from './testing/report-by-frame.ts'

reportByFrame()

/** The random test takes half a second on a machine of its own, and ten times that beside a build. */
const FUZZ_TIMEOUT_MS = 30_000

function colour(store: TLStore, id: TLShapeId, color: TLNoteShape['props']['color']): void {
  const note = noteOf(store, id)
  store.put([{ ...note, props: { ...note.props, color } }])
}

function pairWithNote(text = 'Bonjour'): { a: BoardPeer; b: BoardPeer; id: TLShapeId } {
  const [a, b] = openPeers(2)
  if (!a || !b) throw new Error('two peers were asked for')
  const id = addNote(a.store, 'n', { x: 10, y: 20 }, text)
  exchange([a, b])
  return { a, b, id }
}

test('a note written by one person appears in the other store', () => {
  const { b, id } = pairWithNote('Besoin')
  expect(noteOf(b.store, id)).toMatchObject({ x: 10, y: 20, props: { color: 'yellow' } })
  expect(richTextToPlain(noteOf(b.store, id).props.richText)).toBe('Besoin')
})

test('a copy whose children tldraw adds before their frame is written from outside to inside', () => {
  const { a, id } = pairWithNote()
  const note = noteOf(a.store, id)
  const [page] = a.store.allRecords().filter(({ typeName }) => typeName === 'page')
  const copy = (name: string, parentId: string) => ({ ...note, id: `shape:${name}`, parentId })
  a.store.put([copy('inner', 'shape:outer'), copy('outer', page?.id ?? '')] as TLNoteShape[])
  a.binding.flush()
  expect([...boardRoot(a.doc).keys()].filter((key) => /inner|outer/.test(key))).toEqual([
    'shape:outer',
    'shape:inner',
  ])
})

test('two people who change different fields of one note at once both keep their change', () => {
  const { a, b, id } = pairWithNote()
  move(a.store, id, 500)
  colour(b.store, id, 'green')
  exchange([a, b])
  for (const { store } of [a, b])
    expect(noteOf(store, id)).toMatchObject({ x: 500, props: { color: 'green' } })
})

test('what arrives is not written back', () => {
  const { a, b, id } = pairWithNote()
  move(a.store, id, 42)
  exchange([a, b])
  b.binding.flush()
  expect(b.outbox).toEqual([])
})

test('a note deleted here stays deleted when a change of it arrives before the deletion was written', () => {
  const { a, b, id } = pairWithNote()
  move(b.store, id, 77)
  b.binding.flush()
  a.store.remove([id])
  for (const update of b.outbox.splice(0)) Y.applyUpdate(a.doc, update, 'network')
  expect(a.store.has(id)).toBe(false)
  exchange([a, b])
  expect(b.store.has(id)).toBe(false)
})

test('a change that waits to be written stays on top of what arrives', () => {
  const { a, b, id } = pairWithNote()
  colour(b.store, id, 'red')
  b.binding.flush()
  move(a.store, id, 300)
  for (const update of b.outbox.splice(0)) Y.applyUpdate(a.doc, update, 'network')
  expect(noteOf(a.store, id)).toMatchObject({ x: 300, props: { color: 'red' } })
})

test('side effects do not run on what arrives', () => {
  const { a, b, id } = pairWithNote()
  const seen: string[] = []
  b.store.sideEffects.registerAfterChangeHandler('shape', (shape) => void seen.push(shape.id))
  move(a.store, id, 5)
  exchange([a, b])
  expect(noteOf(b.store, id).x).toBe(5)
  expect(seen).toEqual([])
  move(b.store, id, 6)
  expect(seen).toEqual([id])
})

test('undo takes back only what this person changed', () => {
  const { a, b, id } = pairWithNote()
  const mine = a.store.extractingChanges(() => move(a.store, id, 900))
  colour(b.store, id, 'blue')
  exchange([a, b])
  a.store.applyDiff(reverseRecordsDiff(mine))
  exchange([a, b])
  expect(noteOf(b.store, id)).toMatchObject({ x: 10, props: { color: 'blue' } })
})

test('undo does not bring back a note that somebody else deleted', () => {
  const { a, b, id } = pairWithNote()
  const mine = a.store.extractingChanges(() => move(a.store, id, 900))
  b.store.remove([id])
  exchange([a, b])
  a.store.applyDiff(reverseRecordsDiff(mine))
  expect(a.store.has(id)).toBe(false)
})

test('undo brings back a note that this person deleted, with its text', () => {
  const { a, b, id } = pairWithNote('À garder')
  const mine = a.store.extractingChanges(() => a.store.remove([id]))
  exchange([a, b])
  expect(b.store.has(id)).toBe(false)
  a.store.applyDiff(reverseRecordsDiff(mine))
  exchange([a, b])
  expect(richTextToPlain(noteOf(b.store, id).props.richText)).toBe('À garder')
})

test('undo of a text leaves it alone once somebody else has typed in it', () => {
  const { a, b, id } = pairWithNote('avant')
  const note = noteOf(a.store, id)
  const mine = a.store.extractingChanges(() =>
    a.store.put([{ ...note, props: { ...note.props, richText: plainToRichText('avant moi') } }]),
  )
  exchange([a, b])
  typeInto(b.doc, id, ' et toi')
  exchange([a, b])
  a.store.applyDiff(reverseRecordsDiff(mine))
  exchange([a, b])
  expect(richTextToPlain(noteOf(a.store, id).props.richText)).toBe('avant moi et toi')
})

test('a text that a text editor holds reaches the store only when it is released', () => {
  const { a, b, id } = pairWithNote('base')
  const bound = a.binding.bindText(id)
  typeInto(b.doc, id, ' de B')
  exchange([a, b])
  expect(richTextToPlain(noteOf(a.store, id).props.richText)).toBe('base')
  bound?.release()
  expect(richTextToPlain(noteOf(a.store, id).props.richText)).toBe('base de B')
})

test('a text that a text editor holds is not written a second time from the store', () => {
  const { a, b, id } = pairWithNote('base')
  const bound = a.binding.bindText(id)
  typeInto(a.doc, id, ' tapé')
  const note = noteOf(a.store, id)
  a.store.put([{ ...note, props: { ...note.props, richText: plainToRichText('base ta') } }])
  exchange([a, b])
  bound?.release()
  expect(richTextToPlain(noteOf(b.store, id).props.richText)).toBe('base tapé')
})

test('a text editor is told when the text that it holds was replaced', () => {
  const { a, b, id } = pairWithNote('base')
  const bound = a.binding.bindText(id)
  boardRoot(b.doc).get(id)?.set('rt', new Y.XmlFragment())
  exchange([a, b])
  expect(a.replacedTexts).toEqual([id])
  bound?.release()
  expect(richTextToPlain(noteOf(a.store, id).props.richText)).toBe('')
})

test('a note that was made a moment ago can be typed in at once', () => {
  const [a] = openPeers(1)
  const id = a && addNote(a.store, 'fresh', { x: 0, y: 0 })
  const bound = id && a.binding.bindText(id)
  expect(bound?.fragment).toBeInstanceOf(Y.XmlFragment)
})

test('a record that the schema refuses does not hold up the others', () => {
  const { a, b, id } = pairWithNote()
  b.doc.transact(() => {
    boardRoot(b.doc).get(id)?.set('p.color', 'no such colour')
  })
  const other = addNote(b.store, 'other', { x: 1, y: 1 })
  exchange([a, b])
  expect(noteOf(a.store, id).props.color).toBe('yellow')
  expect(a.store.has(other)).toBe(true)
})

test('the document and its page are never written from the store', () => {
  const { a } = pairWithNote()
  const page = a.store.allRecords().find(({ typeName }) => typeName === 'page')
  if (page?.typeName === 'page') a.store.put([{ ...page, name: 'renamed' }])
  a.binding.flush()
  expect(a.outbox).toEqual([])
})

test('resync puts right a store that has drifted', () => {
  const { a, id } = pairWithNote()
  a.store.mergeRemoteChanges(() => a.store.remove([id]))
  a.binding.resync()
  expect(a.store.has(id)).toBe(true)
})

test('a store that takes no change is repaired a few times, not for ever', async () => {
  vi.useFakeTimers()
  try {
    const { a, b, id } = pairWithNote()
    const put = vi.spyOn(b.store, 'put').mockImplementation(() => {
      throw new Error('does not fit')
    })
    move(a.store, id, 500)
    exchange([a, b])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(put.mock.calls.length).toBeGreaterThan(1)
    expect(put.mock.calls.length).toBeLessThan(10)
    put.mockRestore()
    b.binding.resync()
    expect(noteOf(b.store, id).x).toBe(500)
  } finally {
    vi.useRealTimers()
  }
})

test(
  'three people who change everything at random end up with the same board',
  () => {
    const random = seededRandom(20261121)
    const peers = openPeers(3)
    const below = (n: number) => Math.floor(random() * n)
    for (let step = 0; step < 400; step += 1) {
      const peer = peers[below(3)]
      if (peer) act(peer, step, below)
      if (below(6) === 0) exchange(peers)
    }
    exchange(peers)
    exchange(peers)
    const [first, ...others] = peers.map(({ store }) => storedRecords(store))
    for (const other of others) expect(other).toEqual(first)
    for (const { doc, store } of peers) expect(storedRecords(store)).toEqual(documentRecords(doc))
    expect(first?.size).toBeGreaterThan(10)
  },
  FUZZ_TIMEOUT_MS,
)

function act({ store, doc, binding }: BoardPeer, step: number, below: (n: number) => number): void {
  const notes = store.allRecords().flatMap((record) => (record.typeName === 'shape' ? [record.id] : []))
  const id = notes[below(Math.max(1, notes.length))]
  const choice = below(7)
  if (!id || choice === 0) addNote(store, `${doc.clientID}-${step}`, { x: below(1000), y: 0 }, `note ${step}`)
  else if (choice === 1 && notes.length > 15) store.remove([id])
  else if (choice === 2) colour(store, id, (['red', 'green', 'blue'] as const)[below(3)] ?? 'red')
  else if (choice === 3) {
    binding.flush()
    typeInto(doc, id, ` ${step}`)
    binding.bindText(id)?.release()
  } else if (choice === 4) {
    const change = store.extractingChanges(() => move(store, id, below(1000)))
    if (below(2) === 0) store.applyDiff(reverseRecordsDiff(change))
  } else move(store, id, below(1000))
}

/** Types at the end of a note as a bound text editor does: straight into the document. */
function typeInto(doc: Y.Doc, id: TLShapeId, text: string): void {
  const fragment = boardRoot(doc).get(id)?.get('rt')
  const paragraph = fragment instanceof Y.XmlFragment ? fragment.get(0) : undefined
  if (!(paragraph instanceof Y.XmlElement)) return
  const last = paragraph.length > 0 ? paragraph.get(paragraph.length - 1) : undefined
  if (last instanceof Y.XmlText) last.insert(last.length, text)
  else paragraph.insert(0, [new Y.XmlText(text)])
}

/** A small repeatable random source (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
