import type { TFunction } from 'i18next'
import type * as z from 'zod'
import { ApiError } from '../api/api-error.ts'

/** zod's issue codes for which the locale files have a sentence of their own. */
const KNOWN_PROBLEMS = ['too_small', 'too_big', 'invalid_format', 'invisible_characters']

function problemText(problem: string, t: TFunction): string {
  return t(`field.${KNOWN_PROBLEMS.includes(problem) ? problem : 'invalid'}`, { ns: 'errors' })
}

/** The sentences to show beside the fields that the server refused, by dotted path. */
export function refusedFields(error: unknown, t: TFunction): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.fields.map(({ path, problem }) => [path, problemText(problem, t)]))
}

/** The same sentences before anything is sent: the contract's schema is the only rule. */
export function fieldProblems(schema: z.ZodType, values: unknown, t: TFunction): Record<string, string> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return {}
  const problems = parsed.error.issues.map((issue) => {
    const empty = valueAt(values, issue.path) === ''
    const text =
      issue.message === 'invisible_characters'
        ? problemText('invisible_characters', t)
        : empty
          ? t('field.required', { ns: 'errors' })
          : issue.code === 'too_small'
            ? t('field.too_short', { ns: 'errors', count: Number(issue.minimum) })
            : problemText(issue.code, t)
    return [issue.path.join('.'), text] as const
  })
  // The first problem of a field is the one to act on.
  return Object.fromEntries(problems.reverse())
}

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    values,
  )
}
