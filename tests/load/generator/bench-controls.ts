import type { LoopStalls } from '../servers/tablee/loop-watch.ts'
import type { ServerAddress } from './person.ts'
import { pause } from './schedule.ts'

const LOOK_MS = 20

/** What the bench server tells of itself; the peers have no such thing. */
export interface BenchCounts {
  rooms: number
  hydrated: number
  peers: number
  appends: number
  compactions: number
  compacting: number
}

/** Asks the bench server. */
export function controlsOf(server: ServerAddress) {
  // the answers are made by servers/tablee/controls.ts
  const ask = async <T>(method: 'GET' | 'POST', path: string): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/bench/${path}`, { method })
    if (!answer.ok) throw new Error(`the bench server answered ${answer.status} to ${path}`)
    return (await answer.json()) as T
  }
  const counts = () => ask<BenchCounts>('GET', 'counts')
  return {
    counts,
    /** Collects garbage. @returns what is left */
    collect: () => ask<NodeJS.MemoryUsage>('POST', 'collect'),
    startLoopWatch: () => ask<unknown>('POST', 'loop/start'),
    async endLoopWatch(): Promise<LoopStalls> {
      const { stalls } = await ask<{ stalls: LoopStalls | null }>('POST', 'loop/stop')
      if (stalls === null) throw new Error('nobody watched the loop')
      return stalls
    },
    /** Reads a whole board as a snapshot does. */
    read: (board: string) => ask<{ items: number }>('POST', `read/${board}`),
    /** Exports a board; gives the length of the file. */
    export: (board: string) => ask<{ bytes: number }>('POST', `export/${board}`),
    /** Waits until the counts fit. */
    async until(fits: (counts: BenchCounts) => boolean): Promise<void> {
      while (!fits(await counts())) await pause(LOOK_MS)
    },
  }
}
