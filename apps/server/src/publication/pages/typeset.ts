import type { Lang } from '@tablee/board'

/** Keeps French signs with their word: a space that cannot break before `: ; ? ! »` and after `«`. */
export function typeset(text: string, lang: Lang): string {
  return lang === 'fr' ? text.replace(/ (?=[:;?!»])/g, '\u00a0').replace(/« /g, '«\u00a0') : text
}
