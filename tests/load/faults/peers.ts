import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../running/free-port.ts'
import { report } from '../report.ts'
import { NODE_FLAGS } from '../servers/server-kind.ts'
import type { Door } from './board-client.ts'
import { newFolder } from './product.ts'
import { type RunningProgram, runProgram } from './run-program.ts'
import { type Dialect, hocuspocus, Y_WEBSOCKET } from './wire.ts'

const FOLDER = fileURLToPath(new URL('../peers/', import.meta.url))

/** Another server, on a data folder of its own. */
export interface PeerProcess {
  readonly name: string
  readonly port: number
  readonly program: RunningProgram
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again on the same data. */
  restart(): Promise<void>
  remove(): Promise<void>
}

/** One that speaks Yjs. */
export interface PeerServer extends PeerProcess {
  door(): Door
}

/** How a peer is started. */
interface PeerOptions {
  /** For Node, before the program. */
  readonly nodeArgs?: readonly string[]
}

/** Names as the output has them. */
export const PEERS = {
  hocuspocus: 'hocuspocus-4.7.0',
  yWebsocket: 'y-websocket-server-0.1.1',
  yWebsocketStored: 'y-websocket-server-0.1.1 with y-leveldb',
  tldraw: 'tldraw-sync-core-5.4.2',
} as const

const Y_WEBSOCKET_PROGRAM = `${FOLDER}node_modules/@y/websocket-server/src/server.js`

/** Hocuspocus with its SQLite extension; null, and said so, when it is not installed or does not start. */
export async function startHocuspocus(options: PeerOptions = {}): Promise<PeerServer | null> {
  const peer = await startPeer(PEERS.hocuspocus, `${FOLDER}hocuspocus.mjs`, options)
  return peer && withDoor(peer, '/', hocuspocus('board'))
}

/** y-websocket's own server, in memory; null, and said so, when it is not installed or does not start. */
export async function startYWebsocketServer(options: PeerOptions = {}): Promise<PeerServer | null> {
  const peer = await startPeer(PEERS.yWebsocket, Y_WEBSOCKET_PROGRAM, options)
  return peer && withDoor(peer, '/board', Y_WEBSOCKET)
}

/** The same with the storage that it brings; null likewise. */
export async function startStoredYWebsocketServer(options: PeerOptions = {}): Promise<PeerServer | null> {
  const peer = await startPeer(PEERS.yWebsocketStored, Y_WEBSOCKET_PROGRAM, { ...options, isStored: true })
  return peer && withDoor(peer, '/board', Y_WEBSOCKET)
}

/** tldraw's own server with its SQLite storage; null likewise. */
export function startTldraw(options: PeerOptions = {}): Promise<PeerProcess | null> {
  return startPeer(PEERS.tldraw, `${FOLDER}tldraw.mjs`, options)
}

function withDoor(peer: PeerProcess, path: string, dialect: Dialect): PeerServer {
  const door = { url: `ws://127.0.0.1:${peer.port}${path}`, headers: {}, dialect }
  return Object.assign(peer, { door: () => door })
}

async function startPeer(
  name: string,
  path: string,
  options: PeerOptions & { isStored?: boolean },
): Promise<PeerProcess | null> {
  if (!existsSync(`${FOLDER}node_modules`) || !existsSync(path)) {
    report.say(`${name} is not installed and left out`)
    return null
  }
  const dataDir = await newFolder()
  const port = await freePort()
  const start = () =>
    runProgram({
      args: [...NODE_FLAGS, ...(options.nodeArgs ?? []), path],
      env: {
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        ...(options.isStored ? { YPERSISTENCE: dataDir } : {}),
      },
      ready: port,
    })
  try {
    let program = await start()
    return {
      name,
      port,
      get program() {
        return program
      },
      end: (signal) => program.end(signal),
      async restart() {
        await program.end('SIGKILL')
        program = await start()
      },
      async remove() {
        await program.end('SIGKILL')
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  } catch (err) {
    report.say(`${name} does not start and is left out: ${err instanceof Error ? err.message : 'unknown'}`)
    await rm(dataDir, { recursive: true, force: true })
    return null
  }
}
