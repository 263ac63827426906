import { allows, changeVocabularyRequestSchema, idParamsSchema, vocabulariesSchema } from '@tablee/contract'
import { applyVocabularyChanges, SHIPPED_VOCABULARIES } from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { findProgramme } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { authorProgrammes } from '../templates/rules.ts'
import { changeVocabulary } from './change-vocabulary.ts'
import { findVocabularyChanges } from './store.ts'

/** The controlled words of a programme: coaches rename, add and retire them; the history stays. */
export function registerVocabularies(app: App, context: Context): void {
  const { db, sessions } = context
  const schema = { params: idParamsSchema, response: { 200: vocabulariesSchema } }

  app.get('/api/programmes/:id/vocabularies', { schema }, async (request) => {
    const { programme } = await requireEditor(request, request.params.id)
    return present(programme)
  })

  app.post(
    '/api/programmes/:id/vocabularies',
    { schema: { ...schema, body: changeVocabularyRequestSchema } },
    async (request) => {
      const { programme, personId } = await requireEditor(request, request.params.id)
      await changeVocabulary(context, programme.id, request.body, personId)
      request.log.info({ programmeId: programme.id, kind: request.body.kind }, 'vocabulary changed')
      return present(programme)
    },
  )

  async function requireEditor(request: FastifyRequest, programmeId: string) {
    const { person, memberships } = await sessions.require(request)
    const programme = await findProgramme(db, programmeId)
    if (!programme) throw notFound()
    const mayEdit =
      allows('vocabulary.edit', memberships, { programmeId }) ||
      (await authorProgrammes(db, memberships)).has(programmeId)
    if (!mayEdit) throw notFound()
    return { programme, personId: person.id }
  }

  async function present({ id, name }: { id: string; name: string }) {
    const history = await findVocabularyChanges(db, id)
    return {
      programme: name,
      vocabularies: applyVocabularyChanges(SHIPPED_VOCABULARIES, history).map((list) => ({
        ...list,
        terms: [...list.terms],
      })),
      history: history.reverse(),
    }
  }
}
