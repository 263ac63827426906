import { COMMENTS_KEY, type CommentMark, type CommentMarks, equalValues, metaRoot } from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import { type BoardTeller, startBoardTeller, type WriteOnBoard } from '../boards/tell-boards.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { countUnsigned, findComments, findTold, findUntoldCommentBoards, markTold } from './store.ts'

/** How long a board that was told is left in peace, in ms: each telling writes and sends the whole fact. */
const REST_MS = 1_000
/** How often boards count what was said unsigned, in ms: as of anonymous notes, long enough that no single one stands out (A7). */
const UNSIGNED_BEAT_MS = 20_000

/** Brings a board's facts to where its comments are: counts alone, what is said stays in the database. */
export async function tellComments(
  db: Kysely<Database>,
  boardId: string,
  write: WriteOnBoard,
): Promise<void> {
  const told = await findTold(db, boardId)
  if (!told || told.told_revision >= told.revision) return
  const marks: Record<string, CommentMark> = {}
  for (const { target_id, thread_id, resolved, kind, untold } of await findComments(db, boardId)) {
    if (thread_id !== null || resolved === 1 || untold === 1) continue
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
export interface CommentFacts extends BoardTeller {
  /** Has boards count what was said unsigned: what the beat does, of which the next is a whole beat away then. */
  count(): Promise<void>
}

/** Starts to look for boards that do not know yet. */
export function startCommentFacts(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  logger: FastifyBaseLogger,
): CommentFacts {
  /** Boards that were told just now: the next look that finds them rested tells them what came since. */
  const resting = new Set<string>()
  const rest = (boardId: string) => {
    resting.add(boardId)
    setTimeout(() => resting.delete(boardId), REST_MS).unref()
  }
  const teller = startBoardTeller({ rooms }, logger, {
    what: 'comments',
    findUntold: () => findUntoldCommentBoards(db),
    async tell(boardId, write) {
      if (resting.has(boardId)) return
      rest(boardId)
      await tellComments(db, boardId, write)
    },
  })
  const count = async () => {
    try {
      await countUnsigned(db)
    } catch (err) {
      logger.warn({ err }, 'unsigned comments could not be counted; trying again')
    }
  }
  let counting: Promise<void> = Promise.resolve()
  const beat = setInterval(() => {
    counting = counting.then(count)
  }, UNSIGNED_BEAT_MS)
  beat.unref()
  return {
    tell: (boardId) => teller.tell(boardId),
    async count() {
      beat.refresh()
      counting = counting.then(count)
      await counting
    },
    async close() {
      clearInterval(beat)
      await counting
      await teller.close()
    },
  }
}
