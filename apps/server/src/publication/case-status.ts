import type { CaseDraftView } from '@tablee/contract'
import type { Publication } from './publication-store.ts'

/** How far a case is. */
export function caseStatus(publication: Publication | null): CaseDraftView['status'] {
  if (publication === null) return 'draft'
  return publication.document === null ? 'withdrawn' : 'published'
}
