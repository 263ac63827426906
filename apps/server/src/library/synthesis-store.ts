import type { Lang } from '@tablee/board'
import type { Syntheses } from '@tablee/contract'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'
import { markTextsChanged } from '../publication/library-revision.ts'

/** What editors wrote of one stake in one language. */
export type Synthesis = Syntheses['syntheses'][number]

/** What editors wrote of all stakes, by stake and language. */
export async function listSyntheses(db: Kysely<Database>): Promise<Synthesis[]> {
  const rows = await db.selectFrom('stake_synthesis').selectAll().orderBy('stake').orderBy('lang').execute()
  return rows.map(({ stake, lang, bullets }) => ({
    stake,
    lang,
    bullets: z.array(z.string()).parse(JSON.parse(bullets)),
  }))
}

/** Writes what stands above a stake in a language; nothing takes it away. In a transaction. */
export async function putSynthesis(
  transaction: Kysely<Database>,
  { stake, lang, bullets, at }: { stake: string; lang: Lang; bullets: readonly string[]; at: string },
): Promise<void> {
  if (bullets.length === 0)
    await transaction
      .deleteFrom('stake_synthesis')
      .where('stake', '=', stake)
      .where('lang', '=', lang)
      .execute()
  else {
    const written = { bullets: JSON.stringify(bullets), written_at: at }
    await transaction
      .insertInto('stake_synthesis')
      .values({ stake, lang, ...written })
      .onConflict((conflict) => conflict.columns(['stake', 'lang']).doUpdateSet(written))
      .execute()
  }
  await markTextsChanged(transaction)
}
