import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { FileOrder } from './file-order.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const stopStory = fileURLToPath(new URL('./e2e/stop-story.ts', import.meta.url))
const startOfServerTests = fileURLToPath(new URL('../apps/server/src/testing/start-all.ts', import.meta.url))

/** Browsers come last: beside all the other tests on two cores everything takes longer, and people wait for nothing. */
const inTurn = (groupOrder: number) => ({ groupOrder })

/**
 * Files of one worker share their modules: loading them anew for each file would take longer than its tests. What is
 * asked for until it is so is asked for as long as a page is waited for (`running/browser.ts`).
 */
const shared = {
  isolate: false,
  expect: { poll: { timeout: 20_000 } },
  // in MB: as with `npm start`, what is young is not copied twice before it goes
  execArgv: ['--max-semi-space-size=64'],
}

/** One project per kind of test: each can be run alone with `--project`. */
export default defineConfig({
  root,
  test: {
    // More than half of a suite's time is waiting, for disks, databases and events.
    maxWorkers: 5,
    // A module is made ready once for all projects, and once for all runs until it changes.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: FileOrder },
    projects: [
      {
        root,
        test: {
          name: 'packages',
          sequence: inTurn(0),
          ...shared,
          include: ['packages/*/src/**/*.test.ts', 'tests/{load,pictures}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'server',
          sequence: inTurn(0),
          ...shared,
          globalSetup: [startOfServerTests],
          include: ['apps/server/src/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'web',
          sequence: inTurn(0),
          ...shared,
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'collaboration',
          sequence: inTurn(0),
          ...shared,
          include: ['tests/{collaboration,security}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          sequence: inTurn(1),
          ...shared,
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // what one of them waits for, a page or a beat of the server, leaves the cores to the other
          maxWorkers: 2,
          // a page on a busy machine may be late once; `infra/run/test.mjs` names what needed its second try
          retry: 1,
          setupFiles: [stopStory],
        },
      },
    ],
  },
})
