import type { LocalisedText } from '@tablee/board'

/** One thing that is written on a board, ready to be looked for. */
export interface SearchItem {
  id: string
  /** Place in `zones`; null for what lies outside them. */
  zone: number | null
  text: string
  /** All stems of its words in every language, with spaces between. */
  stems: string
}

/** All that can be found on a board. */
export interface BoardWords {
  zones: { id: string; title: LocalisedText }[]
  items: SearchItem[]
}
