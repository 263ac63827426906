import { compact, publishedCaseSchema } from '@tablee/cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSqliteStorage } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { CASE_NOTES } from './testing.ts'

/** What may not be read anywhere; people are asked for by the words of their names, other marks are the reader’s. */
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

describe('a published case', () => {
  let stage: CaseStage
  let published: { caseId: string; slug: string }
  beforeAll(async () => {
    stage = await openCaseStage(await openSqliteStorage())
    published = await stage.publishedCase()
  })
  afterAll(() => stage.close())

  test('what is published holds none of the names and numbers, in any form', async () => {
    const { server, made, asNobody } = stage
    const { slug } = published
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
    const { asNobody } = stage
    const { slug } = published
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
    const { asNobody } = stage
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
