import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Context } from '../context.ts'
import { bytesValue } from '../db/dialect.ts'
import type { Database } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { vaultSeal } from '../vault/case-vault.ts'
import { SealBroken } from '../vault/seal.ts'
import type { CaseTables } from './tables.ts'

/** What sealing names needs of the server. */
type Sealing = Pick<Context, 'config'>

const ADDED = 'roster_entry'
const FORMER = 'former_name'

const addedSchema = z.strictObject({
  name: z.string(),
  aliases: z.array(z.string()),
  roleClass: z.string().nullable(),
})
const formerSchema = z.strictObject({ name: z.string() })

/** A name that an editor added to a roster. */
export interface AddedName extends Readonly<z.infer<typeof addedSchema>> {
  readonly id: string
  readonly kind: CaseTables['roster_entry']['kind']
}

/** A name that somebody or something in a cohort had once. */
export interface FormerName {
  readonly id: string
  readonly kind: CaseTables['former_name']['kind']
  readonly name: string
  /** Whose name it was, where that is known. */
  readonly subjectId: string | null
}

/**
 * The names that editors added to a cohort's roster, oldest first.
 * @throws {AppError} `roster_unreadable`: a name that cannot be read cannot be looked for either.
 */
export async function listAddedNames(
  sealing: Sealing,
  db: Kysely<Database>,
  cohortId: string,
): Promise<AddedName[]> {
  const rows = await db
    .selectFrom(ADDED)
    .select(['id', 'kind', 'sealed'])
    .where('cohort_id', '=', cohortId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, sealed }) => ({
    id,
    kind,
    ...readable(openName(sealing, ADDED, { id, sealed }, addedSchema)),
  }))
}

/**
 * The names that a cohort's people, organisations and places had once.
 * @throws {AppError} `roster_unreadable`
 */
export async function listFormerNames(
  sealing: Sealing,
  db: Kysely<Database>,
  cohortId: string,
): Promise<FormerName[]> {
  const rows = await db
    .selectFrom(FORMER)
    .select(['id', 'kind', 'sealed', 'subject_id'])
    .where('cohort_id', '=', cohortId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, sealed, subject_id: subjectId }) => ({
    id,
    kind,
    subjectId,
    ...readable(openName(sealing, FORMER, { id, sealed }, formerSchema)),
  }))
}

/** A name of a person in either list, for who takes her out of them. */
export interface PersonName {
  readonly table: typeof ADDED | typeof FORMER
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly roleClass: string | null
}

/** The names of people in rosters, of one cohort or of all; what does not open any more says nobody's. */
export async function listPersonNames(
  sealing: Sealing,
  db: Kysely<Database>,
  { cohortId }: { cohortId: string | null },
): Promise<PersonName[]> {
  const rowsOf = (table: typeof ADDED | typeof FORMER) => {
    const people = db.selectFrom(table).select(['id', 'sealed']).where('kind', '=', 'person').orderBy('id')
    return (cohortId === null ? people : people.where('cohort_id', '=', cohortId)).execute()
  }
  const added = (await rowsOf(ADDED)).flatMap((row): PersonName[] => {
    const said = openName(sealing, ADDED, row, addedSchema)
    return said === null ? [] : [{ table: ADDED, id: row.id, ...said }]
  })
  const former = (await rowsOf(FORMER)).flatMap((row): PersonName[] => {
    const said = openName(sealing, FORMER, row, formerSchema)
    return said === null ? [] : [{ table: FORMER, id: row.id, aliases: [], roleClass: null, ...said }]
  })
  return [...added, ...former]
}

/** Keeps names of a cohort; those that are kept already stay as they are. */
export async function insertFormerNames(
  sealing: Sealing,
  db: Kysely<Database>,
  cohortId: string,
  names: readonly Omit<FormerName, 'id'>[],
  now: number,
): Promise<void> {
  if (names.length === 0) return
  const noted_at = new Date(now).toISOString()
  await db
    .insertInto(FORMER)
    .values(
      names.map(({ kind, name, subjectId }) => {
        const id = newId()
        return {
          id,
          cohort_id: cohortId,
          kind,
          name_key: formerNameKey(sealing, { cohortId, kind, name }),
          sealed: sealName(sealing, FORMER, id, { name }),
          noted_at,
          subject_id: subjectId,
        }
      }),
    )
    .onConflict((conflict) => conflict.columns(['cohort_id', 'kind', 'name_key']).doNothing())
    .execute()
}

