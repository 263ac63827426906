import type { Erasure, Role, ScopeKind } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { type CaseStage, openCaseStage } from '../cases/case-stage.ts'
import { call, decideAll } from '../cases/testing.ts'
import { insertCohort, insertOrganisation } from '../cohorts/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { answerAs, TEST_YES } from '../consents/testing.ts'
import { CASE_FILE_NAMES, CASE_FILES } from '../publication/files/case-file-names.ts'
import { readLibraryRevision } from '../publication/library-revision.ts'
import { DATABASES } from '../testing/databases.ts'

const LIST = '/api/library/reserves'
/** Publishing, erasing and withdrawing, while other files of tests run. */
const STORY_MS = 120_000
/** Everywhere that anybody may look. */
const PUBLIC = [
  '/cas',
  '/cas?q=tablette',
  '/cas?sector=reemploi',
  '/cas.json',
  '/cas.atom',
  '/sitemap.xml',
  '/cas/tous.csv',
  '/cas/tous.json',
  '/cas/vues/matrice',
  '/cas/vues/couverture',
  '/cas/vues/questions?question=q10',
]

describe.each(DATABASES)('cases that are for few readers, on $name', ({ open }) => {
  let stage: CaseStage
  /** By who they are: those who take part, those of another cohort of the programme, and all others. */
  const readers: Record<'cohort' | 'programme' | 'others', [string, string][]> = {
    cohort: [],
    programme: [],
    others: [],
  }
  beforeAll(async () => {
    stage = await openCaseStage(await open())
    await stage.addVendor()
    const { context } = stage.server
    const { programmeId, cohortId, organisationIds, boardId } = stage.made
    const [own = '', other = ''] = organisationIds
    const now = context.now()
    const sister = await insertCohort(context.db, { programmeId, name: 'Sœur', coachId: null }, now)
    const hers = await insertOrganisation(
      context.db,
      { cohortId: sister, name: 'La Lointaine', profile: {} },
      now,
    )
    const elsewhere = await createCohort(context, { organisations: ['La Tout Autre'] })
    const made = async (
      who: keyof typeof readers,
      ...[role, scopeKind, scopeId]: readonly [Role, ScopeKind, string]
    ) => {
      const { personId, cookie } = await createPerson(context, { name: `${who} ${role}` })
      await grant(context, personId, role, scopeKind, scopeId)
      readers[who].push([`${role} of a ${scopeKind}`, cookie])
    }
    await made('cohort', 'editor', 'cohort', cohortId)
    await made('cohort', 'publisher', 'programme', programmeId)
    await made('cohort', 'coach', 'cohort', cohortId)
    await made('cohort', 'facilitator', 'cohort', cohortId)
    await made('cohort', 'holder', 'organisation', own)
    await made('cohort', 'participant', 'organisation', other)
    await made('cohort', 'mentor', 'organisation', other)
    await made('programme', 'coach', 'cohort', sister)
    await made('programme', 'holder', 'organisation', hers)
    await made('programme', 'participant', 'organisation', hers)
    await made('others', 'funder', 'programme', programmeId)
    await made('others', 'funder', 'cohort', cohortId)
    await made('others', 'admin', 'instance', 'instance')
    await made('others', 'partner', 'cohort', cohortId)
    await made('others', 'partner', 'board', boardId)
    await made('others', 'expert', 'board', boardId)
    await made('others', 'vendor', 'board', boardId)
    await made('others', 'participant', 'board', boardId)
    await made('others', 'facilitator', 'board', boardId)
    await made('others', 'participant', 'organisation', elsewhere.organisationIds[0] ?? '')
    await made('others', 'coach', 'programme', elsewhere.programmeId)
  })
  afterAll(() => stage.close())

  const ask = (cookie: string, url: string) => call(stage.server, cookie, 'GET', url)
  const seenBy = async () =>
    Promise.all(PUBLIC.map(async (url) => [url, (await stage.asNobody(url)).body] as const))

  test.each(['cohort', 'programme'] as const)(
    'C4 L9 what was agreed to for the %s alone is read there, signed in, and nowhere else; taken back it is gone at once',
    async (spread) => {
      const { context } = stage.server
      const { cohortId, organisationIds } = stage.made
      const place = { cohortId, organisationId: organisationIds[0] ?? '' }
      await answerAs(context, { ...place, caseId: null }, { ...TEST_YES, spread })
      const before = await seenBy()
      const revision = await readLibraryRevision(context.db)
      const name = `Rive Discrète ${spread === 'cohort' ? 'une' : 'deux'}`
      const { id: caseId } = await stage.draftCase(name)
      await decideAll(stage.server, caseId)
      const approvals = await stage.asEditor('GET', `/api/cases/${caseId}/approvals`)
      expect(approvals.json()).toMatchObject({ spread })
      const answer = await stage.asPublisher('POST', `/api/cases/${caseId}/publish`)
      expect(answer.statusCode, answer.body).toBe(200)
      const { slug, url } = answer.json<{ slug: string; url: string }>()
      const path = `${LIST}/${slug}`
      expect(url.endsWith(path)).toBe(true)
      expect((await stage.asEditor('GET', `/api/cases/${caseId}`)).json()).toMatchObject({
        published: { path, spread },
      })

      const allowed = [...readers.cohort, ...(spread === 'programme' ? readers.programme : [])]
      const refused = [...readers.others, ...(spread === 'cohort' ? readers.programme : [])]
      const files = CASE_FILE_NAMES.filter((file) => !file.startsWith('image')).map(
        (file) => path + CASE_FILES[file].path,
      )
      for (const [who, cookie] of allowed) {
        expect((await ask(cookie, LIST)).body, who).toContain(`href="${path}?`)
        const page = await ask(cookie, path)
        expect([page.statusCode, page.headers['cache-control']], who).toEqual([200, 'no-store'])
        expect(page.body).toContain(name)
        expect(page.body).toContain('<meta name="robots" content="noindex">')
        expect(page.body).not.toMatch(/og:title|"\/cas\/rive/)
      }
      const [[, reader] = ['', '']] = allowed
      for (const file of [`${path}.json`, ...files])
        expect((await ask(reader, file)).statusCode, file).toBe(200)
      for (const [who, cookie] of refused) {
        const unknown = await ask(cookie, `${LIST}/rive-inconnue`)
        for (const file of [path, `${path}.json`, ...files]) {
          const there = await ask(cookie, file)
          expect([there.statusCode, there.body], `${who} ${file}`).toEqual([404, unknown.body])
        }
        const list = await ask(cookie, LIST)
        expect(list.body, who).not.toContain(slug)
        expect([200, 404], who).toContain(list.statusCode)
      }
      for (const file of [LIST, path, `${path}.json`, ...files])
        expect((await stage.asNobody(file)).statusCode, file).toBe(401)

      // nothing that anybody reads has moved, and there is nothing at the address that it would have had
      expect(await seenBy()).toEqual(before)
      for (const at of [slug, 'rive-discrete-une', 'rive-discrete-deux'])
        for (const suffix of ['', '.json', '.pdf'])
          expect((await stage.asNobody(`/cas/${at}${suffix}`)).statusCode, at + suffix).toBe(404)

      // somebody whom it names is erased: who may read it is told, with who writes cases, and nobody else
      const [, admin] = readers.others.find(([who]) => who.startsWith('admin')) ?? ['', '']
      const { personId } = await createPerson(context, { name })
      await grant(context, personId, 'participant', 'organisation', organisationIds[0] ?? '')
      const erasure = await call(stage.server, admin, 'POST', `/api/people/${personId}/erasure`)
      expect(erasure.statusCode).toBe(202)
      const { id: erasureId } = erasure.json<Erasure>()
      const report = `/api/erasures/${erasureId}`
      const reportTo = async (cookie: string) => (await ask(cookie, report)).json<Erasure>()
      await vi.waitFor(async () => expect((await reportTo(admin)).state).not.toBe('working'), {
        timeout: 60_000,
        interval: 200,
      })
      const named = [{ publicName: name, path, spread }]
      for (const [who, cookie] of allowed)
        expect((await reportTo(cookie)).cases, who).toEqual(who.startsWith('coach') ? named : [])
      for (const [who, cookie] of refused) expect((await reportTo(cookie)).cases, who).toEqual([])
      expect((await stage.asNobody(report)).json()).toMatchObject({ cases: [] })
      const inList = async () =>
        (await ask(admin, '/api/erasures'))
          .json<{ erasures: Erasure[] }>()
          .erasures.find(({ id }) => id === erasureId)
      expect(await inList()).toMatchObject({ counts: { publicCases: 0 }, cases: [] })
      const listed = (await stage.asEditor('GET', `/api/cohorts/${cohortId}/cases`)).json<{
        cases: { id: string; foundSince: string[] }[]
      }>()
      expect(listed.cases.filter(({ foundSince }) => foundSince.length > 0)).toMatchObject([
        { id: caseId, foundSince: ['PER'] },
      ])
      const spreadTo = (readBy: 'public' | typeof spread) =>
        context.db
          .updateTable('case_publication')
          .set({ spread: readBy })
          .where('case_id', '=', caseId)
          .execute()
      await spreadTo('public')
      expect(await inList()).toMatchObject({ cases: [{ publicName: name, path: `/cas/${slug}` }] })
      await spreadTo(spread)

      await answerAs(context, { ...place, caseId }, { state: 'co_retire' })
      for (const [, cookie] of allowed) expect((await reportTo(cookie)).cases).toEqual([])
      for (const [who, cookie] of allowed) {
        const gone = await ask(cookie, path)
        expect([gone.statusCode, gone.body.includes(name)], who).toEqual([410, false])
        expect((await ask(cookie, LIST)).body, who).not.toContain(slug)
      }
      for (const file of [`${path}.json`, ...files])
        expect((await ask(reader, file)).statusCode, file).toBe(410)
      for (const [who, cookie] of refused) expect((await ask(cookie, path)).statusCode, who).toBe(404)
      expect((await stage.asNobody(`/cas/${slug}`)).statusCode).toBe(404)
      expect(await seenBy()).toEqual(before)
      // nothing was read anew for it: whoever reads the library at that moment waits no longer than at any other
      expect(await readLibraryRevision(context.db)).toBe(revision)
      expect(await stage.keptPictures()).toEqual([])
    },
    STORY_MS,
  )

  test('C4 the fewest readers that any organisation agreed to are its readers; figures alone are still no text', async () => {
    const { context } = stage.server
    const { cohortId, organisationIds } = stage.made
    const place = { cohortId, organisationId: organisationIds[0] ?? '', caseId: null }
    const { id } = await stage.draftCase('Rive Large')
    const spreadOf = async () =>
      (await stage.asEditor('GET', `/api/cases/${id}/approvals`)).json<{ spread: string }>().spread
    await answerAs(context, place, TEST_YES)
    await decideAll(stage.server, id)
    expect(await spreadOf()).toBe('public')
    await answerAs(context, place, { ...TEST_YES, spread: 'programme' })
    expect(await spreadOf()).toBe('programme')
    await answerAs(context, place, { ...TEST_YES, level: 'an_agrege' })
    await decideAll(stage.server, id)
    const answer = await stage.asPublisher('POST', `/api/cases/${id}/publish`)
    expect(answer.json<{ error: { code: string } }>().error.code).toBe('consent_level_exceeded')
  })
})
