import { readSnapshot } from '@tablee/board'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createPerson, grant } from '../accounts/testing.ts'
import { findBoardsOfCohort } from '../boards/store.ts'
import { requireGeneralConsent } from '../consents/require-general-consent.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { findExclusions } from '../workshops/exclusion-store.ts'
import { findPlacedOrganisations } from '../workshops/place-store.ts'
import { findWorkshopBoards, findWorkshops } from '../workshops/store.ts'
import demo from './demo-cohort.json' with { type: 'json' }
import workshop from './demo-workshop.json' with { type: 'json' }
import { fillDemo } from './fill-demo.ts'
import { runDemo } from './run-demo.ts'

describe.each(DATABASES)('what is in the demonstration cohort on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let filled: Awaited<ReturnType<typeof fillDemo>>
  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    filled = await fillDemo(server.context, { teamIds: [] })
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  test('has fifteen organisations, a board for each, and every text in the zone it belongs to', async () => {
    const { cohortId, organisationIds } = filled
    expect(organisationIds.size).toBe(15)
    const boards = await findBoardsOfCohort(server.context.db, cohortId)
    const owned = boards.filter(({ organisation }) => organisation !== null)
    expect(new Set(owned.map((board) => board.organisation?.id)).size).toBe(15)
    const asked = { cohortId, organisationIds: [...organisationIds.values()] }
    // a first case can be drafted from every board of it
    await requireGeneralConsent(server.context.db, asked)
    for (const expected of demo.boards) {
      const board = boards.find(({ title }) => title === expected.title)
      const { items } = readSnapshot(Y.mergeUpdates([...(await server.context.rooms.read(board?.id ?? ''))]))
      const told = ({ zone, text }: { zone: string | null; text: string }) => `${zone}: ${text}`
      // A sheet holds all that was meant for its zone, a paragraph each.
      const texts = items.flatMap(({ id, zoneId, text }) =>
        (id.startsWith('shape:sheet-') ? text.split('\n') : [text]).map((part) =>
          told({ zone: zoneId, text: part }),
        ),
      )
      expect(texts.sort()).toEqual(expected.items.map(told).sort())
    }
  })

  test('has a session of three groups that meets no exclusion, with what the groups wrote, and coaching after it', async () => {
    const { cohortId, organisationIds } = filled
    const [session, ...others] = await findWorkshops(server.context.db, cohortId)
    expect(others).toEqual([])
    if (!session) throw new Error('there is a session')
    const placed = await findPlacedOrganisations(server.context.db, session.id)
    const boards = await findWorkshopBoards(server.context.db, [session.id])
    expect(new Set(placed.map(({ organisationId }) => organisationId))).toEqual(
      new Set(organisationIds.values()),
    )
    const groupOf = new Map(placed.map(({ organisationId, boardId }) => [organisationId, boardId]))
    const pairs = await findExclusions(server.context.db, cohortId)
    expect(pairs.length).toBeGreaterThan(0)
    for (const [a, b] of pairs) expect(groupOf.get(a)).not.toBe(groupOf.get(b))
    const coached = boards.filter(({ kind }) => kind === 'coaching')
    expect(coached.map(({ organisationId }) => organisationId)).toEqual(
      workshop.meetings.map(({ code }) => organisationIds.get(code)),
    )
    for (const { meets_at } of coached)
      expect(Date.parse(meets_at ?? '')).toBeGreaterThan(Date.parse(session.starts_at))
    for (const { name, items } of workshop.groups) {
      const board = boards.find((each) => each.name === name)
      const stored = await server.context.rooms.read(board?.board_id ?? '')
      const texts = readSnapshot(Y.mergeUpdates([...stored]))
        .items.map(({ text }) => text)
        .join('\n')
      for (const { text } of items) expect(texts).toContain(text)
    }
  })
})

describe.each(DATABASES)('the demonstration cohort on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  beforeEach(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  afterEach(async () => {
    await server.close()
    await storage.remove()
  })

  const ask = (cookie: string) =>
    server.app.inject({ method: 'POST', url: '/api/demo', headers: { cookie }, payload: {} })

  test('is added as a whole or not at all: a try that failed can be made again', async () => {
    const somebody = await createPerson(server.context, { name: 'Alix' })
    const { db } = server.context
    await db.updateTable('person').set({ email: 'funder@demo.example' }).execute()
    expect((await runDemo(server.context)).join()).toContain('exists already')
    for (const table of ['programme', 'organisation', 'board', 'sync_update'] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([])
    expect(await db.selectFrom('person').select('id').execute()).toEqual([{ id: somebody.personId }])
    await db.updateTable('person').set({ email: null }).execute()
    expect((await runDemo(server.context)).join()).toContain('is ready')
  })

  test('is offered to an administrator alone, and only once', async () => {
    const admin = await createPerson(server.context, { name: 'Alix' })
    await grant(server.context, admin.personId, 'admin', 'instance', 'instance')
    const coach = await createPerson(server.context, { name: 'Bilal' })
    expect((await ask(coach.cookie)).statusCode).toBe(403)
    expect((await ask('')).statusCode).toBe(401)
    expect((await ask(admin.cookie)).json()).toEqual({ ok: true })
    expect((await ask(admin.cookie)).json().error.code).toBe('demo_not_empty')
    const home = await server.app.inject({ url: '/api/programmes', headers: { cookie: admin.cookie } })
    expect(home.json().programmes[0].cohorts[0].roles).toEqual(
      expect.arrayContaining(['coach', 'editor', 'publisher']),
    )
  })

  test('gives each point of view an account whose printed password works, and changes nothing the second time', async () => {
    const lines = await runDemo(server.context)
    const accounts = lines.flatMap((line) => /^\s+(\S+@demo\.example)\s+(\S+)/.exec(line)?.slice(1, 3) ?? [])
    expect(accounts).toHaveLength(10)
    for (let i = 0; i < accounts.length; i += 2) {
      const signIn = await server.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { email: accounts[i], password: accounts[i + 1] },
      })
      expect(signIn.statusCode).toBe(200)
    }
    expect((await runDemo(server.context)).join()).toContain('Nothing was changed')
    expect(server.logged()).not.toContain(accounts[1])
  })
})
