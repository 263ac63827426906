import { findBoard } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { cleanText } from '../exports/document/clean-text.ts'
import type { ExportComment } from '../exports/document/export-document.ts'
import { withNames } from './mention-text.ts'
import { peopleOfBoard } from './people-of-board.ts'
import { findToldComments } from './store.ts'
import { threadsOf } from './threads-of.ts'

/** What is said on a board, for a file: conversations one after the other, each with its answers behind it. */
export async function commentsForFiles(
  context: Pick<Context, 'db'>,
  boardId: string,
): Promise<ExportComment[]> {
  const rows = await findToldComments(context.db, boardId)
  const board = rows.length > 0 ? await findBoard(context.db, boardId) : null
  if (!board) return []
  const people = await peopleOfBoard(context, board)
  const nameOf = new Map(people.map(({ actorId, name }) => [actorId, name]))
  return threadsOf(rows)
    .flatMap(({ first, answers }) => [first, ...answers])
    .map((row) => ({
      targetId: row.target_id,
      kind: row.kind,
      author: row.person_id === null || row.authorName === null ? null : cleanText(row.authorName),
      // also what was kept before comments were cleaned
      text: cleanText(withNames(row.text, nameOf)),
      resolved: row.resolved === 1,
    }))
}
