import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { createLogger } from './logger.ts'

/**
 * The process' logger, also for what nobody caught: that ends the process, and the log says where it happened
 * without the message, which may quote what somebody wrote.
 */
export function processLogger(config: Config): Logger {
  const logger = createLogger(config, process.stdout.isTTY === true)
  process.on('uncaughtException', (err) => {
    logger.fatal({ err }, 'ended by an unexpected error')
    process.exit(1)
  })
  return logger
}
