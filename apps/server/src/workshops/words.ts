import type { Lang } from '@tablee/board'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import nl from './locales/nl.json' with { type: 'json' }

/** Titles of a workshop's boards that are not a group's. */
export const WORKSHOP_WORDS: Readonly<Record<Lang, typeof fr>> = { fr, nl, en }
