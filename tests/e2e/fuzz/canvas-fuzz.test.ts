import { randomInt } from 'node:crypto'
import { boardRoot, decodeRecord } from '@tablee/board'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../../running/api.ts'
import { openBoard } from '../../running/board-peer.ts'
import type { RunningServer } from '../../running/start-server.ts'
import { openStage, type Stage } from '../stage.ts'
import { type BoardState, brokenParts, countLoose, divergence, stateInPage, stateOf } from './board-state.ts'
import { PersonAtWork } from './person-at-work.ts'

/** `SEED=… ROUNDS=…` repeats a run, or makes a longer one: `npm run fuzz:canvas -- --rounds 20`. */
const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31))
const ROUNDS = Number(process.env['ROUNDS'] ?? 1)
/** Gestures of each person in one round. */
const GESTURES = Number(process.env['GESTURES'] ?? 60)
/** At least this part of them concerns something; the rest comes to nothing where nothing fits. */
const TAKEN_SHARE = 0.4
/** People who find fewer than ten shapes make more. */
const FEW_SHAPES = 5
/** How long three copies and the server may take to become equal once nobody moves, in ms. */
const EQUAL_MS = 20_000
/** What a failure shows of each person. */
const LAST_GESTURES = 25
const ROUND_TIMEOUT_MS = 180_000
/** Longest wait for a page, in ms: three browsers and a server share two cores. */
const PAGE_MS = 60_000

let stage: Stage
let server: RunningServer
let workshop: FirstWorkshop
let people: { name: string; person: ApiPerson }[]

beforeAll(async () => {
  stage = await openStage()
  server = stage.server
  workshop = await prepareWorkshop(server)
  const { coach, cohortId, organisationId } = workshop
  const guests = [
    { name: 'Bilal', role: 'coach', scopeKind: 'cohort', scopeId: cohortId },
    { name: 'Nadia', role: 'participant', scopeKind: 'organisation', scopeId: organisationId },
  ]
  people = [{ name: 'Alix', person: coach }]
  for (const guest of guests)
    people.push({ name: guest.name, person: await joinAsGuest(server, coach, guest) })
})
afterAll(() => stage?.close())

const seeds = Array.from({ length: ROUNDS }, (_, round) => SEED + round)

test.each(seeds)(
  'three people do what they like, offline too, and end on one board without loose ends (SEED=%i)',
  // what fails once in a random run is a find: a second try would hide it
  { timeout: ROUND_TIMEOUT_MS, retry: 0 },
  async (seed) => {
    const { cohortId, organisationId } = workshop
    const order = { cohortId, organisationId, templateId: 'needs-macro-micro' }
    const { id: boardId } = await done(workshop.coach.send('POST', '/api/boards', order))
    const atWork = await Promise.all(
      people.map(
        async ({ name, person }, index) =>
          new PersonAtWork(name, await openSignedIn(person), seed * people.length + index),
      ),
    )
    try {
      await Promise.all(atWork.map((person) => person.open(`${server.url}/tableaux/${boardId}`)))
      await Promise.all(atWork.map((person) => person.work(GESTURES)))
      await Promise.all(atWork.map((person) => person.saved()))
      const copies = await equalCopies(boardId, atWork)
      const trouble = [...divergence(copies), ...[...copies.values()].flatMap(brokenParts)]
      if (trouble.length > 0) throw new Error(trouble.join('\n'))
      expect(atWork.flatMap(({ errors }) => errors)).toEqual([])
      // boards on which nothing happened are equal too
      for (const { name, taken } of atWork)
        expect(taken, `gestures of ${name}`).toBeGreaterThan(GESTURES * TAKEN_SHARE)
      for (const copy of copies.values()) expect(countLoose(copy)).toBeGreaterThan(FEW_SHAPES)
    } catch (err) {
      const doings = atWork.map((person) => person.last(LAST_GESTURES))
      throw new Error([`SEED=${seed}: ${String(err)}`, ...doings].join('\n'), { cause: err })
    } finally {
      for (const { page } of atWork) await page.context().close()
    }
  },
)

/** Everybody's copy and the server's, as soon as they are equal, or as they are when they take too long. */
async function equalCopies(
  boardId: string,
  atWork: readonly PersonAtWork[],
): Promise<Map<string, BoardState>> {
  const end = performance.now() + EQUAL_MS
  for (;;) {
    const copies = new Map<string, BoardState>([['the server', await stateOnServer(boardId)]])
    for (const { name, page } of atWork) copies.set(name, await stateInPage(page))
    if (divergence(copies).length === 0 || performance.now() > end) return copies
  }
}

/** What somebody gets who comes now: the server shows nothing that is not on its disk. */
async function stateOnServer(boardId: string): Promise<BoardState> {
  const newcomer = await openBoard(server, workshop.coach, boardId)
  const records = [...boardRoot(newcomer.doc).values()].flatMap((map) => decodeRecord(map) ?? [])
  newcomer.leave()
  return stateOf(records)
}

async function openSignedIn(person: ApiPerson) {
  const opened = await stage.open(person)
  opened.context.setDefaultTimeout(PAGE_MS)
  return opened
}
