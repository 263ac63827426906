import { draftFindings, extendPseudonyms, type Roster, seededRandom } from '@tablee/cases'
import type { StoredCase } from './draft-store.ts'

/** The case with a replacement for every name that was found; the same each time, so that reading need not write. */
export function withPseudonyms(stored: StoredCase, roster: Roster): StoredCase {
  const { draft } = stored
  const findings = draftFindings(draft, roster)
  const pseudonyms = extendPseudonyms(draft, findings, roster, seededRandom(stored.id))
  return { ...stored, draft: { ...draft, pseudonyms } }
}
