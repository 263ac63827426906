import { OUTLINE } from '@tablee/cases'
import { VOCABULARIES } from '@tablee/templates'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, grant } from '../../accounts/testing.ts'
import { createCohort } from '../../cohorts/testing.ts'
import { DEMO_CASES, insertDemoLibrary } from '../../demo/demo-library.ts'
import { openSqliteStorage } from '../../testing/databases.ts'
import { openTestApp, type TestApp } from '../../testing/open-test-app.ts'
import { QUESTIONS } from './questions.ts'
import { THEMES } from './themes.ts'
import { VIEWS } from './view-page.ts'

let storage: Awaited<ReturnType<typeof openSqliteStorage>>
let server: TestApp
let editor: { cookie: string }
let coach: { cookie: string }
beforeAll(async () => {
  storage = await openSqliteStorage()
  server = await openTestApp(storage)
  const { cohortId } = await createCohort(server.context, { organisations: [] })
  await insertDemoLibrary(server.context.db, { cohortId, personId: null, now: Date.now() })
  const [edits, leads] = [
    await createPerson(server.context, { name: 'Odile' }),
    await createPerson(server.context, { name: 'Coline' }),
  ]
  await grant(server.context, edits.personId, 'editor', 'cohort', cohortId)
  await grant(server.context, leads.personId, 'coach', 'cohort', cohortId)
  editor = edits
  coach = leads
})
afterAll(async () => {
  await server.close()
  await storage.remove()
})

const ask = async (url: string, cookie?: string) =>
  server.app.inject({ url, headers: { 'accept-language': 'fr', ...(cookie ? { cookie } : {}) } })

/** Rows of a page's table: the head of each and the texts of its cells. */
function rowsOf(page: string): Map<string, string[]> {
  const rows = [...page.matchAll(/<tr><th scope="row">([^<]*)<\/th>([\s\S]*?)<\/tr>/g)]
  return new Map(
    rows.map(([, head = '', cells = '']) => [
      head.replaceAll('&#39;', "'"),
      [...cells.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) =>
        cell.includes('<circle') ? '●' : cell.replace(/<[^>]*>/g, ''),
      ),
    ]),
  )
}

test('every view has its table, for everybody, and no small number in it, its picture or its words', async () => {
  for (const { id } of VIEWS)
    for (const lang of ['fr', 'nl', 'en']) {
      const page = (await ask(`/cas/vues/${id}?lang=${lang}`)).body
      expect(rowsOf(page).size, id).toBeGreaterThan(3)
      expect(page).toContain('<th scope="col">')
      for (const [head, cells] of rowsOf(page))
        for (const cell of cells) expect(cell, `${id} ${head}`).not.toMatch(/^[12]$/)
      expect(page).not.toMatch(/<text[^>]*>[12]<\/text>/)
      expect(page).not.toMatch(/<script|style=/)
    }
})

test('the matrix of an editor is the table of the eight cases, and the public one points out nobody by what few have', async () => {
  for (const axis of ['obstacle', 'opportunity', 'effect'] as const) {
    const rows = rowsOf((await ask(`/api/library/vues/matrice?axe=${axis}`, editor.cookie)).body)
    const labels = new Map(
      VOCABULARIES.find(({ id }) => id === axis)?.terms.map(({ id, label }) => [id, label.fr]),
    )
    const byName = [...DEMO_CASES].sort((a, b) => a.publicName.localeCompare(b.publicName, 'fr'))
    const tagsOf = ({ sections }: (typeof DEMO_CASES)[number]) =>
      new Set(sections.flatMap(({ statements }) => statements).flatMap(({ tags }) => tags))
    const used = new Set(DEMO_CASES.flatMap((demo) => [...tagsOf(demo)]).filter((tag) => labels.has(tag)))
    expect(rows.size).toBe(used.size)
    for (const tag of used) {
      const marks = byName.map((demo) => (tagsOf(demo).has(tag) ? '●' : ''))
      const count = marks.filter(Boolean).length
      expect(rows.get(labels.get(tag) ?? ''), tag).toEqual([String(count), ...marks])
    }
    const open = rowsOf((await ask(`/cas/vues/matrice?axe=${axis}`)).body)
    for (const [head, [count = '', ...marks]] of open)
      if (!/^\d/.test(count))
        for (const [at, mark] of marks.entries())
          if (byName[at]?.naming === 'pseudonym') expect(mark, head).toBe('')
  }
})

