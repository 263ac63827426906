import type { Lang } from '@tablee/board'
import { idParamsSchema, personExportQuerySchema } from '@tablee/contract'
import type { FastifyReply } from 'fastify'
import type { App } from '../../app.ts'
import type { Context } from '../../context.ts'
import { sendFile } from '../../exports/send-file.ts'
import { languageOf } from '../../language.ts'
import { bundleRate } from '../../plugins/rate-limit.ts'
import { requireMayErase } from '../may-erase.ts'
import { exportPerson, type PersonExport } from './person-export.ts'
import { writePersonText } from './write-text.ts'

/** All that is kept about a person as a file: for herself, also without an account, and for who may erase her. */
export function registerPersonExports(app: App, context: Context): void {
  const { db, sessions } = context

  app.get(
    '/api/session/person/export',
    { config: bundleRate(sessions), schema: { querystring: personExportQuerySchema } },
    async (request, reply) => {
      const { person } = await sessions.require(request)
      request.log.info({ personId: person.id }, 'a person took away what is kept about her')
      return send(reply, await exportPerson(context, person.id, 'herself'), {
        ...request.query,
        lang: request.query.lang ?? languageOf(request),
      })
    },
  )

  app.get(
    '/api/people/:id/export',
    {
      config: bundleRate(sessions),
      schema: { params: idParamsSchema, querystring: personExportQuerySchema },
    },
    async (request, reply) => {
      const { person, memberships } = await sessions.require(request)
      const { id } = request.params
      await requireMayErase(db, memberships, id)
      request.log.info({ personId: person.id, ofPersonId: id }, 'what is kept about a person was taken away')
      const reader = id === person.id ? 'herself' : 'somebody else'
      return send(reply, await exportPerson(context, id, reader), {
        ...request.query,
        lang: request.query.lang ?? languageOf(request),
      })
    },
  )

  function send(
    reply: FastifyReply,
    about: PersonExport,
    { format, lang }: { format: 'json' | 'md'; lang: Lang },
  ): FastifyReply {
    const text = format === 'md' ? writePersonText(about, lang) : `${JSON.stringify(about, null, 2)}\n`
    // a file name travels far: it does not say whose it is
    return sendFile(reply, { name: `tablee-${FILE_NAMES[lang]}.${format}`, bytes: Buffer.from(text, 'utf8') })
  }
}

const FILE_NAMES = { fr: 'mes-donnees', nl: 'mijn-gegevens', en: 'my-data' } as const
