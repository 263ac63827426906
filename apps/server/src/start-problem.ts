import { type Config, ConfigInvalid } from './config.ts'
import { DatabaseNewer } from './db/database-newer.ts'
import { DataFolderInUse } from './db/hold-data-folder.ts'
import { DatabaseServed } from './db/hold-unless-served.ts'
import { ListenDeaf } from './db/listen.ts'
import { OlderServersRun } from './db/migrate.ts'
import { AddressTaken } from './nodes/only-one-at.ts'
import { OtherSecretKey } from './nodes/this-node.ts'
import { ServersStillRun } from './sync/restored-command.ts'

/** PostgreSQL's refusals of a connection: user, password, name of the database, no free place. */
const POSTGRES_REFUSALS = /^(28|3D|53|57P)/
/** What the network says of an address that nobody answers at. */
const UNREACHABLE = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/

/** Errors of ours, whose message is written for that person. */
const TOLD = [
  DatabaseNewer,
  OlderServersRun,
  DatabaseServed,
  ServersStillRun,
  DataFolderInUse,
  OtherSecretKey,
  AddressTaken,
  ListenDeaf,
  ConfigInvalid,
]

/** Why the server did not start, for the person at the terminal: the variable that can change it comes first. */
export function startProblem(error: unknown, config: Config): string {
  if (TOLD.some((kind) => error instanceof kind) && error instanceof Error) return error.message
  if (!(error instanceof Error)) return 'Tablée could not start.'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const syscall = 'syscall' in error ? error.syscall : undefined
  if (code === 'EADDRINUSE') return `PORT: ${config.port} is in use by another program on this machine.`
  if (code === 'EACCES' && syscall === 'listen') return `PORT: ${config.port} may not be used by this user.`
  if (
    code === 'EADDRNOTAVAIL' ||
    (syscall === 'getaddrinfo' && 'hostname' in error && error.hostname === config.host)
  )
    return `HOST: ${config.host} is no address of this machine (${code}).`
  if (config.databaseUrl !== null && (UNREACHABLE.test(code) || POSTGRES_REFUSALS.test(code)))
    return `DATABASE_URL: the database cannot be reached or refuses the connection (${code}).`
  if (/^(SQLITE_|EACCES|EROFS|ENOSPC|ENOTDIR|EPERM)/.test(code))
    return `DATA_DIR: the data in ${config.dataDir} cannot be used (${code}).`
  return `Tablée could not start: ${error.message}\n${error.stack ?? ''}`
}