test('each theme counts cases, every tag stands under one theme, and effects are those of the role that tells them', async () => {
  const tags = THEMES.flatMap(({ opportunities, obstacles }) => [...opportunities, ...obstacles])
  expect(new Set(tags).size).toBe(tags.length)
  const all = ['opportunity', 'obstacle'].flatMap(
    (facet) => VOCABULARIES.find(({ id }) => id === facet)?.terms.map(({ id }) => id) ?? [],
  )
  expect([...tags].sort()).toEqual([...all].sort())
  const mirror = rowsOf((await ask('/api/library/vues/miroir', editor.cookie)).body)
  expect(mirror.get('Financement')).toEqual(['6', '5'])
  const effects = async (role: string) =>
    rowsOf((await ask(`/api/library/vues/effets?role=${role}`, editor.cookie)).body)
  expect((await effects('')).get('Suivi personnalisé')).toEqual(['3', '0', '0', '0'])
  expect((await effects('SOIN')).get('Suivi personnalisé')).toEqual(['1', '0', '0', '0'])
  const coverage = rowsOf((await ask('/api/library/vues/couverture?colonnes=outcome', editor.cookie)).body)
  expect(coverage.get('Culture')?.every((cell) => cell === '0')).toBe(true)
})

test('each question has an address that stays, and its table counts what the cases say', async () => {
  const full = async (view: string) => rowsOf((await ask(`/api/library/vues/${view}`, editor.cookie)).body)
  for (const { id } of QUESTIONS) {
    const page = await ask(`/cas/vues/questions?question=${id}`)
    expect(page.statusCode, id).toBe(200)
    expect(rowsOf(page.body).size, id).toBeGreaterThan(1)
  }
  const statementsOf = ({ sections }: (typeof DEMO_CASES)[number]) =>
    sections.flatMap(({ statements }) => statements)
  const roles = VOCABULARIES.find(({ id }) => id === 'roleClass')?.terms ?? []
  const heard = await full('questions?question=q13')
  expect(heard.size).toBe(roles.length)
  for (const { id, label } of roles) {
    const count = DEMO_CASES.filter((demo) => statementsOf(demo).some(({ role }) => role === id)).length
    expect(heard.get(label.fr), label.fr).toEqual([String(count), String(DEMO_CASES.length - count)])
  }
  const [first] = [...(await full('financement')).entries()].filter(([, cells]) =>
    cells.some((cell) => cell !== '0'),
  )
  expect(first).toBeDefined()
})

test('a page of a stake quotes what is recommended about it, by whom it is for, and leads to where it is told', async () => {
  const stakes = VOCABULARIES.find(({ id }) => id === 'stake')?.terms ?? []
  const said = DEMO_CASES.flatMap(({ sections }) => sections).flatMap(({ statements }) => statements)
  const stake = stakes.find(({ id }) => said.some((statement) => statement.stake === id))?.id ?? ''
  const own = said.filter((statement) => statement.stake === stake)
  const page = (await ask(`/api/library/vues/enjeux?enjeu=${stake}`, editor.cookie)).body
  for (const { text } of own) expect(page).toContain(text.replaceAll("'", '&#39;'))
  expect(page).toMatch(/<a class="beside"[^>]*href="\/cas\/[a-z-]+\?lang=fr#s-/)
  // few speak of it: for everybody else no case under another name is quoted
  const speaking = DEMO_CASES.filter((demo) => statementsWith(demo, stake).length > 0)
  const open = (await ask(`/cas/vues/enjeux?enjeu=${stake}`)).body
  if (speaking.length < 3)
    for (const demo of speaking.filter(({ naming }) => naming === 'pseudonym'))
      for (const { text } of statementsWith(demo, stake)) expect(open).not.toContain(text)
})

const statementsWith = ({ sections }: (typeof DEMO_CASES)[number], stake: string) =>
  sections.flatMap(({ statements }) => statements).filter((statement) => statement.stake === stake)

test('small numbers are for editors and publishers; a facet chosen in a view is kept', async () => {
  const url = '/api/library/vues/matrice'
  expect((await ask(url)).statusCode).toBe(401)
  expect((await ask(url, coach.cookie)).statusCode).toBe(404)
  const full = await ask('/api/library/cas?sector=jeunesse', editor.cookie)
  expect(full.body).toContain('Les Cerfs-volants')
  expect(full.headers['cache-control']).toBe('no-store')
  const narrowed = (await ask('/cas/vues/effets?sector=federation_sectorielle&role=FED')).body
  expect(narrowed).toContain('role="status">3 cas')
  expect(narrowed).toMatch(/href="\/cas\/vues\/effets\?role=FED&amp;/)
  expect((await ask('/cas/vues')).headers['location']).toBe('/cas/vues/matrice')
  expect(OUTLINE.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['opportunities', 'obstacles', 'effects']),
  )
})
