import { randomUUID } from 'node:crypto'
import { metaRoot, readWorkshopFact } from '@tablee/board'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import demo from '../../apps/server/src/demo/demo-cohort.json' with { type: 'json' }
import scenario from '../../apps/server/src/demo/demo-workshop.json' with { type: 'json' }
import { type ApiPerson, apiPerson, done, joinAsGuest, setUp } from '../running/api.ts'
import { type BoardPeer, openBoard, until } from '../running/board-peer.ts'
import { newDataFolder, type RunningServer, startServer } from '../running/start-server.ts'

/** Longest wait for what must come, in ms: the machine may be busy. */
const EVENT_MS = 20_000
const GUESTS = 30

interface Group {
  readonly boardId: string
  readonly name: string
  readonly organisations: readonly { id: string; name: string }[]
  readonly people: readonly { name: string }[]
}

let folder: Awaited<ReturnType<typeof newDataFolder>>
let server: RunningServer
let coach: ApiPerson
let cohortId: string
let programmeId: string
/** By their code in the fixture. */
const organisationIds = new Map<string, string>()
let workshopId: string
let plenaryId: string
let groups: readonly Group[]
let guests: { name: string; organisation: string; person: ApiPerson }[] = []

const idOf = (code: string) => organisationIds.get(code) ?? ''
const groupNamed = (name: string) => groups.find((group) => group.name === name)
const boardOf = (name: string) => groupNamed(name)?.boardId ?? ''
const view = async (person: ApiPerson) => done(person.get(`/api/workshops/${workshopId}`))

beforeAll(async () => {
  folder = await newDataFolder()
  server = await startServer({ dataDir: folder.dataDir })
  coach = await setUp(server)
  programmeId = (await done(coach.send('POST', '/api/programmes', { name: 'Programme' }))).id
  cohortId = (await done(coach.send('POST', `/api/programmes/${programmeId}/cohorts`, { name: 'Printemps' })))
    .id
  for (const { code, name, profile } of demo.organisations) {
    const made = coach.send('POST', `/api/cohorts/${cohortId}/organisations`, { name, profile })
    organisationIds.set(code, (await done(made)).id)
  }
})
afterAll(async () => {
  await server?.stop()
  await folder?.remove()
})

describe('S1.1 the session and its three groups are made in one action', () => {
  test('fifteen organisations are placed evenly, and nobody meets whom she is kept apart from', async () => {
    const pairs = [...scenario.exclusions, ['A01', 'A14'], ['A01', 'A07']].map((pair) => pair.map(idOf))
    await done(coach.send('PUT', `/api/cohorts/${cohortId}/exclusions`, { pairs }))
    const names = scenario.groups.map(({ name }) => name)
    const { groups: balanced } = await done(
      coach.send('POST', `/api/cohorts/${cohortId}/workshops/balance`, {
        names,
        organisationIds: [...organisationIds.values()],
        seed: 4,
      }),
    )
    const order = {
      key: randomUUID(),
      title: scenario.title,
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: scenario.minutes,
      plenaryTemplateId: scenario.plenaryTemplate,
      groupTemplateId: scenario.groupTemplate,
      groups: names.map((name, at) => ({ name, organisationIds: balanced[at] })),
    }
    const workshop = await done(coach.send('POST', `/api/cohorts/${cohortId}/workshops`, order))
    // a link that was slow makes people press twice
    const again = await done(coach.send('POST', `/api/cohorts/${cohortId}/workshops`, order))
    expect(again.id).toBe(workshop.id)
    workshopId = workshop.id
    plenaryId = workshop.plenary.boardId
    groups = workshop.groups
    expect(groups.map(({ organisations }) => organisations.length)).toEqual([5, 5, 5])
    expect(workshop.waiting.organisations).toEqual([])
    for (const { organisations } of groups) {
      const ids = organisations.map(({ id }) => id)
      for (const [a = '', b = ''] of pairs) expect(ids.includes(a) && ids.includes(b)).toBe(false)
    }
    expect((await done(coach.get(`/api/cohorts/${cohortId}/boards`))).boards).toHaveLength(4)
  })

  test('the coach cannot put A01 beside somebody whom it is kept apart from', async () => {
    const other = groups.find(({ organisations }) => organisations.some(({ id }) => id === idOf('A08')))
    const { status, body } = await coach.send(
      'PUT',
      `/api/workshops/${workshopId}/organisations/${idOf('A01')}`,
      { boardId: other?.boardId },
    )
    expect([status, body.error.code]).toEqual([409, 'workshop_placement_excluded'])
    expect(JSON.stringify(body)).not.toMatch(/Quai|Famenne|Récup/)
  })
})

