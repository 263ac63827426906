import { beforeEach, describe, expect, test } from 'vitest'
import { RoomFenced, RoomMissing } from '../errors.ts'
import { foldUpdates } from '../fold-updates.ts'
import type { LeaseAnswer, RoomLeases } from '../room-leases.ts'
import { type RoomBatch, SERVER_AUTHOR, type UpdateLog } from '../update-log.ts'

/** One of several processes over the same storage. */
export interface LeaseNode {
  leases: RoomLeases
  /** The log as this process writes it. */
  log: UpdateLog
  /** Under which the others find it. */
  address: string
  /** Ends this process without a goodbye, and lets its life run out; resolves when others may take its rooms. */
  die(): Promise<void>
}

/** What all leases must do (SPEC.md F1 to F5). `open` gives a function that starts processes over one empty storage. */
export function roomLeasesContract(
  name: string,
  open: () => Promise<(address: string) => Promise<LeaseNode>>,
): void {
  describe(`room leases: ${name}`, () => {
    let one: LeaseNode
    let two: LeaseNode
    beforeEach(async () => {
      const start = await open()
      one = await start('http://10.0.0.1:3000')
      two = await start('http://10.0.0.2:3000')
      await one.log.create('room', {
        ...foldUpdates([]),
        epoch: 'e1',
        serverClient: 7,
        claims: [{ client: 7, authorId: SERVER_AUTHOR }],
      })
    })

    test('F1 a room has one holder, and the others are told where it is', async () => {
      const fence = fenceOf(await one.leases.acquire('room'))
      expect(await two.leases.acquire('room')).toEqual({ held: false, node: one.address })
      // Asking again is no change of holder.
      expect(await one.leases.acquire('room')).toEqual({ held: true, fence })
    })

    test('F1 of several who ask at once one gets the room', async () => {
      const answers = await Promise.all([one, two, one, two].map(({ leases }) => leases.acquire('room')))
      const fences = answers.flatMap((answer) => (answer.held ? [answer.fence] : []))
      expect(fences).toHaveLength(2)
      expect(new Set(fences).size).toBe(1)
    })

    test('F1 a room that does not exist cannot be held', async () => {
      await expect(one.leases.acquire('gone')).rejects.toThrow(RoomMissing)
    })

    test('F2 every change of holder raises the fence', async () => {
      const first = fenceOf(await one.leases.acquire('room'))
      await one.leases.release([{ room: 'room', fence: first }])
      const second = fenceOf(await two.leases.acquire('room'))
      await two.leases.release([{ room: 'room', fence: second }])
      const third = fenceOf(await one.leases.acquire('room'))
      expect(first).toBeGreaterThan(0)
      expect(second).toBeGreaterThan(first)
      expect(third).toBeGreaterThan(second)
    })

    test('F3 only the present fence may write', async () => {
      const stale = fenceOf(await one.leases.acquire('room'))
      await one.log.append([batch(1, stale)])
      await one.leases.release([{ room: 'room', fence: stale }])
      const fence = fenceOf(await two.leases.acquire('room'))
      await expect(one.log.append([batch(2, stale)])).rejects.toThrow(RoomFenced)
      const compaction = { fence: stale, upToSeq: 1, snapshot: foldUpdates([]) }
      await expect(one.log.compact('room', compaction)).rejects.toThrow(RoomFenced)
      await two.log.append([batch(2, fence)])
      expect((await one.log.load('room'))?.tail.map(({ seq }) => seq)).toEqual([1, 2])
    })

    test('F4 giving up under a stale fence takes the room from nobody', async () => {
      const stale = fenceOf(await one.leases.acquire('room'))
      await one.leases.release([{ room: 'room', fence: stale }])
      const fence = fenceOf(await two.leases.acquire('room'))
      await one.leases.release([{ room: 'room', fence: stale }])
      await two.leases.release([{ room: 'room', fence: stale }])
      expect(await one.leases.acquire('room')).toEqual({ held: false, node: two.address })
      await two.log.append([batch(1, fence)])
    })

    test('F4 giving up what is gone or was never held changes nothing', async () => {
      await one.leases.release([{ room: 'gone', fence: 3 }])
      await one.leases.release([])
      expect(await two.leases.acquire('room')).toMatchObject({ held: true })
    })

    test('F5 the rooms of a dead process can be taken, and it cannot write in them', async () => {
      const stale = fenceOf(await one.leases.acquire('room'))
      await one.die()
      const fence = fenceOf(await two.leases.acquire('room'))
      expect(fence).toBeGreaterThan(stale)
      await expect(two.log.append([batch(1, stale)])).rejects.toThrow(RoomFenced)
      await two.log.append([batch(1, fence)])
    })
  })
}

function fenceOf(answer: LeaseAnswer): number {
  if (!answer.held) throw new Error(`the room is held at ${answer.node}`)
  return answer.fence
}

function batch(seq: number, fence: number): RoomBatch {
  return { room: 'room', seq, update: new Uint8Array([0, 0]), claims: [], fence }
}
