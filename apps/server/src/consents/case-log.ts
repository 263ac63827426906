import { type CaseAct, type CaseLogFacts, caseLogFactsSchema } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../db/schema.ts'
import { newId } from '../ids.ts'

/** Something that was decided about a case, without a word of it. */
export interface LoggedAct {
  readonly act: CaseAct
  readonly facts: CaseLogFacts
}

/** Writes a line of the log of decisions, in the transaction of what was decided. */
export async function logAct(
  db: Kysely<Database>,
  of: { cohortId: string; caseId: string; personId: string | null; at: string },
  { act, facts }: LoggedAct,
): Promise<void> {
  await db
    .insertInto('case_log')
    .values({
      id: newId(),
      cohort_id: of.cohortId,
      case_id: of.caseId,
      act,
      person_id: of.personId,
      // refuses whatever is not an id, a hash, a count or a code: no caller can let a sentence in
      facts: JSON.stringify(caseLogFactsSchema.parse(facts)),
      at: of.at,
    })
    .execute()
}

/** The lines of one case, newest first, with the present name of who did it. */
export async function listActs(db: Kysely<Database>, caseId: string) {
  const rows = await db
    .selectFrom('case_log')
    .leftJoin('person', 'person.id', 'case_log.person_id')
    .select(['case_log.id', 'case_log.act', 'person.name as who', 'case_log.facts', 'case_log.at'])
    .where('case_log.case_id', '=', caseId)
    .orderBy('case_log.at', 'desc')
    .orderBy('case_log.id')
    .execute()
  return rows.map(({ facts, ...line }) => ({ ...line, facts: caseLogFactsSchema.parse(JSON.parse(facts)) }))
}