describe('S1.2 thirty people come by link and code', () => {
  let peers: { name: string; group: string; peer: BoardPeer }[] = []
  afterAll(() => {
    for (const { peer } of peers) peer.leave()
    peers = []
  })

  test('without an account, and land on the board that is theirs now', async () => {
    const invitation = await done(coach.send('POST', `/api/workshops/${workshopId}/invitations`, {}))
    const token = new URL(invitation.url).hash.replace('#j=', '')
    await done(coach.send('POST', `/api/workshops/${workshopId}/here`, { here: 'groups' }))
    guests = await Promise.all(
      Array.from({ length: GUESTS }, async (_, at) => {
        const { name: organisation } = demo.organisations[at % demo.organisations.length] ?? { name: '' }
        const person = apiPerson(server.url)
        const name = `Invitée ${String(at + 1).padStart(2, '0')}`
        const key = at % 2 === 0 ? { token } : { code: invitation.code }
        const landed = await done(
          person.send('POST', '/api/invitations/join', { ...key, name, organisation }),
        )
        // some may not meet: nobody is in a group by her word alone
        expect(landed).toMatchObject({ workshopId, boardId: plenaryId })
        return { name, organisation, person }
      }),
    )
    const believed = await done(coach.send('POST', `/api/workshops/${workshopId}/believe`))
    expect(believed.waiting.people).toEqual([])
    groups = believed.groups
    for (const { organisation, person } of guests) {
      const own = groups.find(({ organisations }) => organisations.some(({ name }) => name === organisation))
      expect((await view(person)).mine.boardId).toBe(own?.boardId)
    }
    expect(groups.map(({ people }) => people.length)).toEqual([10, 10, 10])
  })

  test('see the names and the board of their own group, and of no other', async () => {
    const mates = (name: string) => groups.find(({ people }) => people.some((person) => person.name === name))
    peers = await Promise.all(
      guests.map(async ({ name, person }) => {
        const group = mates(name)
        const peer = await openBoard(server, person, group?.boardId ?? '')
        peer.room.awareness.setLocalState({ here: true })
        return { name, group: group?.name ?? '', peer }
      }),
    )
    const namesSeenBy = ({ peer }: { peer: BoardPeer }) =>
      [...peer.room.awareness.getStates().values()]
        .map((state) => state['user']?.name)
        .filter((name) => name !== undefined)
        .sort()
    for (const each of peers) {
      const others = peers.filter(({ group, name }) => group === each.group && name !== each.name)
      const expected = others.map(({ name }) => name).sort()
      await vi.waitFor(
        () => expect(namesSeenBy(each).filter((name) => name !== each.name)).toEqual(expected),
        { timeout: EVENT_MS },
      )
    }
    for (const [at, { peer, name }] of peers.entries())
      if (at % 3 === 0) {
        peer.write(`Une parole de ${name}`)
        await until(peer.room, ({ saved }) => saved === 'saved')
      }
    for (const { name, person } of guests.slice(0, 6)) {
      const own = mates(name)
      const others = groups.filter((group) => group.boardId !== own?.boardId)
      const strangers = others.flatMap(({ people }) => people.map((each) => each.name))
      const seen = await view(person)
      expect(seen.groups.map((group: Group) => group.boardId)).toEqual([own?.boardId])
      const answers = [
        JSON.stringify(seen),
        (await person.get('/api/programmes')).text,
        (await person.get('/api/workshops')).text,
        (await person.get('/api/session')).text,
        (await person.get(`/api/search?q=${encodeURIComponent('parole')}`)).text,
        (await person.get(`/api/boards/${plenaryId}/sources`)).text,
        (await person.get(`/api/workshops/${workshopId}/presence`)).text,
      ]
      for (const text of answers) {
        for (const stranger of strangers) expect(text).not.toContain(stranger)
        for (const { boardId, name: group } of others)
          expect(text).not.toMatch(new RegExp(`${boardId}|${group}`))
      }
      for (const { boardId } of others)
        for (const path of ['', '/items', '/export?format=json', '/snapshots'])
          expect((await person.get(`/api/boards/${boardId}${path}`)).status).toBe(404)
    }
  })

  test('are called back in one action: every board says so to whoever has it open', async () => {
    await done(coach.send('POST', `/api/workshops/${workshopId}/here`, { here: 'plenary' }))
    for (const { peer } of peers)
      await vi.waitFor(
        () => expect(readWorkshopFact(metaRoot(peer.doc))).toMatchObject({ kind: 'group', here: 'plenary' }),
        { timeout: EVENT_MS },
      )
    const arrival = await done(guests[0]?.person.send('POST', `/api/workshops/${workshopId}/arrive`) as never)
    expect(arrival.boardId).toBe(plenaryId)
  })
})

