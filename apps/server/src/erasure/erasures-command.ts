import { join } from 'node:path'
import type { Config } from '../config.ts'
import { DataFolderInUse, holdDataFolder } from '../db/hold-data-folder.ts'
import { openDatabase } from '../db/open-database.ts'
import { DATABASE_FILE } from '../db/open-read-only.ts'
import { rewriteSqlite } from '../db/rewrite-sqlite.ts'
import { cleanPostgres } from './clean-postgres.ts'
import { listOpenErasures, setDone } from './store.ts'

const USAGE = [
  'npm run erasures -- list     what is being erased, and what waits for the database’s pages',
  'npm run erasures -- clean    writes the database anew, so that nothing of deleted rows is left in its files',
]

/** `npm run erasures`: for whoever runs the instance. Says no name and no id of a person: none is readable any more. */
export async function erasures(
  config: Config,
  args: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  if (args[0] === 'list') await list(config, say)
  else if (args[0] === 'clean') await clean(config, say)
  else for (const line of USAGE) say(line)
}

async function list(config: Config, say: (line: string) => void): Promise<void> {
  const { db } = openDatabase(config)
  try {
    const open = await listOpenErasures(db)
    if (open.length === 0) say('Nothing is being erased.')
    for (const { id, kind, state, askedAt } of open)
      say(`${askedAt}  ${kind.padEnd(6)}  ${state.padEnd(8)}  ${id}`)
  } finally {
    await db.destroy()
  }
}

async function clean(config: Config, say: (line: string) => void): Promise<void> {
  if (config.databaseUrl === null) {
    const free = holdOrNothing(config)
    if (free === null) {
      say(
        'A server runs on this data folder: it writes the database anew by itself, within 15 seconds of an erasure.',
      )
      return
    }
    try {
      const isClean = rewriteSqlite(join(config.dataDir, DATABASE_FILE))
      say(isClean ? 'Written anew.' : 'Another program reads the database: try again when it has ended.')
      if (isClean) await finish(config, say)
    } finally {
      free()
    }
    return
  }
  const { db } = openDatabase(config, 'starting')
  try {
    const waiting = await waitingFor(db)
    const { tables, checkpoint } = await cleanPostgres(db)
    say(`${tables} tables written anew.`)
    if (!checkpoint)
      say('This user may not CHECKPOINT: the former files go with PostgreSQL’s next one, within minutes.')
    say('Left to you: the write-ahead log (its archive, its old segments), replicas’ and backups’ copies.')
    await setDone(db, waiting, Date.now())
    say(`Erasures that are over now: ${waiting.length}.`)
  } finally {
    await db.destroy()
  }
}

async function finish(config: Config, say: (line: string) => void): Promise<void> {
  const { db } = openDatabase(config)
  try {
    const waiting = await waitingFor(db)
    await setDone(db, waiting, Date.now())
    say(`Erasures that are over now: ${waiting.length}.`)
  } finally {
    await db.destroy()
  }
}

async function waitingFor(db: Parameters<typeof listOpenErasures>[0]) {
  return (await listOpenErasures(db)).filter(({ state }) => state === 'cleaning')
}

/** The way to give the folder free again; null while a server has it. */
function holdOrNothing(config: Config): (() => void) | null {
  try {
    return holdDataFolder(config)
  } catch (error) {
    if (error instanceof DataFolderInUse) return null
    throw error
  }
}
