import { once } from 'node:events'
import { WebSocket } from 'ws'

/** Looks into a Node process that was started with `inspectArgs`. */
export interface MemoryProbe {
  /** Memory that is in use after a full collection, in bytes: objects and buffers, no garbage. */
  liveBytes(): Promise<number>
  /** What Node holds for objects that are young, garbage included, in bytes: it grows to what its flags allow, whatever is done. */
  youngBytes(): Promise<number>
  /** Watches how long the process stands still. @returns what ends it and gives each stall, in ms */
  watchStalls(): Promise<() => Promise<number[]>>
  close(): void
}

/** How often a process that is just starting is asked, and how long, in ms. */
const ASK_EVERY_MS = 100
const ASK_FOR_MS = 10_000

/**
 * Runs in the other process: what is in use is read in the moment of the collection. Asked for one after the other, what
 * was made and left in between would be counted as well.
 */
const LIVE_BYTES = `new Promise((resolve) => {
  if (globalThis.collector === undefined) {
    const { Session } = process.getBuiltinModule('node:inspector')
    // nobody else holds it while it collects
    globalThis.collector = new Session()
    globalThis.collector.connect()
  }
  globalThis.collected = resolve
  globalThis.collector.post('HeapProfiler.collectGarbage', () => {
    const { heapUsed, external } = process.memoryUsage()
    globalThis.collected(heapUsed + external)
  })
})`

const YOUNG_BYTES =
  "process.getBuiltinModule('v8').getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').physical_space_size"

/** A stall shorter than this is a timer's own grain, in ms. */
const STALL_GRAIN_MS = 5

/** Runs in the other process: a timer there says by how much it comes too late. */
const WATCH_STALLS = `(() => {
  const stalls = []
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    if (now - last > ${2 * STALL_GRAIN_MS}) stalls.push(now - last - ${STALL_GRAIN_MS})
    last = now
  }, ${STALL_GRAIN_MS})
  globalThis.endOfStallWatch = () => {
    clearInterval(timer)
    return stalls
  }
})()`

/** Arguments with which Node can be looked into, on this machine only. */
export function inspectArgs(port: number): readonly string[] {
  return [`--inspect=127.0.0.1:${port}`]
}

/** Connects to the inspector of a process: the same measure for every server, whoever wrote it. */
export async function probeMemory(port: number): Promise<MemoryProbe> {
  const socket = new WebSocket(await addressOf(port))
  await once(socket, 'open')
  const ended = once(socket, 'close').then(() => Promise.reject(new Error('the process has ended')))
  // an end that nobody waits for is one that was asked for
  ended.catch(() => undefined)
  let asked = 0
  const call = async (method: string, params: object = {}): Promise<unknown> => {
    asked += 1
    const id = asked
    const answer = new Promise<unknown>((resolve) => {
      const read = (data: Buffer) => {
        const message: { id?: number; result?: unknown } = JSON.parse(data.toString())
        if (message.id !== id) return
        socket.off('message', read)
        resolve(message.result)
      }
      socket.on('message', read)
    })
    socket.send(JSON.stringify({ id, method, params }))
    return Promise.race([answer, ended])
  }
  const evaluate = async (expression: string) =>
    valueIn(await call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }))
  const evaluateNumber = async (expression: string) => {
    const value = await evaluate(expression)
    if (typeof value !== 'number') throw new Error('the inspector gave no number')
    return value
  }
  return {
    liveBytes: () => evaluateNumber(LIVE_BYTES),
    youngBytes: () => evaluateNumber(YOUNG_BYTES),
    async watchStalls() {
      await evaluate(WATCH_STALLS)
      return async () => {
        const stalls = await evaluate('endOfStallWatch()')
        return Array.isArray(stalls) ? stalls.filter((stall) => typeof stall === 'number') : []
      }
    },
    close: () => socket.terminate(),
  }
}

async function addressOf(port: number): Promise<string> {
  const end = performance.now() + ASK_FOR_MS
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
      const [target]: { webSocketDebuggerUrl?: string }[] = await answer.json()
      if (target?.webSocketDebuggerUrl !== undefined) return target.webSocketDebuggerUrl
    } catch (err) {
      if (performance.now() > end) throw err
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

function valueIn(answer: unknown): unknown {
  const result = isObject(answer) ? answer['result'] : null
  return isObject(result) ? result['value'] : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
