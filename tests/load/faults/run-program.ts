import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { onCore, SERVER_CORE } from '../placement.ts'

/** How long a program may take to be ready, in ms. */
const READY_TIMEOUT_MS = 60_000

/** A server in a process of its own. */
export interface RunningProgram {
  readonly pid: number
  /** Whether it still runs. */
  readonly alive: boolean
  /** All it has written so far. */
  output(): string
  /** Sends a signal and waits for the end, which needs SIGKILL after a while. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** What to run and how one sees that it is ready. */
export interface Program {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** What it writes when it is ready, or the port on which it then answers. */
  readonly ready: RegExp | number
  /** Where it runs; the servers' core when left out. */
  readonly core?: number
}

/** How often a port is tried, in ms. */
const ASK_EVERY_MS = 50

/** How long a program may take to end by itself, in ms. */
const END_TIMEOUT_MS = 15_000

/** Programs that run now: none may outlive this one. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a Node program and waits until it says that it is ready. */
export async function runProgram(program: Program): Promise<RunningProgram> {
  const [command, ...args] = onCore(program.core ?? SERVER_CORE, [process.execPath, ...program.args])
  if (command === undefined) throw new Error('a program has a name')
  const child = spawn(command, args, {
    env: { ...inherited(), ...program.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let output = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server ${why}:\n${output.slice(-2_000)}`))
    const { ready } = program
    const timer = setTimeout(() => fail('was not ready in time'), READY_TIMEOUT_MS)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (ready instanceof RegExp && ready.test(output)) done()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', (err) => fail(`could not be run: ${err.message}`))
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`ended with ${code ?? signal}`)
    })
    if (typeof ready === 'number') void answers(ready, () => child.exitCode === null).then(done)
  })
  const { pid } = child
  if (pid === undefined) throw new Error('a process that has written has a number')
  return {
    pid,
    get alive() {
      return child.exitCode === null && child.signalCode === null
    },
    output: () => output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), END_TIMEOUT_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

/** Resolves when something listens on a port of this machine, or the program has ended. */
async function answers(port: number, alive: () => boolean): Promise<void> {
  while (alive()) {
    const socket = connect(port, '127.0.0.1')
    const answered = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

/** What any program needs of ours: not the settings that somebody keeps for a server of her own. */
function inherited(): Record<string, string> {
  const { PATH, HOME, LANG } = process.env
  return { PATH: PATH ?? '', HOME: HOME ?? '', LANG: LANG ?? 'C.UTF-8', NODE_ENV: 'production' }
}
