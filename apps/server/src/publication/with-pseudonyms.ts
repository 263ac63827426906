import { draftFindings, extendPseudonyms, type Roster, seededRandom } from '@tablee/cases'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { type CaseVault, readVault } from '../vault/case-vault.ts'
import type { StoredCase } from './draft-store.ts'

/** The case with a replacement for every name that was found, out of its vault; the same each time, so that reading need not write. */
export async function withPseudonyms(
  context: Pick<Context, 'config'>,
  db: Kysely<Database>,
  stored: StoredCase,
  roster: Roster,
): Promise<StoredCase> {
  return named(stored, roster, await readVault(context, db, stored.id))
}

/** The same with a vault that was read. */
export function named(stored: StoredCase, roster: Roster, { salt, pseudonyms }: CaseVault): StoredCase {
  const draft = { ...stored.draft, pseudonyms: { ...pseudonyms, ...stored.draft.pseudonyms } }
  const findings = draftFindings(draft, roster)
  return {
    ...stored,
    draft: { ...draft, pseudonyms: extendPseudonyms(draft, findings, roster, seededRandom(salt)) },
  }
}
