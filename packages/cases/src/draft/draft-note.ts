import type { DraftSection } from '../outline.ts'
import type { DraftStatement, StatementFacets } from './case-draft.ts'

/** What somebody typed where a term was asked for, and the terms that she may have meant. */
export type TermProposal = DraftStatement['proposals'][number]

/** One thing that a board says, on its way to a draft. */
export interface DraftNote extends StatementFacets {
  /** Tells it apart from all others of the case; `of` and `contrast` name such keys. */
  readonly key: string
  readonly section: DraftSection
  readonly kind: DraftStatement['kind']
  readonly text: string
  readonly source: DraftStatement['sources'][number]
  readonly of: string | null
  readonly contrast: readonly string[]
  readonly proposals: readonly TermProposal[]
}
