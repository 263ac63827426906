import type { Lang } from '@tablee/board'
import { termLabel, VOCABULARIES } from '@tablee/templates'

/** One term as a choice. */
export interface TermOption {
  value: string
  label: string
}

/** The terms of a vocabulary as choices, in the reader's language and alphabet; none for an unknown vocabulary. */
export function vocabularyOptions(vocabulary: string, lang: Lang): TermOption[] {
  const terms = VOCABULARIES.find(({ id }) => id === vocabulary)?.terms ?? []
  return terms.map(({ id, label }) => ({ value: id, label: label[lang] }))
}

/** A term in words; the id itself when this version does not know it. */
export function termText(vocabulary: string, id: string, lang: Lang): string {
  return termLabel(vocabulary, id, lang) ?? id
}
