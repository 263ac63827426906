import { ERRORS, type ErrorBody, type ErrorCode, type FieldProblem } from '@tablee/contract'

/** Facts that may leave the server with an error: ids, counts, codes. Never text that somebody wrote. */
export type ErrorDetails = NonNullable<ErrorBody['error']['details']>

/** An error that the API answers with; status and meaning are in `contract/errors.ts`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: ErrorDetails | undefined
  readonly fields: readonly FieldProblem[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    more: {
      details?: ErrorDetails
      fields?: readonly FieldProblem[]
      retryAfterSeconds?: number
      cause?: unknown
    } = {},
  ) {
    super(code, { cause: more.cause })
    this.code = code
    this.status = ERRORS[code]
    this.details = more.details
    this.fields = more.fields
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

/** What is returned for something that does not exist and for something that this person may not know of: the same. */
export function notFound(): AppError {
  return new AppError('not_found')
}
