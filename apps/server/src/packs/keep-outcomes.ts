import { LANGUAGES, type Lang } from '@tablee/board'
import { packBytes, transferOf } from '../background/packed-bytes.ts'
import type { Context } from '../context.ts'
import { readSnapshotText } from '../snapshots/read-snapshot-content.ts'
import { findSnapshotHead } from '../snapshots/store.ts'
import type { WorkshopBoardRow } from '../workshops/store.ts'
import type { Outcomes } from './outcomes.ts'
import { insertActions, keepCourse } from './store.ts'

/**
 * Keeps, of a board whose session is closed, how its script ran and what was decided there: what its snapshot does not
 * say, and what the next session begins with. Asked again, it keeps what is missing and nothing twice.
 */
export async function keepOutcomes(context: Context, board: WorkshopBoardRow, atMs: number): Promise<void> {
  const { db, rooms, background } = context
  if (board.course === null) {
    const stored = await rooms.read(board.board_id)
    const course = await background.run('course', () => {
      const updates = packBytes(stored)
      return { takes: { updates, atMs }, transfer: transferOf(updates) }
    })
    if (course) await keepCourse(db, board.board_id, JSON.stringify(course))
  }
  const head = board.snapshot_id === null ? undefined : await findSnapshotHead(db, board.snapshot_id)
  if (!head) return
  const content = await readSnapshotText(db, head)
  const read = await background.run('outcomes', () => ({ takes: { from: { content }, langs: LANGUAGES } }))
  await insertActions(db, rowsOf(board, read))
}

function rowsOf(board: WorkshopBoardRow, read: readonly { lang: Lang; outcomes: Outcomes }[]) {
  const [first] = read
  return (first?.outcomes.actions ?? []).flatMap(({ itemId, text, when, closed }, position) => {
    if (closed) return []
    const who = Object.fromEntries(
      read.map(({ lang, outcomes }) => [lang, outcomes.actions[position]?.who ?? '']),
    )
    return [
      {
        board_id: board.board_id,
        item_id: itemId,
        workshop_id: board.workshop_id,
        position: board.position * 1_000 + position,
        text,
        who: JSON.stringify(who),
        due: when,
        done_in: null,
      },
    ]
  })
}
