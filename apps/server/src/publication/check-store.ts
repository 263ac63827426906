import { LINK_ANSWERS, type POPULATIONS } from '@tablee/contract'
import type { Kysely } from 'kysely'
import * as z from 'zod'
import type { Database } from '../db/schema.ts'

const linksSchema = z.record(z.string(), z.enum(LINK_ANSWERS))

/** What was answered about a case. */
export interface CaseAnswers {
  readonly population: {
    readonly answer: (typeof POPULATIONS)[number]
    /** The description that it was given for. */
    readonly about: string
  } | null
  readonly reason: string
  readonly links: Readonly<z.infer<typeof linksSchema>>
}

/** Nothing answered yet. */
const NO_ANSWERS: CaseAnswers = { population: null, reason: '', links: {} }

/** What was answered about a case so far. */
export async function findAnswers(db: Kysely<Database>, caseId: string): Promise<CaseAnswers> {
  const row = await db.selectFrom('case_check').selectAll().where('case_id', '=', caseId).executeTakeFirst()
  if (row === undefined) return NO_ANSWERS
  const { population, population_for: about } = row
  return {
    population: population === null || about === null ? null : { answer: population, about },
    reason: row.reason,
    links: linksSchema.parse(JSON.parse(row.links)),
  }
}

/** Keeps what was answered about a case, within the transaction that counts a change of its draft. */
export async function saveAnswers(
  db: Kysely<Database>,
  caseId: string,
  { population, reason, links }: CaseAnswers,
): Promise<void> {
  const values = {
    population: population?.answer ?? null,
    population_for: population?.about ?? null,
    reason,
    links: JSON.stringify(links),
  }
  await db
    .insertInto('case_check')
    .values({ case_id: caseId, ...values })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(values))
    .execute()
}
