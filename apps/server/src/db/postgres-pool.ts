import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { holdSchema } from './schema-fence.ts'

/** Connections to PostgreSQL per process. */
const POOL_SIZE = 10
/** How long a request waits for a connection, in ms: a database out of reach must be told, not waited for. */
const CONNECT_TIMEOUT_MS = 5_000
/** How long the database may work on one statement, in ms. */
const STATEMENT_TIMEOUT_MS = 10_000
/** How long its answer may take, in ms: a line that went silent brings none, not even that the time was over. */
const ANSWER_TIMEOUT_MS = 12_000
/**
 * How long a transaction may stand still, in ms: a process that was halted in one holds its rows, and nobody could take
 * its boards over.
 */
const IDLE_TRANSACTION_MS = 3_000
/** After how long without traffic the operating system tries a connection out, in ms. */
const KEEPALIVE_DELAY_MS = 10_000
/** A database can be set not to wait for its disk: what people are told is saved must be there. */
const WAIT_FOR_DISK = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') = 'off'`
/** PostgreSQL's type id of `bigint`. */
const INT8_OID = 20

/** How long statements may take: as people can wait, or as long as a migration and a turn to start need. */
export type Patience = 'serving' | 'starting'

/** Opens a pool in which nothing waits for ever, and in which no connection that breaks ends the process. */
export function openPostgresPool(connectionString: string, patience: Patience): pg.Pool {
  const types = new pg.TypeOverrides()
  // sequence numbers stay far below 2^53; the driver's default is a string
  types.setTypeParser(INT8_OID, Number)
  const bounds =
    patience === 'serving'
      ? {
          statement_timeout: STATEMENT_TIMEOUT_MS,
          query_timeout: ANSWER_TIMEOUT_MS,
          // waited for by the pool; its type only does not say so
          onConnect: (client: pg.ClientBase): unknown => bind(client),
        }
      : {}
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_DELAY_MS,
    ...bounds,
  })
  // an idle connection that breaks is replaced at the next query
  pool.on('error', () => undefined)
  // one that is in use says so to its query; without a listener the driver would end the process as well
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}

/** What a connection that serves people must have before it is used. */
async function bind(client: pg.ClientBase): Promise<void> {
  await client.query(WAIT_FOR_DISK)
  await holdSchema(client)
}

/** The pool for Kysely, which would give back connections as good whose last answer never came. */
export function forKysely(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect()
      let broken = false
      const query = async (text: string, values: readonly unknown[]) => {
        // the end of a transaction, asked of a line that is silent: once was long enough
        if (broken) throw new Error('Connection terminated: it did not answer')
        try {
          return await client.query(text, [...values])
        } catch (error) {
          if (!(error instanceof pg.DatabaseError)) broken = true
          throw error
        }
      }
      return {
        // no cursors are opened here, and rows are what their query says
        query: query as unknown as PostgresPoolClient['query'],
        release: () => client.release(broken),
      }
    },
    end: () => pool.end(),
  }
}
