import { draftFindings, type FindingDecisions, proposalFor } from '@tablee/cases'
import { GOLD_NOTES, GOLD_ROSTER } from '@tablee/cases/testing'
import { findTemplate } from '@tablee/templates'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { agreeInGeneral, approveAll } from '../consents/testing.ts'
import { findCase } from '../publication/draft-store.ts'
import { readRoster } from '../publication/read-roster.ts'
import { takeSnapshot } from '../snapshots/take-snapshot.ts'
import type { TestApp } from '../testing/open-test-app.ts'
import { changeCase } from './change-case.ts'
import { answerAll } from './checks/testing.ts'

/** The notes of the third gold board: a whole case, with identifiers of every kind. */
export const CASE_NOTES = GOLD_NOTES.filter(({ board }) => board === 'S3')

const ORGANISATIONS = ['Les Ateliers du Quai', 'Récup’Famenne', 'Domicile Plus Condroz']

/** A cohort whose first organisation filled a case sheet, with an offered snapshot, its editor and its publisher. */
export async function prepareCase(server: TestApp) {
  const { context } = server
  const { cohortId, programmeId, organisationIds } = await createCohort(context, {
    organisations: ORGANISATIONS,
  })
  const editor = await createPerson(context, { name: 'Odile Rédac' })
  await grant(context, editor.personId, 'editor', 'cohort', cohortId)
  const publisher = await createPerson(context, { name: 'Bernard Publie' })
  await grant(context, publisher.personId, 'publisher', 'programme', programmeId)
  for (const { name } of GOLD_ROSTER.people.filter(({ roleClass }) => roleClass !== undefined)) {
    const { personId } = await createPerson(context, { name })
    await grant(context, personId, 'participant', 'organisation', organisationIds[0] ?? '')
  }
  await agreeInGeneral(context, { cohortId, organisationIds })
  const template = findTemplate('inter-case-sheet')
  if (template === undefined) throw new Error('template is missing')
  const zones = new Set(template.zones.map(({ id }) => id))
  const boardId = await createBoard(context, {
    cohortId,
    organisationId: organisationIds[0] ?? null,
    template,
    title: 'Quai – fiche de cas',
    personId: null,
    notes: CASE_NOTES.map(({ zone, text }) => ({ zoneId: zones.has(zone) ? zone : 'obstacles', text })),
  })
  const { id: snapshotId } = await takeSnapshot(context, {
    board: { id: boardId, title: 'Quai – fiche de cas', cohortId },
    personId: editor.personId,
    name: 'Fin d’atelier',
    offered: true,
  })
  return { cohortId, programmeId, organisationIds, boardId, snapshotId, editor, publisher }
}

/** Calls the API as somebody. */
export async function call(
  server: TestApp,
  cookie: string,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
) {
  return server.app.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) })
}

/** Decides a whole draft, has every organisation agree to it, and has it read again. */
export async function decideAll(server: TestApp, caseId: string): Promise<void> {
  await decideDraft(server, caseId)
  await approveAll(server.context, caseId)
}

/** Decides a whole draft as a patient editor does: keeps every sentence, accepts every proposal, answers the check. */
export async function decideDraft(server: TestApp, caseId: string): Promise<void> {
  const { context } = server
  const stored = await findCase(context, context.db, caseId)
  if (stored === null) throw new Error('case is missing')
  const roster = await readRoster(context, context.db, stored.cohortId)
  const { personId } = await createPerson(context, { name: 'Ghislaine Poncelet' })
  const change = { caseId, roster, personId, logged: { act: 'case_changed', facts: {} } } as const
  await changeCase(context, change, ({ draft, ...rest }) => {
    const statements = draft.statements.map((statement) => ({
      ...statement,
      decision: { state: 'kept' as const },
    }))
    const decisions: FindingDecisions = {}
    for (const finding of draftFindings({ ...draft, statements }, roster)) {
      const proposal = proposalFor(draft, finding)
      decisions[finding.key] = proposal.action === 'remove' ? { action: 'remove' } : proposal
    }
    return { ...rest, draft: { ...draft, statements }, decisions }
  })
  await answerAll(server, caseId)
}
