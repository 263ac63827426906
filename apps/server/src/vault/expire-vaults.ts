import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../context.ts'
import { eraseVaultsBefore } from './case-vault.ts'

/** How long a case may rest before it is forgotten who is called what in it, in days. */
export const VAULT_DAYS = 180
const DAY_MS = 86_400_000
/** How often a process looks, in ms. */
const LOOK_EVERY_MS = 3_600_000

/** Erases vaults whose time is over. */
export interface VaultExpiry {
  /** Erases those that are due; what fails is tried again. */
  look(): Promise<void>
  close(): Promise<void>
}

/** Starts to look for vaults of cases that nobody has worked on for `VAULT_DAYS`; the first time at once. */
export function startVaultExpiry(
  context: Pick<Context, 'db' | 'dialect' | 'now'>,
  logger: FastifyBaseLogger,
): VaultExpiry {
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  async function eraseDue(): Promise<void> {
    if (stopped) return
    try {
      const vaults = await eraseVaultsBefore(context, context.now() - VAULT_DAYS * DAY_MS)
      if (vaults > 0) logger.info({ vaults }, 'vaults of resting cases erased')
    } catch (err) {
      if (!stopped) logger.warn({ err }, 'vaults could not be erased; trying again')
    }
  }
  const look = (): Promise<void> => {
    running = running.then(eraseDue)
    return running
  }
  void look()
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return {
    look,
    async close() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
