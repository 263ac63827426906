import type { Lang } from '@tablee/board'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import nl from './locales/nl.json' with { type: 'json' }

/** The words of an exported file around what people wrote. */
export type ExportWords = typeof fr

const WORDS: Readonly<Record<Lang, ExportWords>> = { fr, nl, en }

/** The words of exported files in one language. */
export function exportWords(lang: Lang): ExportWords {
  return WORDS[lang]
}

/** A sentence with its values in place of `{name}`. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Of `one|many`, the form that the count asks for in this language, with the count in it. */
export function counted(sentence: string, count: number, lang: Lang): string {
  const [one = '', many = one] = sentence.split('|')
  return fill(new Intl.PluralRules(lang).select(count) === 'one' ? one : many, { count })
}

/** A number as people write it: with a comma in French and Dutch, never grouped. */
export function writeNumber(value: number, lang: Lang): string {
  return lang === 'en' ? String(value) : String(value).replace('.', ',')
}
