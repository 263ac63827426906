import type { Lang } from '@tablee/board'
import snowball from 'snowball-stemmers'

/** From this many letters on, the beginning of a word suffices. */
export const PREFIX_MIN_LETTERS = 3

const STEMMERS: Readonly<Record<Lang, { stem(word: string): string }>> = {
  fr: snowball.newStemmer('french'),
  nl: snowball.newStemmer('dutch'),
  en: snowball.newStemmer('english'),
}

/** A word of a text, as it stands there and where. */
export interface PlacedWord {
  word: string
  start: number
  end: number
}

/** Words without elision: "l’équipe" gives "équipe". */
export function wordsOf(text: string): string[] {
  return placedWords(text).map(({ word }) => word)
}

/** The same words, with their places in the text. */
export function placedWords(text: string): PlacedWord[] {
  const words: PlacedWord[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’](?=\p{L}))?/gu)) {
    const [found] = match
    const word = found.toLowerCase().normalize('NFC')
    if (/^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]$/u.test(word)) continue
    words.push({ word: word.replace(/['’]$/u, ''), start: match.index, end: match.index + found.length })
  }
  return words
}

/** The stems of a word in these languages, with and without its accents: readers type "reemploi". */
export function stemsOf(word: string, languages: readonly Lang[]): string[] {
  return [...new Set(languages.flatMap((lang) => stemsIn(word, lang)))]
}

/** Words whose stems are remembered, in each language: a stem takes as long as rendering a paragraph. */
const REMEMBERED_MAX = 40_000
const REMEMBERED: Readonly<Record<Lang, Map<string, readonly string[]>>> = {
  fr: new Map(),
  nl: new Map(),
  en: new Map(),
}

function stemsIn(word: string, lang: Lang): readonly string[] {
  const remembered = REMEMBERED[lang]
  const known = remembered.get(word)
  if (known) return known
  const stems = [fold(STEMMERS[lang].stem(word)), STEMMERS[lang].stem(fold(word))]
  // begun anew when full: what is asked for often is soon back
  if (remembered.size >= REMEMBERED_MAX) remembered.clear()
  remembered.set(word, stems)
  return stems
}

function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('œ', 'oe')
}
