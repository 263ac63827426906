import { readFileSync } from 'node:fs'

/** The kernel counts processor time in hundredths of a second (`USER_HZ`, 100 on every Linux that Node runs on). */
const TICKS_PER_SECOND = 100
const KIB = 1024

/** What the kernel says of one process, all of its threads together. */
export interface ProcessStat {
  /** Processor time since its start, in s. */
  cpuS: number
  /** Memory in use, in bytes. */
  rssBytes: number
  /** The most that it ever used, in bytes. */
  peakRssBytes: number
}

/** Reads `/proc/<pid>`. @throws when there is no such process (any more) */
export function readProcess(pid: number): ProcessStat {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  // the name in parentheses may hold spaces and parentheses
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = readFileSync(`/proc/${pid}/status`, 'latin1')
  return {
    cpuS: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    rssBytes: kib(status, 'VmRSS') * KIB,
    peakRssBytes: kib(status, 'VmHWM') * KIB,
  }
}

/** How long a process' first thread was ready to run while others had its core, since its start, in s; 0 where the kernel does not say. */
export function readWaitedS(pid: number): number {
  const [, waitedNs = 0] = readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ').map(Number)
  return waitedNs / 1e9
}

/** How long the processors were busy since the start of the machine, all together, in s. */
export function readBusyS(): number {
  const [total = ''] = readFileSync('/proc/stat', 'latin1').split('\n')
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = total
    .replace(/^cpu\s+/, '')
    .split(/\s+/)
    .map(Number)
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND
}

/** What a span of time cost. */
export interface Span {
  seconds: number
  /** Percent of one core. */
  serverCpu: number
  generatorCpu: number
  /** What all other programs took: above a few percent the figures of the span are worth less. */
  foreignCpu: number
  rssBytes: number
}

/** Begins to measure a server and the generator. @returns what ends it, and says what the span cost */
export function startSpan(serverPid: number, generatorPid: number): () => Span {
  const at = () => ({
    time: performance.now(),
    server: readProcess(serverPid),
    generator: readProcess(generatorPid),
    busyS: readBusyS(),
  })
  const from = at()
  return () => {
    const to = at()
    const seconds = (to.time - from.time) / 1000
    const percent = (cpuS: number) => (100 * cpuS) / seconds
    const server = to.server.cpuS - from.server.cpuS
    const generator = to.generator.cpuS - from.generator.cpuS
    return {
      seconds,
      serverCpu: percent(server),
      generatorCpu: percent(generator),
      foreignCpu: Math.max(0, percent(to.busyS - from.busyS - server - generator)),
      rssBytes: to.server.rssBytes,
    }
  }
}

function kib(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
}
