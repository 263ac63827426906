import type { RoomBatch, UpdateLog } from '@tablee/sync'
import { MemoryUpdateLog } from '@tablee/sync/testing'
import { expect, test } from 'vitest'
import { randomProgram } from './program.ts'
import { SeededRandom } from './seeded-random.ts'
import { shrink } from './shrink.ts'
import type { Step } from './steps.ts'
import { tryProgram } from './try-program.ts'

test('a failing list is shrunk to what the failure needs', async () => {
  const all = Array.from({ length: 90 }, (_, index) => index)
  const needs = [7, 41, 42, 88]
  const fails = async (candidate: readonly number[]) => needs.every((need) => candidate.includes(need))
  expect(await shrink(all, fails)).toEqual(needs)
})

test('shrinking stops when it may not go on', async () => {
  const all = Array.from({ length: 90 }, (_, index) => index)
  let asked = 0
  const fails = async (candidate: readonly number[]) => {
    asked += 1
    return candidate.includes(7)
  }
  expect((await shrink(all, fails, () => asked < 2)).length).toBeGreaterThan(1)
})

test('a seed gives the same program everywhere', () => {
  const program = () => randomProgram(new SeededRandom(7))
  expect(program()).toEqual(program())
  expect(program()).not.toEqual(randomProgram(new SeededRandom(8)))
})

const disk = new MemoryUpdateLog()

/** A log that says it has kept what it has not: every second update since it was opened. */
class ForgetfulLog implements UpdateLog {
  readonly #log: UpdateLog
  #asked = 0

  constructor(log: UpdateLog) {
    this.#log = log
  }

  async append(batches: readonly RoomBatch[]): Promise<void> {
    this.#asked += 1
    if (this.#asked % 2 === 1) await this.#log.append(batches)
  }

  create: UpdateLog['create'] = (room, seed) => this.#log.create(room, seed)
  load: UpdateLog['load'] = (room) => this.#log.load(room)
  compact: UpdateLog['compact'] = (room, compaction) => this.#log.compact(room, compaction)
  remove: UpdateLog['remove'] = (room) => this.#log.remove(room)
}

test('a log that forgets is found out, with a short program that shows it', async () => {
  const arrive = { do: 'arrive', client: 'stock', access: 'write' } as const
  const edits = ['types', 'lists', 'erases', 'adds a record', 'lists', 'sets a field'] as const
  const program: Step[] = [
    { ...arrive, peer: 0, person: 0 },
    { ...arrive, peer: 1, person: 1 },
    { do: 'settle' },
    { do: 'point', peer: 0 },
    ...edits.flatMap((kind, index): Step[] => [
      { do: 'edit', peer: index % 2, kind, at: 500 },
      { do: 'wait', turns: 20 },
    ]),
  ]
  const failure = await tryProgram(program, {
    name: 'forgetful',
    openLog: () => new ForgetfulLog(disk),
    openStorage: async () => ({
      log: new ForgetfulLog(disk),
      expire: async () => undefined,
      begin: async () => undefined,
    }),
    restMaxMs: 400,
  })
  expect(failure).toMatch(/^update \d+ stands in the place|is not on the disk|never came/)
  expect(failure?.split('\n').length).toBeLessThan(10)
})
