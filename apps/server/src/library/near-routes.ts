import { CASE_FACETS, type CaseFacetId } from '@tablee/cases'
import { idParamsSchema, nearCasesSchema } from '@tablee/contract'
import type { App } from '../app.ts'
import type { DrawnBoard } from '../background/jobs.ts'
import { requireVisibleBoard } from '../boards/require-board.ts'
import { findOrganisations } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { drawExtract } from '../extracts/draw-extract.ts'
import { languageOf } from '../language.ts'
import { readingRate } from '../plugins/rate-limit.ts'
import { nearCases, type OwnTerms } from './near-cases.ts'
import { labelOf } from './pages/facet-panel.ts'

/** Reasons that are named for each case. */
const SHARED_MAX = 4

/** « Cas proches »: public cases that a group may read while it works, found by the terms that it chose. */
export function registerNearCases(app: App, context: Context): void {
  const { db, library, sessions } = context
  app.get(
    '/api/boards/:id/near-cases',
    {
      config: readingRate(sessions),
      schema: { params: idParamsSchema, response: { 200: nearCasesSchema } },
    },
    async (request) => {
      const { board } = await requireVisibleBoard(context, request, request.params.id)
      const lang = languageOf(request)
      const own = new Map<CaseFacetId, Set<string>>()
      addCells(own, (await drawExtract(context, board.id, { lang })).items)
      const [organisation] = await findOrganisations(db, board.organisationId ? [board.organisationId] : [])
      const profile = organisation?.profile
      for (const facet of ['sector', 'orgType', 'projectKind', 'size', 'region'] as const)
        if (profile?.[facet] !== undefined) add(own, facet, profile[facet])
      const near = nearCases(await library.shelf(), own satisfies OwnTerms)
      return {
        cases: near.map(({ found: { document }, shared }) => ({
          slug: document.slug,
          publicName: document.meta.publicName,
          lang: document.lang,
          shared: shared.slice(0, SHARED_MAX).map(({ facet, term }) => labelOf(facet, term, lang)),
        })),
      }
    },
  )
}

function addCells(own: Map<CaseFacetId, Set<string>>, items: DrawnBoard['items']): void {
  for (const { cells } of items)
    for (const cell of Object.values(cells)) {
      if (cell.kind !== 'term') continue
      // who wrote a row, or whom it is about, describes no project
      const facet = CASE_FACETS.find(({ id, vocabulary }) => vocabulary === cell.set && id !== 'perspectives')
      if (facet) add(own, facet.id, cell.id)
    }
}

function add(own: Map<CaseFacetId, Set<string>>, facet: CaseFacetId, term: string): void {
  own.set(facet, (own.get(facet) ?? new Set()).add(term))
}
