import type { BOARD_UPDATES } from '@tablee/contract'
import { diffTemplates, isOlderVersion, isTextsOnly, type Template } from '@tablee/templates'
import * as Y from 'yjs'
import type { BoardRow } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { isUntouched } from './board-document.ts'
import { findAnyTemplate } from './find-template.ts'

/** What stands between a board and a newer version. */
export type BoardUpdate = (typeof BOARD_UPDATES)[number]

/** What stands between a board and this version of its method, and the version that the board has, if it is kept. */
export async function boardUpdate(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  board: Pick<BoardRow, 'id' | 'status' | 'template'>,
  newest: Template,
): Promise<{ update: BoardUpdate; from: Template | null }> {
  const from = await findAnyTemplate(db, board.template.id, board.template.version)
  if (!isOlderVersion(board.template.version, newest.version)) return { update: 'none', from }
  if (board.status === 'archived') return { update: 'archived', from }
  if (areWordsOnly(from, newest)) return { update: 'texts', from }
  const doc = new Y.Doc()
  for (const update of await rooms.read(board.id)) Y.applyUpdate(doc, update)
  const update = isUntouched(doc) ? 'prepared' : 'started'
  doc.destroy()
  return { update, from }
}

/** Whether a board of one version may take the other over while people work on it. */
export function areWordsOnly(from: Template | null, to: Template): boolean {
  return from !== null && isTextsOnly(diffTemplates(from, to))
}
