import { schemaFingerprint } from '@tablee/board'
import { type CloseReason, type PeerMatch, RoomMissing, turnAway } from '@tablee/sync'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { admissionPasses, PASS_HEADER } from '../nodes/admission-pass.ts'
import type { HolderRefusal } from '../nodes/socket-proxy.ts'
import { isOwnOrigin } from '../plugins/origin.ts'
import type { Admission, Admit } from './admission.ts'
import { type Traveller, type Way, WayFinder } from './find-way.ts'
import { OpeningRate } from './opening-rate.ts'
import { RightsWatch } from './rights-watch.ts'

/** The only address that takes sockets. */
const SYNC_PATH = '/api/sync/:boardId'
/** Seconds after which somebody whose board nobody serves at the moment may ask again. */
const RETRY_AFTER_SECONDS = 1

/** What y-websocket puts behind the address; a stock client sends nothing. */
const querySchema = z.object({
  /** `1`: the client understands acks and notices. */
  v: z.string().max(8).optional(),
  /** The fingerprint of the schema that the client was built with. */
  schema: z.string().max(128).optional(),
  /** The epoch of the copy that the client holds. */
  epoch: z.string().max(128).optional(),
  /** The Yjs client id that the client is going to write with. */
  client: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 53 - 1)
    .optional(),
})

const paramsSchema = z.object({ boardId: z.string().min(1).max(128) })

/** An admission, and how often sockets had been closed before it was asked for. */
type Dated = Admission & { readonly closings: number }

/**
 * The sync socket `GET /api/sync/:boardId`: origin, session and right are checked before the upgrade, so a board
 * that somebody may not see answers 404 like one that does not exist. A board that another process holds is served
 * there: the socket is carried to it, with a signed pass in the place of a second check. Who opens them too often gets
 * 429, as soon as it is known who she is.
 */
