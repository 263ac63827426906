import type { TFunction } from 'i18next'
import { ApiError } from '../api/api-error.ts'

/** The sentence for whatever was thrown: what happened, what is safe, what next. */
export function errorText(error: unknown, t: TFunction): string {
  const code = error instanceof ApiError ? error.code : 'answer_unreadable'
  const sentence = t(code, { ns: 'errors' })
  if (!(error instanceof ApiError) || error.retryAfterSeconds === null) return sentence
  return `${sentence} ${t('retryAfter', { ns: 'errors', count: error.retryAfterSeconds })}`
}
