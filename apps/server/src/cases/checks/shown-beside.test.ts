import {
  draftFindings,
  type FindingDecisions,
  KEYWORDS_ID,
  PUBLIC_NAME_ID,
  type StatementDecision,
} from '@tablee/cases'
import { EDITED_ROWS } from '@tablee/cases/testing'
import type { CaseApprovals, CaseCheckView, CaseDraftView, ConsentAnswer } from '@tablee/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { photoOf } from '../../background/testing/photo.ts'
import { answerAs, approveAll, TEST_YES } from '../../consents/testing.ts'
import { findCase } from '../../publication/draft-store.ts'
import { readRoster } from '../../publication/read-roster.ts'
import { openSqliteStorage } from '../../testing/databases.ts'
import { type CaseStage, openCaseStage } from '../case-stage.ts'
import { changeCase } from '../change-case.ts'
import { answerAll } from './testing.ts'

let stage: CaseStage
beforeAll(async () => {
  stage = await openCaseStage(await openSqliteStorage())
  await stage.addVendor()
})
afterAll(() => stage.close())
afterEach(() => own(TEST_YES))

/** The organisation answers before any case. */
const own = (answer: ConsentAnswer) =>
  answerAs(
    stage.server.context,
    {
      cohortId: stage.made.cohortId,
      organisationId: stage.made.organisationIds[0] ?? '',
      caseId: null,
    },
    answer,
  )
const draftOf = async (id: string) => (await stage.asEditor('GET', `/api/cases/${id}`)).json<CaseDraftView>()
const checkOf = async (id: string) =>
  (await stage.asEditor('GET', `/api/cases/${id}/check`)).json<CaseCheckView>()
const codesOf = async (id: string) => (await draftOf(id)).obstacles.map(({ code }) => code)
const obstacleOf = async (id: string, code: string) =>
  (await draftOf(id)).obstacles.find((one) => one.code === code)
const publish = (id: string) => stage.asPublisher('POST', `/api/cases/${id}/publish`)

/** Writes every sentence as the editor of the gold board does, and keeps whatever is found, with a reason. */
async function keepAll(caseId: string): Promise<void> {
  const { context } = stage.server
  const stored = await findCase(context, context.db, caseId)
  if (stored === null) throw new Error('case is missing')
  const roster = await readRoster(context, context.db, stored.cohortId)
  const logged = { act: 'case_changed', facts: {} } as const
  await changeCase(
    context,
    { caseId, roster, personId: stage.made.editor.personId, logged },
    ({ draft, ...rest }) => {
      const statements = draft.statements.map((statement) => {
        const [, text] = Object.entries(EDITED_ROWS).find(([start]) => statement.text.startsWith(start)) ?? []
        const decision: StatementDecision =
          text === undefined ? { state: 'dropped' } : { state: 'reworded', text }
        return { ...statement, decision, quoteAgreed: true }
      })
      const decisions: FindingDecisions = {}
      for (const { key } of draftFindings({ ...draft, statements }, roster))
        decisions[key] = { action: 'keep', reason: 'formulation relue' }
      return { ...rest, draft: { ...draft, statements }, decisions }
    },
  )
  await answerAll(stage.server, caseId)
}

/** A decided and approved case with a picture that is described so. */
async function caseWithPicture(publicName: string, alt: string): Promise<{ id: string; imageId: string }> {
  const { id } = await stage.draftCase(publicName)
  const file = photoOf({ secret: 'x' }).toString('base64')
  const added = (await stage.asEditor('POST', `/api/cases/${id}/images`, { file })).json<CaseDraftView>()
  const imageId = added.images.at(-1)?.id ?? ''
  await stage.asEditor('PUT', `/api/cases/${id}/images/${imageId}`, { alt, taken: true })
  await keepAll(id)
  await approveAll(stage.server.context, id)
  return { id, imageId }
}

test('R102 C2 a partner that an alternative text names is listed, asked, and keeps the case from the public', async () => {
  const { id, imageId } = await caseWithPicture('Rive Partenaire', 'Le dépôt de Récup’Famenne, vu de loin.')
  const link = (await checkOf(id)).links.find(({ name }) => name === 'Récup’Famenne')
  expect(link).toMatchObject({ to: 'organisation', statementIds: [imageId], isNameKept: true })
  const { organisations } = (await stage.asEditor('GET', `/api/cases/${id}/approvals`)).json<CaseApprovals>()
  expect(organisations.map(({ part }) => part)).toEqual(['own', 'partner'])
  expect(await codesOf(id)).toEqual(['case_links_open', 'case_consent_missing'])
  expect((await publish(id)).statusCode).toBe(409)
})

test('C4 under an assumed name an alternative text does not say the own one', async () => {
  const { id } = await caseWithPicture('Rive Façade', 'La façade des Ateliers du Quai, vue de loin.')
  expect(await codesOf(id)).toEqual(['consent_level_exceeded'])
  expect((await publish(id)).statusCode).toBe(409)
  expect((await stage.asNobody('/cas/rive-facade?lang=fr')).statusCode).toBe(404)
})