export function registerSync(
  app: App,
  context: Pick<Context, 'config' | 'rooms' | 'leases' | 'node' | 'proxy' | 'now'>,
  admit: Admit,
  recheckRightsMs?: number,
): void {
  const { rooms, proxy } = context
  const admissions = new WeakMap<FastifyRequest, Dated>()
  const barred = new WeakMap<FastifyRequest, CloseReason>()
  const heads = new WeakMap<FastifyRequest['raw'], Buffer>()
  const fingerprint = schemaFingerprint()
  const passes = admissionPasses(context.config.secretKey, context.now)
  const ways = new WayFinder(context.leases)
  const openings = new OpeningRate()
  const watch = new RightsWatch(admit, recheckRightsMs === undefined ? {} : { everyMs: recheckRightsMs })

  app.server.on('upgrade', (request, _socket, head: Buffer) => heads.set(request, head))
  app.addHook('preClose', async () => {
    watch.close()
    proxy.close()
  })
  // the plugin opens a socket on every address and logs the whole of it, query included
  app.addHook('onRequest', async (request) => {
    if (request.ws && request.routeOptions.url !== SYNC_PATH) throw notFound()
  })
  app.get(
    SYNC_PATH,
    {
      websocket: true,
      schema: { hide: true, params: paramsSchema, querystring: querySchema },
      async preHandler(request, reply) {
        const { boardId } = paramsSchema.parse(request.params)
        const closings = rooms.closings.count
        const pass = request.headers[PASS_HEADER]
        if (pass !== undefined) {
          const admission = passes.verify({ boardId, socketKey: socketKeyOf(request) }, pass)
          if (admission === null) throw notFound()
          admissions.set(request, { ...admission, closings })
          return
        }
        // A socket carries the cookie wherever the page that opened it came from.
        if (!isOwnOrigin(request, context.config)) throw new AppError('origin_refused')
        const admission = await admit(request, boardId, (personId) => openings.spend(personId))
        if (admission === null) throw notFound()
        if ('barred' in admission) {
          barred.set(request, admission.barred)
          return
        }
        const dated = { ...admission, closings }
        admissions.set(request, dated)
        // an upgrade that no holder would take is refused here: it says nothing about the holder
        if (request.ws && isProperUpgrade(request)) await bringToBoard(request, reply, boardId, dated)
      },
    },
    (socket, request) => {
      const admission = admissions.get(request)
      const { schema, v, epoch, client } = request.query
      const reason = barred.get(request)
      if (reason !== undefined) return turnAway(socket, reason)
      if (admission === undefined) return turnAway(socket, 'internal')
      if (schema !== undefined && schema !== fingerprint) return turnAway(socket, 'schema_mismatch')
      if (isOutdated(request.params.boardId, admission)) return turnAway(socket, 'rights_changed')
      const { boardId } = request.params
      request.log.info(
        { boardId, personId: admission.authorId, access: admission.access },
        'peer enters board',
      )
      const { closings: _, ...peer } = admission
      // who was carried here is watched by the process that admitted her
      if (request.headers[PASS_HEADER] === undefined)
        watchRights(request, boardId, peer, (who) => rooms.closePeers(who, 'rights_changed'))
      void rooms.join(boardId, {
        ...peer,
        socket,
        notices: v === '1',
        ...(epoch === undefined ? {} : { epoch }),
        ...(client === undefined ? {} : { client }),
      })
    },
  )

  /** Rights were taken from somebody between the question and the answer: ask again. */
  function isOutdated(boardId: string, { closings, authorId }: Dated): boolean {
    return rooms.closings.haveTouched(closings, boardId, authorId)
  }

  function watchRights(
    request: FastifyRequest,
    boardId: string,
    admission: Admission,
    close: (who: PeerMatch) => void,
  ): void {
    const unwatch = watch.watch({
      visitor: request,
      boardId,
      admission,
      lost() {
        request.log.info({ boardId, personId: admission.authorId }, 'rights changed unheard: sockets closed')
        close({ room: boardId, authorId: admission.authorId })
      },
    })
    request.raw.socket.once('close', unwatch)
    if (request.raw.socket.destroyed) unwatch()
  }

  async function findWay(traveller: Traveller): Promise<Way> {
    try {
      return await ways.find(traveller)
    } catch (err) {
      // the rooms say so over the open socket, and the client does not come back
      if (err instanceof RoomMissing) return 'here'
      throw err
    }
  }

  /** Returns when the socket may be opened here, or was taken by the process that holds the board. */
  async function bringToBoard(
    request: FastifyRequest,
    reply: FastifyReply,
    boardId: string,
    admission: Dated,
  ): Promise<void> {
    // who comes while this process stops is told so by the rooms
    if (rooms.isOpen(boardId) || context.node.stopping) return
    const upgrade = request.raw
    const { closings: _, ...whom } = admission
    const way = await findWay({
      room: boardId,
      authorId: admission.authorId,
      isThere: () => !upgrade.socket.destroyed && !context.node.stopping && !isOutdated(boardId, admission),
      waits: () =>
        request.log.info({ boardId, personId: admission.authorId }, 'nobody answers for the board: waiting'),
      forward: async (node) => {
        // one that crashed here holds the board for some seconds more
        if (node === context.node.address) return 'silent'
        return proxy.forward({
          upgrade,
          head: heads.get(upgrade) ?? Buffer.alloc(0),
          node,
          pass: passes.sign({ boardId, socketKey: socketKeyOf(request) }, whom),
          room: boardId,
          authorId: admission.authorId,
          taken: () => {
            reply.hijack()
            watchRights(request, boardId, whom, (who) => proxy.closePeers(who))
            request.log.info(
              { boardId, personId: admission.authorId, access: admission.access, node },
              'peer carried to the holder of the board',
            )
          },
        })
      },
    })
    if (typeof way === 'object') {
      request.log.warn(
        { boardId, personId: admission.authorId, status: way.status },
        'the holder of the board refused a socket: do clocks or secret keys differ?',
      )
      throw refusedByHolder(way)
    }
    // an outdated admission and a stop are told over the open socket, with their reason
    if (way === 'nowhere' && !isOutdated(boardId, admission) && !context.node.stopping)
      throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
  }
}

/** What the holder said, said again here. */
function refusedByHolder({ status, retryAfterSeconds }: HolderRefusal): AppError {
  if (status === 429)
    return new AppError('rate_limited', { retryAfterSeconds: retryAfterSeconds ?? RETRY_AFTER_SECONDS })
  if (status === 401 || status === 403) return new AppError('forbidden')
  return status === 404 ? notFound() : new AppError('request_invalid')
}

/** Whether a socket can come of it (RFC 6455 4.2.1: 16 bytes as base64; the versions that `ws` 8.23.0 takes). */
function isProperUpgrade({ headers }: FastifyRequest): boolean {
  const version = headers['sec-websocket-version']
  return (
    /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '') && (version === '13' || version === '8')
  )
}

function socketKeyOf(request: FastifyRequest): string {
  return request.headers['sec-websocket-key'] ?? ''
}
