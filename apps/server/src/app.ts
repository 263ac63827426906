import cookie from '@fastify/cookie'
import websocket from '@fastify/websocket'
import { CLOSE_CODES, FRAGMENTS_MAX, FRAME_MAX_BYTES } from '@tablee/sync'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { registerAccounts } from './accounts/routes.ts'
import { ATTENTION_ORDER } from './attention/attention-order.ts'
import { registerDeletedNotes } from './attention/deleted-routes.ts'
import { MISSING_ORDER, RESTORE_ORDER } from './attention/restore-order.ts'
import { registerAttention } from './attention/routes.ts'
import { BALLOTS_ORDER } from './ballots/ballots-order.ts'
import { registerBallots } from './ballots/routes.ts'
import { STEP_BALLOTS_ORDER } from './ballots/step-ballots.ts'
import { admitToBoard } from './boards/access.ts'
import { registerBoards } from './boards/routes.ts'
import { registerCaseChecks } from './cases/checks/check-routes.ts'
import { registerCases } from './cases/routes.ts'
import { registerCohorts } from './cohorts/routes.ts'
import { CAPTION_ORDER } from './colours/caption-order.ts'
import { registerColours } from './colours/routes.ts'
import { registerComments } from './comments/routes.ts'
import { registerConsents } from './consents/routes.ts'
import type { Context } from './context.ts'
import { registerDemo } from './demo/routes.ts'
import { registerDoors } from './doors/routes.ts'
import { ERASE_ORDER } from './erasure/erase-order.ts'
import { startErasures } from './erasure/erasures.ts'
import { registerPersonExports } from './erasure/export/export-routes.ts'
import { registerErasures } from './erasure/routes.ts'
import { registerExports } from './exports/routes.ts'
import { registerExtracts } from './extracts/routes.ts'
import { DRAWING_ORDER } from './imports/drawing-order.ts'
import { ROWS_ORDER } from './imports/import-rows.ts'
import { registerImports } from './imports/routes.ts'
import { registerInvitations } from './invitations/routes.ts'
import { registerNearCases } from './library/near-routes.ts'
import { registerLibrary } from './library/routes.ts'
import { received, registerBoardOrders } from './nodes/board-orders.ts'
import { registerPacks } from './packs/routes.ts'
import { registerErrors } from './plugins/errors.ts'
import { registerHealth } from './plugins/health.ts'
import { registerOpenApi } from './plugins/openapi.ts'
import { registerOriginCheck } from './plugins/origin.ts'
import { registerRateLimit } from './plugins/rate-limit.ts'
import { registerSecurityHeaders } from './plugins/security-headers.ts'
import { registerSite } from './plugins/site.ts'
import { CURTAIN_ZONES_ORDER, CURTAINS_ORDER, REVEALED_NOTE_ORDER } from './private-writing/curtain-orders.ts'
import { registerPrivateWriting } from './private-writing/routes.ts'
import { registerReferences } from './references/routes.ts'
import { TAKE_ORDER } from './references/take-items.ts'
import { registerRehearsals } from './rehearsal/routes.ts'
import { registerRetention } from './retention/routes.ts'
import { LATE_ORDER } from './script/late-writers.ts'
import { FORESEE_STEP_ORDER } from './script/private-step.ts'
import { registerScript } from './script/routes.ts'
import { READ_SCRIPT_ORDER, SCRIPT_ORDER } from './script/script-order.ts'
import { registerSearch } from './search/routes.ts'
import { registerMissingNotes } from './snapshots/missing-notes-routes.ts'
import { SNAPSHOT_ORDER } from './snapshots/restore-order.ts'
import { registerSnapshotRestore } from './snapshots/restore-routes.ts'
import { registerSnapshots } from './snapshots/routes.ts'
import { registerSync } from './sync/route.ts'
import { registerTemplates } from './templates/routes.ts'
import { VERSION_ORDER } from './templates/take-version.ts'
import { VERSION } from './version.ts'
import { registerVocabularies } from './vocabularies/routes.ts'
import { PRESENCE_ORDER } from './workshops/presence.ts'
import { registerWorkshops } from './workshops/routes.ts'
import { UNDER_WAY_ORDER } from './workshops/unfinished-boards.ts'

