import type { FastifyRequest } from 'fastify'
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import type { Config } from './config.ts'

/** What must never be read in a log, wherever an object that holds it is logged. */
const REDACTED = [
  'req.headers.cookie',
  'req.headers.authorization',
  '*.password',
  '*.token',
  '*.code_plain',
  '*.email',
  '*.name',
  '*.title',
  '*.text',
]

/** The process' logger: JSON lines, or readable ones in a terminal. Ids and facts only. */
export function createLogger(config: Pick<Config, 'logLevel'>, terminal: boolean): Logger {
  if (!terminal) return pino(loggerOptions(config.logLevel))
  const transport = {
    target: 'pino-pretty',
    options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' },
  }
  return pino({ ...loggerOptions(config.logLevel), transport })
}

/** The same logger with its JSON lines going elsewhere, for a test that reads them. */
export function createLoggerTo(destination: DestinationStream): Logger {
  return pino(loggerOptions('trace'), destination)
}

function loggerOptions(level: Config['logLevel']): LoggerOptions {
  return {
    level,
    redact: { paths: REDACTED, censor: '[hidden]' },
    serializers: { req: loggedRequest, err: loggedError },
  }
}

/** Method and path; the query is left out, people type names and words into searches. */
function loggedRequest(request: FastifyRequest): Record<string, unknown> {
  return { method: request.method, path: request.url?.split('?')[0] }
}

/** Name, code and place of an error. Messages of drivers and parsers may quote what people wrote, so they stay out. */
function loggedError(error: Error & { code?: unknown; cause?: unknown }): Record<string, unknown> {
  // a message of several lines may hold one that looks like a place
  const places = (error.stack ?? '').replace(error.message, '')
  const frames = places.split('\n').filter((line) => line.trimStart().startsWith('at '))
  return {
    type: error.name,
    code: typeof error.code === 'string' || typeof error.code === 'number' ? error.code : undefined,
    at: frames.slice(0, 6).map((line) => line.trim()),
    cause: error.cause instanceof Error ? loggedError(error.cause) : undefined,
  }
}
