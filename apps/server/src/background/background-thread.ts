import { Worker } from 'node:worker_threads'
import type { JobEnd, JobName, JobOrder, Jobs, ThreadManners } from './jobs.ts'

/** What one job may take, in ms: the largest board takes about 3 s of a core, which others may want too. */
const JOB_TIMEOUT_MS = 120_000
/** Memory of the thread, in MB: a board of 10,000 shapes is read and drawn with 100. */
const HEAP_MAX_MB = 512

/**
 * What goes before everything else that waits: while a log is not folded it grows, and every newcomer is sent all of it.
 * A fold takes a fraction of a second, and each room asks for one at a time.
 */
const FIRST: JobName = 'fold'

/** Work that would stop everybody for longer than a tick is done in a thread beside the main one. */
export interface BackgroundThread {
  /**
   * Does a job when those before it are done; folds come first. `takes` is called when its turn comes: what waits keeps no
   * copy. What it takes may have to be read first, in its own time.
   * @throws {JobFailed} also when the thread broke, or took too long; the next job gets a new thread.
   */
  run<Name extends JobName>(
    name: Name,
    takes: () => Handed<Name> | Promise<Handed<Name>>,
  ): Promise<Jobs[Name]['gives']>
  /** Another one beside it, for work that takes minutes: whoever opens it closes it. */
  another(limits: { jobTimeoutMs: number; heapMaxMb: number }): BackgroundThread
  /** Ends the thread; jobs that are not done fail. */
  close(): Promise<void>
}

/** What a job takes, and which of its buffers change threads instead of being copied. */
interface Handed<Name extends JobName> {
  takes: Jobs[Name]['takes']
  transfer?: ArrayBuffer[]
}

/** A job that did not succeed; its message holds no text of a board. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed'
  constructor(job: JobName, reason: string, stack?: string) {
    super(`${job} failed in the background: ${reason}`)
    if (stack) this.stack = stack
  }
}

interface Ticket {
  name: JobName
  hand(): Promise<{ order: JobOrder; transfer: ArrayBuffer[] }>
  resolve(gives: Jobs[JobName]['gives']): void
  reject(error: unknown): void
}

/** A thread that starts with the first job, and keeps no process alive while it has nothing to do. */
export function openBackgroundThread({
  jobTimeoutMs = JOB_TIMEOUT_MS,
  heapMaxMb = HEAP_MAX_MB,
  program = ownProgram(),
  isBehind = true,
}: {
  jobTimeoutMs?: number
  heapMaxMb?: number
  /** Where the thread's program is, when it is not beside this one. */
  program?: URL
  /** Where there are few cores, the main thread goes first. */
  isBehind?: boolean
} = {}): BackgroundThread {
  const folds: Ticket[] = []
  const others: Ticket[] = []
  let current: Ticket | null = null
  let worker: Worker | null = null
  let timeout: NodeJS.Timeout | undefined
  let closed = false

  const finish = (settle: (ticket: Ticket) => void) => {
    const ticket = current
    current = null
    clearTimeout(timeout)
    worker?.unref()
    if (ticket) settle(ticket)
    next()
  }
  const broke = (broken: Worker, reason: string) => {
    if (worker !== broken) return
    worker = null
    finish((ticket) => ticket.reject(new JobFailed(ticket.name, reason)))
  }
  const start = (): Worker => {
    const started = startWorker(program, { heapMaxMb, isBehind })
    started.on('message', (end: JobEnd) => {
      if (worker !== started) return
      finish((ticket) => {
        if (end.ok) ticket.resolve(end.gives)
        else ticket.reject(new JobFailed(ticket.name, end.reason, end.stack))
      })
    })
    started.on('error', (error: Error & { code?: string }) => broke(started, error.code ?? error.name))
    started.on('exit', () => broke(started, 'the thread ended'))
    return started
  }
  const next = () => {
    if (current || closed) return
    const ticket = folds.shift() ?? others.shift()
    if (ticket === undefined) return
    current = ticket
    timeout = setTimeout(() => {
      const slow = worker
      worker = null
      finish(() => ticket.reject(new JobFailed(ticket.name, 'it took too long')))
      void slow?.terminate()
    }, jobTimeoutMs)
    void begin(ticket)
  }
  const begin = async (ticket: Ticket) => {
    try {
      const { order, transfer } = await ticket.hand()
      // it took too long, or everything was closed
      if (current !== ticket) return
      worker ??= start()
      worker.ref()
      worker.postMessage(order, transfer)
    } catch (error) {
      if (current === ticket) finish(() => ticket.reject(error))
    }
  }

  return {
    run: <Name extends JobName>(name: Name, takes: () => Handed<Name> | Promise<Handed<Name>>) =>
      new Promise<Jobs[Name]['gives']>((resolve, reject) => {
        if (closed) return reject(new JobFailed(name, 'closed'))
        const waiting = name === FIRST ? folds : others
        waiting.push({
          name,
          async hand() {
            const handed = await takes()
            // `takes` is the one that this name asks for
            const order = { name, takes: handed.takes } as JobOrder
            return { order, transfer: handed.transfer ?? [] }
          },
          // the thread answers a job with what that job gives
          resolve: (gives) => resolve(gives as Jobs[Name]['gives']),
          reject,
        })
        next()
      }),
    another: (limits) => openBackgroundThread({ ...limits, program, isBehind }),
    async close() {
      closed = true
      const last = worker
      worker = null
      for (const ticket of [...folds.splice(0), ...others.splice(0)])
        ticket.reject(new JobFailed(ticket.name, 'closed'))
      finish((ticket) => ticket.reject(new JobFailed(ticket.name, 'closed')))
      await last?.terminate()
    },
  }
}

/** In the bundle the thread's program stands beside this one, as it does in the sources. */
function ownProgram(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? 'worker.ts' : 'worker.js', import.meta.url)
}

/** From sources it needs the loader that ran this one. */
function startWorker(program: URL, how: { heapMaxMb: number; isBehind: boolean }): Worker {
  const options = {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: how.heapMaxMb },
    workerData: { isBehind: how.isBehind } satisfies ThreadManners,
  }
  if (!program.pathname.endsWith('.ts')) return new Worker(program, options)
  // tsx takes no part in a thread that is told to import it
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import('${program}') })`
  return new Worker(start, { ...options, eval: true })
}
