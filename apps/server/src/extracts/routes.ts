import {
  allows,
  boardExtractSchema,
  idParamsSchema,
  overviewQuerySchema,
  overviewSchema,
} from '@tablee/contract'
import type { App } from '../app.ts'
import { requireVisibleBoard } from '../boards/require-board.ts'
import { canView } from '../boards/rules.ts'
import { findBoardsOfCohort } from '../boards/store.ts'
import { visibleWith } from '../boards/visible-boards.ts'
import { placeInCohort, placeOfBoard, placeOfCohort } from '../cohorts/places.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { drawingRate, readingRate } from '../plugins/rate-limit.ts'
import { readReferences } from '../references/read-references.ts'
import { readSnapshotText } from '../snapshots/read-snapshot-content.ts'
import { listSnapshotsOfBoard } from '../snapshots/store.ts'
import { drawExtract } from './draw-extract.ts'
import { findAuthors } from './find-authors.ts'
import { overviewOf } from './overview.ts'

/** What methods draw from boards: of one board for those who may see it, of a cohort's boards as numbers. */
export function registerExtracts(app: App, context: Context): void {
  const { db, sessions, boardItems } = context

  app.get(
    '/api/boards/:id/extract',
    {
      config: readingRate(sessions),
      schema: { params: idParamsSchema, response: { 200: boardExtractSchema } },
    },
    async (request) => {
      const seen = await requireVisibleBoard(context, request, request.params.id)
      const { board } = seen
      const lang = languageOf(request)
      const [snapshot] = await listSnapshotsOfBoard(db, board.id)
      const earlier = snapshot ? await readSnapshotText(db, snapshot) : null
      const authors = await findAuthors(context, board)
      let drawn = await drawExtract(context, board.id, { lang, earlier, authors })
      if (drawn.items.some(({ source }) => source !== null)) {
        const visible = await visibleWith(db, board, seen)
        const references = await readReferences(board.id, { boardItems, visible, lang })
        const orphaned = references.filter(({ state }) => state === 'gone').map(({ itemId }) => itemId)
        if (orphaned.length > 0)
          drawn = await drawExtract(context, board.id, { lang, orphaned, earlier, authors })
      }
      const place = snapshot && (await placeOfBoard(db, board.id))
      // who takes part learns what has changed, not what those who keep snapshots call them
      const seesNames = place ? allows('snapshot.view', seen.memberships, place) : false
      const { templateId, templateVersion, zones, labels, extract, findings } = drawn
      return {
        template: { id: templateId, version: templateVersion },
        zones: zones.map(({ id, label, kind, count, unfinished }) => ({
          id,
          label,
          kind,
          count,
          unfinished,
        })),
        labels,
        findings,
        since: snapshot
          ? { name: seesNames ? snapshot.name : null, takenAt: new Date(snapshot.taken_at).toISOString() }
          : null,
        // the contract's form of the same values, whose lists may be changed
        extract: structuredClone(extract) as never,
      }
    },
  )

  app.get(
    '/api/cohorts/:id/overview',
    {
      // all boards of a cohort are read for it
      config: drawingRate(sessions),
      schema: { params: idParamsSchema, querystring: overviewQuerySchema, response: { 200: overviewSchema } },
    },
    async (request) => {
      const { memberships } = await sessions.require(request)
      const place = await placeOfCohort(db, request.params.id)
      // In the cohort itself, not in one of its organisations: a member must not compare herself with the others.
      const cohort = place && { ...place, organisationIds: [] }
      if (!cohort || !allows('cohort.overview', memberships, cohort)) throw notFound()
      const named = allows('cohort.overviewNamed', memberships, cohort)
      const boards = await findBoardsOfCohort(db, request.params.id)
      return overviewOf(context, {
        // who leads one group of a workshop does not read the names of the others
        boards: named
          ? boards.filter((board) => !board.group || canView(memberships, placeInCohort(place, board)))
          : boards,
        methodId: request.query.methodId,
        named,
        lang: languageOf(request),
      })
    },
  )
}
