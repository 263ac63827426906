import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveDeviceStorage } from '../../packages/sync/src/testing/device-storage.ts'
import { type DatabaseName, type Logs, openLogs } from './random/logs.ts'
import { randomProgram } from './random/program.ts'
import { SeededRandom } from './random/seeded-random.ts'
import type { Step } from './random/steps.ts'
import { tryProgram } from './random/try-program.ts'

/** `SEED=… ROUNDS=…` repeats a run, or makes a longer one. */
const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31))
/** Programs per database. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 12)
/** Programs that run at the same time: most of a program is waiting. */
const AT_ONCE = 8
/** A program takes about a second; one that fails is shrunk for up to two minutes. */
const TEST_TIMEOUT_MS = 180_000 + ROUNDS * 5_000

let takeDeviceStorage: () => void = () => undefined
beforeAll(() => {
  takeDeviceStorage = giveDeviceStorage()
})
afterAll(() => takeDeviceStorage())

// every y-websocket client listens to the end of the process
process.setMaxListeners(0)

describe.each<DatabaseName>(['SQLite', 'PostgreSQL'])('on %s', (database) => {
  let logs: Logs
  beforeAll(async () => {
    logs = await openLogs(database)
  })
  afterAll(() => logs?.close())

  test('what is written without a network survives the page that it was written in, and the server', async () => {
    const mayWrite = { client: 'ours with a copy', access: 'write' } as const
    const edits = (peer: number): Step[] =>
      (['lists', 'types', 'adds a record', 'writes in a record'] as const).map((kind) => ({
        do: 'edit',
        peer,
        kind,
        at: 500,
      }))
    const program: Step[] = [
      { do: 'arrive', peer: 0, person: 0, ...mayWrite },
      { do: 'arrive', peer: 1, person: 1, client: 'stock', access: 'write' },
      { do: 'settle' },
      { do: 'network', peer: 0, event: 'is cut off', frames: 1 },
      ...edits(0),
      ...edits(1),
      { do: 'reload', peer: 0 },
      { do: 'wait', turns: 200 },
      ...edits(0),
      { do: 'server', event: 'crashes' },
      { do: 'leave', peer: 0 },
      // another page of hers finds all of it
      { do: 'arrive', peer: 2, person: 0, ...mayWrite },
    ]
    expect(
      await tryProgram(program, {
        name: 'without a network',
        openLog: () => logs.open(),
        openStorage: () => logs.openStorage(),
      }),
    ).toBeNull()
  })

  const title = 'whatever happens between them, all peers and the disk agree in the end'
  test(`${title} (SEED=${SEED} ROUNDS=${ROUNDS})`, { timeout: TEST_TIMEOUT_MS }, async () => {
    const seeds = Array.from({ length: ROUNDS }, (_, round) => SEED + round)
    const storage = { openLog: () => logs.open(), openStorage: () => logs.openStorage() }
    const work = async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const program = randomProgram(new SeededRandom(seed))
        const failure = await tryProgram(program, {
          name: `SEED=${seed} ROUNDS=1, ${database}`,
          ...storage,
        })
        if (failure !== null) expect.fail(failure)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  })
})
