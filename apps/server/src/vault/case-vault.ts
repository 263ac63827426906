import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { bytesValue } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { askForCleanPages } from '../erasure/store.ts'
import { openSeal, type Seal, SealBroken } from './seal.ts'

const TABLE = 'case_vault'

const vaultSchema = z.strictObject({
  /** Draws the letters of those who have none yet. */
  salt: z.string().min(1),
  /** Organisation, person, product or site by its id: what stands for it in this case. */
  pseudonyms: z.record(z.string(), z.string()),
})

/** Who is called what in one case: apart from its text, and read with the instance's key alone. */
export type CaseVault = z.infer<typeof vaultSchema>

/** The vault of a case; one that was never kept, or is kept no more, is empty. */
export async function readVault(
  { config }: Pick<Context, 'config'>,
  db: Kysely<Database>,
  caseId: string,
): Promise<CaseVault> {
  const row = await db
    .selectFrom('case_vault')
    .select('sealed')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  const empty = {
    salt: createHmac('sha256', config.secretKey).update(`vault ${caseId}`).digest('hex'),
    pseudonyms: {},
  }
  if (row === undefined) return empty
  try {
    const text = vaultSeal(config.secretKey).open(new Uint8Array(row.sealed), { table: TABLE, id: caseId })
    return vaultSchema.parse(JSON.parse(text))
  } catch (error) {
    // another key: everybody is given another letter, and what was decided stays as it reads
    if (error instanceof SealBroken) return empty
    throw error
  }
}

/** Keeps the vault of a case; in the transaction that changes its draft. */
export async function putVault(
  { config, now }: Pick<Context, 'config' | 'now'>,
  transaction: Kysely<Database>,
  caseId: string,
  vault: CaseVault,
): Promise<void> {
  const text = JSON.stringify(vault)
  const sealed = bytesValue(vaultSeal(config.secretKey).seal(text, { table: TABLE, id: caseId }))
  const kept_at = new Date(now()).toISOString()
  await transaction
    .insertInto('case_vault')
    .values({ case_id: caseId, sealed, kept_at })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet({ sealed, kept_at }))
    .execute()
}

/**
 * Erases the vault of a case that is public or withdrawn: nothing is to be named any more. In a transaction of `erasing`
 * that asks for clean pages.
 */
export async function eraseVault(transaction: Kysely<Database>, caseId: string): Promise<void> {
  await transaction.deleteFrom('case_vault').where('case_id', '=', caseId).execute()
}

/** Takes somebody out of every vault: what she was called goes with her. */
export async function eraseFromVaults(
  context: Pick<Context, 'config' | 'db' | 'dialect' | 'now'>,
  entityId: string,
): Promise<void> {
  const { db, dialect } = context
  const rows = await db.selectFrom('case_vault').select('case_id').execute()
  for (const { case_id: caseId } of rows)
    await erasing(db, dialect, async (transaction) => {
      const { salt, pseudonyms } = await readVault(context, transaction, caseId)
      // a name that may be hers or another's stands under both: `PER:<one>+<other>`
      const isHers = (key: string) =>
        key
          .slice(key.indexOf(':') + 1)
          .split('+')
          .includes(entityId)
      const others = Object.entries(pseudonyms).filter(([key]) => !isHers(key))
      if (others.length < Object.keys(pseudonyms).length)
        await putVault(context, transaction, caseId, { salt, pseudonyms: Object.fromEntries(others) })
    })
}

/** Erases the vaults of cases that nobody has changed since a moment, and has the pages cleaned. @returns how many */
export async function eraseVaultsBefore(
  { db, dialect, now }: Pick<Context, 'db' | 'dialect' | 'now'>,
  ms: number,
): Promise<number> {
  const before = new Date(ms).toISOString()
  const due = await db.selectFrom('case_vault').select('case_id').where('kept_at', '<', before).execute()
  if (due.length === 0) return 0
  return erasing(db, dialect, async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('case_vault')
      .where('kept_at', '<', before)
      .executeTakeFirst()
    await askForCleanPages(transaction, now())
    return Number(numDeletedRows)
  })
}

/** The seal of all that says who is called what: vaults of cases, and the rosters of names. */
export function vaultSeal(secretKey: string): Seal {
  return openSeal(secretKey, 'tablee case vaults')
}
