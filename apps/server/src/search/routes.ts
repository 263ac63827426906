import { type SearchAnswer, searchAnswerSchema, searchQuerySchema } from '@tablee/contract'
import type { App } from '../app.ts'
import { visibleBoards } from '../boards/visible-boards.ts'
import type { Context } from '../context.ts'
import { languageOf } from '../language.ts'
import { searchRate } from '../plugins/rate-limit.ts'
import { BoardSearch } from './board-search.ts'
import { excerptOf } from './excerpt.ts'
import { wordsOf } from './stems.ts'

/** Boards that one search looks through, the newest first: a programme of several years. The answer tells of others. */
const BOARDS_MAX = 300
/** Results of one answer. */
const RESULTS_MAX = 50

/** The search across the boards that somebody may see now; what she may not see is not looked at. */
export function registerSearch(app: App, context: Context): void {
  const { db, sessions } = context
  const search = new BoardSearch(context)

  app.get(
    '/api/search',
    {
      config: searchRate(sessions),
      schema: { querystring: searchQuerySchema, response: { 200: searchAnswerSchema } },
    },
    async (request): Promise<SearchAnswer> => {
      const { person, memberships } = await sessions.require(request)
      const { q, cohort = null } = request.query
      const lang = languageOf(request)
      const visible = await visibleBoards(db, { personId: person.id, memberships }, cohort)
      const boards = visible.slice(0, BOARDS_MAX)
      const byId = new Map(boards.map((board) => [board.id, board]))
      const { hits, complete, problems } = await search.find([...byId.keys()], q)
      for (const err of problems) request.log.error({ err }, 'board not searched')
      const words = wordsOf(q)
      const results = hits.slice(0, RESULTS_MAX).flatMap(({ boardId, item, zone }) => {
        const board = byId.get(boardId)
        if (!board) return []
        const { text, found } = excerptOf(item.text, words)
        return {
          board: {
            id: boardId,
            title: board.title,
            organisation: board.organisation?.name ?? null,
            cohort: board.cohort.name,
          },
          itemId: item.id,
          zone: zone && { id: zone.id, title: zone.title[lang] },
          excerpt: { text, found },
        }
      })
      return {
        results,
        total: hits.length,
        more: hits.length > RESULTS_MAX,
        complete,
        boardsLeft: visible.length - boards.length,
      }
    },
  )
}
