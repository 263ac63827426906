import type { Lang } from '@tablee/board'
import type { ItemDependent, ItemReference } from '@tablee/contract'
import type { BoardRow } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { drawExtract } from '../extracts/draw-extract.ts'

/** What the boards are read with. */
interface Reading {
  context: Pick<Context, 'rooms' | 'background' | 'now'>
  /** The other boards of the cohort that the reader may see. */
  visible: readonly BoardRow[]
  lang: Lang
}

/** Where the items of a board were taken from, and what became of their origins. Each origin's board is read once. */
export async function readReferences(
  boardId: string,
  { context, visible, lang }: Reading,
): Promise<ItemReference[]> {
  const taken = (await drawExtract(context, boardId, lang)).items.filter(({ source }) => source !== null)
  const boards = new Map(visible.map((board) => [board.id, board]))
  const texts = new Map<string, ReadonlyMap<string, string>>()
  const references: ItemReference[] = []
  for (const { id, source, title } of taken) {
    const board = source && boards.get(source.boardId)
    if (!source || !board) {
      references.push({ itemId: id, state: 'hidden', source: null })
      continue
    }
    const known = texts.get(board.id) ?? (await textsOf(board.id))
    texts.set(board.id, known)
    const text = known.get(source.itemId) ?? null
    references.push({
      itemId: id,
      state: text === null ? 'gone' : text === title ? 'same' : 'reworded',
      source: { boardId: board.id, boardTitle: board.title, itemId: source.itemId, text },
    })
  }
  return references

  async function textsOf(id: string): Promise<ReadonlyMap<string, string>> {
    const { items } = await drawExtract(context, id, lang)
    return new Map(items.map((item) => [item.id, item.title]))
  }
}

/** What was taken from a board into others that the reader may see. */
export async function readDependents(
  boardId: string,
  { context, visible, lang }: Reading,
): Promise<ItemDependent[]> {
  const dependents: ItemDependent[] = []
  for (const { id, title } of visible) {
    const { items } = await drawExtract(context, id, lang)
    for (const item of items)
      if (item.source?.boardId === boardId)
        dependents.push({
          itemId: item.source.itemId,
          board: { id, title },
          dependentId: item.id,
          text: item.title,
        })
  }
  return dependents
}
