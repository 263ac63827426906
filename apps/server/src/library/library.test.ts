import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { insertOrganisation } from '../cohorts/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { insertDemoLibrary } from '../demo/demo-library.ts'
import { insertDemoCase } from '../demo/store.ts'
import { findPublication, withdrawPublication } from '../publication/publication-store.ts'
import { emptySlug, slugKeyOf } from '../publication/slug-key.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { sampleCases } from './testing.ts'

/** Everything in which cases are listed, searched, compared or counted. */
const LISTS = [
  '/cas',
  '/cas?q=fourgon',
  '/cas?sector=handicap',
  '/cas.json',
  '/cas.atom',
  '/sitemap.xml',
  '/cas/tous.csv',
  '/cas/tous.json',
  '/cas/comparer?cas=la-fourgonnette&cas=la-lanterne',
]

describe.each(DATABASES)('the library on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let other: TestApp
  let cohortId: string
  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    // another process on the same database
    other = storage.databaseUrl === null ? server : await openTestApp(storage)
    cohortId = (await createCohort(server.context, { organisations: [] })).cohortId
    const { db } = server.context
    await db
      .transaction()
      .execute((transaction) => insertDemoLibrary(transaction, { cohortId, personId: null, now: Date.now() }))
  })
  afterAll(async () => {
    if (other !== server) await other.close()
    await server.close()
    await storage.remove()
  })

  const ask = (url: string, on: TestApp = server, headers: Record<string, string> = {}) =>
    on.app.inject({ url, headers })

  test('L6 boards of two cohorts that say the same are offered the same cases: what is left out would say whose they are', async () => {
    const { context } = server
    const template = findTemplate('inter-case-sheet')
    if (template === undefined) throw new Error('template is missing')
    const profile = JSON.stringify({
      sector: 'reemploi',
      orgType: 'asbl',
      size: 't2_10_49',
      projectKind: 'erp',
    })
    const offeredIn = async (of: string) => {
      const organisationId = await insertOrganisation(
        context.db,
        { cohortId: of, name: `Voisine ${of}`, profile: {} },
        context.now(),
      )
      await context.db.updateTable('organisation').set({ profile }).where('id', '=', organisationId).execute()
      const guest = await createPerson(context, { name: 'Voisine' })
      await grant(context, guest.personId, 'participant', 'organisation', organisationId)
      const boardId = await createBoard(context, {
        cohortId: of,
        organisationId,
        template,
        title: 'Fiche',
        personId: null,
      })
      const answer = await ask(`/api/boards/${boardId}/near-cases`, server, { cookie: guest.cookie })
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json<{ cases: { slug: string }[] }>().cases
    }
    const elsewhere = await createCohort(context, { organisations: [] })
    const offered = await offeredIn(cohortId)
    expect(offered.length).toBeGreaterThan(0)
    expect(offered).toEqual(await offeredIn(elsewhere.cohortId))
  })

  /** A public case of that name, as a publication puts it there. */
  async function publish(publicName: string, slug: string): Promise<string> {
    const [sample] = sampleCases(1, slug)
    if (!sample) throw new Error('there is a sample')
    const document = {
      ...sample,
      slug,
      meta: { ...sample.meta, publicName, tags: { ...sample.meta.tags, sector: ['handicap'] } },
    }
    const { db } = server.context
    await db
      .transaction()
      .execute((transaction) =>
        insertDemoCase(transaction, { cohortId, personId: null, document, naming: 'named', now: Date.now() }),
      )
    const row = await db
      .selectFrom('case_publication')
      .select('case_id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    return row.case_id
  }

  /** Takes a case back, as its organisation or the team does. */
  async function withdraw(caseId: string): Promise<void> {
    const { db, config } = server.context
    const publication = await findPublication(db, { caseId })
    const slugKey = slugKeyOf(config.secretKey, publication?.slug ?? '')
    await withdrawPublication(db, caseId, { at: new Date().toISOString(), slug: emptySlug(), slugKey })
  }

  test('S3.11 what is published by one process is read from all at once, and what is withdrawn is gone with the next request', async () => {
    for (const on of [server, other]) expect((await ask('/cas', on)).body).not.toContain('Fourgonnette')
    const caseId = await publish('La Fourgonnette', 'la-fourgonnette')
    for (const on of [server, other]) {
      expect((await ask('/cas/la-fourgonnette', on)).statusCode).toBe(200)
      for (const url of LISTS) expect((await ask(url, on)).body, url).toMatch(/fourgonnette/i)
    }
    const before = (await ask('/cas?sector=handicap&sector=federation_sectorielle')).body
    await withdraw(caseId)
    for (const on of [other, server]) {
      expect((await ask('/cas/la-fourgonnette', on)).statusCode).toBe(410)
      // the address that was asked for is the reader's own; words of hers are hers
      for (const url of LISTS.filter((each) => !each.includes('q=')))
        expect((await ask(url, on)).body, url).not.toMatch(/fourgonnette/i)
      expect((await ask('/cas?q=fourgon', on)).body).not.toContain('/cas/la-fourgonnette')
    }
    const after = (await ask('/cas?sector=handicap&sector=federation_sectorielle')).body
    const totalOf = (page: string) => Number(/role="status">(\d+) cas/.exec(page)?.[1])
    expect(totalOf(after)).toBe(totalOf(before) - 1)
  })

  test('a publication that fails changes nothing', async () => {
    const before = await ask('/cas.json')
    const { db } = server.context
    await expect(
      db.transaction().execute(async (transaction) => {
        await insertDemoLibrary(transaction, { cohortId, personId: null, now: Date.now() })
      }),
    ).rejects.toThrow()
    expect((await ask('/cas.json')).body).toBe(before.body)
  })

  test('a page that stays the same is not sent again, and its tag tells nothing of other cases', async () => {
    const first = await ask('/cas/la-lanterne')
    const etag = String(first.headers['etag'])
    const again = await ask('/cas/la-lanterne', other, { 'if-none-match': etag })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const caseId = await publish('Le Grand Pont', 'le-grand-pont')
    await withdraw(caseId)
    expect((await ask('/cas/la-lanterne')).headers['etag']).toBe(etag)
    expect((await ask('/cas/la-lanterne?lang=nl')).headers['etag']).not.toBe(etag)
    expect(first.headers['last-modified']).toBeUndefined()
  })

  test('words are found by their stems, without accents, across elisions, also in labels of another language', async () => {
    const hits = async (words: string) =>
      (await ask(`/cas?q=${encodeURIComponent(words)}`)).body.match(/<a href="\/cas\/[a-z-]+\?/g)?.length ?? 0
    for (const words of [
      'l’équipe',
      'equipe',
      'ÉQUIPES',
      'l’encodage',
      'hergebruik',
      'balance tablette',
      'boutique',
    ])
      expect(await hits(words), words).toBeGreaterThan(0)
    expect(await hits('équipe')).toBe(await hits('equipe'))
    for (const words of ['zeppelin', 'balance zeppelin', '!!!']) expect(await hits(words), words).toBe(0)
    // somebody's whole sentence is asked for by its first eight words
    expect(await hits(`${'équipe '.repeat(8)} zeppelin`)).toBe(await hits('équipe'))
    const page = (await ask('/cas?q=tablette')).body
    expect(page).toMatch(/<mark>tablette<\/mark>/)
    expect((await ask('/cas?q=%3Cscript%3E')).body).not.toContain('<script>')
  })

  test('a choice that few answer to shows fewer than three, and only those that bear their own name', async () => {
    const alone = (await ask('/cas?sector=jeunesse')).body
    const none = (await ask('/cas?sector=culture')).body
    for (const page of [alone, none]) {
      expect(page).toContain('Moins de trois cas répondent à ces choix.')
      expect(page).not.toContain('class="card"')
    }
    const named = (await ask('/cas?sector=aide_jeunesse')).body
    expect(named).toContain('Coopérative Carnet de bord')
    expect(named).toContain('Moins de trois cas')
    expect((await ask('/cas?sector=federation_sectorielle')).body).toContain('role="status">3 cas')
    // neither the facets nor the page's title say it otherwise
    expect(alone.replace(/<form[\s\S]*?<\/form>/g, '')).not.toMatch(/>[12]<|[12] cas\b/)
  })

  test('feeds, sitemap and robots know no date but the year, and no order but that of addresses', async () => {
    const feed = (await ask('/cas.json')).json<{ items: { url: string; date_published: string }[] }>()
    expect(feed.items).toHaveLength(8)
    expect(feed.items.map(({ url }) => url)).toEqual(feed.items.map(({ url }) => url).sort())
    for (const { date_published } of feed.items) expect(date_published).toMatch(/^\d{4}-01-01T00:00:00Z$/)
    const atom = await ask('/cas.atom')
    expect(atom.headers['content-type']).toContain('application/atom+xml')
    expect(atom.body.match(/<entry>/g)).toHaveLength(8)
    for (const [moment] of atom.body.matchAll(/\d{4}-\d\d-\d\d[^<]*/g))
      expect(moment).toMatch(/-01-01T00:00:00Z$/)
    const map = (await ask('/sitemap.xml')).body
    expect(map).not.toContain('lastmod')
    expect(map.match(/<loc>/g)).toHaveLength(9)
    expect((await ask('/robots.txt')).body).toContain('/sitemap.xml')
  })

  test('all of it can be taken away as JSON and as a table that no spreadsheet calculates', async () => {
    const { cases } = (await ask('/cas/tous.json')).json<{ cases: { slug: string }[] }>()
    expect(cases.map(({ slug }) => slug)).toContain('la-vitrine-commune')
    const csv = (await ask('/cas/tous.csv?lang=en')).body
    expect(csv.split('\r\n')).toHaveLength(10)
    expect(csv).toContain('Les Cerfs-volants;assumed name')
    for (const words of ['2018–2023', 'logiciel libre | cahier de liaison', 'Vendors (fell)'])
      expect(csv).toContain(words)
    expect(csv).not.toMatch(/(^|;)[=+@-]/m)
  })

  test('cases are compared part by part, and one that is gone is named no more', async () => {
    const page = (await ask('/cas/comparer?cas=la-lanterne&cas=les-cerfs-volants&cas=autrefois')).body
    expect(page).toContain('<meta name="robots" content="noindex">')
    expect(page.match(/<th scope="col">/g)).toHaveLength(2)
    for (const part of [
      'Freins et difficultés',
      'Secteur',
      'Mots-clés',
      'Maturité numérique',
      'Inspirations',
    ])
      expect(page).toContain(`<th scope="row">${part}</th>`)
    expect(page).toContain('n’est plus lisible')
    expect(page).not.toContain('autrefois')
    expect((await ask('/cas/comparer?cas=la-lanterne')).body).toContain('de deux à quatre')
    const all = (await ask('/cas.json')).json<{ cases: { slug: string }[] }>().cases.map(({ slug }) => slug)
    const five = (
      await ask(
        `/cas/comparer?${all
          .slice(0, 5)
          .map((slug) => `cas=${slug}`)
          .join('&')}`,
      )
    ).body
    expect(five.match(/<th scope="col">/g)).toHaveLength(4)
    expect(five).toContain('Quatre cas au plus')
    expect((await ask(`/cas/comparer?cas=${all[0]}&cas=${all[1]}`)).body).not.toContain('Quatre cas au plus')
  })

  test('a picture that the disk lost is drawn again from the published text', async () => {
    const picture = await ask('/cas/la-lanterne.svg')
    expect(picture.statusCode).toBe(200)
    expect(picture.body).toContain('La Lanterne')
    expect((await ask('/cas/la-lanterne.png')).headers['content-type']).toBe('image/png')
  })
})
