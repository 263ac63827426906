import type { VocabularyChange } from '@tablee/templates'

/** One line of a programme's history of words; lines are only ever added. */
interface VocabularyChangeTable {
  programme_id: string
  /** 1 for the first of the programme. */
  position: number
  vocabulary_id: string
  /** Null when the vocabulary itself changed. */
  term_id: string | null
  kind: VocabularyChange['kind']
  /** JSON of the new words; null when a word is retired or restored. */
  label: string | null
  changed_at: string
  changed_by: string | null
}

/** Tables of this feature. */
export interface VocabularyTables {
  vocabulary_change: VocabularyChangeTable
}
