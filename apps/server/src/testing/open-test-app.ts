import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { createLoggerTo } from '../logger.ts'
import { announceNode } from '../nodes/announce.ts'
import { openContext } from '../open-context.ts'
import type { TestStorage } from './databases.ts'
import { quickKeeper } from './quick-keeper.ts'
import { openTestBackground } from './test-background.ts'

/** A set-up code for tests that make the first administrator over HTTP. */
export const TEST_SETUP_CODE = 'set-up-code-of-the-tests'

/** One for all tests of a process, with which it ends. */
const background = { ...openTestBackground(), close: async () => undefined }

/** The whole server on one test's storage, not listening: use `app.inject`, or `listen()` for sockets. */
export interface TestApp {
  readonly app: App
  readonly context: Context
  /** Everything that was logged so far, as one string. */
  logged(): string
  /** Listens on a free port of 127.0.0.1, asked once or again. @returns `http://127.0.0.1:<port>` */
  listen(): Promise<string>
  close(): Promise<void>
}

/** A server's configuration on one test's storage. */
export function testConfig({ dataDir, databaseUrl }: TestStorage): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost:3000',
    publicUrlGiven: false,
    nodeUrl: null,
    dataDir,
    secretKey: 'a-secret-of-the-tests-0123456789abcdef',
    databaseUrl,
    redisUrl: null,
    logLevel: 'trace',
    tldrawLicenseKey: null,
    retentionMonths: 24,
    nameModelDir: null,
  }
}

/** Opens the server as `main.ts` does, but for what passwords cost, with a logger that keeps its lines. */
export async function openTestApp(
  storage: TestStorage,
  more: { config?: Partial<Config>; now?: () => number; recheckRightsMs?: number } = {},
): Promise<TestApp> {
  const lines: string[] = []
  const logger = createLoggerTo({ write: (line) => void lines.push(line) })
  const config = { ...testConfig(storage), ...more.config }
  const { context, close } = await openContext(config, logger, {
    now: more.now,
    background,
    keeper: quickKeeper,
  })
  const app = await buildApp(context, {
    logger,
    siteFolder: join(tmpdir(), 'tablee-no-site'),
    setupCode: () => TEST_SETUP_CODE,
    recheckRightsMs: more.recheckRightsMs,
  })
  const begin = async () => {
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    await announceNode(app, context)
    return url
  }
  let listening: Promise<string> | undefined
  return {
    app,
    context,
    logged: () => lines.join(''),
    listen() {
      listening ??= begin()
      return listening
    },
    async close() {
      await context.rooms.stop()
      await app.close()
      await close()
    },
  }
}
