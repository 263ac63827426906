import { boardRoot, METHOD_KEY, metaRoot, readCurtains } from '@tablee/board'
import { currentStep, readScript } from '@tablee/board/script'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

/** "Words of mine are on their way", and "they have arrived", as the client says it (`protocol.ts`). */
const BEHIND = new Uint8Array([122, 1])
const SAVED = new Uint8Array([122, 0])

describe.each(DATABASES)('the end of a step on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let boardId: string
  let coach: Awaited<ReturnType<typeof createPerson>>
  let socket: WebSocket

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    const address = await server.listen()
    const { cohortId, organisationIds } = await createCohort(server.context, { organisations: ['Ferme A'] })
    coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', cohortId)
    const ada = await createPerson(server.context, { name: 'Ada' })
    await grant(server.context, ada.personId, 'participant', 'organisation', organisationIds[0] ?? '')
    const template = findTemplate('inter-peer-case')
    if (!template) throw new Error('no template')
    boardId = await createBoard(server.context, {
      cohortId,
      organisationId: organisationIds[0] ?? null,
      template,
      title: 'Tableau',
      personId: null,
    })
    socket = new WebSocket(`${address.replace('http', 'ws')}/api/sync/${boardId}?v=1`, {
      headers: { cookie: ada.cookie, origin: address },
    })
    await vi.waitFor(() => expect(server.context.rooms.peopleIn(boardId)).toHaveLength(1), {
      timeout: 15_000,
    })
  })
  afterAll(async () => {
    socket.terminate()
    await server.close()
    await storage.remove()
  })

  let count = 0
  async function send(command: object): Promise<{ stepIndex: number; tookMs: number }> {
    count += 1
    const began = performance.now()
    const answer = await server.app.inject({
      method: 'POST',
      url: `/api/boards/${boardId}/script`,
      headers: { cookie: coach.cookie },
      payload: { commandId: `late-command-${count}`, command },
    })
    expect(answer.statusCode, answer.body).toBe(200)
    const { script } = answer.json()
    const step = currentStep(script)
    return { stepIndex: step ? script.steps.indexOf(step) : -1, tookMs: performance.now() - began }
  }
  async function stepId(): Promise<string> {
    const doc = new Y.Doc()
    for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    expect(metaRoot(doc).has(METHOD_KEY) && boardRoot(doc).size > 0).toBe(true)
    return currentStep(readScript(metaRoot(doc)))?.id ?? ''
  }
  const late = (people: number) =>
    vi.waitFor(() => expect(server.context.rooms.late(boardId)).toBe(people), { timeout: 15_000 })

  test('waits for words that are on their way, and goes on as soon as they have arrived', async () => {
    await send({ do: 'start' })
    socket.send(BEHIND)
    await late(1)
    const from = await stepId()
    const ending = send({ do: 'next', from })
    // it waits: what else was asked meanwhile is answered, and the step is as it was
    expect(await stepId()).toBe(from)
    socket.send(SAVED)
    expect((await ending).stepIndex).toBe(1)
    await late(0)
  })

  test('waits three seconds at most, and not for a clock that is only stopped', async () => {
    socket.send(BEHIND)
    await late(1)
    const from = await stepId()
    const looks = vi.spyOn(server.context.rooms, 'late')
    onTestFinished(() => looks.mockRestore())
    await send({ do: 'pause', from })
    expect(looks).not.toHaveBeenCalled()
    const { stepIndex, tookMs } = await send({ do: 'next', from })
    expect(stepIndex).toBe(2)
    expect(tookMs).toBeGreaterThanOrEqual(2_900)
    // one every 150 ms, and one at the end
    expect(looks.mock.calls.length).toBeLessThanOrEqual(22)
    socket.send(SAVED)
    await late(0)
  })

  test('whoever was waited for in vain holds up no further step, until she is heard of', async () => {
    const looks = vi.spyOn(server.context.rooms, 'late')
    onTestFinished(() => looks.mockRestore())
    /** Whether it was looked more than once, before a step ended, whose words are on their way. */
    const waits = async (way: 'next' | 'previous') => {
      const from = await stepId()
      looks.mockClear()
      await send({ do: way, from })
      return looks.mock.calls.length > 1
    }
    socket.send(BEHIND)
    await late(1)
    expect(await waits('previous')).toBe(true)
    expect(await waits('next')).toBe(false)
    // she is late as ever, for those who watch
    expect(server.context.rooms.late(boardId)).toBe(1)
    socket.send(SAVED)
    await late(0)
    socket.send(BEHIND)
    await late(1)
    expect(await waits('previous')).toBe(true)
    socket.send(SAVED)
    await late(0)
  })

  test('a reveal waits for hidden words that are on their way, three seconds at most', async () => {
    const ask = (path: string, payload: object) =>
      server.app.inject({
        method: 'POST',
        url: `/api/boards/${boardId}/curtains${path}`,
        headers: { cookie: coach.cookie },
        payload,
      })
    const hanging = async () => {
      const doc = new Y.Doc()
      for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
      return Object.keys(readCurtains(metaRoot(doc)))
    }
    const draw = () => ask('', { zoneIds: ['advice'], anonymous: true })
    expect((await draw()).statusCode).toBe(201)
    socket.send(BEHIND)
    await late(1)
    const lifting = ask('/lift', {})
    expect(await hanging()).toContain('advice')
    socket.send(SAVED)
    expect((await lifting).statusCode).toBe(200)
    expect(await hanging()).toEqual([])
    await draw()
    socket.send(BEHIND)
    await late(1)
    const began = performance.now()
    expect((await ask('/lift', {})).statusCode).toBe(200)
    expect(performance.now() - began).toBeGreaterThanOrEqual(2_900)
    expect(await hanging()).toEqual([])
    socket.send(SAVED)
    await late(0)
  })
})
