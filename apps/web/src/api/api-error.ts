import { ERRORS, type ErrorCode, type FieldProblem } from '@tablee/contract'
import * as z from 'zod'

/** What can go wrong before the server has answered anything readable. */
export type LocalErrorCode = 'offline' | 'answer_unreadable'

/** A request that failed, with the server's code. Its sentence is `errors.<code>` in the locale files. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode | LocalErrorCode
  readonly fields: readonly FieldProblem[]
  readonly retryAfterSeconds: number | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode | LocalErrorCode,
    facts: {
      fields?: readonly FieldProblem[]
      retryAfterSeconds?: number
      details?: Record<string, unknown>
    } = {},
  ) {
    super(code)
    this.code = code
    this.fields = facts.fields ?? []
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null
    this.details = facts.details ?? {}
  }
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code)

/** Loose on purpose: a newer server may add facts, and the code alone is enough to speak. */
const errorBodySchema = z.object({
  error: z.object({
    code: z.string().refine(isErrorCode),
    fields: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
    retryAfterSeconds: z.number().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})

/** Reads an error answer; `null` when the body is not one of ours (a proxy's page, for instance). */
export function readErrorBody(body: unknown): ApiError | null {
  const parsed = errorBodySchema.safeParse(body)
  if (!parsed.success) return null
  const { code, ...facts } = parsed.data.error
  return new ApiError(isErrorCode(code) ? code : 'internal', facts)
}