test('R102 five words of an alternative text that a public case has too lead to it, and those of one there lead here', async () => {
  const words = 'Une armoire rouge remplie de dossiers suspendus.'
  const shown = await caseWithPicture('Rive Armoire', words)
  expect((await publish(shown.id)).statusCode).toBe(200)
  const { id, imageId } = await caseWithPicture('Rive Placard', words)
  const link = (await checkOf(id)).links.find(({ name }) => name === 'Rive Armoire')
  expect(link?.reasons).toContain('same_words')
  expect(link?.statementIds).toContain(imageId)
})

test('R103 « photos et images » is kept to: a picture that enters stands in the way until it is left out', async () => {
  await own({ ...TEST_YES, state: 'co_reserves', topics: ['images'], reservation: '' })
  const { id, imageId } = await caseWithPicture('Rive Images', 'Un tableau blanc couvert de notes.')
  expect(await obstacleOf(id, 'case_reservation_open')).toEqual({
    code: 'case_reservation_open',
    statementIds: [],
    sections: [],
    imageIds: [imageId],
  })
  expect((await publish(id)).json()).toMatchObject({
    error: { code: 'case_reservation_open', details: { imageIds: [imageId] } },
  })
  await stage.asEditor('PUT', `/api/cases/${id}/images/${imageId}`, { taken: false })
  expect(await codesOf(id)).not.toContain('case_reservation_open')
})

test('R103 money, partners and dates are told by facets, a quarrel and an illness by keywords', async () => {
  const topics = ['money', 'conflict', 'health', 'dates', 'partners'] as const
  await own({ ...TEST_YES, state: 'co_reserves', topics: [...topics], reservation: '' })
  const { id } = await stage.draftCase('Rive Repères')
  const setTags = (tags: object) => stage.asEditor('PATCH', `/api/cases/${id}`, { tags })
  const telling = {
    funding: [{ source: 'fi_subside_ponctuel', band: 'b3' }],
    pooling: ['mu_co_developpement'],
    period: '2023–2024',
    keywords: ['conflit entre direction et équipe', 'burn-out'],
  }
  await setTags(telling)
  await keepAll(id)
  const open = await obstacleOf(id, 'case_reservation_open')
  expect(open?.facets).toEqual(['funding', 'period', 'pooling'])
  expect(open?.statementIds).toContain(KEYWORDS_ID)
  const { reservations, reservedFacets } = await checkOf(id)
  expect(reservedFacets).toContainEqual({ topic: 'money', facet: 'funding' })
  const ofKeywords = reservations.filter(({ statementId }) => statementId === KEYWORDS_ID)
  expect(ofKeywords.map(({ topic }) => topic).sort()).toEqual(['conflict', 'health'])
  expect(reservations.map(({ statementId }) => statementId)).not.toContain(PUBLIC_NAME_ID)
  await setTags({ keywords: ['tablette'] })
  const left = await obstacleOf(id, 'case_reservation_open')
  expect(left?.facets).toBeUndefined()
  expect(left?.statementIds ?? []).not.toContain(KEYWORDS_ID)
})

test('R106 a project that was stopped, and where its solution came from, is told when three organisations say it too', async () => {
  const { id } = await stage.draftCase('Rive Arrêtée')
  await stage.asEditor('PATCH', `/api/cases/${id}`, {
    tags: { outcome: ['ou_arrete'], sourcing: ['so_detournement'] },
  })
  expect((await checkOf(id)).rare).toEqual([
    { facet: 'sourcing', value: 'so_detournement', band: null },
    { facet: 'outcome', value: 'ou_arrete', band: null },
  ])
  await keepAll(id)
  const { about } = await checkOf(id)
  await stage.asEditor('PATCH', `/api/cases/${id}/check`, { population: { answer: 'many', about } })
  expect(await obstacleOf(id, 'case_facets_identify')).toMatchObject({ facets: ['sourcing', 'outcome'] })
})

test('R101 where the organisation wants no detail that leads to it, no reason outweighs the numbers', async () => {
  await own({ ...TEST_YES, level: 'an_complet' })
  const { id } = await stage.draftCase('Rive Discrète')
  await stage.asEditor('PATCH', `/api/cases/${id}`, { tags: { sector: ['reemploi'], size: 't2_10_49' } })
  await keepAll(id)
  expect(await checkOf(id)).toMatchObject({ population: 'many', isSafe: false, mayReason: false })
  expect(await codesOf(id)).toContain('case_facets_identify')
  await own(TEST_YES)
  expect((await checkOf(id)).mayReason).toBe(true)
  expect(await codesOf(id)).not.toContain('case_facets_identify')
  await own({ ...TEST_YES, level: 'an_complet' })
  // nothing shown, nothing to guess by
  await stage.asEditor('PATCH', `/api/cases/${id}`, { tags: { sector: [], size: null } })
  await answerAll(stage.server, id)
  expect(await codesOf(id)).not.toContain('case_facets_identify')
})
