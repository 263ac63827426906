import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { ownAddress } from './own-address.ts'

/**
 * Tells the other processes where this one is reached, once it listens.
 * @throws {AddressTaken} when another is reached there.
 */
export async function announceNode(
  app: App,
  { node, config }: Pick<Context, 'node' | 'config'>,
): Promise<void> {
  const listening = app.server.address()
  if (typeof listening === 'object' && listening !== null)
    await node.announce(ownAddress(config, listening.port))
}
