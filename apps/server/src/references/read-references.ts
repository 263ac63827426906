import { type ItemSource, LANGUAGES, type Lang, type LocalisedText } from '@tablee/board'
import type { ItemDependent, ItemReference } from '@tablee/contract'
import type { BoardItem, ItemsOfBoard } from '../boards/board-items.ts'
import type { BoardRow } from '../boards/store.ts'
import type { Context } from '../context.ts'

/** What the boards are read with. */
interface Reading {
  boardItems: Context['boardItems']
  /** The boards of the cohort that the reader may see, this one included. */
  visible: readonly BoardRow[]
  lang: Lang
}

/** Where the items of a board were taken from, and what became of their origins. */
export async function readReferences(
  boardId: string,
  {
    boardItems,
    visible,
    lang,
    groupNames = new Map(),
  }: Reading & {
    /** Groups of a workshop that may be named on this board, by their boards. */
    groupNames?: ReadonlyMap<string, string>
  },
): Promise<ItemReference[]> {
  const items = (await boardItems.of([boardId], lang)).get(boardId)?.items ?? []
  const taken = items.flatMap(({ source, ...item }) => (source ? [{ ...item, source }] : []))
  const boards = new Map(visible.map((board) => [board.id, board]))
  const named = new Set(taken.map(({ source }) => source.boardId))
  const seen = [...named].filter((id) => boards.has(id))
  const origins = await boardItems.of(seen, lang)
  const found = new Map([...origins].map(([id, { items: all }]) => [id, byId(all)]))
  // what stands for a row without a text was taken in the language of who took it
  const isAnyWordless = [...origins.values()].some((read) => read.items.some((item) => item.isWordless))
  const otherLangs = isAnyWordless ? LANGUAGES.filter((other) => other !== lang) : []
  const inOthers = await Promise.all(otherLangs.map((other) => boardItems.of(seen, other)))
  const saysSame = ({ boardId: from, itemId }: ItemSource, title: string) =>
    [origins, ...inOthers].some((read) =>
      read.get(from)?.items.some((item) => item.id === itemId && item.title === title),
    )
  return taken.map(({ id, title, source }): ItemReference => {
    const group = groupNames.get(source.boardId) ?? null
    const board = boards.get(source.boardId)
    const read = origins.get(source.boardId)
    if (!board || !read) return { itemId: id, state: 'hidden', group, source: null }
    const origin = found.get(board.id)?.get(source.itemId)
    return {
      itemId: id,
      state: !origin ? 'gone' : saysSame(source, title) ? 'same' : 'reworded',
      group,
      source: {
        boardId: board.id,
        boardTitle: board.title,
        itemId: source.itemId,
        zone: origin ? zoneOf(read, origin) : null,
        text: origin?.title ?? null,
      },
    }
  })
}

/** What was taken from a board into those that the reader may see. */
export async function readDependents(
  boardId: string,
  { boardItems, visible, lang }: Reading,
): Promise<ItemDependent[]> {
  const read = await boardItems.of(
    visible.map(({ id }) => id),
    lang,
  )
  return visible.flatMap(({ id, title }) => {
    const board = read.get(id)
    return (board?.items ?? []).flatMap((item): ItemDependent[] =>
      board && item.source?.boardId === boardId
        ? [
            {
              itemId: item.source.itemId,
              board: { id, title },
              dependentId: item.id,
              zone: zoneOf(board, item),
              text: item.title,
            },
          ]
        : [],
    )
  })
}

function zoneOf({ zones }: ItemsOfBoard, { zoneId }: BoardItem): LocalisedText | null {
  return zones.find(({ id }) => id === zoneId)?.label ?? null
}

function byId(items: readonly BoardItem[]): ReadonlyMap<string, BoardItem> {
  return new Map(items.map((item) => [item.id, item]))
}
