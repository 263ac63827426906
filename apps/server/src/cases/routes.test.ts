import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { compact, publishedCaseSchema } from '@tablee/cases'
import type { CaseDraftView, RosterEntry } from '@tablee/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { CASE_NOTES, call, decideAll, prepareCase } from './testing.ts'

/** What the two layers answer for; the other marks wait for the reader and the later layers. */
const SEEN_TYPES = [
  'ORG',
  'PHONE',
  'EMAIL',
  'URL',
  'BCE',
  'IBAN',
  'NISS',
  'PAYREF',
  'PLATE',
  'HANDLE',
  'FILE',
  'SECRET',
]
const NOT_ON_ROSTER = ['BytesVerts SRL']
const PEOPLE = ['Fabienne', 'Mehmet', 'Aïcha', 'Jean-Marie', 'Colson', 'Lardinois', 'Kevin']

describe.each(DATABASES)('cases on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let made: Awaited<ReturnType<typeof prepareCase>>

  beforeEach(async () => {
    storage = await open()
    server = await openTestApp(storage)
    made = await prepareCase(server)
  })
  afterEach(async () => {
    await server.close()
    await storage.remove()
  })

  const asEditor = (method: Parameters<typeof call>[2], url: string, payload?: object) =>
    call(server, made.editor.cookie, method, url, payload)
  const asPublisher = (method: Parameters<typeof call>[2], url: string, payload?: object) =>
    call(server, made.publisher.cookie, method, url, payload)
  const asNobody = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers })

  /** Paths under the folder of published pictures. */
  async function keptPictures(): Promise<string[]> {
    const folder = join(storage.dataDir, 'files', 'cases')
    const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    return found
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  }

  async function draftCase(): Promise<CaseDraftView> {
    const answer = await asEditor('POST', '/api/cases', {
      cohortId: made.cohortId,
      snapshotIds: [made.snapshotId],
      publicName: 'Rive Nouvelle',
      lang: 'fr',
    })
    expect(answer.statusCode).toBe(201)
    return answer.json<CaseDraftView>()
  }

  async function addVendor(): Promise<void> {
    for (const entry of [
      { kind: 'organisation', name: 'BytesVerts' },
      { kind: 'product', name: 'Recyclo-Manager' },
      { kind: 'place', name: 'Herstal' },
      { kind: 'person', name: 'Marcel Hennuy', roleClass: 'CA' },
    ]) {
      expect((await asEditor('POST', `/api/cohorts/${made.cohortId}/roster`, entry)).statusCode).toBe(201)
    }
  }

  async function publishedCase(): Promise<{ caseId: string; slug: string }> {
    await addVendor()
    const { id: caseId } = await draftCase()
    const tags = {
      sector: ['reemploi'],
      orgType: 'asbl',
      size: 't2_10_49',
      projectKind: ['erp'],
      outcome: 'ou_deploye',
    }
    expect((await asEditor('PATCH', `/api/cases/${caseId}`, { tags })).statusCode).toBe(200)
    await decideAll(server, caseId)
    const answer = await asPublisher('POST', `/api/cases/${caseId}/publish`)
    expect(answer.json()).toMatchObject({ slug: 'rive-nouvelle' })
    return { caseId, slug: answer.json<{ slug: string }>().slug }
  }

  test('the roster holds organisations and members by themselves, and what the editor adds', async () => {
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

  test('a draft stands under the outline with its findings, and says what is missing', async () => {
    const draft = await draftCase()
    const organisation = draft.sections.find(({ id }) => id === 'organisation')
    expect(organisation?.statements[0]?.findings.map(({ kind, text }) => `${kind} ${text}`)).toEqual(
      expect.arrayContaining([
        'ORG Les Ateliers du Quai ASBL',
        'BCE BE 0123.456.749',
        'ADDR quai des Ardennes 27 bte 3, 4020 Liège',
        'COUNT 38 travailleurs dont 22 en insertion',
        'COUNT 2 magasins',
      ]),
    )
    expect(organisation?.statements[0]?.findings[0]?.proposal).toEqual({
      action: 'replace',
      replacement: 'Rive Nouvelle',
    })
    expect(draft.obstacles.map(({ code }) => code)).toEqual([
      'case_statements_undecided',
      'case_sections_missing',
      'case_consent_missing',
    ])
  })

  test('publishing is refused step by step until everything is decided', async () => {
    const draft = await draftCase()
    const refusal = async () => {
      const answer = await asPublisher('POST', `/api/cases/${draft.id}/publish`)
      return { status: answer.statusCode, code: answer.json<{ error: { code: string } }>().error.code }
    }
    expect(await refusal()).toEqual({ status: 409, code: 'case_statements_undecided' })
    for (const { id } of draft.sections.flatMap(({ statements }) => statements)) {
      await asEditor('PUT', `/api/cases/${draft.id}/statements/${id}`, { decision: 'kept' })
    }
    expect(await refusal()).toEqual({ status: 409, code: 'case_findings_undecided' })
    let decided = (await asEditor('GET', `/api/cases/${draft.id}`)).json<CaseDraftView>()
    const open = () =>
      decided.sections
        .flatMap(({ statements }) =>
          statements.flatMap(({ id, findings }) => findings.map((finding) => ({ id, ...finding }))),
        )
        .find(({ decision }) => decision.action === 'undecided')
    for (let finding = open(); finding; finding = open()) {
      const { action, replacement } = finding.proposal
      const answer = await asEditor('PUT', `/api/cases/${draft.id}/findings`, {
        statementId: finding.id,
        findingKey: finding.key,
        decision: action === 'remove' ? { action } : { action, replacement },
        everywhere: true,
      })
      expect(answer.statusCode).toBe(200)
      decided = answer.json<CaseDraftView>()
    }
    expect(decided.obstacles.map(({ code }) => code)).toEqual(['case_consent_missing'])
    const [inspiration] = decided.sections
      .filter(({ id }) => id === 'inspirations')
      .flatMap(({ statements }) => statements)
    for (const { id } of decided.sections.find(({ id }) => id === 'inspirations')?.statements ?? []) {
      await asEditor('PUT', `/api/cases/${draft.id}/statements/${id}`, { decision: 'dropped' })
    }
    expect(await refusal()).toEqual({ status: 409, code: 'case_sections_missing' })
    await asEditor('PUT', `/api/cases/${draft.id}/statements/${inspiration?.id}`, { decision: 'kept' })
    expect(await refusal()).toEqual({ status: 409, code: 'case_consent_missing' })
    await asEditor('PATCH', `/api/cases/${draft.id}`, { consentConfirmed: true })
    expect((await asPublisher('POST', `/api/cases/${draft.id}/publish`)).statusCode).toBe(200)
  })

  test('a name that a rewording or a replacement brings back is refused, without being quoted', async () => {
    const draft = await draftCase()
    await decideAll(server, draft.id)
    const statement = draft.sections
      .find(({ id }) => id === 'obstacles')
      ?.statements.find(({ text }) => text.includes('Fabienne'))
    const key = statement?.findings[0]?.key
    await asEditor('PUT', `/api/cases/${draft.id}/findings`, {
      statementId: statement?.id,
      findingKey: key,
      decision: { action: 'replace', replacement: 'Mehmet' },
    })
    await asEditor('PATCH', `/api/cases/${draft.id}`, { consentConfirmed: true })
    const answer = await asPublisher('POST', `/api/cases/${draft.id}/publish`)
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({
      error: { code: 'case_residue_found', details: { kinds: expect.arrayContaining(['PER']) } },
    })
    expect(answer.body).not.toMatch(/Mehmet|Fabienne/)
    expect(server.logged()).not.toMatch(/Mehmet|Fabienne|Rive Nouvelle/)
  })

  test('a reworded statement opens its findings again', async () => {
    const draft = await draftCase()
    await decideAll(server, draft.id)
    const [statement] = draft.sections.find(({ id }) => id === 'pooling')?.statements ?? []
    const changed = (
      await asEditor('PUT', `/api/cases/${draft.id}/statements/${statement?.id}`, {
        decision: 'reworded',
        text: 'Nous partageons un module avec Récup’Famenne.',
      })
    ).json<CaseDraftView>()
    expect(changed.obstacles).toMatchObject([
      { code: 'case_findings_undecided', statementIds: [statement?.id] },
      { code: 'case_consent_missing' },
    ])
  })

  test('consent is to one text: a changed comma, name, tag or decision undoes it, the same text has it again', async () => {
    const { id } = await draftCase()
    await decideAll(server, id)
    const read = async () => (await asEditor('GET', `/api/cases/${id}`)).json<CaseDraftView>()
    const draft = await read()
    expect(draft.consent.confirmed).toBe(true)
    const url = `/api/cases/${id}`
    const statement = draft.sections
      .flatMap(({ statements }) => statements)
      .find(({ findings }) => findings.length === 0)
    const text = `${statement?.text},`
    await asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'reworded', text })
    expect((await read()).consent).toEqual({ confirmed: false, confirmedAt: null })
    expect((await asPublisher('POST', `${url}/publish`)).json()).toMatchObject({
      error: { code: 'case_consent_missing' },
    })
    await asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'kept' })
    expect((await read()).consent.confirmed).toBe(true)
    const named = draft.sections
      .flatMap(({ statements }) => statements)
      .find(({ findings }) => findings.length > 0)
    for (const change of [
      () => asEditor('PATCH', url, { publicName: 'Autre rive' }),
      () => asEditor('PATCH', url, { tags: { ...draft.tags, sector: ['reemploi'] } }),
      () =>
        asEditor('PUT', `${url}/findings`, {
          statementId: named?.id,
          findingKey: named?.findings[0]?.key,
          decision: { action: 'replace', replacement: 'la structure' },
        }),
    ]) {
      await decideAll(server, id)
      expect((await read()).consent.confirmed).toBe(true)
      expect((await change()).statusCode).toBe(200)
      expect((await read()).consent.confirmed).toBe(false)
    }
  })

  test('two editors who decide at the same moment both succeed', async () => {
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

  test('what is published holds none of the names and numbers, in any form', async () => {
    const { slug } = await publishedCase()
    const raw = CASE_NOTES.flatMap(({ spans }) => spans)
      .filter(({ type, text }) => SEEN_TYPES.includes(type) && !NOT_ON_ROSTER.includes(text))
      .map(({ text }) => text)
    for (const url of [
      '/cas',
      '/cas?q=module',
      `/cas/${slug}`,
      `/cas/${slug}?lang=nl`,
      `/cas/${slug}.json`,
      `/cas/${slug}.svg`,
      '/cas.json',
    ]) {
      const answer = await asNobody(url)
      expect(answer.statusCode, url).toBe(200)
      for (const word of [
        ...raw,
        ...PEOPLE,
        'BytesVerts',
        'Recyclo',
        'Herstal',
        made.snapshotId,
        made.boardId,
      ]) {
        expect(compact(answer.body), `${word} in ${url}`).not.toContain(compact(word))
      }
    }
    const document = publishedCaseSchema.parse((await asNobody(`/cas/${slug}.json`)).json())
    expect(document.sections.map(({ id }) => id)).toContain('pooling')
    expect(server.logged()).not.toMatch(/Ateliers du Quai|Fabienne|Rive Nouvelle|rive-nouvelle|0123\.456/)
  })

  test('a public page needs no account, sets no cookie, runs no script, and allows nothing from elsewhere', async () => {
    const { slug } = await publishedCase()
    const page = await asNobody(`/cas/${slug}`, { 'accept-language': 'nl' })
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline')
    expect(page.body).not.toMatch(/<script|style=|https?:\/\//)
    expect(page.body).toContain('<html lang="nl">')
    expect(page.body).toContain('<h1 lang="fr">Rive Nouvelle</h1>')
    const addresses = Array.from(
      page.body.matchAll(/(?:href|src)="(\/[^"#]*)"/g),
      (match) => match[1]?.replaceAll('&amp;', '&') ?? '',
    )
    expect(addresses.length).toBeGreaterThan(6)
    for (const address of addresses) expect((await asNobody(address)).statusCode, address).toBe(200)
    const style = await asNobody(addresses.find((address) => address.endsWith('.css')) ?? '')
    for (const [, font] of style.body.matchAll(/url\('([^']+)'\)/g)) {
      expect((await asNobody(font ?? '')).headers['content-type']).toBe('font/woff2')
    }
  })

  test('the gallery is searched by stems, without accents, across elisions, and by sector', async () => {
    await publishedCase()
    const hits = async (query: string) => (await asNobody(`/cas?${query}`)).body.includes('rive-nouvelle')
    for (const query of [
      'q=tournees',
      'q=l%E2%80%99encodage',
      'q=reemploi',
      'q=familles+rendez-vous',
      'q=hergebruik',
      'q=rive',
      'sector=reemploi',
    ]) {
      expect(await hits(query), query).toBe(true)
    }
    for (const query of ['q=zeppelin', 'q=tournee+zeppelin']) expect(await hits(query), query).toBe(false)
    expect((await asNobody('/cas?q=%3Cscript%3E')).body).not.toContain('<script>')
  })

  test('a published case is not changed, and a withdrawn one leaves a tombstone at once', async () => {
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
    await publishedCase()
    const { id } = await draftCase()
    await decideAll(server, id)
    const { slug } = (await asPublisher('POST', `/api/cases/${id}/publish`)).json<{ slug: string }>()
    expect(slug).toMatch(/^rive-nouvelle-[a-z]{4}$/)
  })

  test('two cases of one name that are published at the same moment both succeed', async () => {
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
    const { id } = await draftCase()
    await decideAll(server, id)
    const answers = await Promise.all([1, 2, 3].map(() => asPublisher('POST', `/api/cases/${id}/publish`)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    for (const answer of answers.filter(({ statusCode }) => statusCode === 409))
      expect(answer.json()).toMatchObject({ error: { code: 'case_published' } })
    expect(await keptPictures()).toHaveLength(2)
  })

  test('a change while a case is being published is either refused or keeps the case from the public', async () => {
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
    await publishedCase()
    expect((await asNobody('/cas')).body).toContain('Rive Nouvelle')
    await server.context.db.updateTable('case_publication').set({ document: 'unreadable' }).execute()
    for (const url of ['/cas', '/cas.json', '/cas?q=rive'])
      expect((await asNobody(url)).body, url).toContain('rive-nouvelle')
    await server.context.db.updateTable('case_publication').set({ withdrawn_at: '2031' }).execute()
    expect((await asNobody('/cas.json')).json()).toMatchObject({ cases: [] })
  })

  test('without PUBLIC_URL links lead to the host that was asked', async () => {
    const { caseId, slug } = await publishedCase()
    const at = { host: '192.168.1.7:3000' }
    expect((await asNobody('/cas.json', at)).json()).toMatchObject({
      cases: [{ url: `http://192.168.1.7:3000/cas/${slug}` }],
    })
    const draft = await server.app.inject({
      url: `/api/cases/${caseId}`,
      headers: { ...at, cookie: made.editor.cookie },
    })
    expect(draft.json()).toMatchObject({ published: { url: `http://192.168.1.7:3000/cas/${slug}` } })
  })

  test('only the case team sees drafts; an editor does not publish', async () => {
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
    await server.context.db.updateTable('snapshot').set({ offered: 0 }).execute()
    const answer = await asEditor('POST', '/api/cases', {
      cohortId: made.cohortId,
      snapshotIds: [made.snapshotId],
      publicName: 'Rive Nouvelle',
    })
    expect(answer.statusCode).toBe(404)
  })

  test('bad input names its field', async () => {
    const draft = await draftCase()
    const [statement] = draft.sections.flatMap(({ statements }) => statements)
    const url = `/api/cases/${draft.id}`
    const problem = async (answer: ReturnType<typeof asEditor>) =>
      (await answer).json<{ error: { code: string; fields?: { path: string }[] } }>().error
    expect(await problem(asEditor('PATCH', url, { tags: { sector: ['unknown'] } }))).toMatchObject({
      code: 'request_invalid',
      fields: [{ path: 'tags.sector' }],
    })
    expect(
      await problem(asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'reworded' })),
    ).toMatchObject({
      fields: [{ path: 'text' }],
    })
    expect(
      await problem(
        asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'kept', section: 'nowhere' }),
      ),
    ).toMatchObject({
      fields: [{ path: 'section' }],
    })
    expect((await asEditor('PUT', `${url}/statements/unknown-id`, { decision: 'kept' })).statusCode).toBe(404)
    expect((await asNobody('/cas/unknown')).statusCode).toBe(404)
    expect((await asNobody('/cas/unknown?lang=xx')).headers['content-type']).toContain('text/html')
  })
})
