import type { BoardComments, Comment } from '@tablee/contract'
import { actorOn } from '../boards/actor.ts'
import type { SeenBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { mayCommentNow } from '../script/require-step.ts'
import { withNames } from './mention-text.ts'
import { peopleOfBoard, peopleToName } from './people-of-board.ts'
import { type CommentRow, findAnonymousZones, findComments } from './store.ts'
import { threadsOf } from './threads-of.ts'

/**
 * What is said on a board, as one reader sees it. Unsigned comments come with the beat that counts them: listed at once, each
 * would say who was writing just then. Who wrote one sees it in the answer.
 * @param written the comment that the reader has just written
 */
export async function presentComments(
  context: Context,
  seen: SeenBoard,
  written?: string,
): Promise<BoardComments> {
  const { board, personId, leads, role } = seen
  const all = await findComments(context.db, board.id)
  const rows = all.filter(({ id, untold }) => untold === 0 || id === written)
  const people = await peopleOfBoard(context, board)
  const nameOf = new Map(people.map(({ actorId, name }) => [actorId, name]))
  const mayComment = role !== 'viewer' && (await mayCommentNow(context, seen))
  const present = (row: CommentRow): Comment => ({
    id: row.id,
    author:
      row.person_id === null || row.authorName === null
        ? null
        : { actorId: actorOn(board.actorKey, board.id, row.person_id).actorId, name: row.authorName },
    text: withNames(row.text, nameOf),
    at: row.created_at,
    mine: row.person_id === personId,
  })
  return {
    threads: threadsOf(rows).map(({ first, answers }) => ({
      ...present(first),
      targetId: first.target_id,
      kind: first.kind,
      resolved: first.resolved === 1,
      answers: answers.map(present),
      mayResolve: role !== 'viewer' && (leads || first.person_id === personId),
    })),
    mayComment,
    mayModerate: leads && role !== 'viewer',
    anonymousZones: await findAnonymousZones(context.db, board.id),
    people: mayComment
      ? (await peopleToName(context, seen, people))
          .filter((each) => each.personId !== personId)
          .map(({ actorId, name }) => ({ actorId, name }))
      : [],
  }
}
