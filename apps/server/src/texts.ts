import type { Lang } from '@tablee/board'
import { ERROR_SENTENCES, type ErrorCode } from '@tablee/contract'
import { createInstance } from 'i18next'
import casesEn from './cases/locales/en.json' with { type: 'json' }
import casesFr from './cases/locales/fr.json' with { type: 'json' }
import casesNl from './cases/locales/nl.json' with { type: 'json' }

/** A sentence of the public pages: a key of `cases/locales`. */
export type PageTextKey = keyof typeof casesFr | 'results'

const i18n = createInstance({
  lng: 'fr',
  fallbackLng: false,
  defaultNS: 'cases',
  // pages escape what they put in (`html.ts`); errors are JSON
  interpolation: { escapeValue: false },
  resources: {
    fr: { cases: casesFr, errors: ERROR_SENTENCES.fr },
    nl: { cases: casesNl, errors: ERROR_SENTENCES.nl },
    en: { cases: casesEn, errors: ERROR_SENTENCES.en },
  },
  // everything is in memory: ready when `init` returns
  initAsync: false,
})
void i18n.init()

/** What a person reads for an error code. */
export function errorSentence(code: ErrorCode, lang: Lang): string {
  return i18n.getFixedT(lang, 'errors')(code)
}

/** The words of the public pages in one language. */
export function pageTexts(lang: Lang): (key: PageTextKey, values?: { count: number }) => string {
  const t = i18n.getFixedT(lang, 'cases')
  return (key, values) => t(key, { ...values })
}
