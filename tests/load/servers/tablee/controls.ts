import { setTimeout } from 'node:timers/promises'
import type { BoardAuthor } from '@tablee/board'
import type { Rooms } from '@tablee/sync'
import type { FastifyInstance } from 'fastify'
import type { BackgroundThread } from '../../../../apps/server/src/background/background-thread.ts'
import { packBytes, transferOf, unpackBytes } from '../../../../apps/server/src/background/packed-bytes.ts'
import { type LoopStalls, watchLoop } from './loop-watch.ts'
import type { WatchedLog } from './watched-log.ts'

/** Between two collections of garbage, in ms: what the first one frees outside the heap is given back by then. */
const COLLECT_PAUSE_MS = 200

/** An export without a name of anybody; JSON needs no fonts. */
const EXPORT = {
  head: {
    id: 'bench',
    title: 'Bench',
    organisation: null,
    cohort: 'Bench',
    snapshot: null,
    at: '2026-01-01T00:00:00.000Z',
  },
  comments: [],
  format: 'json',
  lang: 'fr',
  fontFolder: '',
} as const

/** What the benchmarks ask of the bench server beside its sockets. */
export function registerControls(
  app: FastifyInstance,
  { rooms, log, background }: { rooms: Rooms<BoardAuthor>; log: WatchedLog; background: BackgroundThread },
): void {
  let endWatch: (() => LoopStalls) | null = null

  app.get('/bench/counts', () => ({ ...rooms.counts, ...log.counts }))
  app.post('/bench/collect', async () => {
    for (let round = 0; round < 2; round++) {
      globalThis.gc?.()
      await setTimeout(COLLECT_PAUSE_MS)
    }
    return process.memoryUsage()
  })
  app.post('/bench/loop/start', () => {
    endWatch?.()
    endWatch = watchLoop()
    return {}
  })
  app.post('/bench/loop/stop', () => {
    const stalls = endWatch?.() ?? null
    endWatch = null
    return { stalls }
  })
  app.post<{ Params: { board: string } }>('/bench/read/:board', async (request) => {
    const updates = await rooms.read(request.params.board)
    // as the product takes a snapshot
    const { items } = await background.run('read', () => {
      const takes = packBytes(updates)
      return { takes, transfer: transferOf(takes) }
    })
    return { items }
  })
  app.post<{ Params: { board: string } }>('/bench/export/:board', async (request) => {
    const updates = await rooms.read(request.params.board)
    // as the product exports the present state of a board, in its largest format
    const files = await background.run('export', () => {
      const packed = packBytes(updates)
      return { takes: { ...EXPORT, from: { updates: packed } }, transfer: transferOf(packed) }
    })
    return {
      bytes: files === null ? 0 : unpackBytes(files.files).reduce((sum, { length }) => sum + length, 0),
    }
  })
}
