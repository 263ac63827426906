import type { LocaleFiles } from '../ui/i18n.ts'

/** The locale files of the light page and its parts: to name every other would cost it as much as one of its parts. */
export const LOCALE_FILES: LocaleFiles = import.meta.glob<Record<string, unknown>>(
  '../locales/*/{attention,ballots,canvas,comments,curtains,doors,errors,imports,outline,references,results,script,secrets,workshops}.json',
  { import: 'default' },
)
