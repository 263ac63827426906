import { compact, readCaseDraft, readPublishedCase } from '@tablee/cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CASE_FILE_NAMES, CASE_FILES, caseFolder, hasFile } from '../publication/files/case-file-names.ts'
import { openSqliteStorage } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { publicFiles } from './public-files.ts'
import { CASE_NOTES } from './testing.ts'

/** Marks of the gold notes that a reviewer weighs: words that may stay when they are somebody's and nobody's. */
const WEIGHED = new Set(['ROLE', 'EVENT', 'NAME', 'FUNDER', 'COUNT'])
const PEOPLE = ['Fabienne', 'Mehmet', 'Aïcha', 'Jean-Marie', 'Colson', 'Lardinois', 'Kevin']
/** A day or a month: nothing public is finer than a year. A feed has to name a day, which is the year's first. */
const FINER_THAN_A_YEAR =
  /\b\d{4}-(?!01-01T00:00:00Z)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}/i
/** Parts of a PNG that only say how it is drawn. */
const PNG_PARTS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'pHYs', 'sRGB', 'gAMA'])

/** The kinds of the parts of a PNG. */
function pngParts(bytes: Buffer): string[] {
  const parts: string[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    parts.push(bytes.toString('latin1', at + 4, at + 8))
  return parts
}

describe('a published case', () => {
  let stage: CaseStage
  let published: { caseId: string; slug: string }
  beforeAll(async () => {
    stage = await openCaseStage(await openSqliteStorage())
    published = await stage.publishedCase()
  })
  afterAll(() => stage.close())

  test('S3.3 nothing public of a case holds a raw string of its boards, an id, an author, or a date finer than a year', async () => {
    const { server, made, asNobody } = stage
    const { slug, caseId } = published
    const { draft } = await server.context.db
      .selectFrom('case_draft')
      .select('draft')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
    const { statements } = readCaseDraft(JSON.parse(draft), caseId)
    const marks = CASE_NOTES.flatMap(({ spans }) => spans).filter(({ type }) => !WEIGHED.has(type))
    expect(marks.length).toBeGreaterThan(30)
    const strings = [
      ...marks.map(({ text }) => text).filter((text) => compact(text).length > 3 && !/^\d{4}$/.test(text)),
      ...[
        ...PEOPLE,
        'BytesVerts',
        'Recyclo',
        'Herstal',
        'Odile Rédac',
        'Bernard Publie',
        'Les Ateliers du Quai',
      ],
    ]
    const ids = [
      ...[
        made.boardId,
        made.snapshotId,
        made.cohortId,
        caseId,
        made.editor.personId,
        made.publisher.personId,
      ],
      ...made.organisationIds,
      ...statements.flatMap(({ id, sources }) => [id, ...sources.map(({ itemId }) => itemId)]),
    ]
    const languages = ['fr', 'nl', 'en']
    const pages = [`/cas/${slug}`, '/cas', '/cas/tous.csv', `/cas/comparer?cas=${slug}&`].flatMap((path) =>
      languages.map((lang) => `${path}${path.includes('?') ? '' : '?'}lang=${lang}`),
    )
    const views = ['matrice', 'miroir', 'effets', 'couverture'].map((view) => `/cas/vues/${view}`)
    const data = [
      `/cas/${slug}.json`,
      `/cas/${slug}.svg`,
      '/cas.json',
      '/cas.atom',
      '/cas/tous.json',
      '/sitemap.xml',
    ]
    for (const url of [...pages, ...views, ...data, '/robots.txt', '/cas?q=module']) {
      const answer = await asNobody(url)
      expect(answer.statusCode, url).toBe(200)
      const read = `${answer.body} ${JSON.stringify({ ...answer.headers, date: '' })}`
      const words = compact(read)
      for (const text of strings) expect(words.includes(compact(text)), `${text} in ${url}`).toBe(false)
      for (const id of ids) expect(read.includes(id), `${id} in ${url}`).toBe(false)
      expect(FINER_THAN_A_YEAR.exec(read)?.[0], url).toBeUndefined()
      expect(answer.headers['last-modified'], url).toBeUndefined()
    }
    const png = (await asNobody(`/cas/${slug}.png`)).rawPayload
    expect(pngParts(png).filter((part) => !PNG_PARTS.has(part))).toEqual([])
    const document = readPublishedCase((await asNobody(`/cas/${slug}.json`)).json())
    expect(document.sections.map(({ id }) => id)).toContain('pooling')
    expect(server.logged()).not.toMatch(/Ateliers du Quai|Fabienne|Rive Nouvelle|rive-nouvelle|0123\.456/)
  })

  test('a public page needs no account, sets no cookie, runs no script, and allows nothing from elsewhere', async () => {
    const { asNobody } = stage
    const { slug } = published
    const page = await asNobody(`/cas/${slug}`, { 'accept-language': 'nl' })
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline')
    // its own address, to be cited, and the name of a vocabulary that nobody fetches
    const foreign = page.body
      .replace(/http:\/\/localhost(:\d+)?\//g, '')
      .replaceAll('https://schema.org/', '')
    expect(foreign).not.toMatch(/<script|style=|https?:\/\//)
    expect(page.body).toContain('<html lang="nl">')
    expect(page.body).toContain('<h1 lang="fr" itemprop="headline">Rive Nouvelle</h1>')
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

  test('R98 it says which way its organisation’s maturity went, in the language of who reads', async () => {
    const { slug } = published
    expect((await stage.asNobody(`/cas/${slug}?lang=fr`)).body).toContain('<dd>Stratégie (en hausse)</dd>')
    expect((await stage.asNobody(`/cas/${slug}?lang=nl`)).body).toContain('<dd>Strategie (gestegen)</dd>')
    const { meta } = (await stage.asNobody(`/cas/${slug}.json`)).json<{ meta: { tags: object } }>()
    expect(meta.tags).toMatchObject({ maturity: [{ axis: 'strategie', change: 'rose' }] })
  })

  test('its files are what they say they are, are asked for anew each time, and are read again by nobody who has them', async () => {
    const { asNobody } = stage
    for (const name of CASE_FILE_NAMES.filter((one) => hasFile({}, one))) {
      const { path, type } = CASE_FILES[name]
      const url = `/cas/${published.slug}${path}`
      const { statusCode, headers, rawPayload } = await asNobody(url)
      expect([statusCode, headers['content-type']], name).toEqual([200, type])
      expect(headers['x-content-type-options'], name).toBe('nosniff')
      expect(headers['cache-control'], name).toBe('no-cache')
      expect(headers['content-security-policy'], name).toContain("frame-ancestors 'none'")
      expect(headers['set-cookie'] ?? headers['last-modified'], name).toBeUndefined()
      expect(rawPayload.length, name).toBeGreaterThan(500)
      const again = await asNobody(url, { 'if-none-match': String(headers.etag) })
      expect([again.statusCode, again.body], name).toEqual([304, ''])
    }
    const word = await asNobody(`/cas/${published.slug}.docx`)
    expect(word.headers['content-disposition']).toContain('attachment')
  })

  test('where there is no case, its files answer like those of a draft', async () => {
    const { asNobody, draftCase, made } = stage
    const { id } = await draftCase()
    for (const { path } of Object.values(CASE_FILES)) {
      const answers = await Promise.all(
        ['rien', id, made.boardId].map((name) =>
          asNobody(`/cas/${name.toLowerCase().replaceAll('_', '-')}${path}`),
        ),
      )
      for (const { statusCode, body } of answers) expect([statusCode, body]).toEqual([404, answers[0]?.body])
    }
  })

  test('F5 a file that the disk has lost is made again from the case alone, once the names of its cohort can be read; its report is not', async () => {
    const { server, asNobody } = stage
    const { context } = server
    const found = (await context.library.shelf()).bySlug.get(published.slug)
    if (found === undefined) throw new Error('case is missing')
    const before = await asNobody(`/cas/${published.slug}.pdf`)
    await context.files.deleteFolder(caseFolder(found.document.id))
    // a server that was started with another key
    const { secretKey } = context.config
    const config = { ...context.config, secretKey: 'another-secret-of-another-instance-0123' }
    const fileOf = publicFiles({ ...context, config }, () => Promise.resolve(true))
    expect(await fileOf(found, 'case.pdf')).toBeNull()
    config.secretKey = secretKey
    expect(Buffer.compare((await fileOf(found, 'case.pdf')) ?? Buffer.of(), before.rawPayload)).toBe(0)
    expect((await asNobody(`/cas/${published.slug}.pdf`)).rawPayload.equals(before.rawPayload)).toBe(true)
    expect((await asNobody(`/cas/${published.slug}/verification.json`)).statusCode).toBe(404)
  })

  test('without PUBLIC_URL links lead to the host that was asked', async () => {
    const { server, made, asNobody } = stage
    const { caseId, slug } = published
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
})
