import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { newId } from '../ids.ts'
import { within } from '../within.ts'

/** How often the connection is tried out, in ms: one that broke without a word hears nothing. */
const CHECK_EVERY_MS = 2_000
/** How long it may take to open, and to answer a try, in ms; on a busy machine a late answer is no broken line. */
const ANSWER_TIMEOUT_MS = 5_000
/** How long a goodbye may take, in ms. */
const GOODBYE_MS = 500
/** Pause before the next attempt to connect, in ms. */
const RECONNECT_MS = 250

/** The connection answers, but what is notified does not arrive over it. */
export class ListenDeaf extends Error {
  constructor() {
    super(
      'DATABASE_URL: what other servers say is not heard over this connection. A pooler between a server and PostgreSQL must work by session, not by transaction.',
    )
  }
}

/** What a listener is told. */
export interface ListenEvents {
  message(payload: string): void
  /** The connection was away for a while: messages may be missing. */
  missed(): void
  trouble(err: unknown): void
}

/** A connection that listens. */
interface Ear {
  readonly client: pg.Client
  /** Tells itself something: it is heard, or this throws. */
  tryOut(): Promise<void>
}

/**
 * Listens on a channel of PostgreSQL, over a connection of its own, until the returned function is called.
 * @throws when the first connection fails, or hears nothing ({@link ListenDeaf}); later ones are tried again.
 */
export async function listen(
  connectionString: string,
  channel: string,
  events: ListenEvents,
): Promise<() => Promise<void>> {
  const ended = new AbortController()
  let ear = await open(connectionString, channel, events)
  const run = async () => {
    while (!ended.signal.aborted) {
      try {
        await pause(CHECK_EVERY_MS, undefined, { signal: ended.signal, ref: false })
        await ear.tryOut()
      } catch (err) {
        if (ended.signal.aborted) return
        events.trouble(err)
        await end(ear.client)
        const next = await reopen(ended.signal, () => open(connectionString, channel, events))
        if (next === null) return
        ear = next
        events.missed()
      }
    }
  }
  const running = run()
  return async () => {
    ended.abort()
    // a try that is under way on a silent line need not be waited for
    await end(ear.client)
    await running
    await end(ear.client)
  }
}

async function open(connectionString: string, channel: string, events: ListenEvents): Promise<Ear> {
  const client = new pg.Client({
    connectionString,
    keepAlive: true,
    application_name: 'tablee-listen',
    connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
  })
  // nobody else speaks here
  const own = `tablee_ear_${newId()}`
  let heard: (() => void) | null = null
  // what broke is noticed at the next try
  client.on('error', () => undefined)
  client.on('notification', (message) => {
    if (message.channel === own) heard?.()
    else events.message(message.payload ?? '')
  })
  const tryOut = async () => {
    const echo = new Promise<void>((resolve) => {
      heard = resolve
    })
    await client.query('select pg_notify($1, $2)', [own, ''])
    await within(ANSWER_TIMEOUT_MS, echo).catch(() => {
      throw new ListenDeaf()
    })
  }
  try {
    await client.connect()
    for (const name of [own, channel]) await client.query(`listen ${client.escapeIdentifier(name)}`)
    await tryOut()
  } catch (error) {
    await end(client)
    throw error
  }
  return { client, tryOut }
}

/** Tries until it succeeds; null when there is no need any more. */
async function reopen(signal: AbortSignal, attempt: () => Promise<Ear>): Promise<Ear | null> {
  for (;;) {
    try {
      await pause(RECONNECT_MS, undefined, { signal, ref: false })
      return await attempt()
    } catch {
      if (signal.aborted) return null
    }
  }
}

/** A line that is silent does not say goodbye either. */
async function end(client: pg.Client): Promise<void> {
  await within(GOODBYE_MS, client.end()).catch(() => undefined)
}