/** Adds a name to a cohort's roster. */
export async function insertAddedName(
  sealing: Sealing,
  db: Kysely<Database>,
  entry: AddedName & { cohortId: string; personId: string; at: string },
): Promise<void> {
  const { id, kind, name, aliases, roleClass } = entry
  await db
    .insertInto(ADDED)
    .values({
      id,
      cohort_id: entry.cohortId,
      kind,
      sealed: sealName(sealing, ADDED, id, { name, aliases, roleClass }),
      created_by: entry.personId,
      created_at: entry.at,
    })
    .execute()
}

/** Writes an added name anew; in a transaction of `erasing`. */
export async function updateAddedName(
  sealing: Sealing,
  db: Kysely<Database>,
  { id, ...said }: Omit<AddedName, 'kind'>,
): Promise<void> {
  await db
    .updateTable(ADDED)
    .set({ sealed: sealName(sealing, ADDED, id, said) })
    .where('id', '=', id)
    .execute()
}

/** Takes an added name out of a cohort's roster. @returns whether it was there. */
export async function deleteAddedName(
  db: Kysely<Database>,
  entry: { id: string; cohortId: string },
): Promise<boolean> {
  const deleted = await db
    .deleteFrom(ADDED)
    .where('id', '=', entry.id)
    .where('cohort_id', '=', entry.cohortId)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}

/** First byte of what a migration left to be sealed: JSON, which no sealed value begins with. */
const OPEN_BRACE = 0x7b

/** Seals what stood in clear before names were sealed. @returns how many rows; in a transaction of `erasing`. */
export async function sealClearNames(sealing: Sealing, transaction: Kysely<Database>): Promise<number> {
  const isClear = ({ sealed }: { sealed: Uint8Array }) => sealed[0] === OPEN_BRACE
  const added = (await transaction.selectFrom(ADDED).select(['id', 'sealed']).execute()).filter(isClear)
  for (const { id, sealed } of added)
    await updateAddedName(sealing, transaction, { id, ...addedSchema.parse(clearText(sealed)) })
  const former = (
    await transaction.selectFrom(FORMER).select(['id', 'cohort_id', 'kind', 'sealed']).execute()
  ).filter(isClear)
  for (const { id, cohort_id: cohortId, kind, sealed } of former) {
    const { name } = formerSchema.parse(clearText(sealed))
    await transaction
      .updateTable(FORMER)
      .set({
        name_key: formerNameKey(sealing, { cohortId, kind, name }),
        sealed: sealName(sealing, FORMER, id, { name }),
      })
      .where('id', '=', id)
      .execute()
  }
  return added.length + former.length
}

function clearText(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString('utf8'))
}

function sealName({ config }: Sealing, table: string, id: string, said: object): Buffer {
  return bytesValue(vaultSeal(config.secretKey).seal(JSON.stringify(said), { table, id }))
}

/** What a row says; null when it was sealed with another key. */
function openName<T>(
  { config }: Sealing,
  table: string,
  { id, sealed }: { id: string; sealed: Uint8Array },
  schema: z.ZodType<T>,
): T | null {
  try {
    return schema.parse(JSON.parse(vaultSeal(config.secretKey).open(new Uint8Array(sealed), { table, id })))
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

function readable<T>(said: T | null): T {
  if (said === null) throw new AppError('roster_unreadable')
  return said
}

/** Tells the same name of a cohort again without saying it. */
function formerNameKey(
  { config }: Sealing,
  { cohortId, kind, name }: { cohortId: string; kind: string; name: string },
): string {
  const key = JSON.stringify(['former name', cohortId, kind, name])
  return createHmac('sha256', config.secretKey).update(key).digest('base64url')
}
