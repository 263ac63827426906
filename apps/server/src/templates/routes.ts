import { templateListSchema } from '@tablee/contract'
import { findTemplate, TEMPLATES, templateSchema } from '@tablee/templates'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

const templateParamsSchema = z.strictObject({ id: z.string().min(1).max(60) })

/** The methods that a board can be opened from; the same for everybody who is signed in. */
export function registerTemplates(app: App, context: Context): void {
  app.get('/api/templates', { schema: { response: { 200: templateListSchema } } }, async (request) => {
    await context.sessions.require(request)
    return {
      templates: TEMPLATES.map(({ id, version, family, title, purpose, durationMin, zones }) => ({
        id,
        version,
        family,
        title,
        purpose,
        durationMin,
        zones: zones.length,
      })),
    }
  })

  app.get(
    '/api/templates/:id',
    { schema: { params: templateParamsSchema, response: { 200: templateSchema } } },
    async (request) => {
      await context.sessions.require(request)
      const template = findTemplate(request.params.id)
      if (!template) throw notFound()
      return template
    },
  )
}
