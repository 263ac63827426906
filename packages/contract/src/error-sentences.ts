import type { Lang } from '@tablee/board'
import type { ErrorCode } from './errors.ts'
import en from './locales/en/errors.json' with { type: 'json' }
import fr from './locales/fr/errors.json' with { type: 'json' }
import nl from './locales/nl/errors.json' with { type: 'json' }

/** What a person reads for each error code: what happened, what is safe, what to do next. */
export const ERROR_SENTENCES: Readonly<Record<Lang, Readonly<Record<ErrorCode, string>>>> = { fr, nl, en }
