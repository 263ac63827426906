import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../running/free-port.ts'
import { report } from '../report.ts'
import type { Door } from './board-client.ts'
import { newFolder } from './product.ts'
import { runProgram } from './run-program.ts'
import { type Dialect, hocuspocus, Y_WEBSOCKET } from './wire.ts'

const FOLDER = fileURLToPath(new URL('../peers/', import.meta.url))

/** Another server, on a data folder of its own. */
export interface PeerServer {
  readonly name: string
  readonly pid: number
  door(): Door
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again on the same data. */
  restart(): Promise<void>
  remove(): Promise<void>
}

/** Arguments for Node before a peer's program. */
interface PeerOptions {
  readonly nodeArgs?: readonly string[]
}

/** Hocuspocus with its SQLite extension; null, and said so, when it is not installed or does not start. */
export function startHocuspocus(options: PeerOptions = {}): Promise<PeerServer | null> {
  return startPeer({
    name: 'hocuspocus-4.7.0',
    program: `${FOLDER}hocuspocus.mjs`,
    path: '/',
    dialect: hocuspocus('board'),
    nodeArgs: options.nodeArgs ?? [],
  })
}

/** y-websocket's own server, in memory; null, and said so, when it is not installed or does not start. */
export function startYWebsocketServer(options: PeerOptions = {}): Promise<PeerServer | null> {
  return startPeer({
    name: 'y-websocket-server-0.1.1',
    program: `${FOLDER}node_modules/@y/websocket-server/src/server.js`,
    path: '/board',
    dialect: Y_WEBSOCKET,
    nodeArgs: options.nodeArgs ?? [],
  })
}

async function startPeer(peer: {
  name: string
  program: string
  path: string
  dialect: Dialect
  nodeArgs: readonly string[]
}): Promise<PeerServer | null> {
  if (!existsSync(`${FOLDER}node_modules`) || !existsSync(peer.program)) {
    report.say(`${peer.name} is not installed and left out`)
    return null
  }
  const dataDir = await newFolder()
  const port = await freePort()
  const start = () =>
    runProgram({
      args: [...peer.nodeArgs, peer.program],
      env: { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
      ready: port,
    })
  try {
    let program = await start()
    return {
      name: peer.name,
      get pid() {
        return program.pid
      },
      door: () => ({ url: `ws://127.0.0.1:${port}${peer.path}`, headers: {}, dialect: peer.dialect }),
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
    report.say(
      `${peer.name} does not start and is left out: ${err instanceof Error ? err.message : 'unknown'}`,
    )
    await rm(dataDir, { recursive: true, force: true })
    return null
  }
}
