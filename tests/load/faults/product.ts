import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ApiPerson, done, joinAsGuest, prepareWorkshop } from '../../running/api.ts'
import { freePort } from '../../running/free-port.ts'
import { NODE_FLAGS } from '../servers/server-kind.ts'
import { type BoardClient, type Door, openClient } from './board-client.ts'
import { type RunningProgram, runProgram } from './run-program.ts'
import { Y_WEBSOCKET } from './wire.ts'

/** The built server on a data folder of its own, with one board and people who may write on it. */
export interface Product {
  readonly program: RunningProgram
  readonly dataDir: string
  readonly port: number
  readonly url: string
  readonly boardId: string
  /** The first is the coach, an administrator; the others are guests of the board's organisation. */
  readonly people: readonly [ProductPerson, ...ProductPerson[]]
  readonly cohortId: string
  readonly organisationId: string
  /** Ends the program and starts it again on the same data; `env` replaces what it was started with. */
  restart(signal: 'SIGTERM' | 'SIGKILL', env?: Record<string, string>): Promise<void>
  remove(): Promise<void>
}

/** Somebody on the board. */
export interface ProductPerson {
  readonly api: ApiPerson
  /** What the board's records call her. */
  readonly actorId: string
  door(boardId?: string): Door
  open(): Promise<BoardClient>
}

/** How the product is to be started. */
export interface ProductOptions {
  readonly program: string
  readonly people: number
  readonly env?: Record<string, string>
  /** Arguments for Node, before the program. */
  readonly nodeArgs?: readonly string[]
  /** An empty folder for the data; a new one when left out. */
  readonly on?: string
}

/** Log lines may come between its lines; an empty one is the last. */
const READY = /^Tablée: http[\s\S]*?\n\n/m

/** A folder for one server. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'tablee-faults-'))
}

/** Starts only the program. */
export function startProgram(
  options: Pick<ProductOptions, 'program' | 'env' | 'nodeArgs'>,
  where: { dataDir: string; port: number; core?: number },
): Promise<RunningProgram> {
  return runProgram({
    args: [...NODE_FLAGS, ...(options.nodeArgs ?? []), options.program],
    env: {
      DATA_DIR: where.dataDir,
      HOST: '127.0.0.1',
      PORT: String(where.port),
      LOG_LEVEL: 'info',
      ...options.env,
    },
    ready: READY,
    ...(where.core === undefined ? {} : { core: where.core }),
  })
}

/** Starts the product on a new folder and prepares a board. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const dataDir = options.on ?? (await newFolder())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let program = await startProgram(options, { dataDir, port })
  const setupUrl = /set-up link[^:]*: (\S+)/.exec(program.output())?.[1] ?? null
  const { coach, boardId, cohortId, organisationId } = await prepareWorkshop({ url, setupUrl })
  const people: [ProductPerson, ...ProductPerson[]] = [await personOn(url, coach, boardId)]
  while (people.length < options.people) {
    const guest = await joinAsGuest({ url }, coach, {
      name: `Personne ${people.length}`,
      role: 'participant',
      scopeKind: 'organisation',
      scopeId: organisationId,
    })
    people.push(await personOn(url, guest, boardId))
  }
  return {
    get program() {
      return program
    },
    dataDir,
    port,
    url,
    boardId,
    people,
    cohortId,
    organisationId,
    async restart(signal, env) {
      await program.end(signal)
      program = await startProgram(env ? { ...options, env } : options, { dataDir, port })
    },
    async remove() {
      await program.end('SIGTERM')
      if (options.on === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Somebody who may write on a board of a server. */
export async function personOn(url: string, api: ApiPerson, boardId: string): Promise<ProductPerson> {
  const { actorId } = await done(api.get(`/api/boards/${boardId}`))
  const door = (board = boardId): Door => ({
    url: `${url.replace(/^http/, 'ws')}/api/sync/${board}?v=1`,
    headers: { cookie: api.cookie() },
    dialect: Y_WEBSOCKET,
  })
  return { api, actorId, door, open: () => openClient(door()) }
}
