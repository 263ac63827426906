import { setTimeout as pause } from 'node:timers/promises'
import { CLOSE_CODES, type CloseReason, type PeerMatch } from '@tablee/sync'
import { type Kysely, sql } from 'kysely'
import * as z from 'zod'
import { listen } from '../db/listen.ts'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'
import { within } from '../within.ts'
import type { KickEvents, Kicks } from './kicks.ts'

/** The channel of PostgreSQL; it is the database's own. */
const CHANNEL = 'tablee_kick'
/** How long the database may take to answer, in ms: told twice does no harm. */
const ANSWER_TIMEOUT_MS = 2_000
/** Pause before a kick that could not be told is told again, in ms. */
const RETRY_MS = 1_000

const isReason = (code: string): code is CloseReason => code in CLOSE_CODES

const messageSchema = z.object({
  from: z.string(),
  who: z.object({ room: z.string().exactOptional(), authorId: z.string().exactOptional() }),
  code: z.string().refine(isReason),
})

/**
 * Kicks over PostgreSQL's LISTEN and NOTIFY, told until the database has taken them.
 * @throws when the database cannot be listened to at the start.
 */
export async function postgresKicks(
  on: {
    databaseUrl: string
    db: Kysely<Database>
    logger: { warn(facts: object, message: string): void }
  },
  events: KickEvents,
): Promise<Kicks> {
  const from = newId()
  const closed = new AbortController()
  const telling = new Set<Promise<void>>()
  const hear = (payload: string) => {
    const message = messageSchema.safeParse(parseJson(payload))
    // of what we cannot read we only know that somebody must go
    if (!message.success) events.missed()
    else if (message.data.from !== from) events.kick(message.data.who, message.data.code)
  }
  const stopListening = await listen(on.databaseUrl, CHANNEL, {
    message: hear,
    missed: events.missed,
    trouble: (err) => on.logger.warn({ err }, 'kicks are not heard: everybody is admitted anew afterwards'),
  })

  async function tell(payload: string): Promise<void> {
    for (;;) {
      try {
        await within(ANSWER_TIMEOUT_MS, sql`select pg_notify(${CHANNEL}, ${payload})`.execute(on.db))
        return
      } catch (err) {
        on.logger.warn({ err }, 'other processes could not be told to close sockets')
        if (closed.signal.aborted) return
        await pause(RETRY_MS, undefined, { signal: closed.signal, ref: false }).catch(() => undefined)
      }
    }
  }

  return {
    send(who: PeerMatch, code: CloseReason) {
      events.kick(who, code)
      const told = tell(JSON.stringify({ from, who, code })).finally(() => telling.delete(told))
      telling.add(told)
    },
    async close() {
      closed.abort()
      await Promise.all(telling)
      await stopListening()
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
