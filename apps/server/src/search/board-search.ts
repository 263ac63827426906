import { setImmediate as turn } from 'node:timers/promises'
import { LANGUAGES } from '@tablee/board'
import MiniSearch from 'minisearch'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import { boardVersions } from '../boards/board-versions.ts'
import type { Context } from '../context.ts'
import { within } from '../within.ts'

import type { BoardWords, SearchItem } from './board-words.ts'
import { PREFIX_MIN_LETTERS, stemsOf, wordsOf } from './stems.ts'

/** How long a board is not read again although somebody writes on it, in ms: what is found may be so old. */
const STALE_MAX_MS = 3_000
/** How long an answer waits for boards that are still to be read, in ms. */
const PATIENCE_MS = 2_500
/** Characters of text and stems that are kept, over all boards; those that nobody searched for longest go. */
const KEPT_MAX_CHARACTERS = 40_000_000
/** Items that enter an index before others have their turn. */
const CHUNK = 50

/** Something found on a board. */
interface BoardHit {
  boardId: string
  item: SearchItem
  zone: BoardWords['zones'][number] | null
  score: number
}

/** What was found; `complete` is false when some boards are still being read. */
export interface BoardHits {
  hits: BoardHit[]
  complete: boolean
  /** Why boards could not be read. */
  problems: readonly unknown[]
}

interface IndexedBoard {
  version: number
  readAt: number
  characters: number
  words: BoardWords
  index: MiniSearch<{ id: number; stems: string }>
}

/**
 * Searches boards, each in an index of its own: what others' boards hold changes neither order nor time. An index is
 * made when its board is first searched, and again when the stored board has grown, which the database knows of every
 * process; so several processes need not tell each other.
 */
export class BoardSearch {
  readonly #context: Pick<Context, 'db' | 'rooms' | 'background' | 'now'>
  /** The least recently searched first. */
  readonly #boards = new Map<string, IndexedBoard>()
  readonly #reading = new Map<string, Promise<void>>()
  #characters = 0

  constructor(context: Pick<Context, 'db' | 'rooms' | 'background' | 'now'>) {
    this.#context = context
  }

  /** What stands on these boards that holds every word of the query, the best first. */
  async find(boardIds: readonly string[], query: string): Promise<BoardHits> {
    const words = wordsOf(query)
    if (words.length === 0) return { hits: [], complete: true, problems: [] }
    const { complete, problems } = await this.#refresh(boardIds)
    const hits: BoardHit[] = []
    for (const boardId of boardIds) {
      const board = this.#boards.get(boardId)
      if (!board) continue
      // searched now: the last to go
      this.#boards.delete(boardId)
      this.#boards.set(boardId, board)
      hits.push(...hitsOn(boardId, board, words))
      await turn()
    }
    return { hits: hits.sort((a, b) => b.score - a.score), complete, problems }
  }

  async #refresh(boardIds: readonly string[]): Promise<Omit<BoardHits, 'hits'>> {
    const { db, now } = this.#context
    const versions = await boardVersions(db, boardIds)
    const reads = boardIds.flatMap((id) => {
      const version = versions.get(id)
      const known = this.#boards.get(id)
      if (version === undefined || known?.version === version) return []
      if (known && now() - known.readAt < STALE_MAX_MS) return []
      return this.#read(id, version)
    })
    const problems: unknown[] = []
    const settled = reads.map((read) => read.catch((problem: unknown) => problems.push(problem)))
    try {
      await within(PATIENCE_MS, Promise.all(settled))
      return { complete: problems.length === 0, problems }
    } catch {
      // out of patience: they go on being read, and are found the next time
      return { complete: false, problems }
    }
  }

  /** Who asks for the same board meanwhile waits for the same reading. */
  #read(id: string, version: number): Promise<void> {
    const known = this.#reading.get(id)
    if (known) return known
    const reading = this.#index(id, version).finally(() => this.#reading.delete(id))
    this.#reading.set(id, reading)
    return reading
  }

  async #index(id: string, version: number): Promise<void> {
    const { rooms, background, now } = this.#context
    const readAt = now()
    const updates = await rooms.read(id)
    const words = await background.run('index', () => {
      const takes = packBytes(updates)
      return { takes, transfer: transferOf(takes) }
    })
    const index = new MiniSearch<{ id: number; stems: string }>({
      fields: ['stems'],
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
    })
    const entries = words.items.map(({ stems }, at) => ({ id: at, stems }))
    await index.addAllAsync(entries, { chunkSize: CHUNK })
    const characters = words.items.reduce((sum, { text, stems }) => sum + text.length + stems.length, 0)
    this.#forget(id)
    this.#boards.set(id, { version, readAt, characters, words, index })
    this.#characters += characters
    for (const oldest of this.#boards.keys()) {
      if (this.#characters <= KEPT_MAX_CHARACTERS || oldest === id) break
      this.#forget(oldest)
    }
  }

  #forget(id: string): void {
    this.#characters -= this.#boards.get(id)?.characters ?? 0
    this.#boards.delete(id)
  }
}

function hitsOn(boardId: string, { index, words }: IndexedBoard, query: readonly string[]): BoardHit[] {
  const found = index.search(
    {
      combineWith: 'AND',
      queries: query.map((word) => ({ combineWith: 'OR', queries: stemsOf(word, LANGUAGES) })),
    },
    { prefix: (term) => term.length >= PREFIX_MIN_LETTERS },
  )
  return found.flatMap(({ id, score }) => {
    const item = words.items[Number(id)]
    if (!item) return []
    return { boardId, item, zone: item.zone === null ? null : (words.zones[item.zone] ?? null), score }
  })
}
