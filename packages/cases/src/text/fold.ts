import type { Span, TextView } from './text-view.ts'

/** Lower case, no accent, ligatures opened: "Cœur" and "COEUR" are one word. */
export function foldWord(word: string): string {
  // most words
  if (/^[ -~]*$/.test(word)) return word.toLowerCase()
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('đ', 'd')
}

/** A run of letters or of digits in a view. */
export interface Word extends Span {
  readonly written: string
  readonly folded: string
}

/** The words of a view: runs of letters, runs of digits. */
export function wordsOf(view: Pick<TextView, 'text'>): Word[] {
  return Array.from(view.text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    written: match[0],
    folded: foldWord(match[0]),
  }))
}

/** Letters and digits only, folded: what stays when accents, apostrophes, hyphens and spaces do not count. */
export function compact(text: string): string {
  return wordsOf({ text: text.normalize('NFC') })
    .map((word) => word.folded)
    .join('')
}