/** Fastify with zod schemas as its types. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Largest body of an ordinary request, in bytes. */
const BODY_LIMIT_BYTES = 1024 * 1024
/** How long a client may take to send a request, in ms: slower ones hold a connection for nothing. */
const REQUEST_TIMEOUT_MS = 30_000
/** How long the answer to a close is waited for, in ms: until then what a refused client goes on sending is taken in. */
const CLOSE_TIMEOUT_MS = 2_000

/**
 * Puts the features together; opens nothing and listens on nothing. `siteFolder` is the built web app;
 * `recheckRightsMs`: how long a right that was taken may outlive the message that says so, else half a minute.
 */
export async function buildApp(
  context: Context,
  options: {
    logger: FastifyBaseLogger
    siteFolder: string
    setupCode: () => string | null
    recheckRightsMs?: number | undefined
  },
): Promise<App> {
  const app: App = fastify({
    loggerInstance: options.logger,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // one line per answer is written below, without the address and the query
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: context.config.publicUrlGiven ? 'loopback, linklocal, uniquelocal' : false,
    routerOptions: { maxParamLength: 128 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request answered',
    )
  })

  registerErrors(app)
  await registerSecurityHeaders(app, context.config)
  registerOriginCheck(app, context.config)
  await app.register(cookie)
  await registerRateLimit(app, context)
  // Not written in place: the library's types do not know `closeTimeout` yet.
  const socketOptions = {
    maxPayload: FRAME_MAX_BYTES,
    maxFragments: FRAGMENTS_MAX,
    perMessageDeflate: false,
    closeTimeout: CLOSE_TIMEOUT_MS,
  }
  await app.register(websocket, {
    options: socketOptions,
    // its own handler logs the error's message, and cuts the socket before the close code is sent
    errorHandler: (err, socket, request) => {
      request.log.info({ err }, 'socket failed')
      if (socket.readyState === socket.OPEN) socket.close(CLOSE_CODES.internal.code, 'internal')
    },
  })
  await registerOpenApi(app, VERSION)

  registerHealth(app, context)
  registerAccounts(app, context, { setupCode: options.setupCode })
  registerCohorts(app, context)
  registerInvitations(app, context)
  registerTemplates(app, context)
  registerVocabularies(app, context)
  registerBoards(app, context)
  registerSync(
    app,
    context,
    (request, boardId, known) => admitToBoard(context, request, boardId, known),
    options.recheckRightsMs,
  )
  registerDoors(app, context)
  registerAttention(app, context)
  registerDeletedNotes(app, context)
  registerColours(app, context)
  registerBallots(app, context)
  registerScript(app, context)
  registerPrivateWriting(app, context)
  registerRehearsals(app, context)
  registerSnapshots(app, context)
  registerSnapshotRestore(app, context)
  registerMissingNotes(app, context)
  registerExtracts(app, context)
  registerReferences(app, context)
  registerExports(app, context)
  registerSearch(app, context)
  registerImports(app, context)
  registerCases(app, context)
  registerCaseChecks(app, context)
  registerLibrary(app, context)
  registerNearCases(app, context)
  registerConsents(app, context)
  registerWorkshops(app, context)
  registerPacks(app, context)
  registerComments(app, context)
  registerDemo(app, context)
  const erasures = startErasures(context, options.logger)
  app.addHook('onClose', () => erasures.close())
  registerErasures(app, context, erasures)
  registerPersonExports(app, context)
  registerRetention(app, context)
  await registerBoardOrders(app, context, [
    received(VERSION_ORDER),
    received(ROWS_ORDER),
    received(DRAWING_ORDER),
    received(TAKE_ORDER),
    received(SCRIPT_ORDER),
    received(READ_SCRIPT_ORDER),
    received(FORESEE_STEP_ORDER),
    received(PRESENCE_ORDER),
    received(UNDER_WAY_ORDER),
    received(BALLOTS_ORDER),
    received(STEP_BALLOTS_ORDER),
    received(LATE_ORDER),
    received(ATTENTION_ORDER),
    received(MISSING_ORDER),
    received(RESTORE_ORDER),
    received(CAPTION_ORDER),
    received(SNAPSHOT_ORDER),
    received(CURTAINS_ORDER),
    received(CURTAIN_ZONES_ORDER),
    received(REVEALED_NOTE_ORDER),
    received(ERASE_ORDER),
  ])
  await registerSite(app, options.siteFolder)
  return app
}
