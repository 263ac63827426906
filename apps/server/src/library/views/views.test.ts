import { MATURITY_AXES, MATURITY_CHANGES, OUTLINE } from '@tablee/cases'
import { VOCABULARIES } from '@tablee/templates'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, grant } from '../../accounts/testing.ts'
import { createCohort } from '../../cohorts/testing.ts'
import { DEMO_CASES, insertDemoLibrary } from '../../demo/demo-library.ts'
import { typeset } from '../../publication/pages/typeset.ts'
import { openSqliteStorage } from '../../testing/databases.ts'
import { openTestApp, type TestApp } from '../../testing/open-test-app.ts'
import { shelfOf } from '../library.ts'
import { libraryCase } from '../library-case.ts'
import { sampleCases } from '../testing.ts'
import { QUESTIONS } from './questions.ts'
import { tagRows } from './tag-table.ts'
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

test('the matrix is sorted by how many cases or by name, without a script, and keeps what else was asked', async () => {
  const byCount = (await ask('/cas/vues/matrice?axe=effect')).body
  const [, other = ''] = /<a href="([^"]*tri=nom[^"]*)"/.exec(byCount) ?? []
  expect(other).toContain('axe=effect')
  const counts = [...rowsOf(byCount).values()].map(([count = '']) => Number.parseInt(count, 10) || 2)
  expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  const byName = (await ask(other.replaceAll('&amp;', '&'))).body
  const heads = [...rowsOf(byName).keys()]
  expect(heads).toEqual(heads.toSorted((a, b) => a.localeCompare(b, 'fr')))
  expect(heads.toSorted()).toEqual([...rowsOf(byCount).keys()].toSorted())
  expect(byName).toMatch(/<th scope="col" aria-sort="ascending">Effet/)
  expect(byName).toMatch(/<th scope="col"><a href="\/cas\/vues\/matrice\?axe=effect&amp;lang=fr"/)
})

test('a count that is kept back marks nobody under another name: its marks would count it', () => {
  const terms = VOCABULARIES.find(({ id }) => id === 'obstacle')?.terms.map(({ id }) => id) ?? []
  const [first = '', second = ''] = terms
  const cases = sampleCases(5, 'kept-back').map((document, at) =>
    libraryCase({
      caseId: document.id,
      document: {
        ...document,
        sections: [
          {
            id: 'obstacles',
            // the first is told by one of them, the second by three, every other by all
            statements: terms
              .filter((term) => (term === first ? at === 0 : term !== second || at < 3))
              .map((term) => ({ id: `s-${term}`, text: term, tags: [term] })),
          },
        ],
      },
      isNamed: at === 4,
      counted: [],
      isVerified: true,
    }),
  )
  const shelf = shelfOf(cases)
  const counted = { shelf, places: shelf.facets.all, isWhole: true, tellsHidden: false, year: 2030 }
  const open = tagRows({ ...counted, full: false }, 'obstacle', cases)
  const rowOf = (term: string) => open.find((row) => row.term === term)
  for (const term of [first, second]) {
    expect(rowOf(term)?.count, term).toEqual({ shown: 'withheld' })
    expect(rowOf(term)?.marks, term).toEqual([false, false, false, false, false])
  }
  expect(open.filter(({ marks }) => marks.every(Boolean))).toHaveLength(terms.length - 2)
})

