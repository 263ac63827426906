import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createMigratedDatabase } from './migrated-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The throw-away PostgreSQL that the global set-up started. */
    postgresUrl: string
  }
}

/** Where Debian keeps PostgreSQL's programs. */
const DEBIAN_FOLDER = '/usr/lib/postgresql'
/** How long PostgreSQL may take to accept connections, in ms. */
const START_TIMEOUT_MS = 30_000

/** A throw-away PostgreSQL on a free port, in a temporary folder. */
export interface TestPostgres {
  /** Its address without a database's name. */
  readonly url: string
  /** Ends the server and keeps its data: what a database that is down looks like. */
  stop(): Promise<void>
  /** Starts it again on the same port. */
  start(): Promise<void>
  /** Ends every connection there is, whatever it does: what a restart of the database looks like to its clients. */
  endConnections(): Promise<void>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** One PostgreSQL for all server tests; ended by its undo. */
export async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await launchPostgres({ waitsForDisk: false })
  await createMigratedDatabase(postgres.url)
  project.provide('postgresUrl', postgres.url)
  return () => postgres.remove()
}

/**
 * Starts a PostgreSQL of one's own. One that does not wait for the disk loses nothing when programs are killed, only
 * when the machine is; it makes a test's database in a third of the time.
 * @throws when its programs are not installed.
 */
export async function launchPostgres({ waitsForDisk = true } = {}): Promise<TestPostgres> {
  const programs = findPrograms()
  const folder = mkdtempSync(join(tmpdir(), 'tablee-postgres-'))
  const data = join(folder, 'data')
  // PostgreSQL refuses to run as root: Debian's package made a user for it
  const user = process.getuid?.() === 0 ? postgresUser() : null
  if (user) chownSync(folder, user.uid, user.gid)
  const as = user ? { uid: user.uid, gid: user.gid } : {}
  const options = { cwd: folder, ...as }
  const initdb = ['-D', data, '-U', 'tablee', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8']
  await promisify(execFile)(join(programs, 'initdb'), initdb, options)
  const port = await freePort()
  const url = `postgresql://tablee@127.0.0.1:${port}`
  const places = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder]
  const disk = waitsForDisk ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']
  let server: ChildProcess | null = null
  const start = async () => {
    server = spawn(join(programs, 'postgres'), [...places, ...disk, '-c', 'max_connections=200'], {
      ...options,
      stdio: 'ignore',
    })
    await accepts(`${url}/postgres`)
  }
  const stop = async () => {
    if (server === null) return
    const ended = new Promise((resolve) => server?.once('exit', resolve))
    server.kill('SIGINT')
    await ended
    server = null
  }
  await start()
  return {
    url,
    start,
    stop,
    async endConnections() {
      const client = new pg.Client({ connectionString: `${url}/postgres` })
      await client.connect()
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
      )
      await client.end()
    },
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findPrograms(): string {
  const versions = existsSync(DEBIAN_FOLDER)
    ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a))
    : []
  const folders = [
    ...versions.map((version) => join(DEBIAN_FOLDER, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ]
  const found = folders.find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
  if (!found) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  return found
}

function postgresUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

async function accepts(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
