import { type CaseFacetId, caseTerms, type PublishedCase } from '@tablee/cases'

/** A public case as the library knows it. */
export interface LibraryCase {
  /** Of the draft: never told. */
  readonly caseId: string
  readonly document: PublishedCase
  /** Whether its organisation wanted its own name: any other is never pointed out by what it has in common with few. */
  readonly isNamed: boolean
  readonly terms: ReadonlyMap<CaseFacetId, readonly string[]>
  /** Tags that enter counts and are said nowhere. */
  readonly counted: readonly string[]
  /** Whether a report of what was looked at in its files is published beside it. */
  readonly isVerified: boolean
}

/** Reads off a document what the library finds it by. */
export function libraryCase(of: {
  caseId: string
  document: PublishedCase
  isNamed: boolean
  counted: readonly string[]
  isVerified: boolean
}): LibraryCase {
  return { ...of, terms: caseTerms(of.document) }
}
