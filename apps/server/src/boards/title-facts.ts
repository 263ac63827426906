import { metaRoot, TITLE_FACT } from '@tablee/board'
import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../context.ts'
import { findTitle, findUntoldTitles, markTitleTold } from './store.ts'
import { type BoardTeller, startBoardTeller } from './tell-boards.ts'

/** Tells boards how they are called since somebody renamed them, for those who have them open. */
export type TitleFacts = BoardTeller

/** Starts to look for boards that do not know yet. */
export function startTitleFacts(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  logger: FastifyBaseLogger,
): TitleFacts {
  return startBoardTeller({ rooms }, logger, {
    what: 'titles',
    findUntold: () => findUntoldTitles(db),
    async tell(boardId, write) {
      const title = await findTitle(db, boardId)
      if (title === null) return
      await write((doc) => {
        const facts = metaRoot(doc)
        if (facts.get(TITLE_FACT) !== title) facts.set(TITLE_FACT, title)
      })
      await markTitleTold(db, boardId, title)
    },
  })
}
