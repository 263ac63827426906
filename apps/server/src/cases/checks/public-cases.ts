import {
  caseWords,
  type Described,
  facetsOf,
  type LinkedCase,
  type PublishedCase,
  readPublishedCase,
  type ToldValue,
  toldValues,
} from '@tablee/cases'
import type { ConsentSpread } from '@tablee/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { organisationIdsOf } from '../../publication/draft-store.ts'

/** A published case as the checks of other cases read it. */
export interface PublicCase extends Described, Omit<LinkedCase, 'isOfCohort'> {
  readonly caseId: string
  readonly cohortId: string
  /** Who reads it. */
  readonly spread: ConsentSpread
  readonly told: readonly ToldValue[]
}

/** Read so far, by the document's id, which is random: a document is never changed, nor who reads it, and no other database has it. */
const known = new Map<string, PublicCase>()

/** Documents read in one question. */
const AT_ONCE = 50

/** Every published case, whoever reads it. Only what was published since it was last asked is read; what was withdrawn is forgotten. */
export async function publishedCases(db: Kysely<Database>): Promise<PublicCase[]> {
  const rows = await db
    .selectFrom('case_publication')
    .innerJoin('case_draft', 'case_draft.id', 'case_publication.case_id')
    .select(['document_id as id', 'case_id as caseId', 'case_draft.cohort_id as cohortId'])
    .select(['case_draft.organisation_ids', 'spread'])
    .where('withdrawn_at', 'is', null)
    .orderBy('document_id')
    .execute()
  const present = new Set(rows.map(({ id }) => id))
  for (const id of known.keys()) if (!present.has(id)) known.delete(id)
  const missing = rows.filter(({ id }) => !known.has(id))
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    const part = missing.slice(from, from + AT_ONCE)
    const documents = await db
      .selectFrom('case_publication')
      .select(['document_id as id', 'document'])
      .where(
        'document_id',
        'in',
        part.map(({ id }) => id),
      )
      .execute()
    for (const { id, document } of documents) {
      const row = part.find((one) => one.id === id)
      // withdrawn between the two questions
      if (row === undefined || document === null) continue
      known.set(id, publicCase(readPublishedCase(JSON.parse(document)), row))
    }
  }
  return rows.flatMap(({ id }) => known.get(id) ?? [])
}

function publicCase(
  document: PublishedCase,
  row: { caseId: string; cohortId: string; organisation_ids: string; spread: ConsentSpread },
): PublicCase {
  const { tags, publicName } = document.meta
  const statements = document.sections.flatMap((section) => section.statements)
  const { caseId, cohortId, spread } = row
  const tagged = statements.flatMap((statement) => statement.tags)
  return {
    caseId,
    cohortId,
    spread,
    id: document.id,
    name: publicName,
    // whose it is stands in no document
    organisations: organisationIdsOf(row),
    facets: facetsOf(tags),
    sector: tags.sector,
    projectKind: tags.projectKind,
    told: toldValues(tags, tagged),
    tags: [...new Set([...tagged, ...caseTerms(tags)])],
    words: caseWords([
      ...statements.map(({ text }) => text),
      ...tags.keywords,
      ...(document.images ?? []).map(({ alt }) => alt),
    ]),
  }
}

/** Terms of a case beside those that its description is checked by. */
export function caseTerms(tags: PublishedCase['meta']['tags']): string[] {
  return [
    ...tags.pooling,
    ...tags.poolingGovernance,
    ...tags.funding.map(({ source }) => source),
    ...tags.support,
  ]
}
