import type { writeCommentRequestSchema } from '@tablee/contract'
import type * as z from 'zod'
import type { SeenBoard } from '../boards/require-board.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { cleanText } from '../exports/document/clean-text.ts'
import { mayCommentNow } from '../script/require-step.ts'
import { withoutNames } from './mention-text.ts'
import { peopleOfBoard, peopleToName } from './people-of-board.ts'
import { findComments, insertComment, markChanged } from './store.ts'

/** Most comments on one board. */
const COMMENTS_MAX = 2_000
/** How exactly it is kept when an unsigned comment came, in ms: a moment would say who was writing just then. */
const UNSIGNED_MOMENT_MS = 60 * 60_000

/**
 * Keeps what somebody says; the same comment twice is one. Unsigned, nothing is kept that says who: not even to her.
 * @throws {AppError} `step_closed` when participants may not comment now, `comment_target_gone`, `comments_full`,
 * `request_invalid` when nothing is left that a file can carry
 */
export async function writeComment(
  context: Context,
  seen: SeenBoard,
  asked: z.infer<typeof writeCommentRequestSchema>,
): Promise<void> {
  const { db, now } = context
  const { board, personId } = seen
  if (!(await mayCommentNow(context, seen))) throw new AppError('step_closed')
  const text = cleanText(asked.text).trim()
  if (text === '') throw new AppError('request_invalid')
  const existing = await findComments(db, board.id)
  if (existing.some(({ id }) => id === asked.id)) return
  if (existing.length >= COMMENTS_MAX) throw new AppError('comments_full', { details: { max: COMMENTS_MAX } })
  const thread = existing.find(({ id, thread_id }) => id === asked.threadId && thread_id === null)
  if (asked.threadId !== null && !thread) throw new AppError('comment_target_gone')
  if (!thread && !(await isOnBoard(context, board.id, asked.targetId)))
    throw new AppError('comment_target_gone')
  const people = await peopleToName(context, seen, await peopleOfBoard(context, board))
  // not the writer: nobody is told, and unsigned, what stands for her without being told would say who she is
  const mentioned = people.filter(
    (person) => person.personId !== personId && asked.mentions.includes(person.actorId),
  )
  const atMs = asked.signed ? now() : now() - (now() % UNSIGNED_MOMENT_MS)
  const comment = {
    id: asked.id,
    board_id: board.id,
    target_id: thread?.target_id ?? asked.targetId,
    thread_id: thread?.id ?? null,
    kind: thread ? ('comment' as const) : asked.kind,
    person_id: asked.signed ? personId : null,
    text: withoutNames(text, mentioned),
    created_at: new Date(atMs).toISOString(),
    resolved: 0,
    untold: asked.signed ? 0 : 1,
  }
  await db.transaction().execute(async (transaction) => {
    const ids = mentioned.map((person) => person.personId)
    const isNew = await insertComment(transaction, comment, ids)
    // unsigned, the board counts it with the next beat: a fact that moves now says who was writing just now
    if (isNew && asked.signed) await markChanged(transaction, board.id)
  })
}

async function isOnBoard({ boardItems }: Context, boardId: string, targetId: string): Promise<boolean> {
  const read = (await boardItems.of([boardId], 'fr')).get(boardId)
  return (
    (read?.items.some(({ id }) => id === targetId) || read?.zones.some(({ id }) => id === targetId)) ?? false
  )
}
