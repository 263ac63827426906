import { currentDecisions, type Roster } from '@tablee/cases'
import type { Kysely } from 'kysely'
import { type LoggedAct, logAct } from '../consents/case-log.ts'
import { rememberHand } from '../consents/reading-store.ts'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { AppError, notFound } from '../errors.ts'
import { deleteCount } from '../publication/count-store.ts'
import { findCase, type StoredCase, updateCase } from '../publication/draft-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { named } from '../publication/with-pseudonyms.ts'
import { putVault, readVault } from '../vault/case-vault.ts'

/** How often a change is tried again when two editors decide at the same moment. */
const TRIES = 8

/** Which draft is changed by whom, and what of it is written down. */
export interface CaseChange {
  readonly caseId: string
  readonly roster: Roster
  /** From now on she is not its second reader. */
  readonly personId: string
  readonly logged: LoggedAct
}

/**
 * Changes a draft; two editors at once both succeed. `also` is kept with it or not at all.
 * @throws {AppError} `case_published` or `case_withdrawn`: what was published is not changed under its readers.
 */
export async function changeCase(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'now'>,
  { caseId, roster, personId, logged }: CaseChange,
  change: (stored: StoredCase) => StoredCase,
  also: (transaction: Kysely<Database>) => Promise<void> = () => Promise.resolve(),
): Promise<StoredCase> {
  const { db, dialect, now } = context
  const publication = await findPublication(db, { caseId })
  if (publication !== null) throw new AppError(publication.document ? 'case_published' : 'case_withdrawn')
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const stored = await findCase(context, db, caseId)
    if (stored === null) throw notFound()
    const vault = await readVault(context, db, caseId)
    const changed = named(change(named(stored, roster, vault)), roster, vault)
    const decisions = currentDecisions(changed.draft, changed.decisions)
    // what was reworded or renamed is gone from the pages too: a case that is withdrawn leaves nothing
    const isKept = await erasing(db, dialect, async (transaction) => {
      if (!(await updateCase(context, transaction, { ...changed, decisions }))) return false
      await putVault(context, transaction, caseId, { ...vault, pseudonyms: changed.draft.pseudonyms })
      // what was agreed to be counted was the text before
      await deleteCount(transaction, caseId)
      await also(transaction)
      await rememberHand(transaction, caseId, personId)
      const at = new Date(now()).toISOString()
      await logAct(transaction, { cohortId: stored.cohortId, caseId, personId, at }, logged)
      return true
    })
    if (isKept) {
      return { ...changed, decisions, revision: changed.revision + 1 }
    }
  }
  throw new AppError('unavailable')
}
