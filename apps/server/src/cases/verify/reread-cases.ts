import { draftFindings, type Roster } from '@tablee/cases'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { Context } from '../../context.ts'
import type { Database } from '../../db/schema.ts'
import { rereadSyntheses } from '../../library/read-syntheses.ts'
import { lookRegularly, type RegularLook } from '../../look-regularly.ts'
import { findCase, type StoredCase } from '../../publication/draft-store.ts'
import { ifReadable } from '../../publication/if-readable.ts'
import { imagesOf } from '../../publication/image-store.ts'
import { findPublication } from '../../publication/publication-store.ts'
import { readRoster } from '../../publication/read-roster.ts'
import { sentencesOfCase } from './case-pages.ts'
import { idsBehind } from './ids-behind.ts'
import { readWith } from './read-with.ts'
import { verifyCaseFiles } from './verified-case.ts'

/** How often a process looks whether public cases are to be read again, in ms. */
const LOOK_EVERY_MS = 300_000

/** Starts to look for what is public and was read with other names or rules than there are now. */
export function startRereading(
  context: Pick<Context, 'db' | 'background' | 'config'>,
  logger: FastifyBaseLogger,
): RegularLook {
  return lookRegularly({
    everyMs: LOOK_EVERY_MS,
    failed: (err) => logger.warn({ err }, 'public cases could not be read again; trying again'),
    async work(isOver) {
      for (const { cohortId, cases } of await publicCases(context.db)) {
        const roster = await ifReadable(readRoster(context, context.db, cohortId))
        if (roster === null) continue
        const now = readWith(roster)
        for (const { caseId, with: before } of cases) {
          if (isOver()) return
          if (before === now) continue
          // one that cannot be read keeps no other from it
          await reread(context, caseId, { roster, now }).catch((err: unknown) =>
            logger.warn({ err }, 'a public case could not be read again; trying again'),
          )
        }
      }
      await rereadSyntheses(context, context.db, isOver)
    },
  })
}

/** The public cases that were read before, by cohort; those from before there were rules have nothing to compare with. */
async function publicCases(
  db: Kysely<Database>,
): Promise<{ cohortId: string; cases: { caseId: string; with: string }[] }[]> {
  const rows = await db
    .selectFrom('case_publication')
    .innerJoin('case_draft', 'case_draft.id', 'case_publication.case_id')
    .select(['case_id', 'cohort_id', 'read_with'])
    .where('withdrawn_at', 'is', null)
    .where('read_with', '!=', '')
    .execute()
  const byCohort = new Map<string, { caseId: string; with: string }[]>()
  for (const row of rows)
    byCohort.set(row.cohort_id, [
      ...(byCohort.get(row.cohort_id) ?? []),
      { caseId: row.case_id, with: row.read_with },
    ])
  return [...byCohort].map(([cohortId, cases]) => ({ cohortId, cases }))
}

async function reread(
  context: Pick<Context, 'db' | 'background' | 'config'>,
  caseId: string,
  { roster, now }: { roster: Roster; now: string },
): Promise<void> {
  const { db } = context
  const stored = await findCase(context, db, caseId)
  const publication = await findPublication(db, { caseId })
  if (stored === null || publication?.document == null) return
  const { document, naming, spread } = publication
  // what a picture shows was looked at by people; what a drawing says is read again
  const images = await imagesOf(db, stored, document)
  const { verified } = await verifyCaseFiles(context, {
    publishable: { document, naming, counted: [] },
    spread,
    redacted: {
      removed: [],
      // whoever wanted her own name is called by it
      kept: [...keptIn(stored, roster), ...(naming === 'named' ? [document.meta.publicName] : [])],
      sentences: sentencesOfCase(document),
    },
    roster,
    forbidden: await idsBehind(db, stored),
    images: images ?? [],
  })
  const kinds = [...new Set(verified.residue.map(({ kind }) => kind))]
  await db
    .updateTable('case_publication')
    .set({ read_with: now, found_since: JSON.stringify(kinds) })
    .where('case_id', '=', caseId)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** What stays in a case by decision, as the names of today find it. */
function keptIn({ draft, decisions }: StoredCase, roster: Roster): string[] {
  return draftFindings(draft, roster)
    .filter(({ key }) => decisions[key]?.action === 'keep')
    .map(({ text }) => text)
}
