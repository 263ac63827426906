import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE_CODES } from './close-codes.ts'
import { ROOM_LIMITS } from './limits.ts'
import { LiveDocument } from './live-document.ts'
import { People } from './people.ts'
import type { PersonConnection } from './person.ts'
import { SYNC_UPDATE, syncMessage } from './protocol.ts'
import { acks, eventually, raw, serve } from './testing/room-harness.ts'
import { docOf, type RoomServer, textUpdate } from './testing/room-server.ts'
import { NO_ACCOUNTS } from './time-accounts.ts'
import { TimeShare } from './time-share.ts'

/** One person's changes, each of which builds on the last. */
function writer() {
  const doc = new Y.Doc()
  let update: Uint8Array = new Uint8Array()
  doc.on('update', (latest: Uint8Array) => {
    update = latest
  })
  return (key: string, value = 'x') => {
    doc.getMap('m').set(key, value)
    return update
  }
}

/** A room where judging Eve takes a second of a clock that stands still otherwise. */
async function slowForEve(limits: Parameters<typeof serve>[0] = {}) {
  const clock = { nowMs: 0 }
  const server = await serve({
    clock: () => clock.nowMs,
    createRules: () => ({
      review: (_changed, author) => {
        if (author.name === 'eve') clock.nowMs += 1_000
        return []
      },
      repair: () => 0,
    }),
    ...limits,
  })
  await server.rooms.create('room', textUpdate(''))
  const eve = await raw(server, 'as=eve&v=1')
  const anna = await raw(server, 'as=anna&v=1')
  await eventually(() => expect(server.rooms.counts.peers).toBe(2))
  const write = writer()
  const send = (key: string, value?: string) => eve.socket.send(syncMessage(SYNC_UPDATE, write(key, value)))
  send('e1')
  await eventually(() => expect(acks(eve.received)).toEqual([1]))
  const hers = writer()
  let sent = 0
  /** Anna writes, and that is on disk: so was everything that came before and may be. */
  const annaWrites = async () => {
    if (eve.socket.readyState === eve.socket.OPEN) await heard(eve.socket)
    sent += 1
    anna.socket.send(syncMessage(SYNC_UPDATE, hers(`a${sent}`)))
    await eventually(() => expect(acks(anna.received).at(-1)).toBe(sent))
  }
  return { server, clock, eve, anna, send, annaWrites }
}

async function heard(socket: Awaited<ReturnType<typeof raw>>['socket']): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once('pong', () => resolve())
    socket.ping()
  })
}

async function keysIn(log: RoomServer['log']): Promise<string[]> {
  const stored = await log.load('room')
  const updates = [...(stored?.parts ?? []), ...(stored?.tail ?? []).map(({ update }) => update)]
  return Object.keys(docOf(updates).getMap('m').toJSON()).sort()
}

test('T10 what took more than its share of the time fades with it, three times as fast while nobody else is there', () => {
  const share = new TimeShare({ ...ROOM_LIMITS, personTimeBurstMs: 250 }, 0)
  share.charge(250, 25, 0)
  expect(share.waitMs(25, 0)).toBe(0)
  share.charge(300, 25, 0)
  expect(share.waitMs(25, 0)).toBe(1_200)
  expect(share.waitMs(75, 0)).toBe(400)
  expect(share.waitMs(25, 600)).toBe(600)
  expect(share.waitMs(25, 1_200)).toBe(0)
  expect(share.isUnused(25, 2_000)).toBe(false)
  expect(share.isUnused(25, 2_200)).toBe(true)
})

test('T10 what took very long does not keep its author waiting for minutes', () => {
  const share = new TimeShare(ROOM_LIMITS, 0)
  share.charge(60_000, 25, 0)
  expect(share.waitMs(25, 0)).toBe(10_000)
  expect(share.waitMs(25, 10_000)).toBe(0)
})

/** So many people who take as much of a second as they get, and others who write a little, for so many seconds. */
function shareOut(greedy: number, modest: number, seconds: number) {
  const people = new People<PersonConnection>(ROOM_LIMITS, () => undefined)
  const names = Array.from({ length: greedy + modest }, (_, at) =>
    at < greedy ? `greedy ${at}` : `modest ${at}`,
  )
  for (const authorId of names) people.of(authorId, 0).enter({ authorId, silentRounds: 0, keptBytes: 0 })
  let greedyMs = 0
  let modestWaits = 0
  const settledMs = (seconds * 1_000) / 2
  for (let nowMs = 0; nowMs < seconds * 1_000; nowMs += 10) {
    for (const [at, name] of names.entries()) {
      const person = people.of(name, nowMs)
      const mustWait = person.timeToWaitMs(nowMs) > 0
      if (at >= greedy && mustWait) modestWaits += 1
      if (mustWait) continue
      person.chargeTime(at < greedy ? 8 : 0.1, nowMs)
      if (at < greedy && nowMs >= settledMs) greedyMs += 8
    }
  }
  return { greedyPercent: (greedyMs * 100) / settledMs, modestWaits }
}

