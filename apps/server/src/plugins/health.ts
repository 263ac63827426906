import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { within } from '../within.ts'

/** Longest time that one readiness check may take, in ms. */
const CHECK_TIMEOUT_MS = 2_000
/** How long a good answer stands, in ms: anybody may ask, and each check writes to the disk. */
const ANSWER_FOR_MS = 1_000
/** A file that is written and removed by every check. */
const PROBE_KEY = 'health/probe.txt'

/**
 * `GET /healthz`: the process answers. `GET /readyz`: it can also use its storage and is not about to stop; 503 names
 * what is down.
 */
export function registerHealth(app: App, context: Context): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }))
  let answer: { at: number; down: Promise<string[]> } | null = null
  app.get('/readyz', { schema: { hide: true } }, async (request, reply) => {
    if (context.node.stopping) return reply.code(503).send({ ok: false, down: ['stopping'] })
    if (answer === null || Date.now() - answer.at > ANSWER_FOR_MS)
      answer = { at: Date.now(), down: findDown(context, request.log) }
    const down = await answer.down
    // bad news is not kept: it may be mended by now
    if (down.length > 0) answer = null
    return reply.code(down.length > 0 ? 503 : 200).send({ ok: down.length === 0, down })
  })
}

async function findDown(context: Context, log: FastifyBaseLogger): Promise<string[]> {
  const checks: Record<string, () => Promise<unknown>> = {
    // a row, because a constant would be answered without touching the disk
    database: () => sql`select name from kysely_migration limit 1`.execute(context.db),
    files: () => writeAndRemove(context),
  }
  const down: string[] = []
  for (const [name, check] of Object.entries(checks)) {
    try {
      await within(CHECK_TIMEOUT_MS, check())
    } catch (err) {
      log.error({ err, check: name }, 'readiness check failed')
      down.push(name)
    }
  }
  return down
}

async function writeAndRemove({ files }: Context): Promise<void> {
  await files.put(PROBE_KEY, new Uint8Array([1]))
  await files.delete(PROBE_KEY)
}
