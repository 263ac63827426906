import { type Word, wordsOf } from '../text/fold.ts'
import { uniformText } from '../text/text-view.ts'

/** The words of a text, however it is typed. */
export function uniformWords(text: string): readonly Word[] {
  return wordsOf({ text: uniformText(text) })
}

/** Words between spaces, accents and punctuation aside; folded, or with their capitals. */
export function runOfWords(words: readonly Word[], capitals: 'fold' | 'keep'): string {
  return ` ${words.map((word) => (capitals === 'fold' ? word.folded : bareWord(word.written))).join(' ')} `
}

/** The same of a text. */
export function wordRun(text: string, capitals: 'fold' | 'keep'): string {
  return runOfWords(uniformWords(text), capitals)
}

/** A word without its accents, capitals and all. */
export function bareWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '')
}
