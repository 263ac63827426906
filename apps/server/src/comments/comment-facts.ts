import { COMMENTS_KEY, type CommentMark, type CommentMarks, equalValues, metaRoot } from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import { type BoardTeller, startBoardTeller, type WriteOnBoard } from '../boards/tell-boards.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { findComments, findTold, findUntoldCommentBoards, markTold } from './store.ts'

/** Brings a board's facts to where its comments are: counts alone, what is said stays in the database. */
export async function tellComments(
  db: Kysely<Database>,
  boardId: string,
  write: WriteOnBoard,
): Promise<void> {
  const told = await findTold(db, boardId)
  if (!told || told.told_revision >= told.revision) return
  const marks: Record<string, CommentMark> = {}
  for (const { target_id, thread_id, resolved, kind } of await findComments(db, boardId)) {
    if (thread_id !== null || resolved === 1) continue
    const mark = marks[target_id] ?? { open: 0, help: 0 }
    marks[target_id] = { open: mark.open + 1, help: mark.help + (kind === 'help' ? 1 : 0) }
  }
  const fact: CommentMarks = { revision: told.revision, marks }
  await write((doc) => {
    const facts = metaRoot(doc)
    if (!equalValues(facts.get(COMMENTS_KEY), fact)) facts.set(COMMENTS_KEY, fact)
  })
  await markTold(db, boardId, told.revision)
}

/** Tells boards where their comments are, whatever breaks in between. */
export type CommentFacts = BoardTeller

/** Starts to look for boards that do not know yet. */
export function startCommentFacts(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  logger: FastifyBaseLogger,
): CommentFacts {
  return startBoardTeller({ rooms }, logger, {
    what: 'comments',
    findUntold: () => findUntoldCommentBoards(db),
    tell: (boardId, write) => tellComments(db, boardId, write),
  })
}
