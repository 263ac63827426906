import type { Lang } from '@tablee/board'
import { ERROR_SENTENCES, type ErrorCode } from '@tablee/contract'
import { createInstance } from 'i18next'
import casesEn from './cases/locales/en.json' with { type: 'json' }
import casesFr from './cases/locales/fr.json' with { type: 'json' }
import casesNl from './cases/locales/nl.json' with { type: 'json' }
import libraryEn from './library/locales/en.json' with { type: 'json' }
import libraryFr from './library/locales/fr.json' with { type: 'json' }
import libraryNl from './library/locales/nl.json' with { type: 'json' }

/** A sentence of the public pages: a key of `cases/locales`. */
export type PageTextKey = keyof typeof casesFr | 'results'
/** A sentence of the library: a key of `library/locales`. */
export type LibraryTextKey = keyof typeof libraryFr

const i18n = createInstance({
  lng: 'fr',
  fallbackLng: false,
  defaultNS: 'cases',
  // pages escape what they put in (`html.ts`); errors are JSON
  interpolation: { escapeValue: false },
  resources: {
    fr: { cases: casesFr, library: libraryFr, errors: ERROR_SENTENCES.fr },
    nl: { cases: casesNl, library: libraryNl, errors: ERROR_SENTENCES.nl },
    en: { cases: casesEn, library: libraryEn, errors: ERROR_SENTENCES.en },
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
  return PAGE_TEXTS[lang]
}

/** The words of the library in one language. */
export function libraryTexts(
  lang: Lang,
): (key: LibraryTextKey, values?: Readonly<Record<string, string | number>>) => string {
  return LIBRARY_TEXTS[lang]
}

/** Texts in one language. A page says the same few hundreds of times: each is looked up once. */
function rememberedTexts<Key extends string>(
  lang: Lang,
  namespace: 'cases' | 'library',
): (key: Key, values?: Readonly<Record<string, string | number>>) => string {
  const t = i18n.getFixedT(lang, namespace) as (key: string, values?: object) => string // keys are checked by `Key`
  const known = new Map<Key, string>()
  return (key, values) => {
    if (values) return t(key, { ...values })
    const words = known.get(key) ?? t(key)
    known.set(key, words)
    return words
  }
}

const PAGE_TEXTS = {
  fr: rememberedTexts<PageTextKey>('fr', 'cases'),
  nl: rememberedTexts<PageTextKey>('nl', 'cases'),
  en: rememberedTexts<PageTextKey>('en', 'cases'),
}
const LIBRARY_TEXTS = {
  fr: rememberedTexts<LibraryTextKey>('fr', 'library'),
  nl: rememberedTexts<LibraryTextKey>('nl', 'library'),
  en: rememberedTexts<LibraryTextKey>('en', 'library'),
}
