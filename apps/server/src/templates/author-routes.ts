import {
  createTemplateRequestSchema,
  idParamsSchema,
  importPreviewSchema,
  importTemplateRequestSchema,
  okSchema,
  ownTemplateListSchema,
  ownTemplateSchema,
  publishedTemplateSchema,
  publishTemplateRequestSchema,
  saveDraftRequestSchema,
  savedDraftSchema,
  updateTemplateRequestSchema,
} from '@tablee/contract'
import {
  blankTemplate,
  duplicateTemplate,
  FIRST_VERSION,
  PACKAGE_MAX_BYTES,
  templateDraftSchema,
} from '@tablee/templates'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { findProgramme, findProgrammes } from '../cohorts/store.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { findReadableTemplate } from './find-template.ts'
import { importTemplate, previewImport } from './import-template.ts'
import { presentOwn } from './present-template.ts'
import { baseOf, draftConflict, publishTemplate } from './publish-template.ts'
import { accessTo, authorProgrammes } from './rules.ts'
import { findOwnTemplate, findOwnTemplates, insertOwnTemplate, saveDraft, setArchived } from './store.ts'
import { rightsOf } from './template-rights.ts'
import { findInUse, findNewestNumbers } from './version-store.ts'

/** A package inside a JSON string: every quotation mark and line end of it is written with two characters. */
const IMPORT_BODY_BYTES = 2 * PACKAGE_MAX_BYTES + 4_096

/** What a coach does with her own methods: begins, writes, publishes, imports. */
export function registerOwnTemplates(app: App, context: Context): void {
  const { db, sessions, now } = context

  app.get('/api/own-templates', { schema: { response: { 200: ownTemplateListSchema } } }, async (request) => {
    const { person, memberships } = await sessions.require(request)
    const programmes = await authorProgrammes(db, memberships)
    const own = (await findOwnTemplates(db, { ownerId: person.id }, request.log)).filter(({ programme }) =>
      programmes.has(programme.id),
    )
    const versions = await findNewestNumbers(
      db,
      own.map(({ id }) => id),
    )
    return {
      templates: own.map((template) => presentOwn(template, versions.get(template.id) ?? null)),
      programmes: programmes.size === 0 ? [] : await findProgrammes(db, [...programmes]),
    }
  })

  app.post(
    '/api/own-templates',
    {
      schema: {
        body: createTemplateRequestSchema,
        response: { 201: ownTemplateSchema(templateDraftSchema) },
      },
    },
    async (request, reply) => {
      const { programmeId, title, lang, from, family } = request.body
      const signedIn = await requireAuthor(request, programmeId)
      const source = from && (await findReadableTemplate(context, signedIn, { ...from, id: from.templateId }))
      if (from && !source) throw notFound()
      const id = newId()
      const name = { fr: title, nl: '', en: '', [lang]: title }
      await insertOwnTemplate(
        db,
        {
          id,
          programmeId,
          ownerId: signedIn.person.id,
          origin: source && { templateId: source.id, version: source.version, title: source.title },
          baseVersion: source?.version ?? FIRST_VERSION,
          ...(source ? await rightsOf(db, source) : { licence: '', credits: '' }),
          draft: source
            ? duplicateTemplate(source, { id, title: name })
            : blankTemplate({ id, title: name, family }),
        },
        now(),
      )
      request.log.info({ templateId: id, programmeId, from: source?.id ?? null }, 'method begun')
      return reply.code(201).send(await view(request, id))
    },
  )

  app.post(
    '/api/own-templates/import',
    {
      bodyLimit: IMPORT_BODY_BYTES,
      schema: { body: importTemplateRequestSchema, response: { 201: publishedTemplateSchema } },
    },
    async (request, reply) => {
      const { programmeId, file } = request.body
      const { person } = await requireAuthor(request, programmeId)
      const imported = await importTemplate(context, { programmeId, file, personId: person.id })
      request.log.info({ templateId: imported.id, programmeId }, 'method imported')
      return reply.code(201).send(imported)
    },
  )

  app.post(
    '/api/own-templates/import/preview',
    {
      bodyLimit: IMPORT_BODY_BYTES,
      schema: { body: importTemplateRequestSchema, response: { 200: importPreviewSchema } },
    },
    async (request) => {
      const { programmeId, file } = request.body
      await requireAuthor(request, programmeId)
      return previewImport(context, { programmeId, file })
    },
  )

  app.get(
    '/api/own-templates/:id',
    { schema: { params: idParamsSchema, response: { 200: ownTemplateSchema(templateDraftSchema) } } },
    (request) => view(request, request.params.id),
  )

  app.put(
    '/api/own-templates/:id/draft',
    {
      schema: {
        params: idParamsSchema,
        body: saveDraftRequestSchema(templateDraftSchema),
        response: { 200: savedDraftSchema },
      },
    },
    async (request) => {
      const { own } = await requireOwn(request, request.params.id)
      const { revision, licence, credits } = request.body
      // the id and the number are the server's
      const draft = { ...request.body.draft, id: own.id, version: own.draft.version }
      const at = now()
      if (!(await saveDraft(db, own.id, { revision, draft, licence, credits }, at))) {
        throw draftConflict((await findOwnTemplate(db, own.id)) ?? own)
      }
      return { revision: revision + 1, savedAt: new Date(at).toISOString() }
    },
  )

  app.post(
    '/api/own-templates/:id/publish',
    {
      schema: {
        params: idParamsSchema,
        body: publishTemplateRequestSchema,
        response: { 200: publishedTemplateSchema },
      },
    },
    async (request) => {
      const { own, personId } = await requireOwn(request, request.params.id)
      const { version } = await publishTemplate(context, own, { ...request.body, personId })
      request.log.info({ templateId: own.id, version }, 'method published')
      return { id: own.id, version }
    },
  )

  app.patch(
    '/api/own-templates/:id',
    { schema: { params: idParamsSchema, body: updateTemplateRequestSchema, response: { 200: okSchema } } },
    async (request) => {
      const { own } = await requireOwn(request, request.params.id)
      await setArchived(db, own.id, request.body.archived)
      return { ok: true as const }
    },
  )

  /** @throws {AppError} `not_found` also for a programme that she may not write methods in: she need not know of it */
  async function requireAuthor(request: FastifyRequest, programmeId: string) {
    const signedIn = await sessions.require(request)
    const programmes = await authorProgrammes(db, signedIn.memberships)
    if (!programmes.has(programmeId) || !(await findProgramme(db, programmeId))) throw notFound()
    return signedIn
  }

  async function requireOwn(request: FastifyRequest, id: string) {
    const { person, memberships } = await sessions.require(request)
    const own = await findOwnTemplate(db, id)
    if (!own || accessTo(own, person.id, await authorProgrammes(db, memberships)) !== 'write')
      throw notFound()
    return { own, personId: person.id }
  }

  async function view(request: FastifyRequest, id: string) {
    const { own } = await requireOwn(request, id)
    const version = (await findNewestNumbers(db, [id])).get(id) ?? null
    const base = await baseOf(db, own)
    return {
      ...presentOwn(own, version),
      draft: own.draft,
      revision: own.revision,
      licence: own.licence,
      credits: own.credits,
      origin: own.origin,
      base: base && { version: base.version, content: base },
      ...(await findInUse(db, id)),
    }
  }
}
