import type { ItemSource, Lang } from '@tablee/board'
import type { DrawnBoard } from '../background/jobs.ts'
import type { Context } from '../context.ts'
import { drawExtract } from '../extracts/draw-extract.ts'
import { boardVersions } from './board-versions.ts'

/** Most items that are kept in mind, over all boards; a board that nobody asked for longest goes first. */
const KEPT_MAX_ITEMS = 50_000

/** One thing that is written on a board, in as many words as lists need. */
export interface BoardItem {
  id: string
  zoneId: string | null
  /** What stands for it in a list. */
  title: string
  /** It has no text: what stands for it are its cells, in the language that was asked for. */
  isWordless: boolean
  /** Dots of a closed ballot. */
  votes: number | null
  /** Where it was taken from. */
  source: ItemSource | null
}

/** What is written on a board, zone by zone. */
export interface ItemsOfBoard {
  zones: DrawnBoard['zones']
  items: readonly BoardItem[]
}

interface Kept {
  version: number
  items: Promise<ItemsOfBoard>
  /** Counted once they are read. */
  count: number
}

/**
 * What is written on boards, read again only when the stored board has grown: who opens a board asks for all boards of
 * the cohort, to learn what was taken from it.
 */
export class BoardItems {
  readonly #context: Pick<Context, 'db' | 'rooms' | 'background' | 'now'>
  /** By board and language; the least recently asked for first. */
  readonly #kept = new Map<string, Kept>()

  constructor(context: Pick<Context, 'db' | 'rooms' | 'background' | 'now'>) {
    this.#context = context
  }

  /** The items of these boards as they are stored now. */
  async of(boardIds: readonly string[], lang: Lang): Promise<ReadonlyMap<string, ItemsOfBoard>> {
    const versions = await boardVersions(this.#context.db, boardIds)
    const read = [...versions].map(
      async ([id, version]) => [id, await this.#read(id, version, lang)] as const,
    )
    return new Map(await Promise.all(read))
  }

  #read(boardId: string, version: number, lang: Lang): Promise<ItemsOfBoard> {
    const key = `${boardId} ${lang}`
    const known = this.#kept.get(key)
    this.#kept.delete(key)
    const kept = known?.version === version ? known : this.#begin(key, { boardId, version, lang })
    this.#kept.set(key, kept)
    return kept.items
  }

  #begin(key: string, { boardId, version, lang }: { boardId: string; version: number; lang: Lang }): Kept {
    const items = drawExtract(this.#context, boardId, { lang }).then(
      (drawn): ItemsOfBoard => ({
        zones: drawn.zones,
        items: drawn.items.map(({ id, zoneId, title, text, votes, source }) => ({
          id,
          zoneId,
          title,
          isWordless: text === '',
          votes,
          source,
        })),
      }),
    )
    const kept: Kept = { version, items, count: 0 }
    items.then(
      (read) => {
        kept.count = read.items.length
        this.#forgetOldest()
      },
      // whoever asked is told, and whoever asks next reads again
      () => this.#kept.get(key) === kept && this.#kept.delete(key),
    )
    return kept
  }

  #forgetOldest(): void {
    let count = 0
    for (const kept of this.#kept.values()) count += kept.count
    for (const [key, kept] of this.#kept) {
      if (count <= KEPT_MAX_ITEMS) return
      count -= kept.count
      this.#kept.delete(key)
    }
  }
}
