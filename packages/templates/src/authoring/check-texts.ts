import { LANGUAGES, type Lang } from '@tablee/board'
import type { TemplateDraft } from './template-draft.ts'
import { error, type TemplateFault, type TemplatePlace, warning } from './template-fault.ts'
import { textsOf } from './template-texts.ts'

/** The language in which a method must be complete: the others are read in it where they have nothing. */
const FIRST_LANGUAGE: Lang = 'fr'

/** The texts that a language lacks, in reading order. */
export type MissingTexts = Readonly<Record<Lang, readonly TemplatePlace[]>>

/** The texts that each language lacks. */
export function missingTexts(draft: TemplateDraft): MissingTexts {
  const lacking = (lang: Lang) =>
    textsOf(draft)
      .filter(({ text }) => text[lang].trim() === '')
      .map(({ place }) => place)
  return { fr: lacking('fr'), nl: lacking('nl'), en: lacking('en') }
}

/** What is missing or does not fit in its place. */
export function checkTexts(draft: TemplateDraft): TemplateFault[] {
  const missing = missingTexts(draft)
  return [
    ...LANGUAGES.flatMap((lang) =>
      missing[lang].map((place) =>
        lang === FIRST_LANGUAGE
          ? error('text_missing', place, { lang })
          : warning('translation_missing', place, { lang }),
      ),
    ),
    ...textsOf(draft).flatMap(({ place, text, max }) =>
      LANGUAGES.filter((lang) => text[lang].trim().length > max).map((lang) =>
        error('text_too_long', place, { lang, max, length: text[lang].trim().length }),
      ),
    ),
  ]
}
