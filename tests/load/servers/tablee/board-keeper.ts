import { type BoardAuthor, buildBoardDoc } from '@tablee/board'
import { RoomExists, type Rooms } from '@tablee/sync'
import { TEMPLATES, templateRecords } from '@tablee/templates'
import * as Y from 'yjs'

/** Makes boards when somebody comes to them. */
export interface BoardKeeper {
  /** Resolves when there is a board of that name: with the furniture of a method, as the product makes it. */
  keep(board: string): Promise<void>
}

/** Keeps the boards of a set of rooms. */
export function boardKeeper(
  rooms: Rooms<BoardAuthor>,
  exists: (board: string) => Promise<boolean>,
): BoardKeeper {
  const known = new Map<string, Promise<void>>()
  const seed = firstState()
  const create = async (board: string) => {
    // trying to make one that is there costs the first visitor what the product never spends
    if (await exists(board)) return
    try {
      await rooms.create(board, seed)
    } catch (err) {
      if (!(err instanceof RoomExists)) throw err
    }
  }
  return {
    keep(board) {
      const made = known.get(board) ?? create(board)
      known.set(board, made)
      return made
    },
  }
}

function firstState(): Uint8Array {
  const [template] = TEMPLATES
  if (template === undefined) throw new Error('methods are shipped')
  const doc = buildBoardDoc(templateRecords(template), { template: template.id, version: template.version })
  return Y.encodeStateAsUpdate(doc)
}
