import { afterEach, expect, test, vi } from 'vitest'
import type { Admission } from './admission.ts'
import { RightsWatch } from './rights-watch.ts'

const EVENT_MS = 10_000
const QUICK = { everyMs: 20, turnMs: 5 }
const ADA: Admission = {
  authorId: 'ada',
  author: { actorId: 'a1', role: 'writer' },
  access: 'write',
  identity: { id: 'a1', name: 'Ada', color: '#123456' },
}

const watches: RightsWatch[] = []
afterEach(() => {
  for (const watch of watches.splice(0)) watch.close()
})

/** A watch whose answers the test gives, and what it was asked. */
function open(
  answer: (cookie: string | undefined, boardId: string) => Admission | null | Promise<never>,
  times: { everyMs?: number; turnMs?: number; answerMs?: number } = QUICK,
) {
  const asked: string[] = []
  const watch = new RightsWatch(async ({ headers }, boardId) => {
    asked.push(`${headers.cookie} ${boardId}`)
    return answer(headers.cookie, boardId)
  }, times)
  watches.push(watch)
  const lost: string[] = []
  const enter = (label: string, cookie: string, admission = ADA) =>
    watch.watch({
      visitor: { headers: { cookie } },
      boardId: 'b1',
      admission,
      lost: () => lost.push(label),
    })
  return { asked, lost, enter }
}

test('whoever has lost her right, or has another, is named; nobody else is', async () => {
  const { lost, enter } = open((cookie) => {
    if (cookie === 'ended') return null
    if (cookie === 'reads') return { ...ADA, access: 'read', author: { actorId: 'a1', role: 'viewer' } }
    return { ...ADA, identity: { id: 'a1', name: 'Ada Lovelace', color: '#654321' } }
  })
  enter('stays', 'stays')
  enter('ended', 'ended')
  enter('reads now', 'reads')
  await vi.waitFor(() => expect(new Set(lost)).toEqual(new Set(['ended', 'reads now'])), EVENT_MS)
})

test('sockets of one session on one board are one question, and who has left is not asked for', async () => {
  const { asked, enter } = open(() => ADA)
  const leave = ['one', 'two', 'three'].map((label) => enter(label, 'same'))
  enter('other', 'other')
  await vi.waitFor(() => expect(asked).toContain('other b1'), EVENT_MS)
  const times = (who: string) => asked.filter((question) => question === `${who} b1`).length
  expect(times('same')).toBe(times('other'))
  for (const step of leave) step()
  const before = [times('same'), times('other')] as const
  await vi.waitFor(() => expect(times('other')).toBeGreaterThan(before[1] + 3), EVENT_MS)
  expect(times('same')).toBe(before[0])
})

test('a database that does not answer takes nobody’s right', async () => {
  let away = true
  const { asked, lost, enter } = open(() => {
    if (away) throw new Error('away')
    return null
  })
  enter('ada', 'c')
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(3), EVENT_MS)
  expect(lost).toEqual([])
  away = false
  await vi.waitFor(() => expect(lost[0]).toBe('ada'), EVENT_MS)
})

test('a question that is never answered keeps nobody else’s from being asked, and takes nobody’s right', async () => {
  const { asked, lost, enter } = open(
    (cookie) => (cookie === 'hangs' ? new Promise<never>(() => undefined) : null),
    { ...QUICK, answerMs: 20 },
  )
  enter('hangs', 'hangs')
  enter('ended', 'ended')
  await vi.waitFor(() => expect(lost[0]).toBe('ended'), EVENT_MS)
  const times = asked.filter((question) => question === 'hangs b1').length
  await vi.waitFor(
    () => expect(asked.filter((question) => question === 'hangs b1').length).toBeGreaterThan(times),
    EVENT_MS,
  )
  expect(lost).not.toContain('hangs')
})

test('a server that says nothing else asks within half a minute', async () => {
  vi.useFakeTimers()
  try {
    const { lost, enter } = open(() => null, {})
    enter('ada', 'c')
    await vi.advanceTimersByTimeAsync(29_000)
    expect(lost).toEqual([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(lost).toEqual(['ada'])
  } finally {
    vi.useRealTimers()
  }
})
