import { addItem, setCell } from '@tablee/board/edit'
import type { BoardExtract, Overview } from '@tablee/contract'
import { findTemplate, type PlacedNote } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { actorOn } from '../boards/actor.ts'
import { createBoard } from '../boards/create-board.ts'
import { findBoard } from '../boards/store.ts'
import { rememberWriter } from '../cohorts/board-store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const ORGANISATIONS = Array.from({ length: 15 }, (_, at) => `Maison ${at + 1}`)
/** The content of the second scenario, as two of its organisations typed it. */
const A02: PlacedNote[] = [
  { zoneId: 'macro', text: 'Un jour on voudrait aussi gérer le stock et les devis.' },
  { zoneId: 'needs', text: 'Chef d’équipe | voir la dernière version du plan | ne pas démonter deux fois' },
  {
    zoneId: 'needs',
    text: 'Comptabilité | recevoir les heures validées une seule fois | payer juste et à temps',
  },
  {
    zoneId: 'needs',
    text: 'Stagiaires en insertion | comprendre l’écran sans beaucoup lire | pointer seuls',
  },
  { zoneId: 'micro_in', text: 'Pointage des heures sur deux chantiers pilotes' },
  { zoneId: 'micro_in', text: 'Pictogrammes et voix pour pointer' },
]
const A07: PlacedNote[] = [
  { zoneId: 'needs', text: 'Monitrice | savoir avant 8 h qui est présent | composer des équipes adaptées' },
  { zoneId: 'micro_in', text: 'Présences du matin sur tablette' },
]

