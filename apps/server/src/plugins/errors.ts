import type { ErrorBody, ErrorCode, FieldProblem } from '@tablee/contract'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { DatabaseNewer } from '../db/database-newer.ts'
import { AppError } from '../errors.ts'
import { languageOf } from '../language.ts'
import { errorSentence } from '../texts.ts'
import { holdRefusal } from './hold-refusals.ts'

/** Fastify's own refusals, by their code. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json_malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json_malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request_invalid',
}

/** PostgreSQL's code for a text that holds a NUL: no name, no word, no file has one. */
const UNKEPT_TEXT = '22021'

/** Every error leaves through here: a stable code, a sentence in the reader's language, nothing secret. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const known = asAppError(error)
    if (known.status >= 500) request.log.error({ err: error, code: known.code }, 'request failed')
    else request.log.info({ code: known.code }, 'request refused')
    if (known.code === 'not_found') await holdRefusal(() => reply.elapsedTime)
    return sendError(reply, request, known)
  })
}

function asAppError(error: FastifyError | Error): AppError {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(
      (problem): FieldProblem => ({
        path: problem.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        problem: problem.keyword,
      }),
    )
    return new AppError('request_invalid', { fields, cause: error })
  }
  if ('code' in error && error.code === UNKEPT_TEXT) return new AppError('request_invalid', { cause: error })
  if ('code' in error && error.code in FASTIFY_CODES)
    return new AppError(FASTIFY_CODES[error.code] ?? 'request_invalid', { cause: error })
  if (isStorageDown(error)) return new AppError('storage_unavailable', { cause: error })
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status >= 400 && status < 500) return new AppError('request_invalid', { cause: error })
  return new AppError('internal', { cause: error })
}

/**
 * SQLite's, PostgreSQL's and the network's codes for storage that is full, read-only, gone, stopping or not to be
 * reached, or that takes too long. `pg` gives no code to a connection that breaks or to an answer that does not come; it
 * says so only in words.
 */
function isStorageDown(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // an upgrade went over this process: people come back to one that knows the database
  if (error instanceof DatabaseNewer) return true
  return (
    /^(SQLITE_FULL|SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_BUSY|ENOSPC|EDQUOT|EROFS|EFBIG|EIO)/.test(
      code,
    ) ||
    /^(08\d{3}|25006|25P03|53\d{3}|55P03|57014|57P\d{2}|58\d{3})$/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (was closed|has encountered))/.test(
      error.message,
    )
  )
}

/** Answers with an error; used where there is nothing to throw from. */
export function sendError(reply: FastifyReply, request: FastifyRequest, error: AppError): FastifyReply {
  const lang = languageOf(request)
  const body: ErrorBody = {
    error: {
      code: error.code,
      message: errorSentence(error.code, lang),
      ...(error.fields ? { fields: error.fields } : {}),
      ...(error.retryAfterSeconds ? { retryAfterSeconds: error.retryAfterSeconds } : {}),
      ...(error.details ? { details: error.details } : {}),
    },
  }
  if (error.retryAfterSeconds) void reply.header('retry-after', error.retryAfterSeconds)
  return reply
    .code(error.status)
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(body)
}
