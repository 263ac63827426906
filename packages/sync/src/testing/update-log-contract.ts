import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { LogConflict, RoomExists, RoomFenced, RoomMissing } from '../errors.ts'
import { foldUpdates } from '../fold-updates.ts'
import { type RoomBatch, type RoomSeed, SERVER_AUTHOR, type UpdateLog } from '../update-log.ts'

/** A log under test. */
export interface OpenedLog {
  log: UpdateLog
  /** A second one over the same storage. */
  reopen(): UpdateLog
  /** Gives a room to another holder; the fence from then on. */
  raiseFence(room: string): Promise<number>
}

/** What every update log must do (SPEC.md L1 to L10). `open` gives an empty one, in which rooms begin with fence 0. */
export function updateLogContract(name: string, open: () => Promise<OpenedLog>): void {
  describe(`update log: ${name}`, () => {
    let opened: OpenedLog
    let log: UpdateLog
    beforeEach(async () => {
      opened = await open()
      log = opened.log
    })

    test('L1 a room is what it was created with, also for another process', async () => {
      await log.create('a', seedOf('hello'))
      const stored = await opened.reopen().load('a')
      expect(stored).toMatchObject({ epoch: 'e1', serverClient: 4_294_967_295, snapshotSeq: 0, tail: [] })
      expect(stored?.claims).toEqual([{ client: 4_294_967_295, authorId: SERVER_AUTHOR }])
      expect(textOf(stored?.parts)).toBe('hello')
    })

    test('L1 a room that does not exist is null, and is not made by asking', async () => {
      expect(await log.load('a')).toBeNull()
      expect(await log.load('a')).toBeNull()
    })

    test('L2 a room is created once', async () => {
      await log.create('a', seedOf('one'))
      await expect(log.create('a', seedOf('two'))).rejects.toThrow(RoomExists)
      expect(textOf((await log.load('a'))?.parts)).toBe('one')
    })

    test('L3 what was appended is read back in order, with its claims, byte for byte', async () => {
      await log.create('a', seedOf(''))
      for (let seq = 1; seq <= 12; seq++) {
        const clocks = seq === 12 ? undefined : bytes(seq + 100)
        await log.append([{ ...batch('a', seq), clocks, claims: [{ client: seq, authorId: `p${seq}` }] }])
      }
      const stored = await opened.reopen().load('a')
      expect(stored?.tail.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      expect(stored?.tail.map((entry) => [...entry.update])).toEqual(
        Array.from({ length: 12 }, (_, index) => [...bytes(index + 1)]),
      )
      expect(stored?.tail.map(({ clocks }) => clocks && [...clocks])).toEqual(
        Array.from({ length: 12 }, (_, index) => (index === 11 ? undefined : [...bytes(index + 101)])),
      )
      expect(stored?.claims).toHaveLength(13)
      expect(stored?.claims).toContainEqual({ client: 7, authorId: 'p7' })
    })

    test('L4 one append is one transaction over all its rooms', async () => {
      await log.create('a', seedOf(''))
      await log.create('b', seedOf(''))
      await log.append([batch('a', 1), batch('b', 1)])
      await expect(log.append([batch('a', 2), batch('gone', 1)])).rejects.toThrow(RoomMissing)
      expect((await log.load('a'))?.tail).toHaveLength(1)
      expect((await log.load('b'))?.tail).toHaveLength(1)
    })

    test('L5 the same batch again succeeds and changes nothing', async () => {
      await log.create('a', seedOf(''))
      const once = { ...batch('a', 1), claims: [{ client: 9, authorId: 'p' }] }
      await log.append([once])
      await log.append([once])
      const stored = await log.load('a')
      expect(stored?.tail).toHaveLength(1)
      expect(stored?.claims).toHaveLength(2)
    })

    test('L5 another update at the same place is a conflict, and nothing of it is kept', async () => {
      await log.create('a', seedOf(''))
      await log.append([batch('a', 1)])
      const other = { ...batch('a', 1), update: bytes(99), claims: [{ client: 9, authorId: 'p' }] }
      await expect(log.append([other])).rejects.toThrow(LogConflict)
      const stored = await log.load('a')
      expect(stored?.tail.map((entry) => [...entry.update])).toEqual([[...bytes(1)]])
      expect(stored?.claims).toHaveLength(1)
    })

    test('L10 how people are shown is what the seed said, then the last update that said something of it', async () => {
      await log.create('old', seedOf(''))
      expect((await log.load('old'))?.manners).toBeUndefined()
      await log.create('a', { ...seedOf(''), manners: 'first' })
      await log.create('b', seedOf(''))
      await log.append([batch('a', 1), batch('b', 1)])
      expect((await log.load('a'))?.manners).toBe('first')
      await log.append([
        { ...batch('a', 2), manners: 'second' },
        { ...batch('b', 2), manners: 'his' },
      ])
      await log.append([{ ...batch('a', 2), manners: 'second' }, batch('b', 3)])
      expect((await log.load('a'))?.manners).toBe('second')
      expect((await opened.reopen().load('b'))?.manners).toBe('his')
      await opened.raiseFence('a')
      await expect(log.append([{ ...batch('a', 3), manners: 'late' }])).rejects.toThrow(RoomFenced)
      expect((await log.load('a'))?.manners).toBe('second')
      await log.remove('a')
      await log.create('a', seedOf('new'))
      expect((await log.load('a'))?.manners).toBeUndefined()
    })

    test('L6 compaction folds the tail up to a number and keeps the rest', async () => {
      const doc = new Y.Doc()
      const updates: Uint8Array[] = []
      doc.on('update', (update: Uint8Array) => updates.push(update))
      for (const word of ['a', 'b', 'c']) doc.getText('t').insert(doc.getText('t').length, word)
      await log.create('a', seedOf(''))
      for (const [index, update] of updates.entries()) {
        await log.append([{ ...batch('a', index + 1), update }])
      }
      const before = await log.load('a')
      const snapshot = foldUpdates([...(before?.parts ?? []), ...updates.slice(0, 2)])
      await log.compact('a', { fence: 0, upToSeq: 2, snapshot })
      const stored = await opened.reopen().load('a')
      expect(stored?.snapshotSeq).toBe(2)
      expect(stored?.tail.map((entry) => entry.seq)).toEqual([3])
      expect(Y.decodeStateVector(stored?.stateVector ?? new Uint8Array([0]))).toEqual(
        new Map([[doc.clientID, 2]]),
      )
      expect(textOf(stored?.parts)).toBe('ab')
    })

    test('L6 a compaction that another has overtaken changes nothing', async () => {
      await log.create('a', seedOf('x'))
      for (const seq of [1, 2, 3]) await log.append([batch('a', seq)])
      await log.compact('a', { fence: 0, upToSeq: 3, snapshot: seedOf('further') })
      const late = log.compact('a', { fence: 0, upToSeq: 2, snapshot: seedOf('late') })
      await expect(late).rejects.toThrow(LogConflict)
      const stored = await log.load('a')
      expect(stored?.snapshotSeq).toBe(3)
      expect(textOf(stored?.parts)).toBe('further')
    })

    test('L6 a compaction up to where the snapshot goes already replaces it', async () => {
      await log.create('a', seedOf('x'))
      await log.append([batch('a', 1)])
      for (const text of ['once', 'twice']) {
        await log.compact('a', { fence: 0, upToSeq: 1, snapshot: seedOf(text) })
      }
      expect(textOf((await log.load('a'))?.parts)).toBe('twice')
    })

    test('L6 an append after compaction may not reuse a folded place', async () => {
      await log.create('a', seedOf(''))
      await log.append([batch('a', 1)])
      await log.compact('a', { fence: 0, upToSeq: 1, snapshot: seedOf('folded') })
      await expect(log.append([{ ...batch('a', 1), update: bytes(50) }])).rejects.toThrow(LogConflict)
    })

    test('L7 a removed room is gone with all it had, and may be made anew', async () => {
      await log.create('a', seedOf('old'))
      await log.append([batch('a', 1)])
      await log.remove('a')
      await log.remove('a')
      expect(await log.load('a')).toBeNull()
      await expect(log.append([batch('a', 2)])).rejects.toThrow(RoomMissing)
      await log.create('a', seedOf('new'))
      const stored = await log.load('a')
      expect(stored?.tail).toEqual([])
      expect(textOf(stored?.parts)).toBe('new')
    })

    test('L7 a room that is gone cannot be compacted', async () => {
      await expect(log.compact('a', { fence: 0, upToSeq: 0, snapshot: seedOf('') })).rejects.toThrow(
        RoomMissing,
      )
    })

    test('L8 a snapshot comes back in its parts, in order, byte for byte, and is replaced whole', async () => {
      const stateVector = Y.encodeStateVector(new Y.Doc())
      const many = Array.from({ length: 12 }, (_, index) => bytes(index))
      await log.create('a', { ...seedOf(''), parts: many, stateVector })
      expect((await opened.reopen().load('a'))?.parts.map((part) => [...part])).toEqual(
        many.map((part) => [...part]),
      )
      const few = [bytes(50), bytes(51)]
      await log.compact('a', { fence: 0, upToSeq: 0, snapshot: { parts: few, stateVector } })
      expect((await opened.reopen().load('a'))?.parts.map((part) => [...part])).toEqual(
        few.map((part) => [...part]),
      )
    })

    test('L9 whoever does not hold the room any more can neither append nor compact', async () => {
      await log.create('a', seedOf('x'))
      await log.append([batch('a', 1)])
      const fence = await opened.raiseFence('a')
      expect(fence).toBeGreaterThan(0)
      await expect(log.append([batch('a', 2)])).rejects.toThrow(RoomFenced)
      const stale = log.compact('a', { fence: 0, upToSeq: 1, snapshot: seedOf('stale') })
      await expect(stale).rejects.toThrow(RoomFenced)
      await log.append([{ ...batch('a', 2), fence }])
      const stored = await log.load('a')
      expect(stored?.tail.map((entry) => entry.seq)).toEqual([1, 2])
      expect(textOf(stored?.parts)).toBe('x')
      await log.compact('a', { fence, upToSeq: 2, snapshot: seedOf('ours') })
      expect(textOf((await log.load('a'))?.parts)).toBe('ours')
    })

    test('L9 one fenced room keeps the whole append out, and the error names it', async () => {
      await log.create('a', seedOf(''))
      await log.create('b', seedOf(''))
      await opened.raiseFence('b')
      await expect(log.append([batch('a', 1), batch('b', 1)])).rejects.toMatchObject({
        name: 'RoomFenced',
        room: 'b',
      })
      expect((await log.load('a'))?.tail).toEqual([])
    })
  })
}

function seedOf(text: string): RoomSeed {
  const doc = new Y.Doc()
  if (text !== '') doc.getText('t').insert(0, text)
  return {
    parts: [Y.encodeStateAsUpdate(doc)],
    stateVector: Y.encodeStateVector(doc),
    epoch: 'e1',
    serverClient: 4_294_967_295,
    claims: [{ client: 4_294_967_295, authorId: SERVER_AUTHOR }],
  }
}

function textOf(updates: readonly Uint8Array[] | undefined): string {
  const doc = new Y.Doc()
  for (const update of updates ?? []) Y.applyUpdate(doc, update)
  return doc.getText('t').toString()
}

/** Bytes that a text column would spoil. */
function bytes(seed: number): Uint8Array {
  return new Uint8Array([0, 255, seed, 0, 128, 39])
}

function batch(room: string, seq: number): RoomBatch {
  return { room, seq, update: bytes(seq), claims: [], fence: 0 }
}
