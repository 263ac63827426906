import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** How often the connection is tried out, in ms: one that broke without a word hears nothing. */
const CHECK_EVERY_MS = 2_000
/** How long it may take to open, and to answer a try, in ms. */
const ANSWER_TIMEOUT_MS = 2_000
/** Pause before the next attempt to connect, in ms. */
const RECONNECT_MS = 250

/** What a listener is told. */
export interface ListenEvents {
  message(payload: string): void
  /** The connection was away for a while: messages may be missing. */
  missed(): void
  trouble(err: unknown): void
}

/**
 * Listens on a channel of PostgreSQL, over a connection of its own, until the returned function is called.
 * @throws when the first connection fails; later ones are tried again.
 */
export async function listen(
  connectionString: string,
  channel: string,
  events: ListenEvents,
): Promise<() => Promise<void>> {
  const ended = new AbortController()
  let client = await open(connectionString, channel, events)
  const run = async () => {
    while (!ended.signal.aborted) {
      try {
        await pause(CHECK_EVERY_MS, undefined, { signal: ended.signal, ref: false })
        await client.query('select 1')
      } catch (err) {
        if (ended.signal.aborted) return
        events.trouble(err)
        await end(client)
        const next = await reopen(ended.signal, () => open(connectionString, channel, events))
        if (next === null) return
        client = next
        events.missed()
      }
    }
  }
  const running = run()
  return async () => {
    ended.abort()
    await running
    await end(client)
  }
}

async function open(connectionString: string, channel: string, events: ListenEvents): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    keepAlive: true,
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  })
  // what broke is noticed at the next try
  client.on('error', () => undefined)
  client.on('notification', ({ payload }) => events.message(payload ?? ''))
  await client.connect()
  await client.query(`listen ${client.escapeIdentifier(channel)}`)
  return client
}

/** Tries until it succeeds; null when there is no need any more. */
async function reopen(signal: AbortSignal, attempt: () => Promise<pg.Client>): Promise<pg.Client | null> {
  for (;;) {
    try {
      await pause(RECONNECT_MS, undefined, { signal, ref: false })
      return await attempt()
    } catch {
      if (signal.aborted) return null
    }
  }
}

async function end(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined)
}
