import { methodOf } from '@tablee/board'
import type { BOARD_UPDATES } from '@tablee/contract'
import { diffTemplates, formerVersion, isOlderVersion, isTextsOnly, type Template } from '@tablee/templates'
import * as Y from 'yjs'
import type { BoardRow } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { findAnyTemplate } from './find-template.ts'
import { isUntouched } from './untouched.ts'

/** What stands between a board and a newer version. */
export type BoardUpdate = (typeof BOARD_UPDATES)[number]

/** What stands between a board and this version of its method, and the version that the board has, if it can be read. */
export async function boardUpdate(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  board: Pick<BoardRow, 'id' | 'status' | 'template'>,
  newest: Template,
): Promise<{ update: BoardUpdate; from: Template | null }> {
  const kept = await findAnyTemplate(db, board.template.id, board.template.version)
  if (!isOlderVersion(board.template.version, newest.version)) return { update: 'none', from: kept }
  if (kept && board.status === 'archived') return { update: 'archived', from: kept }
  if (areWordsOnly(kept, newest)) return { update: 'texts', from: kept }
  const doc = new Y.Doc()
  try {
    for (const update of await rooms.read(board.id)) Y.applyUpdate(doc, update)
    const from = kept ?? versionInBoard(doc, newest)
    if (board.status === 'archived') return { update: 'archived', from }
    if (areWordsOnly(from, newest)) return { update: 'texts', from }
    return { update: isUntouched(doc) ? 'prepared' : 'started', from }
  } finally {
    doc.destroy()
  }
}

/** The version that a board has, read in the board itself: old versions of shipped methods are kept nowhere else. */
export function versionInBoard(doc: Y.Doc, newest: Template): Template | null {
  const method = methodOf(doc)
  return method && formerVersion(method, newest)
}

/** Whether a board of one version may take the other over while people work on it. */
export function areWordsOnly(from: Template | null, to: Template): boolean {
  return from !== null && isTextsOnly(diffTemplates(from, to))
}