test('R112 cases that are in the figures only enter a count in whole threes, from the next year on, and exactly for who is answerable for all', () => {
  const term = VOCABULARIES.find(({ id }) => id === 'obstacle')?.terms[0]?.id ?? ''
  const cases = sampleCases(4, 'counted').map((document) =>
    libraryCase({
      caseId: document.id,
      document: {
        ...document,
        sections: [{ id: 'obstacles', statements: [{ id: 's', text: 'Un frein.', tags: [term] }] }],
      },
      isNamed: false,
      counted: [],
      isVerified: true,
    }),
  )
  const shelf = shelfOf(cases)
  const countOf = (years: readonly number[], more: { tellsHidden?: boolean; isWhole?: boolean } = {}) => {
    const counts = years.map((year) => ({ tags: [term], year }))
    const rows = tagRows(
      {
        shelf: { ...shelf, facets: shelf.facets, byName: shelf.byName, counts },
        places: shelf.facets.all,
        isWhole: true,
        full: true,
        tellsHidden: false,
        year: 2030,
        ...more,
      },
      'obstacle',
      cases,
    )
    return rows.find((row) => row.term === term)?.count
  }
  expect(countOf([])).toEqual({ shown: 'exact', count: 4 })
  expect(countOf([2029, 2029])).toEqual({ shown: 'exact', count: 4 })
  expect(countOf([2029, 2029, 2028])).toEqual({ shown: 'exact', count: 7 })
  expect(countOf([2029, 2029, 2030])).toEqual({ shown: 'exact', count: 4 })
  expect(countOf([2029, 2030], { tellsHidden: true })).toEqual({ shown: 'exact', count: 6 })
  expect(countOf([2029, 2029, 2028], { isWhole: false })).toEqual({ shown: 'exact', count: 4 })
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

test('Q1 to Q13 are all asked, and each answer is counted anew from the fixture', async () => {
  expect(QUESTIONS.map(({ id }) => id)).toEqual(Array.from({ length: 13 }, (_, at) => `q${at + 1}`))
  const full = async (question: string) =>
    rowsOf((await ask(`/api/library/vues/questions?question=${question}`, editor.cookie)).body)
  const count = (of: (demo: (typeof DEMO_CASES)[number]) => boolean) => String(DEMO_CASES.filter(of).length)
  const said = ({ sections }: (typeof DEMO_CASES)[number]) => sections.flatMap(({ statements }) => statements)

  const keyPerson = (demo: (typeof DEMO_CASES)[number]) =>
    said(demo).some(({ tags }) => tags.includes('fr_personne_cle'))
  expect((await full('q9')).get('Toutes tailles confondues')).toEqual([
    count(keyPerson),
    count((demo) => !keyPerson(demo)),
  ])
  const pooled = ({ tags }: (typeof DEMO_CASES)[number]) => tags.pooling.some((way) => way !== 'mu_aucune')
  const federations = (await full('q10')).get('Fédération ou appui au secteur')
  expect(federations?.slice(0, 2)).toEqual(
    [true, false].map((wanted) =>
      count((demo) => demo.tags.sector.includes('federation_sectorielle') && pooled(demo) === wanted),
    ),
  )
  const tools = await full('q11')
  for (const { id, label } of VOCABULARIES.find(({ id }) => id === 'projectKind')?.terms ?? []) {
    const users = count(({ tags }) => tags.projectKind.includes(id))
    expect(tools.get(label.fr), id).toEqual(users === '0' ? undefined : [users])
  }
  expect(tools.get('entraide')).toEqual(['4'])
  expect(tools.get('pesée')).toEqual(['1'])
  const axes = await full('q12')
  const went = (axis: string, change: string) =>
    count(({ tags }) => (tags.maturity ?? []).some((one) => one.axis === axis && one.change === change))
  for (const { id, label } of MATURITY_AXES) {
    const cells = MATURITY_CHANGES.map((change) => went(id, change))
    expect(axes.get(label.fr), id).toEqual(cells.every((cell) => cell === '0') ? undefined : cells)
  }
})

test('Q4 and Q6 are answered by the sentences themselves, Q11 by words that three cases use', async () => {
  const answers = DEMO_CASES.flatMap(({ naming, sections }) => {
    const said = sections.flatMap(({ statements }) => statements)
    return said.flatMap((answer) => {
      const obstacle = said.find(({ key }) => key !== undefined && key === answer.of)
      return obstacle === undefined || answer.quote === true ? [] : [{ naming, obstacle, answer }]
    })
  }).filter(({ obstacle }) => obstacle.tags.some((tag) => tag.startsWith('fr_')))
  expect(answers.length).toBeGreaterThan(0)
  const escaped = (text: string) => typeset(text, 'fr').replaceAll("'", '&#39;')
  const full = (await ask('/api/library/vues/questions?question=q4', editor.cookie)).body
  const open = (await ask('/cas/vues/questions?question=q4')).body
  for (const { naming, obstacle, answer } of answers) {
    expect(full).toContain(escaped(answer.text))
    const tellers = obstacle.tags.map(
      (tag) =>
        new Set(answers.filter((one) => one.obstacle.tags.includes(tag)).map(({ obstacle: o }) => o)).size,
    )
    if (naming === 'pseudonym' && tellers.every((number) => number < 3))
      expect(open, answer.text).not.toContain(escaped(answer.text))
  }
  const contrasts = DEMO_CASES.flatMap(({ naming, sections }) =>
    sections
      .flatMap(({ statements }) => statements)
      .filter(({ contrast, role }) => contrast !== undefined && role !== undefined)
      .map(({ text }) => ({ naming, text })),
  )
  expect(contrasts.length).toBeGreaterThan(0)
  const told = (await ask('/api/library/vues/questions?question=q6', editor.cookie)).body
  for (const { text } of contrasts) expect(told).toContain(escaped(text))
  const words = rowsOf((await ask('/cas/vues/questions?question=q11')).body)
  expect(words.get('entraide')).toEqual(['4'])
  expect(words.get('pas à pas')).toEqual(['3'])
  expect(words.has('Entraide') || words.has('pesée')).toBe(false)
})

test('the calendar puts the months of all cases side by side, and a mark of the matrix leads to the sentence', async () => {
  const page = (await ask('/api/library/vues/parcours', editor.cookie)).body
  const [calendar = ''] = page.split('<table class="counts">').slice(1)
  const spans: readonly [number, number][] = [
    [-999, -1],
    [0, 0],
    [1, 3],
    [4, 6],
    [7, 12],
    [13, 24],
    [25, 999],
  ]
  const within = (phase: string, [from, to]: readonly [number, number]) =>
    DEMO_CASES.filter(({ sections }) =>
      sections
        .flatMap(({ statements }) => statements)
        .some((one) => {
          const month = Number(one.relTime?.slice(1) ?? Number.NaN)
          return one.phase === phase && month >= from && month <= to
        }),
    ).length
  for (const { id, label } of VOCABULARIES.find(({ id }) => id === 'phase')?.terms ?? [])
    expect(rowsOf(calendar).get(label.fr), id).toEqual(spans.map((span) => String(within(id, span))))
  const matrix = (await ask('/cas/vues/matrice')).body
  const [, slug = '', at = ''] =
    /<td class="mark"><a href="(\/cas\/[a-z-]+)\?lang=fr#(s-[a-z]+)"/.exec(matrix) ?? []
  expect((await ask(slug)).body).toContain(`id="${at}"`)
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
