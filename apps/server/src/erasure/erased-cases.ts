import { maskValue } from '@tablee/board'
import { allowsSomewhere, type ConsentSpread, type Erasure, type Membership } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import type { Database } from '../db/schema.ts'
import { reservedReader } from '../library/reserved-cases.ts'
import { casePath } from '../publication/case-address.ts'
import { findPublications } from '../publication/publication-store.ts'
import { maskOf } from './person-words.ts'
import type { PersonSubject } from './store.ts'
import { wordsAt } from './words-at.ts'

/** The published cases whose text holds what is looked for, whoever reads them. */
export async function casesNaming(
  { db }: Pick<Context, 'db'>,
  subject: PersonSubject,
): Promise<{ caseId: string; spread: ConsentSpread }[]> {
  const rows = await db
    .selectFrom('case_publication')
    .innerJoin('case_draft', 'case_draft.id', 'case_publication.case_id')
    .select(['case_id', 'document', 'spread', 'cohort_id'])
    .where('withdrawn_at', 'is', null)
    .execute()
  const naming: { caseId: string; spread: ConsentSpread }[] = []
  for (const { case_id: caseId, document, spread, cohort_id } of rows) {
    if (document === null) continue
    const json: unknown = JSON.parse(document)
    if (maskValue(json, maskOf(await wordsAt(db, subject, cohort_id))) !== json)
      naming.push({ caseId, spread })
  }
  return naming
}

/** Writes down which cases name whom an erasure is about: by then no row says who that was. Again it changes nothing. */
export async function noteCases(
  db: Kysely<Database>,
  erasureId: string,
  caseIds: readonly string[],
): Promise<void> {
  if (caseIds.length === 0) return
  await db
    .insertInto('erasure_case')
    .values(caseIds.map((case_id) => ({ erasure_id: erasureId, case_id })))
    .onConflict((conflict) => conflict.columns(['erasure_id', 'case_id']).doNothing())
    .execute()
}

/**
 * The cases that erasures left with a name, by erasure, as far as somebody may know of them: to who may erase people
 * those that everybody reads, and of those for few the ones that she may read herself.
 */
export async function erasedCases(
  db: Kysely<Database>,
  erasureIds: readonly string[],
  memberships: readonly Membership[],
): Promise<(erasureId: string) => Erasure['cases']> {
  if (erasureIds.length === 0 || !allowsSomewhere('people.erase', memberships)) return () => []
  const rows = await db
    .selectFrom('erasure_case')
    .innerJoin('case_draft', 'case_draft.id', 'erasure_case.case_id')
    .innerJoin('cohort', 'cohort.id', 'case_draft.cohort_id')
    .select(['erasure_id', 'case_id', 'cohort_id', 'programme_id'])
    .where('erasure_id', 'in', erasureIds)
    .execute()
  const isReadable = await reservedReader(db, memberships)
  const publications = await findPublications(
    db,
    rows.map(({ case_id }) => case_id),
  )
  return (erasureId) =>
    rows
      .filter(({ erasure_id }) => erasure_id === erasureId)
      .flatMap(({ case_id, cohort_id: cohortId, programme_id: programmeId }) => {
        const found = publications.find(({ caseId }) => caseId === case_id)
        if (!found?.document) return []
        const { spread, document } = found
        if (spread !== 'public' && !isReadable({ spread, cohortId, programmeId })) return []
        return [{ publicName: document.meta.publicName, path: casePath(found), spread }]
      })
      .sort((a, b) => a.publicName.localeCompare(b.publicName, 'fr') || (a.path < b.path ? -1 : 1))
}
