import { type BoardAuthor, schemaFingerprint } from '@tablee/board'
import { CLOSE_CODES, type PeerOptions } from '@tablee/sync'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { isOwnOrigin } from '../plugins/origin.ts'

/** The only address that takes sockets. */
const SYNC_PATH = '/api/sync/:boardId'

/** Somebody who may enter a board, and as what. */
type Admission = Pick<PeerOptions<BoardAuthor>, 'authorId' | 'author' | 'access' | 'identity'>

/** Decides who enters a board; null for a board that she may not know of. Asked once, when a socket opens. */
export type Admit = (request: FastifyRequest, boardId: string) => Promise<Admission | null>

/** What y-websocket puts behind the address; a stock client sends nothing. */
const querySchema = z.object({
  /** `1`: the client understands acks and notices. */
  v: z.string().max(8).optional(),
  /** The fingerprint of the schema that the client was built with. */
  schema: z.string().max(128).optional(),
  /** The epoch of the copy that the client holds. */
  epoch: z.string().max(128).optional(),
})

const paramsSchema = z.object({ boardId: z.string().min(1).max(128) })

/**
 * The sync socket `GET /api/sync/:boardId`: origin, session and right are checked before the upgrade, so a board
 * that somebody may not see answers 404 like one that does not exist.
 */
export function registerSync(app: App, context: Pick<Context, 'config' | 'rooms'>, admit: Admit): void {
  const admissions = new WeakMap<FastifyRequest, Admission & { closings: number }>()
  const fingerprint = schemaFingerprint()

  // the plugin opens a socket on every address and logs the whole of it, query included
  app.addHook('onRequest', async (request) => {
    if (request.ws && request.routeOptions.url !== SYNC_PATH) throw notFound()
  })
  app.get(
    SYNC_PATH,
    {
      websocket: true,
      schema: { hide: true, params: paramsSchema, querystring: querySchema },
      async preHandler(request) {
        // A socket carries the cookie wherever the page that opened it came from.
        if (!isOwnOrigin(request, context.config)) throw new AppError('origin_refused')
        const { boardId } = paramsSchema.parse(request.params)
        const { closings } = context.rooms
        const admission = await admit(request, boardId)
        if (admission === null) throw notFound()
        admissions.set(request, { ...admission, closings })
      },
    },
    (socket, request) => {
      const admission = admissions.get(request)
      const { schema, v, epoch } = request.query
      if (admission === undefined) {
        socket.close(CLOSE_CODES.internal.code, 'internal')
        return
      }
      if (schema !== undefined && schema !== fingerprint) {
        socket.close(CLOSE_CODES.schema_mismatch.code, 'schema_mismatch')
        return
      }
      // Rights were taken from somebody between the question and the answer: ask again.
      if (admission.closings !== context.rooms.closings) {
        socket.close(CLOSE_CODES.rights_changed.code, 'rights_changed')
        return
      }
      const { boardId } = request.params
      request.log.info(
        { boardId, personId: admission.authorId, access: admission.access },
        'peer enters board',
      )
      void context.rooms.join(boardId, {
        ...admission,
        socket,
        notices: v === '1',
        ...(epoch === undefined ? {} : { epoch }),
      })
    },
  )
}
