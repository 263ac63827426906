import type { LocalisedText } from '@tablee/board'

/** A word of a vocabulary as it stands. A retired one is no longer offered; what was written with it keeps its name. */
export interface CurrentTerm {
  readonly id: string
  readonly label: LocalisedText
  readonly retired: boolean
}

/** A vocabulary or choice set as it stands. */
export interface CurrentVocabulary {
  readonly id: string
  readonly label: LocalisedText
  readonly terms: readonly CurrentTerm[]
  /** Whether it comes with the product. */
  readonly shipped: boolean
}

/** What can happen to a vocabulary and its words. Nothing takes a word away, and none changes its id. */
export const VOCABULARY_CHANGES = [
  'vocabulary_added',
  'vocabulary_relabelled',
  'term_added',
  'term_relabelled',
  'term_retired',
  'term_restored',
] as const

/** One line of a vocabulary's history. */
export interface VocabularyChange {
  readonly vocabularyId: string
  /** Null for the vocabulary itself. */
  readonly termId: string | null
  readonly kind: (typeof VOCABULARY_CHANGES)[number]
  /** The new words; null when a word is retired or restored. */
  readonly label: LocalisedText | null
}

/** The vocabularies after these changes, oldest first, on top of what is shipped. What a change does not find is left. */
export function applyVocabularyChanges(
  shipped: readonly CurrentVocabulary[],
  changes: Iterable<VocabularyChange>,
): CurrentVocabulary[] {
  const lists = new Map(shipped.map((list) => [list.id, list]))
  for (const change of changes) {
    const list = lists.get(change.vocabularyId)
    const next = list ? changed(list, change) : created(change)
    if (next) lists.set(next.id, next)
  }
  return [...lists.values()]
}

function created({ vocabularyId, kind, label }: VocabularyChange): CurrentVocabulary | null {
  if (kind !== 'vocabulary_added' || label === null) return null
  return { id: vocabularyId, label, terms: [], shipped: false }
}

function changed(list: CurrentVocabulary, { termId, kind, label }: VocabularyChange): CurrentVocabulary {
  if (termId === null) return kind === 'vocabulary_relabelled' && label !== null ? { ...list, label } : list
  const has = list.terms.some(({ id }) => id === termId)
  if (kind === 'term_added') {
    if (has || label === null) return list
    return { ...list, terms: [...list.terms, { id: termId, label, retired: false }] }
  }
  return {
    ...list,
    terms: list.terms.map((term) => (term.id === termId ? changedTerm(term, kind, label) : term)),
  }
}

function changedTerm(
  term: CurrentTerm,
  kind: VocabularyChange['kind'],
  label: LocalisedText | null,
): CurrentTerm {
  if (kind === 'term_retired') return { ...term, retired: true }
  if (kind === 'term_restored') return { ...term, retired: false }
  return kind === 'term_relabelled' && label !== null ? { ...term, label } : term
}
