import type { LocaleFiles } from './i18n.ts'

/** Every locale file: the site has pages for all of them. */
export const LOCALE_FILES: LocaleFiles = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', {
  import: 'default',
})
