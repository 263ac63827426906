import type { Lang } from '@tablee/board'
import { TERM_GROUPS, termLabel, VOCABULARIES } from '@tablee/templates'

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

/** The same with the coarser words among those that are chosen already: they are offered only where one is needed. */
export function facetOptions(vocabulary: string, lang: Lang, chosen: readonly string[]): TermOption[] {
  const groups = TERM_GROUPS.filter((group) => group.vocabulary === vocabulary && chosen.includes(group.id))
  return [
    ...groups.map(({ id, label }) => ({ value: id, label: label[lang] })),
    ...vocabularyOptions(vocabulary, lang),
  ]
}
