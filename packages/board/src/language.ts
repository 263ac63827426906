/** The languages that every text of the product exists in; French is the first one written. */
export const LANGUAGES = ['fr', 'nl', 'en'] as const

/** One of the languages of the product. */
export type Lang = (typeof LANGUAGES)[number]

/** A text in every language of the product. */
export type LocalisedText = Record<Lang, string>
