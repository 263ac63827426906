import { randomBytes } from 'node:crypto'
import { metaRoot, readCurtains } from '@tablee/board'
import { addItem, decodeBoard, setItemText } from '@tablee/board/edit'
import { readScript, type ScriptCommand } from '@tablee/board/script'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { launchPostgres, type TestPostgres } from '../../apps/server/src/testing/start-postgres.ts'
import { type ApiPerson, done, type FirstWorkshop, joinAsGuest, prepareWorkshop } from '../running/api.ts'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { type Front, openFront } from '../running/front.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'
import { beginMinuteAway, type MinuteAway } from './minute-away.ts'
import { textsOf } from './texts-of.ts'

/** People of one workshop. */
const PEOPLE = 30
/** Longest wait for what must come, in ms: the machine may be busy. */
const EVENT_MS = 20_000
/** The third advice of SCENARIOS S1, as far as it is typed when the network goes, and the rest. */
const THIRD = [
  'J’essaierais de commencer par la collecte',
  ' seule, sans la vente.',
  ' Les boutiques attendront.',
]

/** Her network goes before the other tests and comes back after them: they run in that minute. */
let away: MinuteAway
beforeAll(async () => {
  away = await beginMinuteAway()
}, 120_000)
afterAll(() => away?.close())

