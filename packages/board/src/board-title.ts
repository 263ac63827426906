import { LANGUAGES, type LocalisedText } from './language.ts'

/** The title of a board as it stood, and that of its method then and now. */
export interface TitleAndMethod {
  readonly title: string
  readonly was: LocalisedText
  readonly is: LocalisedText
}

/** The title of a board whose method was corrected: one that bore its method's title in some language goes on to do so. */
export function followedTitle({ title, was, is }: TitleAndMethod): string {
  const lang = LANGUAGES.find((one) => was[one] === title)
  return lang === undefined ? title : is[lang] || is.fr
}
