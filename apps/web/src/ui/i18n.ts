import { LANGUAGES, type Lang } from '@tablee/board'
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'

/** Locale files by their path from a folder beside `locales`, each its own chunk: a page loads the words it shows, in the language it shows them. */
export type LocaleFiles = Readonly<Record<string, () => Promise<Record<string, unknown>>>>

/** What the server's errors say, in the same manner: the contract has the sentences. */
const ERROR_SENTENCES: Readonly<Record<Lang, () => Promise<{ default: Record<string, string> }>>> = {
  fr: () => import('@tablee/contract/locales/fr/errors.json'),
  nl: () => import('@tablee/contract/locales/nl/errors.json'),
  en: () => import('@tablee/contract/locales/en/errors.json'),
}

/** Where a device remembers the language of somebody who is not signed in. */
const STORED_LANGUAGE_KEY = 'tablee.lang'

/** Where i18next reads its words. */
export const backendOf = (files: LocaleFiles): BackendModule => ({
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`../locales/${language}/${namespace}.json`]
    if (load === undefined || !isLang(language))
      return done(new Error(`no locale file ${language}/${namespace}`), false)
    const words = namespace === 'errors' ? loadErrors(language, load) : load()
    words.then(
      (read) => done(null, read),
      (cause: unknown) => done(cause instanceof Error ? cause : new Error('locale file unreadable'), false),
    )
  },
})

/** The server's errors have their sentences in the contract; the browser adds its own. */
async function loadErrors(
  lang: Lang,
  loadOwn: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const [sentences, own] = await Promise.all([ERROR_SENTENCES[lang](), loadOwn()])
  return { ...sentences.default, ...own }
}

/** Whether a string is one of the languages of the interface. */
export function isLang(text: string | null | undefined): text is Lang {
  return LANGUAGES.some((lang) => lang === text)
}

/** The language of somebody who has not chosen: the device's memory, the browser's first known one, French. */
export function guessLanguage(browser: { languages: readonly string[]; stored: string | null }): Lang {
  if (isLang(browser.stored)) return browser.stored
  for (const tag of browser.languages) {
    const lang = tag.slice(0, 2).toLowerCase()
    if (isLang(lang)) return lang
  }
  return 'fr'
}

/** The language of whoever has not told hers, on this device. */
export function deviceLanguage(): Lang {
  return guessLanguage({
    languages: navigator.languages,
    stored: localStorage.getItem(STORED_LANGUAGE_KEY),
  })
}

/** Starts i18next; resolves when the named words are there: those of every page unless a page is its own. */
export async function startI18n(
  files: LocaleFiles,
  namespaces: readonly string[] = ['common', 'errors'],
): Promise<void> {
  i18next.on('languageChanged', (lang) => {
    document.documentElement.lang = lang
  })
  await i18next
    .use(backendOf(files))
    .use(initReactI18next)
    .init({
      lng: deviceLanguage(),
      supportedLngs: [...LANGUAGES],
      fallbackLng: false,
      ns: [...namespaces],
      defaultNS: namespaces[0] ?? 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
    })
}

/** Asks for words that a page will need; resolves when they are there or did not come: the page asks for them itself. */
export async function loadWords(namespaces: readonly string[]): Promise<void> {
  await i18next.loadNamespaces(namespaces).catch(() => undefined)
}

/** Switches the whole interface without reload and remembers it on this device. */
export async function switchLanguage(lang: Lang): Promise<void> {
  localStorage.setItem(STORED_LANGUAGE_KEY, lang)
  await i18next.changeLanguage(lang)
}

/** The language on screen now. */
export function currentLanguage(): Lang {
  return isLang(i18next.language) ? i18next.language : 'fr'
}
