import type { Lang } from '@tablee/board'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
import { markTextsChanged } from '../publication/library-revision.ts'

/** What editors wrote of one stake in one language. */
export interface Synthesis {
  readonly stake: string
  readonly lang: Lang
  readonly bullets: readonly string[]
  /** The names and rules that it was read with; empty while it was not read. */
  readonly readWith: string
  /** Kinds of what identifies somebody in it. */
  readonly found: readonly string[]
}

const textsSchema = z.array(z.string())

/** What editors wrote of all stakes, by stake and language. */
export async function listSyntheses(db: Kysely<Database>): Promise<Synthesis[]> {
  const rows = await db.selectFrom('stake_synthesis').selectAll().orderBy('stake').orderBy('lang').execute()
  return rows.map(({ stake, lang, bullets, read_with, found }) => ({
    stake,
    lang,
    bullets: textsSchema.parse(JSON.parse(bullets)),
    readWith: read_with,
    found: textsSchema.parse(JSON.parse(found)),
  }))
}

/** Those that everybody may read: they were read before, and name nobody. */
export async function listShownSyntheses(db: Kysely<Database>): Promise<Synthesis[]> {
  return (await listSyntheses(db)).filter(({ readWith, found }) => readWith !== '' && found.length === 0)
}

/** Writes what stands above a stake in a language; nothing takes it away. In a transaction. */
export async function putSynthesis(
  transaction: Kysely<Database>,
  { stake, lang, bullets, readWith, at }: Omit<Synthesis, 'found'> & { at: string },
): Promise<void> {
  if (bullets.length === 0)
    await transaction
      .deleteFrom('stake_synthesis')
      .where('stake', '=', stake)
      .where('lang', '=', lang)
      .execute()
  else {
    const written = {
      bullets: JSON.stringify(bullets),
      written_at: at,
      read_with: readWith,
      found: JSON.stringify([]),
    }
    await transaction
      .insertInto('stake_synthesis')
      .values({ stake, lang, ...written })
      .onConflict((conflict) => conflict.columns(['stake', 'lang']).doUpdateSet(written))
      .execute()
  }
  await markTextsChanged(transaction)
}

/** Keeps what was found in a synthesis, unless it was written anew meanwhile. In a transaction. */
export async function setRead(
  transaction: Kysely<Database>,
  { stake, lang, bullets }: Synthesis,
  { readWith, found }: Pick<Synthesis, 'readWith' | 'found'>,
): Promise<void> {
  await transaction
    .updateTable('stake_synthesis')
    .set({ read_with: readWith, found: JSON.stringify(found) })
    .where('stake', '=', stake)
    .where('lang', '=', lang)
    .where('bullets', '=', JSON.stringify(bullets))
    .execute()
  await markTextsChanged(transaction)
}
