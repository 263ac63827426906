import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../running/free-port.ts'
import type { ServerAddress } from '../generator/person.ts'
import { onCore, SERVER_CORE } from '../placement.ts'
import type { ServerKind } from './server-kind.ts'

/** Longest start, in ms. */
const START_TIMEOUT_MS = 15_000
/** Longest stop before the process is killed, in ms: a peer that is overrun does not answer. */
const STOP_TIMEOUT_MS = 10_000
/** Pause between two looks at the port, in ms. */
const LOOK_MS = 20

/** What has to go when the process ends early. */
const dataDirs = new Set<string>()
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  for (const dataDir of dataDirs) rmSync(dataDir, { recursive: true, force: true })
})

/** A server under measurement, bound to its core. */
export interface RunningServer extends ServerAddress {
  readonly name: string
  readonly dataDir: string
  /** Resolves when the process has ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Ends the process; its data stays. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** A folder for a server's data, on the disk of temporary files. */
export async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tablee-load-'))
  dataDirs.add(dataDir)
  return dataDir
}

/** A copy of a server's data. */
export async function copyDataDir(dataDir: string): Promise<string> {
  const copy = await newDataDir()
  await cp(dataDir, copy, { recursive: true })
  return copy
}

/** Removes a server's data. */
export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true })
  dataDirs.delete(dataDir)
}

/** Starts a server on a data folder and waits until it takes connections. @throws when it does not start */
export async function startServer(
  kind: ServerKind,
  options: {
    dataDir: string
    env?: Readonly<Record<string, string>>
    /** Of Node itself. */
    nodeArgs?: readonly string[]
    /** Where it listens; anywhere when left out. */
    port?: number
  },
): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  const command = [process.execPath, ...(options.nodeArgs ?? []), ...kind.args]
  const [program = '', ...args] = onCore(SERVER_CORE, command)
  const child = spawn(program, args, {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...kind.env,
      ...options.env,
      PORT: String(port),
      DATA_DIR: options.dataDir,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  running.add(child)
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      running.delete(child)
      resolve()
    }),
  )
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-2_000)
  })
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
    if (isOver()) return
    child.kill(signal)
    const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
  }
  const untilMs = performance.now() + START_TIMEOUT_MS
  while (!(await answers(port))) {
    if (isOver() || performance.now() > untilMs) {
      await stop('SIGKILL')
      throw new Error(`${kind.name} did not start: ${complaints}`)
    }
    await setTimeout(LOOK_MS)
  }
  const { pid } = child
  if (pid === undefined) throw new Error('a process that answers has a number')
  return { name: kind.name, pid, port, wire: kind.wire, dataDir: options.dataDir, ended, stop }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy()
      resolve(true)
    })
    probe.on('error', () => resolve(false))
  })
}
