import type { LeaseAnswer } from '@tablee/sync'
import { expect, test } from 'vitest'
import { type Traveller, WayFinder } from './find-way.ts'

const NODE = 'http://10.0.0.1:3000'
const HERE: LeaseAnswer = { held: true, fence: 3 }
const THERE: LeaseAnswer = { held: false, node: NODE }
/** For what ends because the time is over. */
const QUICK = { waitMs: 300, pollMs: 10, unreachedMs: 25, waiting: 100, waitingPerPerson: 100 }
/** For what must not end before, on a busy machine either. */
const PATIENT = { ...QUICK, waitMs: 30_000 }

/** Leases that answer one thing after the other, and the last one for ever. */
function answering(...answers: LeaseAnswer[]) {
  const asked: string[] = []
  return {
    asked,
    acquire: async (room: string) => {
      asked.push(room)
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? THERE
    },
    release: async () => undefined,
  }
}

function traveller(
  answers: (node: string) => boolean,
  isThere = () => true,
  authorId = 'ada',
): Traveller & { tried: string[] } {
  const tried: string[] = []
  return {
    tried,
    room: 'b1',
    authorId,
    isThere,
    forward: async (node) => {
      tried.push(node)
      return answers(node) ? 'taken' : 'silent'
    },
    waits: () => undefined,
  }
}

test('a board that this process holds, or that nobody does, is served here', async () => {
  const one = traveller(() => true)
  expect(await new WayFinder(answering(HERE), QUICK).find(one)).toBe('here')
  expect(one.tried).toEqual([])
})

test('a socket goes to the holder', async () => {
  const one = traveller(() => true)
  expect(await new WayFinder(answering(THERE), QUICK).find(one)).toBe('forwarded')
  expect(one.tried).toEqual([NODE])
})

test('it waits while the holder does not answer, until the board is free', async () => {
  const one = traveller(() => false)
  const ways = new WayFinder(answering(THERE, THERE, THERE, HERE), { ...PATIENT, unreachedMs: 60_000 })
  expect(await ways.find(one)).toBe('here')
  expect(one.tried).toEqual([NODE])
})

test('it goes to the next holder', async () => {
  const next = 'http://10.0.0.2:3000'
  const one = traveller((node) => node === next)
  const leases = answering(THERE, THERE, { held: false, node: next })
  expect(await new WayFinder(leases, PATIENT).find(one)).toBe('forwarded')
})

test('a holder that was slow is tried again, one that has no address yet is not tried', async () => {
  let tries = 0
  const slow = traveller(() => ++tries > 1)
  expect(await new WayFinder(answering(THERE), PATIENT).find(slow)).toBe('forwarded')
  const early = traveller(() => true)
  expect(await new WayFinder(answering({ held: false, node: '' }), QUICK).find(early)).toBe('nowhere')
  expect(early.tried).toEqual([])
})

test('it does not wait for ever, nor when nobody is there any more, nor when too many wait', async () => {
  expect(await new WayFinder(answering(THERE), QUICK).find(traveller(() => false))).toBe('nowhere')
  const gone = traveller(
    () => true,
    () => false,
  )
  expect(await new WayFinder(answering(THERE), QUICK).find(gone)).toBe('nowhere')
  expect(gone.tried).toEqual([])
  const full = new WayFinder(answering(THERE), { ...PATIENT, waiting: 2 })
  let there = true
  const waiting = [1, 2].map(() =>
    full.find(
      traveller(
        () => false,
        () => there,
      ),
    ),
  )
  expect(await full.find(traveller(() => false))).toBe('nowhere')
  there = false
  expect(await Promise.all(waiting)).toEqual(['nowhere', 'nowhere'])
})

test('many who wait for one board ask for it together', async () => {
  const leases = answering(THERE, THERE, THERE, HERE)
  const ways = new WayFinder(leases, PATIENT)
  const all = await Promise.all(Array.from({ length: 50 }, () => ways.find(traveller(() => false))))
  expect(new Set(all)).toEqual(new Set(['here']))
  expect(leases.asked).toHaveLength(4)
})

test('one person cannot take the places in which the others wait', async () => {
  const ways = new WayFinder(answering(THERE), { ...PATIENT, waiting: 10, waitingPerPerson: 3 })
  let there = true
  const of = (authorId: string) =>
    ways.find(
      traveller(
        () => false,
        () => there,
        authorId,
      ),
    )
  const waiting = Array.from({ length: 3 }, () => of('ada'))
  for (let more = 0; more < 20; more++) expect(await of('ada')).toBe('nowhere')
  waiting.push(of('bo'))
  there = false
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => 'nowhere'))
  there = true
  // her places are free again
  const again = of('ada')
  there = false
  expect(await again).toBe('nowhere')
})

test('what the holder refuses is refused at once, and that holder is still asked for the others', async () => {
  const ways = new WayFinder(answering(THERE), PATIENT)
  const refusal = { status: 404, retryAfterSeconds: null }
  const refused = { ...traveller(() => true), forward: async () => refusal }
  expect(await ways.find(refused)).toBe(refusal)
  expect(await ways.find(traveller(() => true))).toBe('forwarded')
})

test('a client that goes away while the holder is asked says nothing of the holder', async () => {
  const ways = new WayFinder(answering(THERE), { ...QUICK, unreachedMs: 60_000 })
  let there = true
  const gone = traveller(
    () => {
      there = false
      return false
    },
    () => there,
  )
  expect(await ways.find(gone)).toBe('nowhere')
  expect(gone.tried).toEqual([NODE])
  expect(await ways.find(traveller(() => true))).toBe('forwarded')
})
