import type { Lang } from '@tablee/board'
import { CASE_FACETS, STATEMENT_VOCABULARIES } from '@tablee/cases'
import { termLabel } from '@tablee/templates'

/** The vocabularies in which a proposed term of a facet may be. */
function vocabulariesOf(facet: string): readonly string[] {
  if (facet === 'tags') return STATEMENT_VOCABULARIES
  if (facet === 'role') return ['roleClass']
  if (facet === 'sign') return ['effectPolarity']
  return [CASE_FACETS.find(({ id }) => id === facet)?.vocabulary ?? facet]
}

/** The label of a term that is proposed for a facet. */
export function proposedText(facet: string, term: string, lang: Lang): string {
  const labels = vocabulariesOf(facet).flatMap((vocabulary) => termLabel(vocabulary, term, lang) ?? [])
  return labels[0] ?? term
}