describe('S1.7 what one may not see does not exist', () => {
  test('the facilitator of Sambre sees Sambre and the plenary, and nothing of Meuse', async () => {
    const facilitator = await joinAsGuest(server, coach, {
      name: 'Animatrice',
      role: 'facilitator',
      scopeKind: 'board',
      scopeId: boardOf('Sambre'),
    })
    expect((await facilitator.get(`/api/boards/${boardOf('Sambre')}`)).status).toBe(200)
    expect((await facilitator.get(`/api/boards/${plenaryId}`)).status).toBe(200)
    for (const path of ['', '/items', '/extract', '/export?format=json', '/snapshots', '/references'])
      expect((await facilitator.get(`/api/boards/${boardOf('Meuse')}${path}`)).status).toBe(404)
    expect((await facilitator.get(`/api/workshops/${workshopId}/collation`)).status).toBe(404)
    const seen = await view(facilitator)
    expect(seen.groups.map(({ name }: Group) => name)).toEqual(['Sambre'])
    const lists = [
      JSON.stringify(seen),
      (await facilitator.get('/api/programmes')).text,
      (await facilitator.get(`/api/search?q=${encodeURIComponent('parole')}`)).text,
      (await facilitator.get(`/api/invitations?scopeKind=board&scopeId=${boardOf('Meuse')}`)).text,
    ]
    for (const text of lists) expect(text).not.toMatch(/Meuse|Ourthe/)
    const socket = await openBoard(server, facilitator, boardOf('Meuse')).then(
      () => 'open',
      () => 'refused',
    )
    expect(socket).toBe('refused')
  })

  test.each(['cohort', 'programme'] as const)(
    'a funder of the %s gets 404 everywhere and empty lists',
    async (scopeKind) => {
      const funder = await joinAsGuest(server, coach, {
        name: 'Bailleuse',
        role: 'funder',
        scopeKind,
        scopeId: scopeKind === 'cohort' ? cohortId : programmeId,
      })
      const boards = [plenaryId, ...groups.map(({ boardId }) => boardId)]
      for (const boardId of boards)
        for (const path of ['', '/items', '/export?format=json'])
          expect((await funder.get(`/api/boards/${boardId}${path}`)).status).toBe(404)
      for (const path of [
        `/api/workshops/${workshopId}`,
        `/api/workshops/${workshopId}/collation`,
        `/api/workshops/${workshopId}/presence`,
        `/api/cohorts/${cohortId}/workshops`,
        `/api/cohorts/${cohortId}/exclusions`,
        `/api/cohorts/${cohortId}/boards`,
        `/api/invitations?scopeKind=cohort&scopeId=${cohortId}`,
        `/api/cohorts/${cohortId}/export?format=json&boards=${boards.join(',')}`,
      ])
        expect((await funder.get(path)).status, path).toBe(404)
      expect((await funder.get('/api/workshops')).body).toEqual({ workshops: [] })
      expect((await funder.get(`/api/search?q=parole`)).body.results).toEqual([])
      expect((await funder.get('/api/programmes')).body).toEqual({ programmes: [], followed: [], boards: [] })
    },
  )
})