describe.each(['sqlite', 'postgres'] as const)('a workshop on %s', (database) => {
  let postgres: TestPostgres | null = null
  let folder: Awaited<ReturnType<typeof newDataFolder>>
  let server: RunningServer
  let front: Front
  let workshop: FirstWorkshop
  let people: ApiPerson[]

  const port = () => Number(new URL(server.url).port)
  const env = (): Record<string, string> => (postgres ? { DATABASE_URL: `${postgres.url}/postgres` } : {})
  beforeAll(async () => {
    if (database === 'postgres') postgres = await launchPostgres()
    folder = await newDataFolder()
    server = await startServer({ dataDir: folder.dataDir, env: env() })
    front = await openFront()
    front.goTo([port()])
    workshop = await prepareWorkshop(server)
    const { coach, organisationId: scopeId } = workshop
    const order = { role: 'participant', scopeKind: 'organisation', scopeId }
    people = await Promise.all(
      Array.from({ length: PEOPLE }, (_, at) => joinAsGuest(server, coach, { name: `P${at}`, ...order })),
    )
  }, 120_000)
  afterAll(async () => {
    front?.close()
    await server?.stop()
    await folder?.remove()
    await postgres?.remove()
  })

  async function newBoard(templateId: string): Promise<string> {
    const { cohortId, organisationId } = workshop
    const order = { cohortId, organisationId, templateId }
    return (await done(workshop.coach.send('POST', '/api/boards', order))).id
  }
  function person(at: number): ApiPerson {
    const found = people[at]
    if (!found) throw new Error(`nobody has number ${at}`)
    return found
  }
  function writerOf({ doc, actorId }: BoardPeer) {
    return { doc, by: actorId, role: 'writer' } as const
  }

  test('S1.5 who loses the network while she types an advice finds all of it there, once, with what others wrote', async () => {
    const boardId = await newBoard('inter-peer-case')
    const typing = await openBoard(front, person(0), boardId)
    const other = await openBoard(server, person(1), boardId)
    const [begun = '', ...rest] = THIRD
    const id = addItem(writerOf(typing), { zoneId: 'advice', text: begun }) ?? ''
    await until(typing.room, ({ saved }) => saved === 'saved')
    let text = begun
    const type = (words: string) => {
      for (const letter of words) {
        text += letter
        setItemText(writerOf(typing), id, text)
      }
    }
    // on their way when the network goes: they may have arrived, and the answer is lost
    type(rest[0] ?? '')
    const gone = until(typing.room, ({ synced }) => !synced)
    front.cut()
    await gone
    type(rest[1] ?? '')
    const theirs = 'Demande les licences via Socialware avant de signer quoi que ce soit.'
    addItem(writerOf(other), { zoneId: 'advice', text: theirs })
    await until(other.room, ({ saved }) => saved === 'saved')
    expect(textsOf(typing)).not.toContain(theirs)
    expect(typing.room.state().saved).not.toBe('saved')

    front.goTo([port()])
    await until(typing.room, ({ synced, saved }) => synced && saved === 'saved')
    for (const peer of [typing, other]) {
      await vi.waitFor(
        () => expect(textsOf(peer)).toEqual(expect.arrayContaining([THIRD.join(''), theirs])),
        {
          timeout: EVENT_MS,
        },
      )
      expect(textsOf(peer).filter((each) => each.startsWith(begun))).toEqual([THIRD.join('')])
      expect(textsOf(peer).filter((each) => each === theirs)).toHaveLength(1)
    }
    expect(typing.refused()).toEqual([])
    const { text: exported } = await workshop.coach.get(`/api/boards/${boardId}/export?format=md`)
    expect(exported.split(begun)).toHaveLength(2)
    for (const peer of [typing, other]) peer.leave()
  })

  test('S1.9 a plan has three rows; the fourth is refused on the board, and in French where it comes as a list', async () => {
    const boardId = await newBoard('inter-peer-case')
    const [first, second] = await Promise.all([0, 1].map((at) => openBoard(server, person(at), boardId)))
    if (!first || !second) throw new Error('nobody came')
    for (const peer of [first, second, first]) {
      addItem(writerOf(peer), { zoneId: 'plan', text: 'Réunir deux chauffeurs et le tri' })
      await until(peer.room, ({ saved }) => saved === 'saved')
    }
    const fourth = addItem(writerOf(second), { zoneId: 'plan', text: 'Une quatrième étape' }) ?? ''
    await vi.waitFor(() => expect(second.refused()).toContain('zone_full'), { timeout: EVENT_MS })
    await vi.waitFor(() => expect(second.record(fourth)).toBeNull(), { timeout: EVENT_MS })
    expect(first.record(fourth)).toBeNull()
    const rows = { zoneId: 'plan', columns: ['text'], rows: [['Une quatrième étape']] }
    const { status, body } = await person(0).send('POST', `/api/boards/${boardId}/imports/rows`, rows)
    expect([status, body.error.code]).toEqual([409, 'import_zone_full'])
    expect(body.error.message).toContain('Cette zone n’accepte pas autant de notes')
    for (const { doc } of [first, second]) {
      const planned = [...decodeBoard(doc).values()].filter(({ meta }) => meta?.['zone'] === 'plan')
      expect(planned).toHaveLength(3)
    }
    for (const peer of [first, second]) peer.leave()
  })

  test('killed in the middle of a private step and of a vote it comes back with the step, the time left, the ballots and the hidden notes', async () => {
    const { coach } = workshop
    const boardId = await newBoard('needs-macro-micro')
    const path = `/api/boards/${boardId}`
    const rows = { zoneId: 'needs', columns: ['text'], rows: [['Savoir qui est où'], ['Ne plus retaper']] }
    const { items } = await done(coach.send('POST', `${path}/imports/rows`, rows))
    let count = 0
    const command = (asked: ScriptCommand) =>
      done(coach.send('POST', `${path}/script`, { commandId: `command-${count++}`, command: asked }))
    const { script } = await command({ do: 'start' })
    const [from, hidden] = script.steps.map(({ id }: { id: string }) => id)
    await command({ do: 'changeStep', stepId: hidden, step: { zones: ['macro'] } })
    await command({ do: 'go', from, stepId: hidden })
    const before = (await command({ do: 'addTime', from: hidden, minutes: 2 })).script.state
    const ballot = await done(coach.send('POST', `${path}/ballots`, { zoneId: 'needs', budget: 3 }))
    const reader = await openBoard(server, coach, boardId)
    const curtainId = readCurtains(metaRoot(reader.doc))['macro']?.id
    reader.leave()

    const votes = { [items[0]]: 2, [items[1]]: 1 }
    const noteOf = (at: number) => ({
      curtainId,
      id: randomBytes(16).toString('base64url'),
      text: `Envie cachée ${at}`,
      cells: {},
      revision: 0,
    })
    // what was answered counts; what was on its way may be there or not
    const answered = await Promise.all(
      people.map(async (each, at) => {
        const voted = each.send('PUT', `${path}/ballots/${ballot.id}/mine`, { votes })
        const kept = each.send('PUT', `${path}/private-notes`, noteOf(at))
        const settled = Promise.allSettled([voted, kept])
        if (at === PEOPLE - 1) {
          await voted.catch(() => undefined)
          void server.stop('SIGKILL')
        }
        const [vote, note] = await settled
        const isDone = (one: typeof vote) => one.status === 'fulfilled' && one.value.status === 200
        return { voted: isDone(vote), kept: isDone(note) }
      }),
    )
    await server.stop('SIGKILL')
    expect(answered.filter(({ voted }) => voted).length).toBeGreaterThan(0)
    expect(answered.filter(({ kept }) => kept).length).toBeGreaterThan(0)
    server = await startServer({ dataDir: folder.dataDir, port: port(), env: env() })

    const back = await openBoard(server, person(0), boardId)
    expect(readScript(metaRoot(back.doc)).state).toMatchObject({
      phase: 'running',
      stepId: hidden,
      beganAtMs: before.beganAtMs,
      clock: before.clock,
    })
    expect(readCurtains(metaRoot(back.doc))['macro']?.id).toBe(curtainId)
    expect(textsOf(back).filter((text) => text.startsWith('Envie cachée'))).toEqual([])
    for (const [at, { voted, kept }] of answered.entries()) {
      const mine = await done(person(at).get(`${path}/ballots/${ballot.id}/mine`))
      if (voted) expect(mine.votes).toEqual(votes)
      const { notes } = await done(person(at).get(`${path}/private-notes`))
      if (kept) expect(notes.map(({ text }: { text: string }) => text)).toEqual([`Envie cachée ${at}`])
    }
    const { result } = await done(coach.send('POST', `${path}/ballots/${ballot.id}/close`, {}))
    const votedCount = answered.filter(({ voted }) => voted).length
    expect(result.voters).toBeGreaterThanOrEqual(votedCount)
    expect(result.totals[items[0]]).toBe(2 * result.voters)
    const { notes: revealed } = await done(coach.send('POST', `${path}/curtains/lift`, {}))
    const wanted = answered.flatMap(({ kept }, at) => (kept ? [`Envie cachée ${at}`] : []))
    await vi.waitFor(
      () => {
        const found = textsOf(back).filter((text) => text.startsWith('Envie cachée'))
        expect(found).toHaveLength(revealed)
        expect(new Set(found).size).toBe(revealed)
        expect(found).toEqual(expect.arrayContaining(wanted))
      },
      { timeout: EVENT_MS },
    )
    back.leave()
  }, 120_000)
})

test('S1.5 a minute without the network loses no word of a note on the board nor of one behind a curtain, and doubles none', async () => {
  await away.comeBack()
}, 120_000)
