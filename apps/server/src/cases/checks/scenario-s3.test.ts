import type { CaseCheckView, CaseDraftView, ConsentAnswer } from '@tablee/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAs, approveAll, TEST_YES } from '../../consents/testing.ts'
import { openSqliteStorage } from '../../testing/databases.ts'
import { type CaseStage, openCaseStage } from '../case-stage.ts'
import { decideAll, decideDraft } from '../testing.ts'

let stage: CaseStage
let caseId = ''
beforeAll(async () => {
  stage = await openCaseStage(await openSqliteStorage())
  await stage.addVendor()
  ;({ id: caseId } = await stage.draftCase())
  await decideAll(stage.server, caseId)
})
afterAll(() => stage?.close())

const draft = async () => (await stage.asEditor('GET', `/api/cases/${caseId}`)).json<CaseDraftView>()

/** The organisation answers before any case: what it reserves, and how far it goes. */
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
const obstaclesNow = async () => (await draft()).obstacles

/** Decides all but one statement, which stays out. */
async function decideDropping(statementId: string): Promise<void> {
  await decideDraft(stage.server, caseId)
  await stage.asEditor('PUT', `/api/cases/${caseId}/statements/${statementId}`, { decision: 'dropped' })
}

test('S3.6 the conflict row is withheld because of the reservation, its tag counts only', async () => {
  const row = (await draft()).sections
    .flatMap(({ statements }) => statements)
    .find(({ source }) => source.text.includes('ne se parlent plus'))
  if (row === undefined) throw new Error('the row is missing')
  const url = `/api/cases/${caseId}/statements/${row.id}`
  await stage.asEditor('PUT', url, { decision: 'kept', tags: ['fr_relationnel'] })
  const open = async () => (await obstaclesNow()).find(({ code }) => code === 'case_reservation_open')
  expect(await open()).toBeUndefined()
  // « ne pas parler des conflits », said by the organisation itself
  await own({ ...TEST_YES, state: 'co_reserves', topics: ['conflict'], reservation: '' })
  expect(await open()).toMatchObject({ statementIds: [row.id] })
  const refused = await stage.asPublisher('POST', `/api/cases/${caseId}/publish`)
  expect(refused.json()).toMatchObject({
    error: { code: 'case_reservation_open', details: { statementIds: [row.id] } },
  })

  // a quarrel stays one in milder words as long as its tag is shown
  await stage.asEditor('PUT', url, {
    decision: 'reworded',
    text: 'Deux responsables voyaient le projet autrement.',
    tags: ['fr_relationnel'],
  })
  expect(await open()).toMatchObject({ statementIds: [row.id] })
  const countOnly = { statementId: row.id, tag: 'fr_relationnel' }
  const answer = await stage.asEditor('PATCH', `/api/cases/${caseId}/check`, { countOnly })
  expect(answer.json<CaseCheckView>().countsOnly).toEqual(['fr_relationnel'])
  expect(await open()).toBeUndefined()

  // or it is dropped whole
  await stage.asEditor('PUT', url, { decision: 'dropped' })
  expect(await open()).toBeUndefined()

  // and what is published says neither the words nor the tag, which is counted
  await decideDropping(row.id)
  await approveAll(stage.server.context, caseId)
  const published = await stage.asPublisher('POST', `/api/cases/${caseId}/publish`)
  expect(published.statusCode, published.body).toBe(200)
  const { slug } = published.json<{ slug: string }>()
  for (const path of ['', '.json', '.svg']) {
    const { body } = await stage.asNobody(`/cas/${slug}${path}`)
    expect(body).not.toMatch(/ne se parlent plus|voyaient le projet autrement|fr_relationnel/)
  }
  const { counted } = await stage.server.context.db
    .selectFrom('case_publication')
    .select('counted')
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(counted)).toEqual(['fr_relationnel'])
  await own(TEST_YES)
})

test('S3.8 one: what only counts publishes no text, a name of its own needs no answer, and any other is generalised first', async () => {
  const { id } = await stage.draftCase()
  const url = `/api/cases/${id}`
  await stage.asEditor('PATCH', url, { tags: { sector: ['reemploi'], size: 't2_10_49' } })
  await decideDraft(stage.server, id)
  const codes = async () =>
    (await stage.asEditor('GET', url))
      .json<CaseDraftView>()
      .obstacles.map(({ code }) => code)
      .filter((code) => !['case_second_reader_missing', 'case_consent_missing'].includes(code))
  const say = async (answer: 'one' | 'few' | 'many', reason = '') => {
    const { about } = (await stage.asEditor('GET', `${url}/check`)).json<CaseCheckView>()
    await stage.asEditor('PATCH', `${url}/check`, { population: { answer, about, reason } })
  }
  await say('one', 'Une seule en Wallonie.')
  expect(await codes()).toEqual(['case_facets_identify'])
  // raised: the organisation wants to be counted only, and no text of hers goes out
  await own({ ...TEST_YES, level: 'an_agrege' })
  await approveAll(stage.server.context, id)
  expect(await codes()).toEqual(['consent_level_exceeded'])
  expect((await stage.asPublisher('POST', `${url}/publish`)).statusCode).toBe(409)
  // or it stands under its own name, which nobody has to guess
  const named = { ...TEST_YES, level: 'an_nominatif' } as const
  await own(named)
  await approveAll(stage.server.context, id, named)
  expect(await codes()).toEqual([])
  await own(TEST_YES)
  expect(await codes()).toEqual(['case_facets_identify'])
  // or the sector is told more coarsely, and the question is asked again
  await stage.asEditor('PATCH', url, { tags: { sector: ['gs_circulaire'] } })
  expect(await codes()).toEqual(['case_population_unanswered'])
  await say('many', 'Plus de cent dans le pays.')
  expect(await codes()).toEqual([])
})