describe('S1.8 the groups side by side', () => {
  beforeAll(async () => {
    for (const { name, items } of scenario.groups) {
      const zones = new Set(items.map(({ zone }) => zone))
      for (const zoneId of ['advice', 'sort', 'plan', 'takeaway'].filter((zone) => zones.has(zone))) {
        const rows = items.filter(({ zone }) => zone === zoneId).map(({ text }) => [text])
        const order = { zoneId, columns: ['text'], rows }
        await done(coach.send('POST', `/api/boards/${boardOf(name)}/imports/rows`, order))
      }
    }
  })

  const collation = async () => done(coach.get(`/api/workshops/${workshopId}/collation`))

  test('three groups in each of the zones, in their order, with the group that they are from', async () => {
    const { groups: named, zones } = await collation()
    expect(named.map(({ name }: Group) => name)).toEqual(['Meuse', 'Sambre', 'Ourthe'])
    for (const zoneId of ['advice', 'takeaway', 'plan']) {
      const zone = zones.find(({ id }: { id: string }) => id === zoneId)
      expect(zone.groups).toHaveLength(3)
      for (const [at, { name, items }] of scenario.groups.entries()) {
        const texts = items.filter((item) => item.zone === zoneId).map(({ text }) => text)
        const shown = zone.groups[at].items.map(({ text }: { text: string }) => text)
        expect(zone.groups[at].boardId).toBe(boardOf(name))
        expect(shown.filter((text: string) => texts.includes(text))).toEqual(texts)
      }
    }
  })

  test('cards about the glossary of two groups are proposed, linked and unlinked; a disagreement stays visible', async () => {
    const { zones, pairs } = await collation()
    const find = (zoneId: string, group: string, part: string) => {
      const zone = zones.find(({ id }: { id: string }) => id === zoneId)
      const at = scenario.groups.findIndex(({ name }) => name === group)
      const found = zone.groups[at].items.find(({ text }: { text: string }) => text.includes(part))
      return { boardId: boardOf(group), itemId: found.id as string }
    }
    const a = find('advice', 'Meuse', 'glossaire')
    const b = find('advice', 'Sambre', 'glossaire')
    expect(pairs).toContainEqual({ a, b, state: 'proposed', disagreement: null })
    const say = (link: string | null) =>
      done(coach.send('PUT', `/api/workshops/${workshopId}/collation/links`, { a, b, link }))
    await say('linked')
    expect((await collation()).pairs).toContainEqual(expect.objectContaining({ state: 'linked' }))
    await say('apart')
    expect((await collation()).pairs).toContainEqual(expect.objectContaining({ state: 'apart' }))
    await say(null)
    const keep = find('sort', 'Meuse', 'glossaire')
    const reject = find('sort', 'Sambre', 'glossaire')
    await done(
      coach.send('PUT', `/api/workshops/${workshopId}/collation/links`, {
        a: keep,
        b: reject,
        link: 'linked',
      }),
    )
    const after = await collation()
    const opposed = after.pairs.find(({ a: first, b: second }: never) =>
      [(first as { itemId: string }).itemId, (second as { itemId: string }).itemId].includes(keep.itemId),
    )
    expect(opposed.state).toBe('linked')
    expect(JSON.stringify(opposed.disagreement)).toMatch(/Je garde.*Pas pour moi|Pas pour moi.*Je garde/)
    const shown = after.zones.flatMap((zone: { groups: { items: { id: string }[] }[] }) =>
      zone.groups.flatMap(({ items }) => items.map(({ id }) => id)),
    )
    expect(shown).toEqual(expect.arrayContaining([keep.itemId, reject.itemId]))
  })

  test('what is taken to the plenary says which group it is from, also to those who see none of the others', async () => {
    const { zones } = await collation()
    const advice = zones.find(({ id }: { id: string }) => id === 'advice')
    const items = advice.groups.map(
      ({ boardId, items: [, second] }: { boardId: string; items: { id: string }[] }) => ({
        boardId,
        itemId: second?.id,
      }),
    )
    const order = { toBoardId: plenaryId, zoneId: 'advice', items }
    const taken = await done(coach.send('POST', `/api/workshops/${workshopId}/taken`, order))
    expect(taken.items).toHaveLength(3)
    const again = (await collation()).zones.find(({ id }: { id: string }) => id === 'advice')
    expect(again.groups[0].items.filter((item: { taken: boolean }) => item.taken)).toHaveLength(1)
    const guest = guests[0]?.person
    if (!guest) throw new Error('nobody came')
    const { references } = await done(guest.get(`/api/boards/${plenaryId}/references`))
    expect(references.map(({ group }: { group: string }) => group)).toEqual(['Meuse', 'Sambre', 'Ourthe'])
    expect(references.filter(({ state }: { state: string }) => state === 'hidden')).toHaveLength(2)
  })
})

test('S1.11 the session is closed with a snapshot of every board, once', async () => {
  for (const _ of [1, 2]) await done(coach.send('POST', `/api/workshops/${workshopId}/close`))
  const boards = [plenaryId, ...groups.map(({ boardId }) => boardId)]
  for (const boardId of boards) {
    const { snapshots } = await done(coach.get(`/api/boards/${boardId}/snapshots`))
    expect(snapshots.map(({ name }: { name: string }) => name)).toEqual([scenario.title])
  }
  for (const boardId of boards) {
    const [before] = (await done(coach.get(`/api/boards/${boardId}/snapshots`))).snapshots
    const order = { zoneId: 'takeaway', columns: ['text'], rows: [['Écrit après la clôture']] }
    await done(coach.send('POST', `/api/boards/${boardId}/imports/rows`, order))
    const [after] = (await done(coach.get(`/api/boards/${boardId}/snapshots`))).snapshots
    expect(after.hash).toBe(before.hash)
    // what is stored is hashed anew before it is read, and refused when the hash is another
    const content = await done(coach.get(`/api/snapshots/${after.id}`))
    expect(JSON.stringify(content)).not.toContain('Écrit après la clôture')
  }
})
