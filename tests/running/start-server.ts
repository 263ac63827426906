import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** How long a start may take here, building included, in ms. */
const START_TIMEOUT_MS = 150_000

/** The product as `npm start` runs it: another process, its own data folder, a real port. */
export interface RunningServer {
  readonly url: string
  /** The one-time set-up link that it printed, or null when there is an administrator. */
  readonly setupUrl: string | null
  readonly dataDir: string
  readonly startedInMs: number
  readonly pid: number
  /** All it has written to its terminal and its log. */
  output(): string
  /** Ends the process; SIGKILL is a crash. @returns the exit status, null after SIGKILL */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** A data folder of its own, and its undo. */
export async function newDataFolder(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tablee-e2e-'))
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** Starts the server on a data folder; a second start on the same folder and port is a restart. */
export async function startServer(options: {
  dataDir: string
  port?: number
  env?: Record<string, string>
}): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  const began = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=64', 'infra/run/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: options.dataDir, PORT: String(port), LOG_LEVEL: 'info', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the server did not start:\n${output}`)),
      START_TIMEOUT_MS,
    )
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      // log lines may come right behind what it says when it is ready
      if (/^Tablée: http[\s\S]*?(\n\n|set-up link.*\n)/m.test(output)) {
        clearTimeout(timer)
        resolve()
      }
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the server ended with ${code}:\n${output}`))
    })
  })
  await ready
  const { pid } = child
  if (pid === undefined) throw new Error('a process that has written has a number')
  return {
    pid,
    url: `http://localhost:${port}`,
    setupUrl: /set-up link[^:]*: (\S+)/.exec(output)?.[1] ?? null,
    dataDir: options.dataDir,
    startedInMs: performance.now() - began,
    output: () => output,
    stop: (signal = 'SIGTERM') => end(child, signal),
  }
}

/** How a run of the program ended. */
export interface EndedRun {
  readonly status: number | null
  /** Its terminal and its log. */
  readonly output: string
}

/** Runs the program until it ends by itself: a start that is refused, or one of its commands. */
export function runToEnd(
  env: Record<string, string>,
  command?: 'demo' | 'check' | 'restored' | 'erasures',
  ...further: string[]
): Promise<EndedRun> {
  const args =
    command === 'erasures'
      ? ['infra/run/erasures.mjs', ...further]
      : ['infra/run/start.mjs', ...(command ? [command] : [])]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS)
  return new Promise((resolve) =>
    child.once('close', (status) => {
      clearTimeout(timer)
      resolve({ status, output })
    }),
  )
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
  return child.exitCode
}
