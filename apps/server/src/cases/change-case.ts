import { currentDecisions, draftFindings, extendPseudonyms, type Roster, seededRandom } from '@tablee/cases'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { findCase, findPublication, type StoredCase, updateCase } from './store.ts'

/** How often a change is tried again when two editors decide at the same moment. */
const TRIES = 8

/** The case with a replacement for every name that was found; the same each time, so that reading need not write. */
export function withPseudonyms(stored: StoredCase, roster: Roster): StoredCase {
  const { draft } = stored
  const findings = draftFindings(draft, roster)
  const pseudonyms = extendPseudonyms(draft, findings, roster, seededRandom(stored.id))
  return { ...stored, draft: { ...draft, pseudonyms } }
}

/**
 * Changes a draft; two editors at once both succeed.
 * @throws {AppError} `case_published` or `case_withdrawn`: what was published is not changed under its readers.
 */
export async function changeCase(
  { db }: Pick<Context, 'db'>,
  caseId: string,
  roster: Roster,
  change: (stored: StoredCase) => StoredCase,
): Promise<StoredCase> {
  const publication = await findPublication(db, { caseId })
  if (publication !== null) throw new AppError(publication.document ? 'case_published' : 'case_withdrawn')
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const stored = await findCase(db, caseId)
    if (stored === null) throw notFound()
    const changed = withPseudonyms(change(withPseudonyms(stored, roster)), roster)
    const decisions = currentDecisions(changed.draft, changed.decisions, roster)
    if (await updateCase(db, { ...changed, decisions })) {
      return { ...changed, decisions, revision: changed.revision + 1 }
    }
  }
  throw new AppError('unavailable')
}
