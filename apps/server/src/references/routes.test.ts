import { boardRoot } from '@tablee/board'
import { addItem, setCell, setItemText } from '@tablee/board/edit'
import { findTemplate, type PlacedNote } from '@tablee/templates'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { updateBoard } from '../boards/store.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const NEED = 'voir la dernière version du plan'

describe.each(DATABASES)('references on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let cohortId: string
  let own: string
  let other: string
  let needs: string
  let spec: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  beforeEach(async () => {
    const cohort = await createCohort(server.context, { organisations: ['Toits', 'Quai'] })
    cohortId = cohort.cohortId
    ;[own = '', other = ''] = cohort.organisationIds
    needs = await board('needs-macro-micro', own, [
      { zoneId: 'needs', text: `Chef d’équipe | ${NEED} | ne pas démonter deux fois` },
    ])
    spec = await board('needs-spec', own)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  function board(templateId: string, organisationId: string, notes: PlacedNote[] = []) {
    const template = findTemplate(templateId)
    if (!template) throw new Error(templateId)
    const title = template.title.fr
    return createBoard(server.context, { cohortId, organisationId, template, title, personId: null, notes })
  }
  async function somebody(
    role: Parameters<typeof grant>[2],
    kind: Parameters<typeof grant>[3],
    scopeId: string,
  ) {
    const { personId, cookie } = await createPerson(server.context, { name: 'Personne' })
    await grant(server.context, personId, role, kind, scopeId)
    const ask = (method: 'GET' | 'POST', url: string, payload?: object, lang = 'fr') =>
      server.app.inject({
        method,
        url,
        headers: { cookie, 'accept-language': lang },
        ...(payload ? { payload } : {}),
      })
    return {
      get: (url: string, lang?: string) => ask('GET', url, undefined, lang),
      take: (boardId: string, payload: object) => ask('POST', `/api/boards/${boardId}/references`, payload),
    }
  }
  const remove = (boardId: string, itemId: string) =>
    server.context.rooms.edit(boardId, (doc) => boardRoot(doc).delete(itemId))
  const reword = (boardId: string, itemId: string, text: string) =>
    server.context.rooms.edit(boardId, (doc) => {
      setItemText({ doc, by: null, role: 'coach' }, itemId, text)
    })
  const needId = 'shape:note-1'
  const taking = (zoneId = 'requirements') => ({ fromBoardId: needs, itemIds: [needId], zoneId })

  test('S2.9 an item is taken by reference; rewording it keeps the link, and deleting the need flags the requirement', async () => {
    const holder = await somebody('holder', 'organisation', own)
    const taken = await holder.take(spec, taking())
    expect(taken.statusCode).toBe(201)
    const [{ itemId } = { itemId: '' }] = taken.json().items
    const references = async () => (await holder.get(`/api/boards/${spec}/references`)).json().references
    expect(await references()).toEqual([
      {
        itemId,
        state: 'same',
        group: null,
        source: {
          boardId: needs,
          boardTitle: 'Du macro au micro',
          itemId: needId,
          zone: expect.objectContaining({ fr: 'Besoins formulés' }),
          text: NEED,
        },
      },
    ])
    expect((await holder.get(`/api/boards/${needs}/dependents`)).json().dependents).toEqual([
      {
        itemId: needId,
        board: { id: spec, title: findTemplate('needs-spec')?.title.fr },
        dependentId: itemId,
        zone: expect.objectContaining({ fr: 'Exigences' }),
        text: NEED,
      },
    ])

    await reword(spec, itemId, 'Afficher le plan à jour')
    expect(await references()).toMatchObject([{ itemId, state: 'reworded', source: { itemId: needId } }])
    const orphans = async () =>
      (await holder.get(`/api/boards/${spec}/extract`)).json().extract.orphans.rows as { itemId: string }[]
    expect(await orphans()).toEqual([])

    await remove(needs, needId)
    expect(await references()).toMatchObject([{ itemId, state: 'gone', source: { text: null } }])
    expect(await orphans()).toMatchObject([{ itemId }])
  })

  test('who takes is shown the boards that she sees and what lies in their zones, with the room that is left', async () => {
    const holder = await somebody('holder', 'organisation', own)
    const theirs = await board('needs-spec', other)
    const { boards } = (await holder.get(`/api/boards/${spec}/sources`)).json()
    expect(boards.map(({ id }: { id: string }) => id)).toEqual([spec, needs])
    expect(boards[1]).toEqual({ id: needs, title: 'Du macro au micro', organisation: 'Toits' })
    const zones = async (id: string, who = holder) =>
      new Map<string, object>(
        (await who.get(`/api/boards/${id}/items`))
          .json()
          .zones.map((zone: { id: string }) => [zone.id, zone]),
      )
    expect((await zones(needs)).get('needs')).toMatchObject({
      label: { fr: 'Besoins formulés' },
      takes: true,
      items: [{ id: needId, text: NEED, votes: null }],
    })
    expect((await zones(spec)).get('context')).toMatchObject({ takes: false })
    expect((await zones(await board('inter-peer-case', own))).get('plan')).toMatchObject({ left: 3 })
    const reader = await somebody('partner', 'board', needs)
    expect((await zones(needs, reader)).get('needs')).toMatchObject({ takes: false })
    expect((await holder.get(`/api/boards/${theirs}/items`)).statusCode).toBe(404)
    expect((await holder.get(`/api/boards/${theirs}/sources`)).statusCode).toBe(404)
  })

  test('a row without a text is offered by its cells and taken in their words, which mean the same in every language', async () => {
    const holder = await somebody('holder', 'organisation', own)
    const rowId = await server.context.rooms.edit(needs, (doc) => {
      const writer = { doc, by: null, role: 'coach' } as const
      const id = addItem(writer, { zoneId: 'needs', text: '' }) ?? ''
      addItem(writer, { zoneId: 'needs', text: '' })
      setCell(writer, { itemId: id, columnId: 'who' }, 'pp_travailleurs')
      setCell(writer, { itemId: id, columnId: 'purpose' }, 'payer juste')
      return id
    })
    const read = async () => (await holder.get(`/api/boards/${needs}/items`)).json().zones
    const zone = (await read()).find(({ id }: { id: string }) => id === 'needs')
    const title = expect.stringMatching(/^Personnel de terrain · payer juste$/)
    expect(zone.items.map(({ text }: { text: string }) => text)).toEqual([NEED, title])
    const taken = await holder.take(spec, { ...taking(), itemIds: [rowId] })
    expect(taken.statusCode, taken.body).toBe(201)
    for (const lang of ['fr', 'nl']) {
      const { references } = (await holder.get(`/api/boards/${spec}/references`, lang)).json()
      expect(references).toMatchObject([{ state: 'same', source: { itemId: rowId } }])
    }
  })

  test('the next zone of the same board takes items too, and what is read of a board follows what is written', async () => {
    const holder = await somebody('holder', 'organisation', own)
    const taken = await holder.take(needs, taking('micro_in'))
    expect(taken.statusCode, taken.body).toBe(201)
    const [{ itemId }] = taken.json().items
    const origin = async () => (await holder.get(`/api/boards/${needs}/references`)).json().references[0]
    expect(await origin()).toMatchObject({
      itemId,
      state: 'same',
      source: { boardId: needs, itemId: needId },
    })
    expect((await holder.get(`/api/boards/${needs}/dependents`)).json().dependents).toMatchObject([
      { itemId: needId, dependentId: itemId },
    ])
    await reword(needs, needId, 'voir le plan du jour')
    expect(await origin()).toMatchObject({
      state: 'reworded',
      source: { text: expect.stringContaining('jour') },
    })
    await remove(needs, needId)
    expect(await origin()).toMatchObject({ state: 'gone', source: { zone: null, text: null } })
  })

  test('an item that is gone, a zone that cannot hold it and a full zone are refused, and nothing is written', async () => {
    const holder = await somebody('holder', 'organisation', own)
    const code = async (boardId: string, payload: object) =>
      (await holder.take(boardId, payload)).json().error.code
    expect(await code(spec, taking('nowhere'))).toBe('reference_zone_unfit')
    expect(await code(spec, taking('context'))).toBe('reference_zone_unfit')
    expect(await code(spec, { ...taking(), itemIds: [needId, 'shape:gone'] })).toBe('reference_source_gone')
    const steps = ['un', 'deux', 'trois'].map((text) => ({ zoneId: 'plan', text }))
    const full = await board('inter-peer-case', own, steps)
    const answer = await holder.take(full, taking('plan'))
    expect(answer.json().error).toMatchObject({
      code: 'reference_zone_full',
      details: { max: 3, present: 3, items: 1 },
    })
    expect((await holder.get(`/api/boards/${spec}/references`)).json().references).toEqual([])
  })

  test('nobody takes from a board that she may not see, nor learns from a reference what is on it', async () => {
    const stranger = await somebody('participant', 'organisation', other)
    const theirs = await board('needs-spec', other)
    expect((await stranger.take(theirs, taking())).statusCode).toBe(404)
    expect((await stranger.take(spec, taking())).statusCode).toBe(404)
    expect((await stranger.get(`/api/boards/${spec}/references`)).statusCode).toBe(404)
    expect((await stranger.get(`/api/boards/${needs}/dependents`)).statusCode).toBe(404)
    const coach = await somebody('coach', 'cohort', cohortId)
    expect((await coach.take(theirs, taking())).statusCode).toBe(201)
    const seen = await stranger.get(`/api/boards/${theirs}/references`)
    expect(seen.json().references).toMatchObject([{ state: 'hidden', source: null }])
    expect(seen.body).not.toContain(needs)
  })

  test('who only reads, and everybody on an archived board, takes nothing', async () => {
    const partner = await somebody('partner', 'board', spec)
    expect((await partner.take(spec, taking())).statusCode).toBe(403)
    await updateBoard(server.context.db, spec, { status: 'archived' })
    const holder = await somebody('holder', 'organisation', own)
    expect((await holder.take(spec, taking())).json().error.code).toBe('board_archived')
    const funder = await somebody('funder', 'cohort', cohortId)
    expect((await funder.take(spec, taking())).statusCode).toBe(404)
  })
})
