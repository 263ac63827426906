import {
  BALLOT_PREFIX,
  boardRoot,
  metaRoot,
  type OpenBallot,
  RESULT_PREFIX,
  readCurtains,
} from '@tablee/board'
import { limitsNow, readScript, type ScriptCommand } from '@tablee/board/script'
import { allows } from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { updateBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { createEverybody } from '../testing/everybody.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const NOON = Date.UTC(2026, 10, 28, 12)
const MINUTE_MS = 60_000

describe.each(DATABASES)('scripts on $name', ({ name, open }) => {
  // who may do what is the program's: the database only finds the place and the memberships
  const ofRights = testOnce(name)
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

  async function board(templateId = 'inter-peer-case', noteZones: readonly string[] = ['questions']) {
    const template = findTemplate(templateId)
    if (!template) throw new Error(templateId)
    return createBoard(server.context, {
      cohortId: place.cohortId,
      organisationId: place.organisationIds[0] ?? null,
      template,
      title: templateId,
      personId: null,
      notes: noteZones.map((zoneId) => ({ zoneId, text: 'Combien de collectes ?' })),
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

  test('A14 a step that is to be kept is kept as it ends, once, under its name; other commands keep nothing', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const from = script.steps[0].id
    const keep = (commandId: string, command: ScriptCommand) =>
      ask('POST', `/api/boards/${boardId}/script`, coach.cookie, { commandId, command, keepAs: 'Étape 1' })
    const kept = async () =>
      (await ask('GET', `/api/boards/${boardId}/snapshots`, coach.cookie)).json().snapshots
    await keep('keep-minute', { do: 'addTime', from, minutes: 1 })
    expect(await kept()).toEqual([])
    for (const outcome of ['done', 'repeated'])
      expect((await keep('keep-next', { do: 'next', from })).json()).toMatchObject({ outcome })
    expect(await kept()).toMatchObject([{ name: 'Étape 1', offered: false, items: 1 }])
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

  test('ST17 a vote opens with its step, once, with the dots that its zone suggests, and stays closed once it was', async () => {
    const boardId = await board('needs-macro-micro', ['needs'])
    const openOn = async () => {
      const facts = metaRoot(await readDoc(boardId))
      return [...facts.keys()].filter((key) => key.startsWith(BALLOT_PREFIX))
    }
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [first, , , , vote, after] = script.steps.map(({ id }: { id: string }) => id)
    expect(await openOn()).toEqual([])
    await send(boardId, { do: 'go', from: first, stepId: vote }, { id: 'go-to-the-vote' })
    expect(await openOn()).toEqual([`${BALLOT_PREFIX}needs`])
    const ballot = metaRoot(await readDoc(boardId)).get(`${BALLOT_PREFIX}needs`) as OpenBallot
    expect(ballot).toMatchObject({ kind: 'dots', budget: 3 })
    // the answer was lost on the way
    await send(boardId, { do: 'go', from: first, stepId: vote }, { id: 'go-to-the-vote' })
    expect(metaRoot(await readDoc(boardId)).get(`${BALLOT_PREFIX}needs`)).toEqual(ballot)
    const cast = { votes: { 'shape:note-1': 2 } }
    const mine = `/api/boards/${boardId}/ballots/${ballot.id}/mine`
    expect((await ask('PUT', mine, participant.cookie, cast)).statusCode).toBe(200)
    await ask('POST', `/api/boards/${boardId}/ballots/${ballot.id}/close`, coach.cookie, {})
    await send(boardId, { do: 'go', from: first, stepId: vote }, { id: 'go-to-the-vote' })
    expect(await openOn()).toEqual([])
    nowMs += MINUTE_MS
    await send(boardId, { do: 'next', from: vote })
    await send(boardId, { do: 'go', from: after, stepId: vote })
    expect(await openOn()).toEqual([`${BALLOT_PREFIX}needs`])
  })

  test('ST17 the dots of a vote are for all its zones together, and each zone is told what it came to', async () => {
    const boardId = await board('inter-evaluate', ['improve', 'keep', 'improve'])
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [first, , , , weigh] = script.steps.map(({ id }: { id: string }) => id)
    await send(boardId, { do: 'go', from: first, stepId: weigh })
    const factsNow = async () => metaRoot(await readDoc(boardId)).toJSON()
    const facts = await factsNow()
    const ballot: OpenBallot = facts[`${BALLOT_PREFIX}improve`]
    expect(ballot).toMatchObject({ kind: 'dots', budget: 5, zones: ['improve', 'keep'] })
    expect(facts[`${BALLOT_PREFIX}keep`]).toEqual(ballot)
    expect(facts[`${BALLOT_PREFIX}modify`]).toBeUndefined()
    const path = `/api/boards/${boardId}/ballots/${ballot.id}`
    const again = await ask('POST', `/api/boards/${boardId}/ballots`, coach.cookie, { zoneId: 'keep' })
    expect(again.json().error.code).toBe('ballot_open')
    const give = (votes: Record<string, number>) => ask('PUT', `${path}/mine`, participant.cookie, { votes })
    expect((await give({ 'shape:note-1': 3, 'shape:note-2': 3 })).json().error.code).toBe(
      'ballot_over_budget',
    )
    expect((await give({ 'shape:note-1': 2, 'shape:note-2': 3 })).statusCode).toBe(200)
    await ask('POST', `${path}/close`, coach.cookie, {})
    const after = await factsNow()
    expect(after[`${RESULT_PREFIX}improve`]).toEqual({
      kind: 'dots',
      voters: 1,
      budget: 5,
      totals: { 'shape:note-1': 2 },
    })
    expect(after[`${RESULT_PREFIX}keep`]).toEqual({
      kind: 'dots',
      voters: 1,
      budget: 5,
      totals: { 'shape:note-2': 3 },
    })
    expect(after[`${BALLOT_PREFIX}keep`]).toBeUndefined()
  })

  test('L2 in a private step everybody writes for a zone that the group then brings to its max', async () => {
    const boardId = await board('inter-baton', [])
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [first, alone] = script.steps.map(({ id }: { id: string }) => id)
    await send(boardId, { do: 'go', from: first, stepId: alone })
    const curtainId = (await curtainsOf(boardId))['keywords']?.id
    const kept = []
    for (let at = 0; at < 5; at++)
      kept.push(
        await ask('PUT', `/api/boards/${boardId}/private-notes`, participant.cookie, {
          id: `${at}`.padStart(22, 'k'),
          curtainId,
          text: `Mot ${at}`,
          cells: {},
          revision: 0,
        }),
      )
    expect(kept.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
    await ask('POST', `/api/boards/${boardId}/curtains/lift`, coach.cookie, {})
    const words = [...boardRoot(await readDoc(boardId)).values()].filter((map) =>
      String(map.get('rt') ?? '').includes('Mot '),
    )
    expect(words).toHaveLength(5)
    const more = await ask('POST', `/api/boards/${boardId}/imports/rows`, coach.cookie, {
      zoneId: 'keywords',
      columns: ['text'],
      rows: [['Un mot de plus']],
    })
    expect(more.json().error?.code ?? more.json().refused, more.body).toBeTruthy()
  })

  test('W7 while no step runs, what who leads does not let participants do is refused past the socket too', async () => {
    const boardId = await board('needs-macro-micro', [])
    const none = { write: false, moveOwn: false, vote: false, comment: false }
    const allow = (may: typeof none, cookie = coach.cookie) => send(boardId, { do: 'allow', may }, { cookie })
    const ballot = (
      await ask('POST', `/api/boards/${boardId}/ballots`, coach.cookie, { zoneId: 'needs' })
    ).json()
    let said = 0
    const tryAll = async (cookie: string) => {
      said += 1
      const answers = [
        await ask('POST', `/api/boards/${boardId}/imports/rows`, cookie, {
          zoneId: 'macro',
          columns: ['text'],
          rows: [['x']],
        }),
        await ask('PUT', `/api/boards/${boardId}/ballots/${ballot.id}/mine`, cookie, { votes: {} }),
        await ask('POST', `/api/boards/${boardId}/comments`, cookie, {
          id: `a-comment-of-the-test-${said}`,
          targetId: 'macro',
          text: 'Un mot',
          signed: true,
          kind: 'comment',
        }),
      ]
      return answers.map((answer) => (answer.statusCode < 300 ? 'done' : answer.json().error.code))
    }
    expect((await allow(none, participant.cookie)).statusCode).toBe(403)
    expect(await tryAll(participant.cookie)).toEqual(['done', 'done', 'done'])
    expect((await allow(none)).json().outcome).toBe('done')
    expect(await tryAll(participant.cookie)).toEqual(['step_closed', 'step_closed', 'step_closed'])
    expect(await tryAll(coach.cookie)).toEqual(['done', 'done', 'done'])
    await allow({ ...none, vote: true, comment: true })
    expect(await tryAll(participant.cookie)).toEqual(['step_closed', 'done', 'done'])
    expect(limitsNow(await factsOf(boardId))).toMatchObject({ may: { ...none, vote: true, comment: true } })
    // a step says it itself
    await send(boardId, { do: 'start' })
    expect((await allow(none)).json().outcome).toBe('overtaken')
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
    // as on the boards that were made before the steps of methods named zones
    await send(boardId, { do: 'changeStep', stepId: questions, step: { zones: [] } })
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

  test('a private step of a shipped method hides the zones that it names, and no other', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [frame, , questions] = script.steps.map(({ id }: { id: string }) => id)
    await send(boardId, { do: 'go', from: frame, stepId: questions })
    expect(Object.keys(await curtainsOf(boardId))).toEqual(['questions'])
  })

  test('a private step begins although a coach took one of its zones off the board', async () => {
    const boardId = await board()
    const { script } = (await send(boardId, { do: 'start' })).json()
    const [frame, , questions] = script.steps.map(({ id }: { id: string }) => id)
    await send(boardId, { do: 'changeStep', stepId: questions, step: { zones: [] } })
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

  ofRights('everybody tries everything: who leads runs the script, who sees the board reads it', async () => {
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
