import type { CaseDraftView, RosterEntry } from '@tablee/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { DATABASES } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { call, decideAll } from './testing.ts'

describe.each(DATABASES)('cases on $name', ({ open }) => {
  let stage: CaseStage
  beforeEach(async () => {
    stage = await openCaseStage(await open())
  })
  afterEach(() => stage.close())

  test('the roster holds organisations and members by themselves, and what the editor adds', async () => {
    const { made, asEditor, addVendor } = stage
    await addVendor()
    const { entries } = (await asEditor('GET', `/api/cohorts/${made.cohortId}/roster`)).json<{
      entries: RosterEntry[]
    }>()
    const names = (automatic: boolean) =>
      entries.filter((entry) => entry.automatic === automatic).map(({ name }) => name)
    expect(names(true)).toEqual(
      expect.arrayContaining(['Les Ateliers du Quai', 'Fabienne', 'Odile Rédac', 'Bernard Publie']),
    )
    expect(names(false)).toEqual(['BytesVerts', 'Recyclo-Manager', 'Herstal', 'Marcel Hennuy'])
    const added = entries.find(({ name }) => name === 'Herstal')
    expect((await asEditor('DELETE', `/api/cohorts/${made.cohortId}/roster/${added?.id}`)).statusCode).toBe(
      200,
    )
    expect((await asEditor('DELETE', `/api/cohorts/${made.cohortId}/roster/${added?.id}`)).statusCode).toBe(
      404,
    )
  })

  test('two editors who decide at the same moment both succeed', async () => {
    const { asEditor, draftCase } = stage
    const draft = await draftCase()
    const statements = draft.sections.flatMap(({ statements }) => statements).slice(0, 6)
    const answers = await Promise.all(
      statements.map(({ id }) =>
        asEditor('PUT', `/api/cases/${draft.id}/statements/${id}`, { decision: 'dropped' }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(statements.map(() => 200))
    const after = (await asEditor('GET', `/api/cases/${draft.id}`)).json<CaseDraftView>()
    const dropped = after.sections
      .flatMap(({ statements }) => statements)
      .filter(({ decision }) => decision === 'dropped')
    expect(dropped).toHaveLength(statements.length)
  })

  test('a published case is not changed, and a withdrawn one leaves a tombstone at once', async () => {
    const { made, asEditor, asPublisher, asNobody, publishedCase } = stage
    const { caseId, slug } = await publishedCase()
    const change = await asEditor('PATCH', `/api/cases/${caseId}`, { publicName: 'Autre nom' })
    expect(change.json()).toMatchObject({ error: { code: 'case_published' } })
    expect((await asPublisher('POST', `/api/cases/${caseId}/withdraw`)).statusCode).toBe(200)
    const page = await asNobody(`/cas/${slug}`)
    expect(page.statusCode).toBe(410)
    expect(page.headers['x-robots-tag']).toBe('noindex')
    expect(page.body).not.toContain('Rive Nouvelle')
    expect((await asNobody(`/cas/${slug}.json`)).statusCode).toBe(410)
    expect((await asNobody(`/cas/${slug}.svg`)).statusCode).toBe(410)
    expect((await asNobody('/cas?q=rive')).body).not.toContain('rive-nouvelle')
    expect((await asNobody('/cas.json')).json()).toMatchObject({ cases: [] })
    const again = await asPublisher('POST', `/api/cases/${caseId}/publish`)
    expect(again.json()).toMatchObject({ error: { code: 'case_withdrawn' } })
    expect((await asEditor('GET', `/api/cohorts/${made.cohortId}/cases`)).json()).toMatchObject({
      cases: [{ id: caseId, status: 'withdrawn', slug: null }],
    })
  })

  test('two cases of one name have two addresses', async () => {
    const { server, asPublisher, draftCase, publishedCase } = stage
    await publishedCase()
    const { id } = await draftCase()
    await decideAll(server, id)
    const { slug } = (await asPublisher('POST', `/api/cases/${id}/publish`)).json<{ slug: string }>()
    expect(slug).toMatch(/^rive-nouvelle-[a-z]{4}$/)
  })

  test('two cases of one name that are published at the same moment both succeed', async () => {
    const { server, asPublisher, asNobody, draftCase } = stage
    const ids = [(await draftCase()).id, (await draftCase()).id]
    for (const id of ids) await decideAll(server, id)
    const answers = await Promise.all(ids.map((id) => asPublisher('POST', `/api/cases/${id}/publish`)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const slugs = answers.map((answer) => answer.json<{ slug: string }>().slug)
    expect(slugs.sort((a, b) => a.length - b.length)).toEqual([
      'rive-nouvelle',
      expect.stringMatching(/^rive-nouvelle-[a-z]{4}$/),
    ])
    for (const slug of slugs) expect((await asNobody(`/cas/${slug}.png`)).statusCode).toBe(200)
  })

  test('publishing twice at once publishes once, and leaves the pictures of nothing else', async () => {
    const { server, asPublisher, draftCase, keptPictures } = stage
    const { id } = await draftCase()
    await decideAll(server, id)
    const answers = await Promise.all([1, 2, 3].map(() => asPublisher('POST', `/api/cases/${id}/publish`)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    for (const answer of answers.filter(({ statusCode }) => statusCode === 409))
      expect(answer.json()).toMatchObject({ error: { code: 'case_published' } })
    expect(await keptPictures()).toHaveLength(2)
  })

  test('a change while a case is being published is either refused or keeps the case from the public', async () => {
    const { server, asEditor, asPublisher, asNobody, draftCase, keptPictures } = stage
    const { id } = await draftCase()
    await decideAll(server, id)
    const [published, changed] = await Promise.all([
      asPublisher('POST', `/api/cases/${id}/publish`),
      asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Autre rive' }),
    ])
    if (published.statusCode === 200) {
      const { slug } = published.json<{ slug: string }>()
      expect(changed.json()).toMatchObject({ error: { code: 'case_published' } })
      expect((await asNobody(`/cas/${slug}.svg`)).body).toContain('Rive Nouvelle')
      expect(await keptPictures()).toHaveLength(2)
    } else {
      expect(changed.statusCode).toBe(200)
      expect(['unavailable', 'case_consent_missing']).toContain(published.json().error.code)
      expect(await keptPictures()).toEqual([])
    }
  })

  test('withdrawing again deletes the pictures that a failing disk left', async () => {
    const { server, asPublisher, asNobody, publishedCase, keptPictures } = stage
    const { caseId, slug } = await publishedCase()
    const [picture = ''] = await keptPictures()
    await asPublisher('POST', `/api/cases/${caseId}/withdraw`)
    expect(await keptPictures()).toEqual([])
    await server.context.files.put(`cases/${picture}`, new Uint8Array([1]))
    expect((await asPublisher('POST', `/api/cases/${caseId}/withdraw`)).statusCode).toBe(200)
    expect(await keptPictures()).toEqual([])
    expect((await asNobody(`/cas/${slug}.svg`)).statusCode).toBe(410)
  })

  test('the gallery reads the cases again only when another one is published or withdrawn', async () => {
    const { server, asNobody, publishedCase } = stage
    await publishedCase()
    expect((await asNobody('/cas')).body).toContain('Rive Nouvelle')
    await server.context.db.updateTable('case_publication').set({ document: 'unreadable' }).execute()
    for (const url of ['/cas', '/cas.json', '/cas?q=rive'])
      expect((await asNobody(url)).body, url).toContain('rive-nouvelle')
    await server.context.db.updateTable('case_publication').set({ withdrawn_at: '2031' }).execute()
    expect((await asNobody('/cas.json')).json()).toMatchObject({ cases: [] })
  })

  test('only the case team sees drafts; an editor does not publish', async () => {
    const { server, made, asEditor, draftCase } = stage
    const draft = await draftCase()
    const coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', made.cohortId)
    const funder = await createPerson(server.context, { name: 'Financeur' })
    await grant(server.context, funder.personId, 'funder', 'cohort', made.cohortId)
    const statusOf = async (
      cookie: string,
      method: Parameters<typeof call>[2],
      url: string,
      payload?: object,
    ) => (await call(server, cookie, method, url, payload)).statusCode
    for (const { cookie } of [coach, funder]) {
      expect(await statusOf(cookie, 'GET', `/api/cases/${draft.id}`)).toBe(404)
      expect(await statusOf(cookie, 'GET', `/api/cases/${draft.id}/preview`)).toBe(404)
      expect(await statusOf(cookie, 'POST', `/api/cases/${draft.id}/publish`)).toBe(404)
    }
    expect(await statusOf(coach.cookie, 'GET', `/api/cohorts/${made.cohortId}/cases`)).toBe(403)
    expect(await statusOf(funder.cookie, 'GET', `/api/cohorts/${made.cohortId}/cases`)).toBe(404)
    expect(await statusOf(coach.cookie, 'GET', `/api/cohorts/${made.cohortId}/roster`)).toBe(403)
    expect(await statusOf(funder.cookie, 'GET', `/api/cohorts/${made.cohortId}/roster`)).toBe(404)
    expect(await statusOf(made.editor.cookie, 'POST', `/api/cases/${draft.id}/publish`)).toBe(403)
    expect(
      await statusOf(made.publisher.cookie, 'PATCH', `/api/cases/${draft.id}`, { publicName: 'X' }),
    ).toBe(403)
    expect((await server.app.inject({ url: `/api/cases/${draft.id}` })).statusCode).toBe(401)
    expect((await asEditor('GET', `/api/cases/${draft.id}/preview`)).body).toContain('Rive Nouvelle')
  })

  test('a snapshot that was not offered cannot be drafted from', async () => {
    const { server, made, asEditor } = stage
    await server.context.db.updateTable('snapshot').set({ offered: 0 }).execute()
    const answer = await asEditor('POST', '/api/cases', {
      cohortId: made.cohortId,
      snapshotIds: [made.snapshotId],
      publicName: 'Rive Nouvelle',
    })
    expect(answer.statusCode).toBe(404)
  })
})
