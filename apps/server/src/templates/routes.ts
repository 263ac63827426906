import {
  templateListSchema,
  templateParamsSchema,
  templateVersionParamsSchema,
  templateVersionsSchema,
} from '@tablee/contract'
import {
  fillLanguages,
  findTemplate,
  packTemplate,
  SHIPPED_VOCABULARIES,
  TEMPLATES,
  templateDraftSchema,
} from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { currentVocabularies } from '../vocabularies/current-vocabularies.ts'
import { registerOwnTemplates } from './author-routes.ts'
import { registerBoardTemplates } from './board-routes.ts'
import { findReadableTemplate } from './find-template.ts'
import { presentTemplate } from './present-template.ts'
import { authorProgrammes } from './rules.ts'
import { findOwnTemplate, findOwnTemplates } from './store.ts'
import { rightsOf } from './template-rights.ts'
import { findNewestVersions, findVersions } from './version-store.ts'

/** The methods that a board can be opened from: the shipped ones for everybody, and those of a coach's programmes. */
export function registerTemplates(app: App, context: Context): void {
  const { db, sessions } = context
  registerOwnTemplates(app, context)
  registerBoardTemplates(app, context)

  app.get('/api/templates', { schema: { response: { 200: templateListSchema } } }, async (request) => {
    const { person, memberships } = await sessions.require(request)
    const programmes = await authorProgrammes(db, memberships)
    const own = (await findOwnTemplates(db, { programmeIds: [...programmes] }, request.log)).filter(
      (template) => template.publishedRevision !== null && !template.archived,
    )
    const versions = await findNewestVersions(
      db,
      own.map(({ id }) => id),
      request.log,
    )
    return {
      templates: [
        ...TEMPLATES.map((template) => presentTemplate(template, null)),
        ...own.flatMap(({ id, programme, ownerId }) => {
          const newest = versions.get(id)
          if (!newest) return []
          const whose = {
            programme: programme.name,
            author: newest.publishedBy,
            mine: ownerId === person.id,
          }
          return [presentTemplate(fillLanguages(newest.template), whose)]
        }),
      ],
    }
  })

  app.get(
    '/api/templates/:id',
    { schema: { params: templateParamsSchema, response: { 200: templateDraftSchema } } },
    (request) => requireTemplate(request, request.params),
  )

  app.get(
    '/api/templates/:id/versions',
    { schema: { params: templateParamsSchema, response: { 200: templateVersionsSchema } } },
    async (request) => {
      const template = await requireTemplate(request, request.params)
      if (findTemplate(template.id)) {
        const shipped = { version: template.version, publishedAt: null, publishedBy: null, note: '' }
        return { versions: [shipped] }
      }
      const versions = await findVersions(db, template.id, request.log)
      return {
        versions: versions.map(({ version, publishedAt, publishedBy, note }) => ({
          version,
          publishedAt,
          publishedBy,
          note,
        })),
      }
    },
  )

  app.get(
    '/api/templates/:id/versions/:version',
    { schema: { params: templateVersionParamsSchema, response: { 200: templateDraftSchema } } },
    (request) => requireTemplate(request, request.params),
  )

  app.get(
    '/api/templates/:id/package',
    { schema: { params: templateParamsSchema } },
    async (request, reply) => {
      const template = await requireTemplate(request, request.params)
      const own = await findOwnTemplate(db, template.id)
      const { licence, credits } = await rightsOf(db, template)
      const file = packTemplate(template, {
        licence,
        credits,
        origin: own?.origin ?? null,
        vocabularies: own ? await currentVocabularies(db, own.programme.id) : SHIPPED_VOCABULARIES,
      })
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileName(template.title.fr)}.tablee.json"`)
        .send(`${JSON.stringify(file, null, 2)}\n`)
    },
  )

  async function requireTemplate(request: FastifyRequest, which: { id: string; version?: string }) {
    const signedIn = await sessions.require(request)
    const template = await findReadableTemplate(context, signedIn, which)
    if (!template) throw notFound()
    return template
  }
}

/** The title in plain letters: a header takes no others. */
function fileName(title: string): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return plain.toLowerCase() || 'methode'
}
