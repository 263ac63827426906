import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseName, type Logs, openLogs } from './random/logs.ts'
import { randomProgram } from './random/program.ts'
import { SeededRandom } from './random/seeded-random.ts'
import { tryProgram } from './random/try-program.ts'

/** `SEED=… ROUNDS=…` repeats a run, or makes a longer one. */
const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31))
/** Programs per database. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 12)
/** Programs that run at the same time: most of a program is waiting. */
const AT_ONCE = 8
/** A program takes about a second; one that fails is shrunk for up to two minutes. */
const TEST_TIMEOUT_MS = 180_000 + ROUNDS * 5_000

// every y-websocket client listens to the end of the process
process.setMaxListeners(0)

describe.each<DatabaseName>(['SQLite', 'PostgreSQL'])('on %s', (database) => {
  let logs: Logs
  beforeAll(async () => {
    logs = await openLogs(database)
  })
  afterAll(() => logs?.close())

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
