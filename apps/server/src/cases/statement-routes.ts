import { LANGUAGES } from '@tablee/board'
import {
  changeStatement,
  type DraftSection,
  isCaseSection,
  type StatementChange,
  type StatementDecision,
  UNSORTED,
} from '@tablee/cases'
import {
  caseDraftSchema,
  decideStatementRequestSchema,
  idSchema,
  statementSourcesSchema,
} from '@tablee/contract'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { languageOf } from '../language.ts'
import { drawingRate } from '../plugins/rate-limit.ts'
import { answerCase } from './answer-case.ts'
import { changeBy, requireCase } from './case-access.ts'
import { changeCase } from './change-case.ts'
import { refuseUnknownTerms } from './known-terms.ts'
import { statementSources } from './statement-sources.ts'

const statementParamsSchema = z.strictObject({ id: idSchema, statementId: idSchema })
const sourcesQuerySchema = z.strictObject({ lang: z.enum(LANGUAGES).optional() })

/** One statement of a draft: what is decided about it, what it says of itself, and the notes that it comes from. */
export function registerStatements(app: App, context: Context): void {
  app.put(
    '/api/cases/:id/statements/:statementId',
    {
      schema: {
        params: statementParamsSchema,
        body: decideStatementRequestSchema,
        response: { 200: caseDraftSchema },
      },
    },
    async (request) => {
      const { id, statementId } = request.params
      const access = await requireCase(context, request, id, 'case.edit')
      const change = statementChange(request.body)
      refuseUnknownTerms(change)
      const { decision, section } = request.body
      const facts = {
        statementId,
        field: Object.keys(request.body),
        ...(decision !== undefined && { action: decision }),
        ...(section !== undefined && { section }),
      }
      const act = changeBy(access, { act: 'statement_decided', facts })
      const changed = await changeCase(context, act, (stored) => {
        const draft = changeStatement(stored.draft, statementId, change)
        if (draft === null) throw notFound()
        return { ...stored, draft }
      })
      return answerCase(context, request, { ...access, stored: changed })
    },
  )

  app.get(
    '/api/cases/:id/statements/:statementId/sources',
    {
      config: drawingRate(context.sessions),
      schema: {
        params: statementParamsSchema,
        querystring: sourcesQuerySchema,
        response: { 200: statementSourcesSchema },
      },
    },
    async (request, reply) => {
      const { id, statementId } = request.params
      const { stored } = await requireCase(context, request, id)
      const { memberships } = await context.sessions.require(request)
      const statement = stored.draft.statements.find((found) => found.id === statementId)
      if (statement === undefined) throw notFound()
      void reply.header('cache-control', 'private, no-store')
      const lang = request.query.lang ?? languageOf(request)
      return statementSources(context, statement, { memberships, lang })
    },
  )
}

type ChangeBody = z.infer<typeof decideStatementRequestSchema>

function statementChange({ decision, text, section, ...said }: ChangeBody): StatementChange {
  return {
    ...said,
    ...(decision !== undefined && { decision: decisionOf(decision, text) }),
    ...(section !== undefined && { section: sectionOf(section) }),
  }
}

function decisionOf(state: NonNullable<ChangeBody['decision']>, text: string | undefined): StatementDecision {
  if (state !== 'reworded') return { state }
  if (text === undefined) {
    throw new AppError('request_invalid', { fields: [{ path: 'text', problem: 'required' }] })
  }
  return { state, text }
}

function sectionOf(id: string): DraftSection {
  if (id === UNSORTED || isCaseSection(id)) return id
  throw new AppError('request_invalid', { fields: [{ path: 'section', problem: 'unknown_section' }] })
}
