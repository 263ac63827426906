import type { CaseDraftView, RosterEntry } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { CASE_FILE_NAMES, CASE_FILES, hasFile } from '../publication/files/case-file-names.ts'
import { DATABASES, testOnce } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { answerAll } from './checks/testing.ts'
import { call, decideAll } from './testing.ts'

/** How many files a case without pictures has. */
const FILES_OF_ONE = CASE_FILE_NAMES.filter((name) => hasFile({}, name)).length

describe.each(DATABASES)('cases on $name', ({ name, open }) => {
  // what is no race and no rule of the tables is the same on both
  const told = testOnce(name)
  // one server for all of them, each with a case of its own name; those that change what the others need come last
  let stage: CaseStage
  beforeAll(async () => {
    stage = await openCaseStage(await open())
    await stage.addVendor()
  })
  afterAll(() => stage?.close())

  told('the roster holds organisations and members by themselves, and what the editor adds', async () => {
    const { made, asEditor } = stage
    const { entries } = (await asEditor('GET', `/api/cohorts/${made.cohortId}/roster`)).json<{
      entries: RosterEntry[]
    }>()
    const names = (automatic: boolean) =>
      entries.filter((entry) => entry.automatic === automatic).map(({ name }) => name)
    expect(names(true)).toEqual(
      expect.arrayContaining(['Les Ateliers du Quai', 'Fabienne', 'Odile Rédac', 'Bernard Publie']),
    )
    expect(names(false)).toEqual(['BytesVerts', 'Recyclo-Manager', 'Herstal', 'Marcel Hennuy'])
    const roster = `/api/cohorts/${made.cohortId}/roster`
    const added = await asEditor('POST', roster, { kind: 'place', name: 'Zutendaal' })
    const { id } = added.json<{ id: string }>()
    expect((await asEditor('DELETE', `${roster}/${id}`)).statusCode).toBe(200)
    expect((await asEditor('DELETE', `${roster}/${id}`)).statusCode).toBe(404)
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
    const { made, asEditor, asPublisher, asNobody, publishedCase, keptPictures } = stage
    const { caseId, slug } = await publishedCase()
    const change = await asEditor('PATCH', `/api/cases/${caseId}`, { publicName: 'Autre nom' })
    expect(change.json()).toMatchObject({ error: { code: 'case_published' } })
    expect((await asPublisher('POST', `/api/cases/${caseId}/withdraw`)).statusCode).toBe(200)
    const page = await asNobody(`/cas/${slug}`)
    expect(page.statusCode).toBe(410)
    expect(page.headers['x-robots-tag']).toBe('noindex')
    expect(page.body).not.toContain('Rive Nouvelle')
    // with the answer to the request they are gone, from the disk too
    expect(await keptPictures()).toEqual([])
    for (const path of ['.json', ...Object.values(CASE_FILES).map((file) => file.path)])
      expect((await asNobody(`/cas/${slug}${path}`)).statusCode, path).toBe(410)
    expect((await asNobody('/cas?q=rive')).body).not.toContain('rive-nouvelle')
    expect((await asNobody('/cas.json')).json()).toMatchObject({ cases: [] })
    const again = await asPublisher('POST', `/api/cases/${caseId}/publish`)
    expect(again.json()).toMatchObject({ error: { code: 'case_withdrawn' } })
    const { cases } = (await asEditor('GET', `/api/cohorts/${made.cohortId}/cases`)).json<{
      cases: { id: string }[]
    }>()
    expect(cases.find(({ id }) => id === caseId)).toMatchObject({ status: 'withdrawn', slug: null })
  })

  told('two cases of one name have two addresses', async () => {
    const { server, asPublisher, draftCase, publishedCase } = stage
    await publishedCase('Rive Ancienne')
    const { id } = await draftCase('Rive Ancienne')
    await decideAll(server, id)
    const { slug } = (await asPublisher('POST', `/api/cases/${id}/publish`)).json<{ slug: string }>()
    expect(slug).toMatch(/^rive-ancienne-[a-z]{4}$/)
  })

  test('of two cases that tell the same, published at the same moment, the second is compared with the first', async () => {
    const { server, asPublisher, asNobody, draftCase } = stage
    const ids = [(await draftCase('Rive Commune')).id, (await draftCase('Rive Commune')).id]
    for (const id of ids) await decideAll(server, id)
    const publish = (id: string) => asPublisher('POST', `/api/cases/${id}/publish`)
    const slugs: string[] = []
    for (const [at, answer] of (await Promise.all(ids.map(publish))).entries()) {
      const id = ids[at] ?? ''
      if (answer.statusCode === 200) slugs.push(answer.json<{ slug: string }>().slug)
      else {
        expect(answer.json()).toMatchObject({ error: { code: 'case_links_open' } })
        await answerAll(server, id)
        slugs.push((await publish(id)).json<{ slug: string }>().slug)
      }
    }
    expect(slugs.sort((a, b) => a.length - b.length)).toEqual([
      'rive-commune',
      expect.stringMatching(/^rive-commune-[a-z]{4}$/),
    ])
    for (const slug of slugs) expect((await asNobody(`/cas/${slug}.png`)).statusCode).toBe(200)
  })

  test('publishing twice at once publishes once, and leaves the pictures of nothing else', async () => {
    const { server, asPublisher, draftCase, keptPictures } = stage
    const { id } = await draftCase('Rive Calme')
    await decideAll(server, id)
    const before = await keptPictures()
    const answers = await Promise.all([1, 2].map(() => asPublisher('POST', `/api/cases/${id}/publish`)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    for (const answer of answers.filter(({ statusCode }) => statusCode === 409))
      expect(answer.json()).toMatchObject({ error: { code: 'case_published' } })
    expect(await keptPictures()).toHaveLength(before.length + FILES_OF_ONE)
  })

  test('a change while a case is being published is either refused or keeps the case from the public', async () => {
    const { server, asEditor, asPublisher, asNobody, draftCase, keptPictures } = stage
    const { id } = await draftCase('Rive Profonde')
    await decideAll(server, id)
    const before = await keptPictures()
    const [published, changed] = await Promise.all([
      asPublisher('POST', `/api/cases/${id}/publish`),
      asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Autre rive' }),
    ])
    if (published.statusCode === 200) {
      const { slug } = published.json<{ slug: string }>()
      expect(changed.json()).toMatchObject({ error: { code: 'case_published' } })
      expect((await asNobody(`/cas/${slug}.svg`)).body).toContain('Rive Profonde')
      expect(await keptPictures()).toHaveLength(before.length + FILES_OF_ONE)
    } else {
      expect(changed.statusCode).toBe(200)
      expect(['unavailable', 'case_consent_missing']).toContain(published.json().error.code)
      expect(await keptPictures()).toEqual(before)
    }
  })

  told('withdrawing again deletes the pictures that a failing disk left', async () => {
    const { server, asPublisher, asNobody, publishedCase, keptPictures } = stage
    const before = await keptPictures()
    const { caseId, slug } = await publishedCase('Rive Lointaine')
    const [picture = ''] = (await keptPictures()).filter((path) => !before.includes(path))
    await asPublisher('POST', `/api/cases/${caseId}/withdraw`)
    expect(await keptPictures()).toEqual(before)
    await server.context.files.put(`cases/${picture}`, new Uint8Array([1]))
    expect((await asPublisher('POST', `/api/cases/${caseId}/withdraw`)).statusCode).toBe(200)
    expect(await keptPictures()).toEqual(before)
    expect((await asNobody(`/cas/${slug}.svg`)).statusCode).toBe(410)
  })

  told('only the case team sees drafts; an editor does not publish', async () => {
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

  told('a snapshot that was not offered cannot be drafted from', async () => {
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
