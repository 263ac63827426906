import { boardRoot, metaRoot, readCurtains } from '@tablee/board'
import { readScript, type ScriptCommand } from '@tablee/board/script'
import { allows } from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { updateBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { createEverybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const NOON = Date.UTC(2026, 10, 28, 12)
const MINUTE_MS = 60_000

describe.each(DATABASES)('scripts on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let nowMs = NOON
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: Awaited<ReturnType<typeof createPerson>>
  let participant: Awaited<ReturnType<typeof createPerson>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => nowMs })
    place = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', place.cohortId)
    participant = await createPerson(server.context, { name: 'Ada' })
    const organisationId = place.organisationIds[0] ?? ''
    await grant(server.context, participant.personId, 'participant', 'organisation', organisationId)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function board(templateId = 'inter-peer-case') {
    const template = findTemplate(templateId)
    if (!template) throw new Error(templateId)
    return createBoard(server.context, {
      cohortId: place.cohortId,
      organisationId: place.organisationIds[0] ?? null,
      template,
      title: templateId,
      personId: null,
      notes: [{ zoneId: 'questions', text: 'Combien de collectes ?' }],
    })
  }
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, cookie: string | undefined, payload?: object) =>
    server.app.inject({
      method,
      url,
      headers: { ...(cookie ? { cookie } : {}), 'accept-language': 'fr' },
      ...(payload ? { payload } : {}),
    })
  let count = 0
  const send = (boardId: string, command: ScriptCommand, options: { id?: string; cookie?: string } = {}) => {
    count += 1
    const commandId = options.id ?? `command-${count}`
    return ask('POST', `/api/boards/${boardId}/script`, options.cookie ?? coach.cookie, {
      commandId,
      command,
    })
  }
  const read = (boardId: string, cookie = participant.cookie) =>
    ask('GET', `/api/boards/${boardId}/script`, cookie)

  async function readDoc(boardId: string): Promise<Y.Doc> {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    return doc
  }
  const factsOf = async (boardId: string) => readScript(metaRoot(await readDoc(boardId)))
  const curtainsOf = async (boardId: string) => readCurtains(metaRoot(await readDoc(boardId)))

  test('a coach starts the method’s steps; everybody on the board reads where it stands', async () => {
    const boardId = await board()
    const before = await read(boardId)
    expect(before.json()).toMatchObject({ script: { state: { phase: 'ready' } }, nowMs })
    expect(before.json().script.steps).toHaveLength(8)
    const started = await send(boardId, { do: 'start' })
    expect(started.statusCode).toBe(200)
    expect(started.json()).toMatchObject({ outcome: 'done', nowMs })
    const { script } = (await read(boardId)).json()
    expect(script).toEqual(started.json().script)
    expect(script.state).toMatchObject({
      phase: 'running',
      stepId: script.steps[0].id,
      clock: { kind: 'running', endsAtMs: nowMs + 5 * MINUTE_MS },
    })
    expect(await factsOf(boardId)).toEqual(script)
  })

  test('ST3 of two facilitators who press « Suivant » at once one moves on, the other is told where it stands', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const from = script.steps[0].id
    const answers = await Promise.all([1, 2, 3].map(() => send(boardId, { do: 'next', from })))
    expect(answers.map((answer) => answer.json().outcome).sort()).toEqual(['done', 'overtaken', 'overtaken'])
    for (const answer of answers) expect(answer.json().script.state.stepId).toBe(script.steps[1].id)
  })

  test('ST4 a request that arrives again adds no second minute', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const more = { do: 'addTime', from: script.steps[0].id, minutes: 1 } as const
    const answers = await Promise.all([1, 2].map(() => send(boardId, more, { id: 'plus-minute' })))
    expect(answers.map((answer) => answer.json().outcome).sort()).toEqual(['done', 'repeated'])
    expect((await read(boardId)).json().script.state.clock.endsAtMs).toBe(nowMs + 6 * MINUTE_MS)
  })

  test('what cannot be done says why, and changes nothing', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const from = script.steps[0].id
    const refused: [ScriptCommand, number, string][] = [
      [{ do: 'previous', from }, 409, 'script_step_gone'],
      [{ do: 'removeStep', stepId: from }, 409, 'script_step_running'],
      [{ do: 'changeStep', stepId: from, step: { zones: ['nowhere'] } }, 400, 'script_zone_unknown'],
    ]
    for (const [command, status, code] of refused) {
      const answer = await send(boardId, command)
      expect([answer.statusCode, answer.json().error.code]).toEqual([status, code])
    }
    expect((await factsOf(boardId)).state.revision).toBe(1)
    const broken = await ask('POST', `/api/boards/${boardId}/script`, coach.cookie, {
      commandId: 'command-x',
      command: { do: 'dance' },
    })
    expect([broken.statusCode, broken.json().error.code]).toEqual([400, 'request_invalid'])
  })

  test('an archived board is read and not run', async () => {
    const boardId = await board()
    await updateBoard(server.context.db, boardId, { status: 'archived' })
    const answer = await send(boardId, { do: 'start' })
    expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'board_archived'])
    expect((await read(boardId)).statusCode).toBe(200)
  })

  test('what a step does not let participants do is refused past the socket too; who leads is free', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const stepId = script.steps[0].id
    const rows = (cookie: string, zoneId: string) =>
      ask('POST', `/api/boards/${boardId}/imports/rows`, cookie, {
        zoneId,
        columns: ['text'],
        rows: [['x']],
      })
    const codeOf = async (answer: ReturnType<typeof rows>) => {
      const { statusCode, body } = await answer
      return statusCode < 300 ? statusCode : JSON.parse(body).error.code
    }
    expect(await codeOf(rows(participant.cookie, 'questions'))).toBe(201)
    await send(boardId, { do: 'changeStep', stepId, step: { zones: ['takeaway'] } })
    expect(await codeOf(rows(participant.cookie, 'questions'))).toBe('step_closed')
    expect(await codeOf(rows(participant.cookie, 'takeaway'))).toBe(201)
    expect(await codeOf(rows(coach.cookie, 'questions'))).toBe(201)
    // a drawing lies wherever it was drawn, outside the zones of the step as well
    const anywhere = ask('POST', `/api/boards/${boardId}/imports/tldraw`, participant.cookie, { file: '{}' })
    expect(await codeOf(anywhere)).toBe('step_closed')
    await send(boardId, {
      do: 'changeStep',
      stepId,
      step: { zones: [], may: { write: false, moveOwn: false, vote: true, comment: true } },
    })
    expect(await codeOf(rows(participant.cookie, 'takeaway'))).toBe('step_closed')
    const drawing = ask('POST', `/api/boards/${boardId}/imports/tldraw`, participant.cookie, { file: '{}' })
    expect(await codeOf(drawing)).toBe('step_closed')
    await send(boardId, { do: 'end', from: stepId })
    expect(await codeOf(rows(participant.cookie, 'questions'))).toBe(201)
  })

  test('a step without voting takes no vote', async () => {
    const boardId = await board('needs-macro-micro')
    const { script } = (await send(boardId, { do: 'start' })).json()
    const ballot = (
      await ask('POST', `/api/boards/${boardId}/ballots`, coach.cookie, { zoneId: 'needs' })
    ).json()
    const cast = (cookie: string) =>
      ask('PUT', `/api/boards/${boardId}/ballots/${ballot.id}/mine`, cookie, { votes: {} })
    expect((await cast(participant.cookie)).statusCode).toBe(200)
    const may = { write: true, moveOwn: true, vote: false, comment: true }
    await send(boardId, { do: 'changeStep', stepId: script.steps[0].id, step: { may } })
    expect((await cast(participant.cookie)).json().error.code).toBe('step_closed')
    expect((await cast(coach.cookie)).statusCode).toBe(200)
  })

  test('a private step draws its curtains before it begins, and « Révéler » lifts them; it reveals nothing by itself', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [frame, , questions, ask2] = script.steps.map(({ id }: { id: string }) => id)
    await send(boardId, {
      do: 'changeStep',
      stepId: questions,
      step: { zones: ['questions'], anonymous: true },
    })
    expect(Object.keys(await curtainsOf(boardId))).toEqual([])
    expect((await send(boardId, { do: 'go', from: frame, stepId: questions })).json().outcome).toBe('done')
    expect(await curtainsOf(boardId)).toMatchObject({ questions: { anonymous: true, hidden: 0 } })
    // on to the next step: what is hidden stays hidden until somebody reveals it
    await send(boardId, { do: 'go', from: questions, stepId: ask2 })
    expect(Object.keys(await curtainsOf(boardId))).toEqual(['questions'])
    const lifted = await ask('POST', `/api/boards/${boardId}/curtains/lift`, coach.cookie, {})
    expect(lifted.statusCode).toBe(200)
    expect(Object.keys(await curtainsOf(boardId))).toEqual([])
  })

  test('of two who press at once for different private steps only the curtains of the step that began hang', async () => {
    for (let round = 0; round < 4; round++) {
      const boardId = await board()
      const { script } = (await send(boardId, { do: 'start' })).json()
      const [from, second, third] = script.steps.map(({ id }: { id: string }) => id)
      const zoneOf: Record<string, string> = { [second]: 'takeaway', [third]: 'questions' }
      for (const [stepId, zoneId] of Object.entries(zoneOf))
        await send(boardId, { do: 'changeStep', stepId, step: { mode: 'private', zones: [zoneId] } })
      const answers = await Promise.all(
        [second, third].map((stepId) => send(boardId, { do: 'go', from, stepId })),
      )
      expect(answers.map((answer) => answer.json().outcome).sort()).toEqual(['done', 'overtaken'])
      const { state } = await factsOf(boardId)
      const current = state.phase === 'running' ? state.stepId : ''
      expect(Object.keys(await curtainsOf(boardId))).toEqual([zoneOf[current]])
    }
  })

  test('a private step without zones is private wherever notes can be; one that cannot hide its zone does not begin', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [frame, , questions] = script.steps.map(({ id }: { id: string }) => id)
    await ask('POST', `/api/boards/${boardId}/curtains`, coach.cookie, {
      zoneIds: ['takeaway'],
      anonymous: true,
    })
    const refused = await send(boardId, { do: 'go', from: frame, stepId: questions })
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'curtain_other_kind'])
    expect((await factsOf(boardId)).state).toMatchObject({ stepId: frame })
    await ask('POST', `/api/boards/${boardId}/curtains/lift`, coach.cookie, {})
    await send(boardId, { do: 'go', from: frame, stepId: questions })
    expect(Object.keys(await curtainsOf(boardId)).sort()).toEqual([
      'advice',
      'plan',
      'questions',
      'sort',
      'takeaway',
    ])
  })

  test('a private step begins although a coach took one of its zones off the board', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [frame, , questions] = script.steps.map(({ id }: { id: string }) => id)
    await server.context.rooms.edit(boardId, (doc) => boardRoot(doc).delete('shape:zone-takeaway'))
    const begun = await send(boardId, { do: 'go', from: frame, stepId: questions })
    expect([begun.statusCode, begun.json().outcome], begun.body).toEqual([200, 'done'])
    expect(Object.keys(await curtainsOf(boardId)).sort()).toEqual(['advice', 'plan', 'questions', 'sort'])
  })

  test('the clock is the server’s, for everybody and never from a cache', async () => {
    nowMs += 1_234
    const answer = await ask('GET', '/api/clock', undefined)
    expect(answer.json()).toEqual({ nowMs })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('no log line holds a step’s title or instruction', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const title = { fr: 'Zéphyr', nl: 'Zéphyr', en: 'Zéphyr' }
    await send(boardId, { do: 'changeStep', stepId: script.steps[0].id, step: { title } })
    expect((await factsOf(boardId)).steps[0]?.title.fr).toBe('Zéphyr')
    expect(server.logged()).not.toContain('Zéphyr')
  })

  test('everybody tries everything: who leads runs the script, who sees the board reads it', async () => {
    const everybody = await createEverybody(server.context)
    const { programmeId, cohortId, organisationIds } = everybody.here
    const template = findTemplate('inter-debrief')
    if (!template) throw new Error('no template')
    const organisationId = organisationIds[0] ?? ''
    const boardId = await createBoard(server.context, {
      cohortId,
      organisationId,
      template,
      title: 'Tableau',
      personId: null,
    })
    // those who hold a role on the board of the fixture hold it on this one
    await server.context.db
      .updateTable('membership')
      .set({ scope_id: boardId })
      .where('scope_id', '=', everybody.here.boardId)
      .execute()
    const at = { programmeId, cohortId, organisationIds: [organisationId], boardId }
    for (const { label, memberships, headers } of everybody.people) {
      const held = memberships.map((membership) => ({
        ...membership,
        scopeId: membership.scopeId === everybody.here.boardId ? boardId : membership.scopeId,
      }))
      const sees = allows('board.view', held, at)
      const runs = allows('script.run', held, at)
      const stranger = label === 'nobody' ? 401 : 404
      count += 1
      const command = { do: 'start' } as const
      const path = `/api/boards/${boardId}/script`
      const told = {
        read: (await ask('GET', path, headers.cookie)).statusCode,
        run: (await ask('POST', path, headers.cookie, { commandId: `command-${count}`, command })).statusCode,
      }
      expect({ label, ...told }).toEqual({
        label,
        read: sees ? 200 : stranger,
        run: sees ? (runs ? 200 : 403) : stranger,
      })
    }
  })
})