describe.each(DATABASES)('extracts on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let cohortId: string
  let organisationIds: readonly string[]
  let boards: string[]

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    const cohort = await createCohort(server.context, { organisations: ORGANISATIONS })
    cohortId = cohort.cohortId
    organisationIds = cohort.organisationIds
    const template = findTemplate('needs-macro-micro')
    if (!template) throw new Error('the method is missing')
    boards = []
    for (const [at, organisationId] of organisationIds.entries()) {
      const notes = at === 1 ? A02 : at === 6 ? A07 : []
      const title = `Besoins ${at + 1}`
      boards.push(
        await createBoard(server.context, {
          cohortId,
          organisationId,
          template,
          title,
          personId: null,
          notes,
        }),
      )
    }
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function somebody(
    ...[role, kind, scopeId]: [Parameters<typeof grant>[2], Parameters<typeof grant>[3], string]
  ) {
    const { personId, cookie } = await createPerson(server.context, { name: 'Personne' })
    await grant(server.context, personId, role, kind, scopeId)
    return cookie
  }
  const get = (url: string, cookie: string) => server.app.inject({ method: 'GET', url, headers: { cookie } })
  const overview = () => `/api/cohorts/${cohortId}/overview`

  test('S2.7 and S2.8 a coach sees the fifteen boards side by side: counts, a defined perimeter or not, the narrowing', async () => {
    const answer = await get(overview(), await somebody('coach', 'cohort', cohortId))
    const { rows, indicators, methods } = answer.json<Overview>()
    expect(methods).toMatchObject([{ id: 'needs-macro-micro', boards: 15 }])
    expect(indicators.map(({ label }) => label.fr)).toEqual([
      'Périmètre défini',
      'Premier périmètre / besoins',
    ])
    expect(rows).toHaveLength(15)
    expect(rows.map(({ board }) => board?.organisation)).toEqual(ORGANISATIONS)
    expect(rows[1]).toMatchObject({
      counts: { macro: 1, needs: 3, micro_in: 2, micro_out: 0 },
      indicators: {
        perimeterDefined: { kind: 'present', value: true },
        narrowing: { kind: 'ratio', of: 2, per: 3 },
      },
    })
    expect(rows[6]?.indicators['narrowing']).toEqual({ kind: 'ratio', of: 1, per: 1, value: 1 })
    expect(rows[0]?.indicators).toEqual({
      perimeterDefined: { kind: 'present', value: false },
      narrowing: { kind: 'ratio', of: 0, per: 0, value: null },
    })
  })

  test('a row whose cells are filled counts without a text; a note that nothing stands on does not', async () => {
    const [boardId = ''] = boards
    await server.context.rooms.edit(boardId, (doc) => {
      const writer = { doc, by: null, role: 'coach' } as const
      const id = addItem(writer, { zoneId: 'needs', text: '' })
      addItem(writer, { zoneId: 'needs', text: '' })
      setCell(writer, { itemId: id ?? '', columnId: 'who' }, 'pp_travailleurs')
    })
    const answer = await get(overview(), await somebody('coach', 'cohort', cohortId))
    expect(answer.json<Overview>().rows[0]).toMatchObject({ counts: { needs: 1 } })
  })

  test('one board’s numbers are told in words, with the notes that they mean, beside its newest snapshot', async () => {
    const cookie = await somebody('coach', 'cohort', cohortId)
    const boardId = boards[1] ?? ''
    const read = async () => (await get(`/api/boards/${boardId}/extract`, cookie)).json<BoardExtract>()
    const { findings, since } = await read()
    expect(since).toBeNull()
    expect(findings.find(({ id }) => id === 'narrowing')).toMatchObject({
      label: 'Premier périmètre / besoins',
      kind: 'share',
      value: 2,
      of: 3,
    })
    const taken = await server.app.inject({
      method: 'POST',
      url: `/api/boards/${boardId}/snapshots`,
      headers: { cookie },
      payload: { name: 'Avant' },
    })
    expect(taken.statusCode).toBe(201)
    expect((await read()).since).toMatchObject({ name: 'Avant' })
    const participant = await somebody('participant', 'organisation', organisationIds[1] ?? '')
    const asked = await get(`/api/boards/${boardId}/extract`, participant)
    expect(asked.json<BoardExtract>().since).toMatchObject({ name: null })
    expect(asked.body).not.toContain('Avant')
  })

  test('S2.7 a partner sees numbers: no word that anybody wrote, no title, no name, and not in the order of the members', async () => {
    const answer = await get(overview(), await somebody('partner', 'cohort', cohortId))
    expect(answer.statusCode).toBe(200)
    const { rows } = answer.json<Overview>()
    expect(rows).toHaveLength(15)
    expect(rows.every(({ board }) => board === null)).toBe(true)
    for (const secret of [...ORGANISATIONS, ...boards, 'Pointage', 'Chef d’équipe', 'Besoins 1'])
      expect(answer.body).not.toContain(secret)
    expect(answer.body).toContain('"of":2,"per":3')
  })

  test('the words that groups chose are counted over their boards; what they typed is not told', async () => {
    const groups = await createCohort(server.context, { organisations: ['Une', 'Deux', 'Trois'] })
    const template = findTemplate('inter-baton')
    if (!template) throw new Error('the method is missing')
    const difficulties = [
      ['Jamais le temps | fr_temps', 'Trop cher | fr_cout'],
      ['Le soir | fr_temps', 'Le lundi | fr_temps', 'Chez nous | un mot à nous'],
      [],
    ]
    for (const [at, organisationId] of groups.organisationIds.entries())
      await createBoard(server.context, {
        cohortId: groups.cohortId,
        organisationId,
        template,
        title: 'Témoin',
        personId: null,
        notes: (difficulties[at] ?? []).map((text) => ({ zoneId: 'difficulties', text })),
      })
    const url = `/api/cohorts/${groups.cohortId}/overview`
    const answer = await get(url, await somebody('partner', 'cohort', groups.cohortId))
    expect(
      answer
        .json<Overview>()
        .frequencies.map(({ id, terms }) => [id, terms.map((term) => [term.id, term.count, term.boards])]),
    ).toEqual([
      [
        'obstacleTags',
        [
          ['fr_temps', 3, 2],
          ['fr_cout', 1, 1],
        ],
      ],
    ])
    expect(answer.body).not.toContain('un mot à nous')
  })

  test('S2.7 a partner sees no numbers of so few boards that she could tell whose they are; a coach does', async () => {
    const few = await createCohort(server.context, { organisations: ['Une', 'Deux'] })
    const template = findTemplate('needs-macro-micro')
    if (!template) throw new Error('the method is missing')
    for (const organisationId of few.organisationIds)
      await createBoard(server.context, {
        cohortId: few.cohortId,
        organisationId,
        template,
        title: 'Besoins',
        personId: null,
        notes: A07,
      })
    const url = `/api/cohorts/${few.cohortId}/overview`
    const partner = await get(url, await somebody('partner', 'cohort', few.cohortId))
    expect(partner.json()).toEqual({
      methods: [],
      methodId: null,
      withheld: true,
      zones: [],
      indicators: [],
      frequencies: [],
      rows: [],
    })
    const coach = await get(url, await somebody('coach', 'cohort', few.cohortId))
    expect(coach.json()).toMatchObject({ withheld: false, rows: [{}, {}] })
  })

  test('a partner is told which cohorts she follows, and nothing of what is in them', async () => {
    const partner = await somebody('partner', 'cohort', cohortId)
    const list = (await get('/api/programmes', partner)).json()
    expect(list).toEqual({
      programmes: [],
      followed: [{ id: cohortId }],
      boards: [],
    })
    for (const cookie of [
      await somebody('coach', 'cohort', cohortId),
      await somebody('participant', 'organisation', organisationIds[0] ?? ''),
      await somebody('funder', 'cohort', cohortId),
    ])
      expect((await get('/api/programmes', cookie)).json().followed).toEqual([])
  })

  test('nobody keeps the server drawing without end', async () => {
    const cookie = await somebody('coach', 'cohort', cohortId)
    const statuses = async (url: string, times: number) => {
      const answers = []
      for (let at = 0; at < times; at += 1) answers.push((await get(url, cookie)).statusCode)
      return new Set(answers)
    }
    expect(await statuses('/api/boards/of-nobody/extract', 120)).toEqual(new Set([404]))
    expect((await get(`/api/boards/${boards[1]}/extract`, cookie)).statusCode).toBe(429)
    expect(await statuses('/api/cohorts/of-nobody/overview', 30)).toEqual(new Set([404]))
    expect((await get(overview(), cookie)).statusCode).toBe(429)
  })

  test('nobody else sees the overview, and a funder is told that there is none', async () => {
    const [organisationId = ''] = organisationIds
    for (const cookie of [
      await somebody('funder', 'cohort', cohortId),
      await somebody('participant', 'organisation', organisationId),
      await somebody('holder', 'organisation', organisationId),
      await somebody('partner', 'board', boards[0] ?? ''),
      await somebody('admin', 'instance', 'instance'),
      await somebody('editor', 'cohort', cohortId),
    ])
      expect((await get(overview(), cookie)).statusCode).toBe(404)
    expect((await get(overview(), '')).statusCode).toBe(401)
  })

  test('what peers wrote is told apart from what experts did, and nothing of who wrote without a name', async () => {
    const template = findTemplate('inter-idea-mix')
    if (!template) throw new Error('the method is missing')
    const [organisationId = ''] = organisationIds
    const boardId = await createBoard(server.context, {
      cohortId,
      organisationId,
      template,
      title: 'Grand mix',
      personId: null,
      notes: [],
    })
    const people = [
      await createPerson(server.context, { name: 'Pair' }),
      await createPerson(server.context, { name: 'Experte' }),
    ] as const
    await grant(server.context, people[0].personId, 'participant', 'organisation', organisationId)
    await grant(server.context, people[1].personId, 'expert', 'board', boardId)
    const { actorKey = '' } = (await findBoard(server.context.db, boardId)) ?? {}
    const [peer, expert] = people.map(({ personId }) => actorOn(actorKey, boardId, personId).actorId)
    await server.context.rooms.edit(boardId, (doc) => {
      const write = (by: string | null, text: string) =>
        addItem({ doc, by, role: 'writer' }, { zoneId: 'wild', text })
      write(peer ?? '', 'Des vélos volants')
      write(expert ?? '', 'Un logiciel libre')
      write(null, 'Sans nom')
    })
    const { extract, findings } = (await get(`/api/boards/${boardId}/extract`, people[0].cookie)).json()
    const authors = extract.wildIdeas.rows.map(({ text, author }: Record<string, string>) => [text, author])
    expect(Object.fromEntries(authors)).toEqual({
      'Des vélos volants': 'peer',
      'Un logiciel libre': 'expert',
      'Sans nom': null,
    })
    const { lines } = findings.find(({ id }: { id: string }) => id === 'ideasByAuthor')
    expect(lines).toMatchObject([
      { label: 'Pairs · Idée folle', value: 1 },
      { label: 'Expert·e·s · Idée folle', value: 1 },
    ])
  })

  test('what peers take away is given by organisation, also of one that has left the table, and of nobody without a name or in two', async () => {
    const template = findTemplate('inter-peer-case')
    if (!template) throw new Error('the method is missing')
    const boardId = await createBoard(server.context, {
      cohortId,
      organisationId: organisationIds[0] ?? '',
      template,
      title: 'Intervision',
      personId: null,
      notes: [],
    })
    await rememberWriter(server.context.db, { organisationId: organisationIds[1] ?? '', boardId })
    const { actorKey = '' } = (await findBoard(server.context.db, boardId)) ?? {}
    const memberOf = async (...at: number[]) => {
      const { personId, cookie } = await createPerson(server.context, { name: 'Pair' })
      for (const each of at)
        await grant(server.context, personId, 'participant', 'organisation', organisationIds[each] ?? '')
      return { cookie, actorId: actorOn(actorKey, boardId, personId).actorId }
    }
    const [here, left, both, elsewhere] = [
      await memberOf(0),
      await memberOf(1),
      await memberOf(0, 1),
      await memberOf(2),
    ]
    await server.context.rooms.edit(boardId, (doc) => {
      const write = (by: string | null, text: string) =>
        addItem({ doc, by, role: 'writer' }, { zoneId: 'takeaway', text })
      write(here.actorId, 'Un seul agenda')
      write(left.actorId, 'Une équipe pilote')
      write(left.actorId, 'Une reprise préparée')
      write(both.actorId, 'Des deux')
      write(elsewhere.actorId, 'D’ailleurs')
      write(null, 'Sans nom')
    })
    const { extract, findings } = (await get(`/api/boards/${boardId}/extract`, here.cookie)).json()
    const [first, second] = organisationIds.map((id, at) => ({ id, name: ORGANISATIONS[at] }))
    const rows = extract.takeaways.rows.map(({ text, organisation }: Record<string, unknown>) => [
      text,
      organisation,
    ])
    expect(Object.fromEntries(rows)).toEqual({
      'Un seul agenda': first,
      'Une équipe pilote': second,
      'Une reprise préparée': second,
      'Des deux': null,
      'D’ailleurs': null,
      'Sans nom': null,
    })
    const byOrganisation = findings.find(({ id }: { id: string }) => id === 'takeawaysByOrganisation')
    expect(byOrganisation).toMatchObject({
      label: 'Ce que chaque organisation emporte',
      lines: [
        { label: 'Maison 2', value: 2 },
        { label: 'Maison 1', value: 1 },
      ],
    })
  })

  test('S2.5 who may see a board gets what its method draws from it, typed', async () => {
    const [, organisationId = ''] = organisationIds
    const answer = await get(
      `/api/boards/${boards[1]}/extract`,
      await somebody('participant', 'organisation', organisationId),
    )
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      template: { id: 'needs-macro-micro', version: '1.0.2' },
      extract: {
        narrowing: { kind: 'ratio', of: 2, per: 3 },
        needs: {
          kind: 'rows',
          rows: [
            {
              text: 'voir la dernière version du plan',
              cells: { who: { kind: 'free', text: 'Chef d’équipe' }, purpose: { kind: 'text' } },
            },
            {},
            {},
          ],
        },
      },
    })
    const [stranger = ''] = organisationIds
    expect(
      (await get(`/api/boards/${boards[1]}/extract`, await somebody('participant', 'organisation', stranger)))
        .statusCode,
    ).toBe(404)
  })
})
