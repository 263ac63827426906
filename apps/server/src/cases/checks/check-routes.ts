import { entersCase, FACETS_K } from '@tablee/cases'
import {
  type CaseCheckView,
  caseCheckSchema,
  updateCaseCheckRequestSchema as changeSchema,
  idParamsSchema,
  type updateCaseCheckRequestSchema,
} from '@tablee/contract'
import type * as z from 'zod'
import type { App } from '../../app.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { type CaseAnswers, findAnswers, saveAnswers } from '../../publication/check-store.ts'
import type { StoredCase } from '../../publication/draft-store.ts'
import { type CaseAccess, changeBy, requireCase } from '../case-access.ts'
import { caseFactsOf } from '../case-facts.ts'
import { changeCase } from '../change-case.ts'
import { checkCase } from './check-case.ts'
import { BY_NUMBERS_ALONE } from './describe-case.ts'

type Change = z.output<typeof updateCaseCheckRequestSchema>

/** Whether somebody could guess whose case it is: what was found, and what the editor answers to it. */
export function registerCaseChecks(app: App, context: Context): void {
  app.get(
    '/api/cases/:id/check',
    { schema: { params: idParamsSchema, response: { 200: caseCheckSchema } } },
    async (request) => present(await requireCase(context, request, request.params.id)),
  )

  app.patch(
    '/api/cases/:id/check',
    { schema: { params: idParamsSchema, body: changeSchema, response: { 200: caseCheckSchema } } },
    async (request) => {
      const { id } = request.params
      const access = await requireCase(context, request, id, 'case.edit')
      // together: whoever publishes what was checked before finds the draft's revision moved
      const stored = await changeCase(
        context,
        changeBy(access, { act: 'case_changed', facts: { field: Object.keys(request.body) } }),
        (draft) => withChange(draft, request.body),
        async (transaction) =>
          saveAnswers(transaction, id, withAnswers(await findAnswers(transaction, id), request.body)),
      )
      return present({ ...access, stored, facts: await caseFactsOf(context, context.db, stored) })
    },
  )

  async function present({ stored, facts }: Pick<CaseAccess, 'stored' | 'facts'>): Promise<CaseCheckView> {
    const { shown, facets, rare, ...checked } = checkCase(stored, facts)
    const { about, isNamed, population, sharedTags, links, reservations, reservedFacets, quotes } = checked
    const { monthZero, countsOnly } = stored.draft
    return {
      facets: copied(shown),
      about,
      cohort: facets.cohort,
      library: facets.library,
      least: FACETS_K,
      isSafe: facets.isSafe,
      rare: [...rare],
      isNamed,
      mayReason: facts.check.level !== BY_NUMBERS_ALONE,
      proposals: facets.proposals.map((proposal) => ({
        ...proposal,
        steps: [...proposal.steps],
        facets: copied(proposal.facets),
      })),
      population,
      reason: facts.check.answers.reason,
      sharedTags: [...sharedTags],
      links: links.map(({ id: _, ...link }) => ({
        ...link,
        reasons: [...link.reasons],
        statementIds: [...link.statementIds],
        shared: [...link.shared],
      })),
      reservations: reservations.map((open) => ({ ...open, tags: [...open.tags] })),
      reservedFacets: [...reservedFacets],
      quotes: [...quotes],
      monthZero,
      countsOnly,
      nameModel: await context.names.state(),
    }
  }
}

function copied(shown: ReturnType<typeof checkCase>['shown']): CaseCheckView['facets'] {
  const { sector, projectKind, orgType, country, size, region } = shown
  return {
    sector: [...sector],
    projectKind: [...projectKind],
    orgType: [...orgType],
    country: [...country],
    size: [...size],
    region: [...region],
  }
}

/** The draft after what of a change is kept in it. @throws {AppError} `not_found` for a statement or tag it has not. */
function withChange(stored: StoredCase, { monthZero, countOnly, countNoMore }: Change): StoredCase {
  const { draft } = stored
  // what does not enter the case is counted for nothing
  const from = draft.statements.find(({ id }) => id === countOnly?.statementId)
  if (countOnly && !(from && entersCase(from) && from.tags.includes(countOnly.tag))) throw notFound()
  if (countNoMore !== undefined && !draft.countsOnly.includes(countNoMore)) throw notFound()
  const statements = draft.statements.map((statement) =>
    countOnly?.statementId === statement.id
      ? { ...statement, tags: statement.tags.filter((tag) => tag !== countOnly.tag) }
      : statement,
  )
  const counted = countOnly ? [...new Set([...draft.countsOnly, countOnly.tag])].sort() : draft.countsOnly
  const countsOnly = counted.filter((tag) => tag !== countNoMore)
  return {
    ...stored,
    draft: {
      ...draft,
      statements,
      countsOnly,
      monthZero: monthZero === undefined ? draft.monthZero : monthZero,
    },
  }
}

function withAnswers(answers: CaseAnswers, { population, link }: Change): CaseAnswers {
  const links = { ...answers.links }
  if (link?.answer === null) delete links[link.key]
  else if (link) links[link.key] = link.answer
  if (population === undefined) return { ...answers, links }
  const { answer, about, reason } = population
  return { population: { answer, about }, reason, links }
}
