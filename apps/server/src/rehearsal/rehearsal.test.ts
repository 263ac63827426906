import { performance } from 'node:perf_hooks'
import type { ScriptCommand } from '@tablee/board/script'
import { allows } from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { createEverybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { openRehearsals, peopleOnBoardOf } from './rehearsals.ts'
import { findRehearsal } from './store.ts'

/** Longest wait for a rehearsal that pauses nowhere, in ms. */
const DONE_MS = 50_000

describe.each(DATABASES)('rehearsals on $name', ({ name, open }) => {
  // people are seated and play on a copy in memory: the database only knows that there is a rehearsal, and its report
  const played = testOnce(name)

  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    place = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function board(templateId: string) {
    const template = findTemplate(templateId)
    if (!template) throw new Error(templateId)
    return createBoard(server.context, {
      cohortId: place.cohortId,
      organisationId: place.organisationIds[0] ?? null,
      template,
      title: templateId,
      personId: null,
      notes: templateId === 'needs-macro-micro' ? [{ zoneId: 'needs', text: 'Savoir qui est où' }] : [],
    })
  }
  const ask = (method: 'GET' | 'POST', url: string, payload?: object, cookie = coach.cookie) =>
    server.app.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) })
  /** Rehearses without pauses, and waits for what it came to. */
  async function rehearseNow(boardId: string, people = 15) {
    const rehearsals = openRehearsals(server.context, server.app.log, 0)
    const steps = (await ask('GET', `/api/boards/${boardId}/script`)).json().script.steps.length
    const order = { boardId, cohortId: place.cohortId, people, steps }
    expect(await rehearsals.begin(order)).toBe(true)
    await vi.waitFor(
      async () =>
        expect((await findRehearsal(server.context.db, boardId, Date.now()))?.state).not.toBe('running'),
      { timeout: DONE_MS, interval: 50 },
    )
    await rehearsals.close()
    return (await ask('GET', `/api/boards/${boardId}/rehearsal`)).json().rehearsal
  }
  /** Everything that could tell of a rehearsal. */
  async function traces() {
    const { db } = server.context
    const count = async (
      table:
        | 'board'
        | 'person'
        | 'cohort'
        | 'curtain'
        | 'private_note'
        | 'ballot'
        | 'ballot_cast'
        | 'sync_room',
    ) =>
      Number(
        (
          await db
            .selectFrom(table)
            .select((row) => row.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    return {
      boards: await count('board'),
      persons: await count('person'),
      cohorts: await count('cohort'),
      curtains: await count('curtain'),
      notes: await count('private_note'),
      ballots: await count('ballot'),
      casts: await count('ballot_cast'),
      rooms: await count('sync_room'),
    }
  }

  played(
    'fifteen simulated people play the whole script; the report says where time and room are too short, and no trace is left',
    async () => {
      const boardId = await board('needs-macro-micro')
      // an export names the minute in which it was made
      const contentOf = async () =>
        (await ask('GET', `/api/boards/${boardId}/export?format=md`)).body.replace(/^- Exporté le\s.*$/m, '')
      const before = { traces: await traces(), content: await contentOf() }
      const rehearsal = await rehearseNow(boardId)
      expect(rehearsal).toMatchObject({ state: 'done', people: 15, steps: 7, stepsDone: 7 })
      const { report } = rehearsal
      expect(report.steps.map(({ mode }: { mode: string }) => mode)).toContain('vote')
      expect(report.plannedMinutes).toBe(75)
      const written = report.steps.find(({ mode }: { mode: string }) => mode === 'private')
      expect(written.notes).toBe(45)
      const macro = report.zones.find(({ id }: { id: string }) => id === 'macro')
      expect(macro.notes).toBe(45)
      expect(macro.capacity).toBeLessThan(45)
      expect(macro.findings).toEqual([{ kind: 'zone_full', notes: expect.any(Number) }])
      expect({ traces: await traces(), content: await contentOf() }).toEqual(before)
      expect((await ask('GET', `/api/boards/${boardId}/script`)).json().script.state.phase).toBe('ready')
      // nothing that happens on a copy is an event of the server
      expect(server.logged()).not.toContain('Personne 1')
    },
  )

  played('a zone’s max, an empty instruction and a vote without lines are found', async () => {
    const boardId = await board('inter-peer-case')
    let count = 0
    const send = (command: ScriptCommand) =>
      ask('POST', `/api/boards/${boardId}/script`, { commandId: `command-${count++}`, command })
    const { script } = (await ask('GET', `/api/boards/${boardId}/script`)).json()
    const [frame, , questions] = script.steps.map(({ id }: { id: string }) => id)
    const empty = { fr: '', nl: '', en: '' }
    await send({ do: 'changeStep', stepId: frame, step: { instruction: empty, mode: 'vote' } })
    // who writes in private is not held to it: the group chooses afterwards; alone each of the four writes two (RE6)
    await send({ do: 'changeStep', stepId: questions, step: { zones: ['plan'], mode: 'individual' } })
    const { report } = await rehearseNow(boardId, 4)
    const kindsOf = (id: string) =>
      report.steps
        .find((step: { id: string }) => step.id === id)
        .findings.map(({ kind }: { kind: string }) => kind)
    expect(kindsOf(frame)).toEqual(expect.arrayContaining(['instruction_empty', 'vote_nothing']))
    const plan = report.zones.find(({ id }: { id: string }) => id === 'plan')
    expect(plan.findings).toContainEqual({ kind: 'zone_max', max: 3, refused: 5 })
  })

  test('one at a time in a cohort, stopped where it runs, and begun anew afterwards', async () => {
    const boardId = await board('inter-debrief')
    const path = `/api/boards/${boardId}/rehearsal`
    const begun = await ask('POST', path, { people: 3 })
    expect([begun.statusCode, begun.json().rehearsal.state]).toEqual([202, 'running'])
    const again = await ask('POST', `/api/boards/${await board('inter-debrief')}/rehearsal`, {})
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'rehearsal_running'])
    await ask('POST', `${path}/stop`)
    await vi.waitFor(
      async () =>
        expect((await ask('GET', path)).json().rehearsal).toMatchObject({ state: 'stopped', report: null }),
      { timeout: DONE_MS, interval: 100 },
    )
    expect((await rehearseNow(boardId, 3)).state).toBe('done')
  })

  played(
    'on a large board the thread that serves everybody is free while people are seated and play',
    async () => {
      const template = findTemplate('needs-macro-micro')
      if (!template) throw new Error('the method is shipped')
      const boardId = await createBoard(server.context, {
        cohortId: place.cohortId,
        organisationId: null,
        template,
        title: 'Grand',
        personId: null,
        notes: Array.from({ length: 150 }, (_, at) => ({ zoneId: 'macro', text: `Une note ${at}` })),
      })
      const other = await board('inter-debrief')
      const before = performance.eventLoopUtilization()
      let edits = 0
      let over = false
      const everybodyElse = (async () => {
        while (!over) {
          await server.context.rooms.edit(other, (doc) => doc.getMap('meta').set('title', `Titre ${edits}`))
          edits += 1
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      })()
      expect(
        await rehearseNow(boardId, 20).finally(() => {
          over = true
        }),
      ).toMatchObject({ state: 'done', people: 20, stepsDone: 7 })
      await everybodyElse
      // 21 documents of 150 notes are read meanwhile, which would leave nothing of it
      expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
      expect(edits).toBeGreaterThan(5)
    },
  )

  test('on a board that is very full fewer people rehearse, and one is told how many', () => {
    expect(peopleOnBoardOf(700_000)).toBeGreaterThanOrEqual(40)
    expect(peopleOnBoardOf(5_000_000)).toBe(9)
    expect(peopleOnBoardOf(100_000_000)).toBe(2)
  })

  test('of three that are begun at once two run, and the end of the process ends them where they are', async () => {
    const rehearsals = openRehearsals(server.context, server.app.log)
    const orders = await Promise.all(
      [1, 2, 3].map(async () => {
        const { cohortId } = await createCohort(server.context)
        const boardId = await board('inter-debrief')
        return { boardId, cohortId, people: 40, steps: 4 }
      }),
    )
    const begun = await Promise.all(orders.map((order) => rehearsals.begin(order)))
    expect(begun.filter((isBegun) => isBegun)).toHaveLength(2)
    await rehearsals.close()
    const states = orders.map(
      async ({ boardId }) => (await findRehearsal(server.context.db, boardId, Date.now()))?.state ?? null,
    )
    expect((await Promise.all(states)).sort()).toEqual([null, 'stopped', 'stopped'].sort())
  })

  test('one whose process was killed counts as lost, and holds nobody up', async () => {
    const boardId = await board('inter-debrief')
    const long = new Date(Date.now() - 60_000).toISOString()
    await server.context.db
      .insertInto('rehearsal')
      .values({
        board_id: boardId,
        cohort_id: place.cohortId,
        id: 'of-the-dead',
        state: 'running',
        people: 15,
        steps: 4,
        steps_done: 2,
        stop_asked: 0,
        started_at: long,
        alive_at: long,
        report: null,
      })
      .execute()
    expect((await ask('GET', `/api/boards/${boardId}/rehearsal`)).json().rehearsal.state).toBe('lost')
    expect((await rehearseNow(boardId, 3)).state).toBe('done')
  })

  played('everybody tries: who may run the script rehearses it', async () => {
    const { people, here } = await createEverybody(server.context)
    for (const { label, memberships, headers } of people) {
      const at = {
        programmeId: here.programmeId,
        cohortId: here.cohortId,
        organisationIds: [here.organisationIds[0] ?? ''],
        boardId: here.boardId,
      }
      const sees = allows('board.view', memberships, at)
      const runs = allows('script.run', memberships, at)
      const answer = await ask(
        'GET',
        `/api/boards/${here.boardId}/rehearsal`,
        undefined,
        headers.cookie ?? '',
      )
      const stranger = label === 'nobody' ? 401 : 404
      expect([label, answer.statusCode]).toEqual([label, sees ? (runs ? 200 : 403) : stranger])
    }
  })
})
