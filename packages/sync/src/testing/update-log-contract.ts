import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { LogConflict, RoomExists, RoomMissing } from '../errors.ts'
import { foldUpdates, type RoomSeed, SERVER_AUTHOR, type UpdateLog } from '../update-log.ts'

/** A log under test; `reopen` gives a second one over the same storage. */
export interface OpenedLog {
  log: UpdateLog
  reopen(): UpdateLog
}

/** What every update log must do (SPEC.md L1 to L7). `open` gives an empty one. */
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
      expect(textOf(stored?.update)).toBe('hello')
    })

    test('L1 a room that does not exist is null, and is not made by asking', async () => {
      expect(await log.load('a')).toBeNull()
      expect(await log.load('a')).toBeNull()
    })

    test('L2 a room is created once', async () => {
      await log.create('a', seedOf('one'))
      await expect(log.create('a', seedOf('two'))).rejects.toThrow(RoomExists)
      expect(textOf((await log.load('a'))?.update)).toBe('one')
    })

    test('L3 what was appended is read back in order, with its claims, byte for byte', async () => {
      await log.create('a', seedOf(''))
      for (let seq = 1; seq <= 12; seq++) {
        await log.append([
          { room: 'a', seq, update: bytes(seq), claims: [{ client: seq, authorId: `p${seq}` }] },
        ])
      }
      const stored = await opened.reopen().load('a')
      expect(stored?.tail.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      expect(stored?.tail.map((entry) => [...entry.update])).toEqual(
        Array.from({ length: 12 }, (_, index) => [...bytes(index + 1)]),
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
      const other = { room: 'a', seq: 1, update: bytes(99), claims: [{ client: 9, authorId: 'p' }] }
      await expect(log.append([other])).rejects.toThrow(LogConflict)
      const stored = await log.load('a')
      expect(stored?.tail.map((entry) => [...entry.update])).toEqual([[...bytes(1)]])
      expect(stored?.claims).toHaveLength(1)
    })

    test('L6 compaction folds the tail up to a number and keeps the rest', async () => {
      const doc = new Y.Doc()
      const updates: Uint8Array[] = []
      doc.on('update', (update: Uint8Array) => updates.push(update))
      for (const word of ['a', 'b', 'c']) doc.getText('t').insert(doc.getText('t').length, word)
      await log.create('a', seedOf(''))
      for (const [index, update] of updates.entries()) {
        await log.append([{ room: 'a', seq: index + 1, update, claims: [] }])
      }
      const snapshot = await log.compact('a', 2, (stored) => foldUpdates(stored))
      expect(textOf(snapshot.update)).toBe('ab')
      const stored = await opened.reopen().load('a')
      expect(stored?.snapshotSeq).toBe(2)
      expect(stored?.tail.map((entry) => entry.seq)).toEqual([3])
      expect(Y.decodeStateVector(stored?.stateVector ?? new Uint8Array([0]))).toEqual(
        new Map([[doc.clientID, 2]]),
      )
      expect(textOf(stored?.update)).toBe('ab')
    })

    test('L6 an update appended while a snapshot is being built is not lost', async () => {
      await log.create('a', seedOf(''))
      await log.append([batch('a', 1)])
      await log.compact('a', 1, async () => {
        await log.append([batch('a', 2)])
        return seedOf('folded')
      })
      expect((await log.load('a'))?.tail.map((entry) => entry.seq)).toEqual([2])
    })

    test('L6 a build that fails leaves everything as it was', async () => {
      await log.create('a', seedOf('x'))
      await log.append([batch('a', 1)])
      const failing = log.compact('a', 1, () => {
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      const stored = await log.load('a')
      expect(stored?.tail).toHaveLength(1)
      expect(textOf(stored?.update)).toBe('x')
    })

    test('L6 an append after compaction may not reuse a folded place', async () => {
      await log.create('a', seedOf(''))
      await log.append([batch('a', 1)])
      await log.compact('a', 1, () => seedOf('folded'))
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
      expect(textOf(stored?.update)).toBe('new')
    })
  })
}

function seedOf(text: string): RoomSeed {
  const doc = new Y.Doc()
  if (text !== '') doc.getText('t').insert(0, text)
  return {
    update: Y.encodeStateAsUpdate(doc),
    stateVector: Y.encodeStateVector(doc),
    epoch: 'e1',
    serverClient: 4_294_967_295,
    claims: [{ client: 4_294_967_295, authorId: SERVER_AUTHOR }],
  }
}

function textOf(update: Uint8Array | undefined): string {
  const doc = new Y.Doc()
  if (update !== undefined) Y.applyUpdate(doc, update)
  return doc.getText('t').toString()
}

/** Bytes that a text column would spoil. */
function bytes(seed: number): Uint8Array {
  return new Uint8Array([0, 255, seed, 0, 128, 39])
}

function batch(room: string, seq: number) {
  return { room, seq, update: bytes(seq), claims: [] }
}
