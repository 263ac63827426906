import { fileURLToPath } from 'node:url'
import { createSetupCode } from './accounts/setup-code.ts'
import { type App, buildApp } from './app.ts'
import type { Config } from './config.ts'
import { announceNode } from './nodes/announce.ts'
import { openContext } from './open-context.ts'
import { processLogger } from './process-logger.ts'

/** The built web app, beside this app both as source and as bundle. */
const SITE_FOLDER = fileURLToPath(new URL('../../web/dist', import.meta.url))
/** How long a stop may take before the process ends anyway, in ms. */
const STOP_TIMEOUT_MS = 10_000
/** How long sockets and requests may take to end by themselves at a stop, in ms: a sleeping laptop never answers. */
const GOODBYE_MS = 1_000

/** Serves until a signal ends the process. `freeDataFolder` gives free what was held before anything was opened. */
export async function serve(
  config: Config,
  { say, freeDataFolder }: { say: (line: string) => void; freeDataFolder: () => void },
): Promise<void> {
  const logger = processLogger(config)
  const { context, close } = await openContext(config, logger)
  const setup = await createSetupCode(context)
  const app = await buildApp(context, { logger, siteFolder: SITE_FOLDER, setupCode: setup.current })
  // before anybody can know of the address: whoever starts a server may stop it at once
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    logger.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
    try {
      // whoever comes from here on goes to another process, and so do the rooms, before anything else ends
      context.node.beginStop()
      app.server.close()
      await context.rooms.drain()
      await context.node.stop()
      context.proxy.close()
      setTimeout(() => cutConnections(app), GOODBYE_MS).unref()
      await app.close()
      await close()
      freeDataFolder()
    } catch (err) {
      logger.error({ err }, 'stopped with an error')
      process.exit(1)
    }
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))

  await app.listen({ host: config.host, port: config.port })
  await announceNode(app, context)
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const url = config.publicUrlGiven ? config.publicUrl : `http://localhost:${port}`
  say(`\nTablée: ${url}`)
  const code = setup.current()
  if (code) say(`One-time set-up link (first administrator): ${url}/installation#code=${code}`)
  say('')
}

/** Everything was stored and said: whoever has not answered by now is cut off. */
function cutConnections(app: App): void {
  for (const socket of app.websocketServer.clients) socket.terminate()
  app.server.closeAllConnections()
}
