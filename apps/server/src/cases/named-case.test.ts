import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { agreeInGeneral, approveAll, TEST_YES } from '../consents/testing.ts'
import { readPdf } from '../exports/testing/read-files.ts'
import { openSqliteStorage } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { call, decideDraft } from './testing.ts'

/** As it is in the roster: the public name of the case is the organisation's own. */
const NAME = 'Les Ateliers du Quai'

let stage: CaseStage
let id = ''
beforeAll(async () => {
  stage = await openCaseStage(await openSqliteStorage())
  await stage.addVendor()
  const drafted = await stage.draftCase()
  id = drafted.id
  const tags = { sector: ['reemploi'], orgType: ['asbl'], projectKind: ['erp'] }
  const changed = await stage.asEditor('PATCH', `/api/cases/${id}`, { publicName: NAME, tags })
  expect(changed.statusCode).toBe(200)
  await decideDraft(stage.server, id)
})
afterAll(() => stage.close())

test('C4 R66 an organisation that wants its own name is published under it, in every file; others stay out', async () => {
  const { server, made, asPublisher, asNobody } = stage
  const [own = ''] = made.organisationIds
  const named = { ...TEST_YES, level: 'an_nominatif' } as const
  await approveAll(server.context, id, named)
  // the general answer is the stricter one
  const refused = await asPublisher('POST', `/api/cases/${id}/publish`)
  expect(refused.json()).toMatchObject({ error: { code: 'consent_level_exceeded' } })
  await agreeInGeneral(server.context, { cohortId: made.cohortId, organisationIds: [own] }, named)
  await approveAll(server.context, id, named)
  const published = await asPublisher('POST', `/api/cases/${id}/publish`)
  expect(published.json()).toMatchObject({ slug: 'les-ateliers-du-quai' })
  const page = (await asNobody('/cas/les-ateliers-du-quai')).body
  expect(page).toContain(NAME)
  expect(page).not.toMatch(/nom d’emprunt|Fabienne|BytesVerts|Herstal/)
  const { text } = readPdf((await asNobody('/cas/les-ateliers-du-quai.pdf')).rawPayload)
  expect(text).toContain(NAME)
  expect(text).not.toMatch(/Fabienne|BytesVerts|Herstal/)
  // it may take its name back, and nobody goes through what was written across cases then
  const writer = await createPerson(server.context, { name: 'Odile Synthèse' })
  await grant(server.context, writer.personId, 'editor', 'programme', made.programmeId)
  const synthesis = await call(server, writer.cookie, 'PUT', '/api/library/syntheses/en_changement', {
    lang: 'fr',
    bullets: [`${NAME} a formé avant de basculer.`],
  })
  expect(synthesis.json()).toMatchObject({
    error: { code: 'synthesis_identifies', details: { kinds: ['ORG'] } },
  })
})