test('T10 several who take all that they get have half of the thread together, and who writes a little never waits', () => {
  const alone = shareOut(1, 3, 60)
  expect(alone.greedyPercent).toBeGreaterThan(20)
  expect(alone.greedyPercent).toBeLessThan(30)
  for (const greedy of [4, 8]) {
    const { greedyPercent, modestWaits } = shareOut(greedy, 30, 60)
    expect(greedyPercent).toBeGreaterThan(40)
    expect(greedyPercent).toBeLessThan(60)
    expect(modestWaits).toBe(0)
  }
})

test('T10 whoever had more than her share of the time waits, in order, while the others go on', async () => {
  const { server, clock, eve, send, annaWrites } = await slowForEve()
  send('e2')
  send('e3')
  await annaWrites()
  await annaWrites()
  expect(acks(eve.received)).toEqual([1])
  expect(await keysIn(server.log)).toEqual(['a1', 'a2', 'e1'])
  clock.nowMs += 3_000
  await eventually(() => expect(acks(eve.received).at(-1)).toBe(3))
  // Both at once: judging them together costs no more than judging one.
  expect(clock.nowMs).toBe(5_000)
  expect(await keysIn(server.log)).toEqual(['a1', 'a2', 'e1', 'e2', 'e3'])
})

test('T10 who is alone by then does not wait as long', async () => {
  const { clock, eve, anna, send, annaWrites } = await slowForEve()
  send('e2')
  await annaWrites()
  anna.socket.close()
  await anna.closed
  clock.nowMs += 1_000
  await eventually(() => expect(acks(eve.received).at(-1)).toBe(2))
})

test('T10 what waits is stored when its author has left, and when the server stops', async () => {
  const { server, eve, send, annaWrites } = await slowForEve()
  send('e2')
  await annaWrites()
  eve.socket.close()
  await eve.closed
  await annaWrites()
  expect(await keysIn(server.log)).toEqual(['a1', 'a2', 'e1'])
  await server.close()
  expect(await keysIn(server.log)).toEqual(['a1', 'a2', 'e1', 'e2'])
})

test('T10 reading waits for what came before, and not for what comes later', async () => {
  const { server, clock, send, annaWrites } = await slowForEve()
  send('e2')
  await annaWrites()
  const reading = server.rooms.read('room')
  clock.nowMs += 3_000
  await eventually(async () => expect(await keysIn(server.log)).toContain('e2'))
  send('e3')
  await annaWrites()
  const read = docOf(await reading).getMap('m')
  expect([read.has('e2'), read.has('e3')]).toEqual([true, false])
})

test('T10 what waits for its turn is bounded: its author is to come back, and the others have room', async () => {
  const { eve, send, annaWrites } = await slowForEve({ limits: { personPendingBytes: 3_000 } })
  send('e2', 'x'.repeat(2_000))
  await annaWrites()
  send('e3', 'x'.repeat(2_000))
  expect(await eve.closed).toBe(CLOSE_CODES.overloaded.code)
  await annaWrites()
})

test('T10 a queue is looked at before each review, and the time of a tick is divided by what judging took', () => {
  const [eve, anna] = ['eve', 'anna'].map((authorId) => ({ authorId, author: authorId }))
  if (!(eve && anna)) throw new Error('two people')
  let nowMs = 0
  const bills = new Map<string, number>()
  const doc = new Y.Doc()
  const rules = {
    review(_changed: unknown, author: string) {
      nowMs += author === 'eve' ? 300 : 100
      return []
    },
    repair() {
      nowMs += 40
      return 0
    },
  }
  const emitted: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => emitted.push(update))
  const live = new LiveDocument<string>(doc, rules, emitted)
  const [writeEve, writeAnna] = [writer(), writer()]
  const queue = Array.from({ length: 100 }, (_, at) => [
    { sender: eve, update: writeEve(`e${at}`) },
    { sender: anna, update: writeAnna(`a${at}`) },
  ]).flat()
  const outcome = live.apply(queue, 'together', {
    ...NO_ACCOUNTS,
    mustWait: ({ authorId }) => (bills.get(authorId) ?? 0) > 500,
    took: ({ authorId }, ms) => bills.set(authorId, (bills.get(authorId) ?? 0) + ms),
    now: () => nowMs,
  })
  // Two rounds of 32 each for her, four for Anna; the repairs of a round by the parts that judging took.
  expect(bills.get('eve')).toBe(2 * 330)
  expect(bills.get('anna')).toBe(2 * 110 + 2 * 140)
  const left = outcome.ok ? [...outcome.left].map(({ sender }) => sender) : []
  expect(left).toEqual(Array.from({ length: 36 }, () => eve))
  expect([doc.getMap('m').has('e63'), doc.getMap('m').has('e64'), doc.getMap('m').has('a99')]).toEqual([
    true,
    false,
    true,
  ])
})
