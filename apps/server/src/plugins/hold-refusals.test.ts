import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { prepareCase } from '../cases/testing.ts'
import { openSqliteStorage, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { holdRefusal, REFUSAL_STEP_MS, refusalLeavesAt } from './hold-refusals.ts'

let storage: TestStorage
let server: TestApp
beforeAll(async () => {
  storage = await openSqliteStorage()
  server = await openTestApp(storage)
})
afterAll(async () => {
  await server.close()
  await storage.remove()
})

test('a refusal leaves at the end of the step in which it was decided, whatever it took within it', async () => {
  const steps = (ms: number) => refusalLeavesAt(ms) / REFUSAL_STEP_MS
  expect([0, 0.1, 3, REFUSAL_STEP_MS - 0.01].map(steps)).toEqual([1, 1, 1, 1])
  expect([REFUSAL_STEP_MS, REFUSAL_STEP_MS + 1].map(steps)).toEqual([2, 2])
  // the clock is asked anew after each wait: a timer that ends early is not believed
  const clock = [3, 3, 7.5, REFUSAL_STEP_MS]
  let asked = 0
  await holdRefusal(() => clock[asked++] ?? Number.NaN)
  expect(asked).toBe(clock.length)
})

test('S3.10 what exists and is hidden is refused in the same words and no sooner than what does not exist', async () => {
  const made = await prepareCase(server)
  const drafted = await server.app.inject({
    method: 'POST',
    url: '/api/cases',
    headers: { cookie: made.editor.cookie },
    payload: {
      cohortId: made.cohortId,
      snapshotIds: [made.snapshotId],
      publicName: 'Rive Nouvelle',
      lang: 'fr',
    },
  })
  const { id: caseId } = drafted.json<{ id: string }>()
  const funder = await createPerson(server.context, { name: 'Bailleuse' })
  await grant(server.context, funder.personId, 'funder', 'programme', made.programmeId)
  const asked = [
    ['/api/cases/:id', caseId],
    ['/api/cases/:id/approvals', caseId],
    ['/api/cases/:id/log', caseId],
    ['/api/cohorts/:id/cases', made.cohortId],
    ['/api/cohorts/:id/roster', made.cohortId],
    ['/api/cohorts/:id/consents', made.cohortId],
    ['/api/boards/:id', made.boardId],
    ['/api/boards/:id/snapshots', made.boardId],
    ['/api/snapshots/:id', made.snapshotId],
  ] as const
  for (const [route, id] of asked) {
    const answers = []
    for (const one of [id, 'x'.repeat(id.length)]) {
      const began = performance.now()
      const answer = await server.app.inject({
        url: route.replace(':id', one),
        headers: { cookie: funder.cookie },
      })
      expect(performance.now() - began, route).toBeGreaterThanOrEqual(REFUSAL_STEP_MS)
      answers.push([answer.statusCode, answer.body, Object.keys(answer.headers).sort()])
    }
    expect(answers[0]?.[0], route).toBe(404)
    expect(answers[1], route).toEqual(answers[0])
  }
})
