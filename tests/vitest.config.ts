import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const startPostgres = fileURLToPath(new URL('../apps/server/src/testing/start-postgres.ts', import.meta.url))

/** Kinds of test follow one another: a browser beside a database suite on two cores would only wait for it. */
const inTurn = (groupOrder: number) => ({ groupOrder })

/** One project per kind of test: each can be run alone with `--project`. */
export default defineConfig({
  root,
  test: {
    // Half of a suite's time is waiting, for disks, databases and events.
    maxWorkers: 3,
    projects: [
      {
        root,
        test: {
          name: 'packages',
          sequence: inTurn(0),
          include: ['packages/*/src/**/*.test.ts', 'tests/load/**/*.test.ts'],
        },
      },
      {
        root,
        test: {
          name: 'server',
          sequence: inTurn(1),
          globalSetup: [startPostgres],
          include: ['apps/server/src/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { root, test: { name: 'web', sequence: inTurn(0), include: ['apps/web/src/**/*.test.{ts,tsx}'] } },
      {
        root,
        test: {
          name: 'collaboration',
          sequence: inTurn(2),
          include: ['tests/{collaboration,security}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          sequence: inTurn(3),
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Chromium and the server share two cores: one browser suite at a time keeps the timings honest.
          fileParallelism: false,
        },
      },
    ],
  },
})
