import type { Lang } from '@tablee/board'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import nl from './locales/nl.json' with { type: 'json' }

/** The words of a pack around what people wrote. */
export type PackWords = typeof fr

const WORDS: Readonly<Record<Lang, PackWords>> = { fr, nl, en }

/** The words of a pack in one language. */
export function packWords(lang: Lang): PackWords {
  return WORDS[lang]
}
