import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { MIGRATED_DATABASE } from './migrated-database.ts'

/** A database of one test. */
export interface PostgresDatabase {
  readonly url: string
  /** Ends whatever still uses it, and gives it back or removes it. */
  done(): Promise<void>
}

/** Every table's columns, in one value: a test that changes them must not leave them to the next. */
const SHAPE = `select md5(string_agg(concat_ws(' ', c.relname, a.attname, a.atttypid, a.attnotnull, a.attnum), ','
    order by c.relname, a.attnum)) as shape
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace`
/** What migrated it stays. */
const TABLES = `select quote_ident(relname) as name from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'`
const STEPS = 'select string_agg(name, $$,$$ order by name) as steps from kysely_migration'

/** How long what a test left open may take to end, in ms. */
const END_WITHIN_MS = 5_000

/** Databases of this process that hold nothing but their tables. */
const empty: string[] = []
/** What such a database looks like. */
let expected: DatabaseLook | null = null

interface DatabaseLook {
  readonly shape: string
  /** Removes every row, in one statement. */
  readonly emptying: string
}

/**
 * A database with its tables and no rows. It is used again after its test, emptied: copying one takes a fifth of a
 * second of processor time, which is more than most tests.
 */
export async function takeMigratedDatabase(): Promise<PostgresDatabase> {
  const name = empty.pop() ?? (await createDatabase(MIGRATED_DATABASE))
  // not at the original: nobody may be connected to it while it is copied
  expected ??= await withClient(name, lookAt)
  return { url: urlOf(name), done: () => giveBack(name) }
}

/** A database without tables. */
export async function takeEmptyDatabase(): Promise<PostgresDatabase> {
  const name = await createDatabase('template1')
  return { url: urlOf(name), done: () => dropDatabase(name) }
}

async function giveBack(name: string): Promise<void> {
  const isEmptied = await withClient(name, async (client) => {
    await client.query(
      `select pg_terminate_backend(pid, ${END_WITHIN_MS}) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    const { shape, emptying } = await lookAt(client)
    if (shape !== expected?.shape) return false
    await client.query(emptying)
    return true
  })
  if (isEmptied) empty.push(name)
  else await dropDatabase(name)
}

async function lookAt(client: pg.Client): Promise<DatabaseLook> {
  const { rows } = await client.query<{ shape: string }>(SHAPE)
  const { rows: steps } = await client.query<{ steps: string }>(STEPS)
  const { rows: tables } = await client.query<{ name: string }>(TABLES)
  const deletions = tables.map(({ name }) => `delete from ${name}`)
  // all or nothing, and in any order: no row refers to another one afterwards
  const emptying = ['begin', 'set local session_replication_role = replica', ...deletions, 'commit'].join(';')
  return { shape: `${rows[0]?.shape} ${steps[0]?.steps}`, emptying }
}

async function createDatabase(template: string): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await withClient('postgres', (client) => client.query(`create database ${name} template ${template}`))
  return name
}

async function dropDatabase(name: string): Promise<void> {
  await withClient('postgres', (client) => client.query(`drop database if exists ${name} with (force)`))
}

async function withClient<Result>(
  database: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: urlOf(database) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(database: string): string {
  return `${inject('postgresUrl')}/${database}`
}
