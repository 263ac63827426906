import { boardRoot, decodeRecord, encodeRecord, hasSheet, metaRoot, methodOf } from '@tablee/board'
import { addItem, setSheetText } from '@tablee/board/edit'
import { readScript } from '@tablee/board/script'
import { connectRoom, type RoomClient } from '@tablee/sync/client'
import { findTemplate, noteRecords, type TemplateDraft, templateMethod } from '@tablee/templates'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import * as Y from 'yjs'
import { grant } from '../accounts/testing.ts'
import { setBoardTemplate } from '../boards/store.ts'
import { ORDERS_PATH } from '../nodes/board-orders.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { type ApiUser, apiUser, cohortWithCoach, duplicateMacroMicro, publishDraft } from './testing.ts'

const EVENT_MS = 15_000
/** S2.4: a correction is on every board in less than this, in ms. */
const PUSH_MAX_MS = 5_000
const ORGANISATIONS = Array.from({ length: 15 }, (_, at) => `Organisation ${at + 1}`)
const NEW_PROMPT = {
  fr: 'Qu’aimeriez-vous changer ?',
  nl: 'Wat wil u veranderen?',
  en: 'What would you change?',
}

describe.each(DATABASES)('boards and versions of their method on $name', ({ name, open }) => {
  // what becomes of a document, and who may do what, is the same on both
  const told = testOnce(name)
  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof cohortWithCoach>>
  let coach: ApiUser
  let own: { id: string; revision: number; draft: TemplateDraft }
  let clients: RoomClient[]
  /** Under which id the person of a document writes. */
  const actors = new WeakMap<Y.Doc, string>()

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
  })
  beforeEach(async () => {
    clients = []
    place = await cohortWithCoach(server, ORGANISATIONS)
    coach = place.coach
    own = await duplicateMacroMicro(coach, place.programmeId)
    own.revision = (await publishDraft(coach, own, own.draft)).revision
  })
  afterEach(async () => {
    for (const client of clients) client.destroy()
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function makeFifteen(): Promise<string[]> {
    const { body } = await coach.call('POST', '/api/boards/batch', {
      cohortId: place.cohortId,
      organisationIds: place.organisationIds,
      templateId: own.id,
      title: 'Du macro au micro – chantier',
    })
    return body.boardIds
  }

  async function enter(address: string, { cookie, call }: ApiUser, boardId: string): Promise<Y.Doc> {
    const doc = new Y.Doc()
    actors.set(doc, (await call('GET', `/api/boards/${boardId}`)).body.actorId)
    class CookieSocket extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[] | ClientOptions) {
        super(url, Array.isArray(protocols) ? protocols : undefined, { headers: { cookie } })
      }
    }
    const client = connectRoom({
      url: `${address.replace('http', 'ws')}/api/sync`,
      room: boardId,
      doc,
      offline: false,
      // ws' socket has all of the browser's that the client uses
      WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
    })
    clients.push(client)
    await vi.waitFor(() => expect(client.state().synced).toBe(true), EVENT_MS)
    return doc
  }

  function write(doc: Y.Doc, text: string): string {
    const furniture = [...boardRoot(doc).values()].flatMap((map) => decodeRecord(map) ?? [])
    const [note] = noteRecords(furniture, [{ zoneId: 'macro', text }], { by: actors.get(doc) ?? '' })
    if (!note) throw new Error('no zone')
    const id = `shape:${doc.clientID}`
    boardRoot(doc).set(id, encodeRecord({ ...note, id }))
    return id
  }

  const zoneOf = (doc: Y.Doc, id: string) => {
    const map = boardRoot(doc).get(`shape:zone-${id}`)
    return map ? decodeRecord(map) : null
  }
  const readBoard = async (app: TestApp, boardId: string) => {
    const doc = new Y.Doc()
    for (const update of await app.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
    return doc
  }
  const withPrompt = (draft: TemplateDraft): TemplateDraft => ({
    ...draft,
    zones: draft.zones.map((zone) => (zone.id === 'macro' ? { ...zone, prompt: NEW_PROMPT } : zone)),
  })
  const withZoneMore = (draft: TemplateDraft): TemplateDraft => ({
    ...draft,
    zones: [
      ...draft.zones,
      {
        id: 'money',
        label: { fr: 'Argent', nl: 'Geld', en: 'Money' },
        prompt: { fr: 'De quoi avez-vous besoin ?', nl: 'Wat heeft u nodig?', en: 'What do you need?' },
        kind: 'list',
        grid: { x: 0, y: 9, w: 12, h: 2 },
        options: {},
        feeds: null,
      },
    ],
  })

  test('S2.2 fifteen boards in one action, each seen by its organisation and the coach alone', async () => {
    const ids = await makeFifteen()
    expect(ids).toHaveLength(15)
    const list = (await coach.call('GET', `/api/cohorts/${place.cohortId}/boards`)).body.boards
    expect(list.map((board: { organisation: { name: string } }) => board.organisation.name).sort()).toEqual(
      [...ORGANISATIONS].sort(),
    )
    for (const [at, organisationId] of place.organisationIds.entries()) {
      const participant = await apiUser(server, 'Participante')
      await grant(server.context, participant.personId, 'participant', 'organisation', organisationId)
      const seen = (await participant.call('GET', `/api/cohorts/${place.cohortId}/boards`)).body.boards
      expect(seen.map(({ id }: { id: string }) => id)).toEqual([ids[at]])
      expect(seen[0].newerVersion).toBeNull()
    }
    // whose it is stands in the private list, never on the board
    for (const { title } of list) expect(title).toBe('Du macro au micro – chantier')
    const bytes = Buffer.concat(
      (await server.context.rooms.read(String(ids[0]))).map((part) => Buffer.from(part)),
    )
    for (const name of ORGANISATIONS) expect(bytes.includes(Buffer.from(name))).toBe(false)
  })

  test('S2.2 all or none: one organisation of elsewhere, and no board is made', async () => {
    const answer = await coach.call('POST', '/api/boards/batch', {
      cohortId: place.cohortId,
      organisationIds: [place.organisationIds[0], 'nobody-knows-this-one'],
      templateId: own.id,
    })
    expect(answer.status).toBe(404)
    expect((await coach.call('GET', `/api/cohorts/${place.cohortId}/boards`)).body.boards).toEqual([])
  })

  test('S2.4 a corrected prompt is on fifteen open boards in less than five seconds; what was written stays', async () => {
    const ids = await makeFifteen()
    const closed = String(ids[14])
    const address = await server.listen()
    const docs = await Promise.all(ids.slice(0, 14).map((id) => enter(address, coach, id)))
    const notes = docs.map((doc, at) => write(doc, `Note ${at}`))
    await vi.waitFor(
      () => expect(clients.every((client) => client.state().saved === 'saved')).toBe(true),
      EVENT_MS,
    )
    await coach.call('PATCH', `/api/boards/${closed}`, { status: 'archived' })
    const before = docs.map((doc, at) => boardRoot(doc).get(String(notes[at]))?.toJSON())

    const published = await publishDraft(coach, own, withPrompt(own.draft))
    expect(published.body.version).toBe('1.2.0')
    const began = performance.now()
    const push = await coach.call('POST', `/api/templates/${own.id}/push`)
    await vi.waitFor(() => {
      for (const doc of docs) expect(zoneOf(doc, 'macro')?.props).toMatchObject({ prompt: NEW_PROMPT })
    }, EVENT_MS)
    expect(performance.now() - began).toBeLessThan(PUSH_MAX_MS)
    expect(push.body).toMatchObject({ version: '1.2.0', failed: [], left: 1 })
    expect([...push.body.updated].sort()).toEqual(ids.slice(0, 14).sort())

    for (const [at, doc] of docs.entries()) {
      expect(before[at]).toBeDefined()
      expect(boardRoot(doc).get(String(notes[at]))?.toJSON()).toEqual(before[at])
      expect(metaRoot(doc).get('version')).toBe('1.2.0')
      expect(methodOf(doc)?.zones.find(({ id }) => id === 'macro')?.prompt).toEqual(NEW_PROMPT)
    }
    const list = (await coach.call('GET', `/api/cohorts/${place.cohortId}/boards`)).body.boards
    for (const board of list) {
      expect(board.template.version).toBe(board.id === closed ? '1.1.0' : '1.2.0')
      expect(board.newerVersion).toBe(board.id === closed ? '1.2.0' : null)
    }
    const { boards } = (await coach.call('GET', `/api/templates/${own.id}/boards`)).body
    expect(boards.find(({ id }: { id: string }) => id === closed)).toMatchObject({ update: 'archived' })
    // the people on the boards go on writing under the rules
    const [first] = docs
    if (first) write(first, 'Encore')
    await vi.waitFor(() => expect(clients[0]?.state().saved).toBe('saved'), EVENT_MS)
  })

  told(
    'a board that bears the title of its method follows a correction of it; one with a name of its own keeps it',
    async () => {
      const [named = '', renamed = ''] = await makeFifteen()
      await coach.call('PATCH', `/api/boards/${renamed}`, { title: 'Lundi au dépôt' })
      const title = { fr: 'Du macro au micro – le chantier', nl: '', en: '' }
      await publishDraft(coach, own, { ...own.draft, title })
      expect((await coach.call('POST', `/api/templates/${own.id}/push`)).body.updated).toHaveLength(15)
      const filled = { fr: title.fr, nl: title.fr, en: title.fr }
      const view = (await coach.call('GET', `/api/boards/${named}`)).body
      expect(view).toMatchObject({ title: title.fr, template: { version: '1.2.0', title: filled } })
      expect((await coach.call('GET', `/api/boards/${renamed}`)).body.title).toBe('Lundi au dépôt')
      expect(methodOf(await readBoard(server, named))?.title).toEqual(filled)
    },
  )

  test('a prepared board is moved up to another structure; one that is written on never', async () => {
    const [prepared = '', started = ''] = await makeFifteen()
    const address = await server.listen()
    const doc = await enter(address, coach, started)
    const note = write(doc, 'Déjà écrit')
    await vi.waitFor(() => expect(clients[0]?.state().saved).toBe('saved'), EVENT_MS)
    const published = await publishDraft(coach, own, withZoneMore(own.draft))
    expect(published.body.version).toBe('1.2.0')
    const view = (await coach.call('GET', `/api/boards/${prepared}/template`)).body
    expect(view).toMatchObject({ version: '1.1.0', newest: '1.2.0', update: 'prepared' })
    expect([view.from.zones.length, view.to.zones.length]).toEqual([8, 9])
    expect((await coach.call('GET', `/api/boards/${started}/template`)).body.update).toBe('started')

    const push = await coach.call('POST', `/api/templates/${own.id}/push`)
    expect(push.body).toMatchObject({ updated: [], left: 15 })
    expect((await coach.call('POST', `/api/boards/${prepared}/template`)).body).toEqual({ version: '1.2.0' })
    const moved = await readBoard(server, prepared)
    expect(zoneOf(moved, 'money')?.props).toMatchObject({ title: { nl: 'Geld' } })
    expect(metaRoot(moved).get('version')).toBe('1.2.0')

    const refused = await coach.call('POST', `/api/boards/${started}/template`)
    expect(refused.body.error.code).toBe('board_started')
    expect(zoneOf(doc, 'money')).toBeNull()
    expect(boardRoot(doc).has(note)).toBe(true)
    expect((await coach.call('GET', `/api/boards/${started}`)).body.template.version).toBe('1.1.0')
  })

  test('work that has left no note yet keeps a board on its version: a script, a curtain, a ballot, a conversation', async () => {
    const [scripted = '', curtained = '', voted = '', discussed = '', planned = ''] = await makeFifteen()
    const command = (boardId: string, of: object) =>
      coach.call('POST', `/api/boards/${boardId}/script`, { commandId: `c-${boardId}`, command: of })
    const began = [
      await command(scripted, { do: 'start' }),
      await coach.call('POST', `/api/boards/${curtained}/curtains`, { zoneIds: ['macro'], anonymous: true }),
      await coach.call('POST', `/api/boards/${voted}/ballots`, { zoneId: 'needs' }),
      await coach.call('POST', `/api/boards/${discussed}/comments`, {
        id: 'conversation-1',
        targetId: 'shelf',
        text: 'Qui tient l’étagère ?',
        signed: true,
      }),
      await command(planned, { do: 'changeStep', stepId: 'step-1', step: { minutes: 7 } }),
    ]
    expect(began.filter(({ status }) => status >= 300)).toEqual([])
    await publishDraft(coach, own, withZoneMore(own.draft))
    for (const boardId of [scripted, curtained, voted, discussed]) {
      expect((await coach.call('GET', `/api/boards/${boardId}/template`)).body.update).toBe('started')
      const refused = await coach.call('POST', `/api/boards/${boardId}/template`)
      expect([refused.status, refused.body.error?.code]).toEqual([409, 'board_started'])
      expect(zoneOf(await readBoard(server, boardId), 'money')).toBeNull()
    }
    // a script that was planned and not begun goes along, with what was planned
    expect((await coach.call('POST', `/api/boards/${planned}/template`)).body).toEqual({ version: '1.2.0' })
    const [first] = readScript(metaRoot(await readBoard(server, planned))).steps
    expect(first).toMatchObject({ minutes: 7, title: own.draft.steps[0]?.title })
  })

  told(
    'a corrected instruction reaches the script that runs; what was written for this workshop stays',
    async () => {
      const [boardId = '', other = ''] = await makeFifteen()
      const command = async (of: object, commandId: string) => {
        const answer = await coach.call('POST', `/api/boards/${boardId}/script`, { commandId, command: of })
        expect(answer.status).toBe(200)
      }
      const mine = { fr: 'À notre façon', nl: 'Op onze manier', en: 'Our way' }
      await command({ do: 'changeStep', stepId: 'step-2', step: { instruction: mine } }, 'change-step-2')
      await command({ do: 'start' }, 'start-script')
      const before = readScript(metaRoot(await readBoard(server, boardId)))
      const corrected = { fr: 'Corrigé', nl: 'Verbeterd', en: 'Corrected' }
      const steps = own.draft.steps.map((step) => ({ ...step, instruction: corrected }))
      await publishDraft(coach, own, { ...own.draft, steps })
      const push = await coach.call('POST', `/api/templates/${own.id}/push`)
      expect(push.body).toMatchObject({ failed: [], left: 0 })
      const after = readScript(metaRoot(await readBoard(server, boardId)))
      expect(after.state).toEqual(before.state)
      expect(after.steps.map(({ instruction }) => instruction.fr)).toEqual(
        before.steps.map((_step, at) => (at === 1 ? mine.fr : corrected.fr)),
      )
      expect(readScript(metaRoot(await readBoard(server, other))).steps[1]?.instruction).toEqual(corrected)
    },
  )

  told('a board of a version that is kept nowhere is compared by the method that it holds', async () => {
    const { body } = await coach.call('POST', '/api/boards', {
      cohortId: place.cohortId,
      organisationId: null,
      templateId: 'needs-macro-micro',
    })
    const shipped = findTemplate('needs-macro-micro')
    if (!shipped) throw new Error('not shipped')
    // as an older release of the product left it
    const [why, ...zones] = templateMethod(shipped).zones
    if (!why) throw new Error('no zones')
    const old = { fr: 'Ancienne consigne', nl: 'Oude opdracht', en: 'Old prompt' }
    const older = { ...templateMethod(shipped), version: '0.9.0', zones: [{ ...why, prompt: old }, ...zones] }
    await server.context.rooms.edit(body.id, (doc) => {
      metaRoot(doc).set('version', '0.9.0')
      metaRoot(doc).set('method', older)
      boardRoot(doc).get(`shape:zone-${why.id}`)?.set('p.prompt', old)
    })
    const { title } = shipped
    await setBoardTemplate(server.context.db, body.id, { version: '0.9.0', title, boardTitle: body.title })
    const address = await server.listen()
    const doc = await enter(address, coach, body.id)
    const note = write(doc, 'Déjà écrit')
    await vi.waitFor(() => expect(clients[0]?.state().saved).toBe('saved'), EVENT_MS)

    const view = (await coach.call('GET', `/api/boards/${body.id}/template`)).body
    expect(view).toMatchObject({ update: 'texts', version: '0.9.0' })
    expect(view.from.zones[0].prompt).toEqual(old)
    expect((await coach.call('POST', `/api/boards/${body.id}/template`)).status).toBe(200)
    await vi.waitFor(() => expect(zoneOf(doc, why.id)?.props).toMatchObject({ prompt: why.prompt }), EVENT_MS)
    expect(boardRoot(doc).has(note)).toBe(true)
  })

  told('only who may change a board sees what differs and takes it over', async () => {
    const [boardId = ''] = await makeFifteen()
    await publishDraft(coach, own, withPrompt(own.draft))
    const participant = await apiUser(server, 'Participante')
    const organisationId = String(place.organisationIds[0])
    await grant(server.context, participant.personId, 'participant', 'organisation', organisationId)
    expect((await participant.call('GET', `/api/boards/${boardId}/template`)).status).toBe(403)
    expect((await participant.call('POST', `/api/boards/${boardId}/template`)).status).toBe(403)
    const stranger = await apiUser(server, 'Étrangère')
    expect((await stranger.call('GET', `/api/boards/${boardId}/template`)).status).toBe(404)
    // a coach who may read the method changes the boards of her own cohorts only
    const colleague = await apiUser(server, 'Collègue')
    const { body: cohort } = { body: await cohortWithCoach(server, []) }
    await grant(server.context, colleague.personId, 'coach', 'cohort', cohort.cohortId)
    expect((await colleague.call('POST', `/api/templates/${own.id}/push`)).status).toBe(404)
  })

  told(
    'S2.3 furniture stays locked on a board of a duplicated method: a participant changes neither place nor title, and writes in every zone',
    async () => {
      const [boardId = ''] = await makeFifteen()
      const address = await server.listen()
      const participant = await apiUser(server, 'Participante')
      await grant(
        server.context,
        participant.personId,
        'participant',
        'organisation',
        String(place.organisationIds[0]),
      )
      const doc = await enter(address, participant, boardId)
      const watching = await enter(address, coach, boardId)
      const before = zoneOf(watching, 'needs')
      expect(before).toMatchObject({ isLocked: true, meta: { furniture: true } })
      const refused: string[] = []
      clients[0]?.onNotice((notice) => {
        if (notice.kind === 'refused') refused.push(...notice.refusals.map(({ code }) => code))
      })
      boardRoot(doc).get('shape:zone-needs')?.set('p.title', { fr: 'Piraté', nl: 'x', en: 'x' })
      boardRoot(doc).get('shape:zone-needs')?.set('xf', ['page:page', 'a1', 5_000, 5_000, 0])
      boardRoot(doc).delete('shape:zone-shelf')
      await vi.waitFor(() => expect(zoneOf(doc, 'needs')).toEqual(before), EVENT_MS)
      await vi.waitFor(() => expect(zoneOf(doc, 'shelf')).not.toBeNull(), EVENT_MS)
      expect(zoneOf(watching, 'needs')).toEqual(before)
      expect(new Set(refused)).toEqual(new Set(['furniture']))
      const zones = methodOf(doc)?.zones ?? []
      expect(zones).toHaveLength(8)
      const writer = { doc, by: actors.get(doc) ?? '', role: 'writer' } as const
      const notes = zones.flatMap((zone) => {
        if (hasSheet(zone)) return setSheetText(writer, zone.id, `Texte de ${zone.id}`) ? [] : [null]
        return addItem(writer, { zoneId: zone.id, text: `Note de ${zone.id}` })
      })
      expect(notes).not.toContain(null)
      await vi.waitFor(() => {
        for (const id of notes) expect(boardRoot(watching).has(id ?? '')).toBe(true)
        for (const zone of zones.filter(hasSheet))
          expect(JSON.stringify(boardRoot(watching).get(`shape:sheet-${zone.id}`))).toContain(
            `Texte de ${zone.id}`,
          )
      }, EVENT_MS)
      expect(clients[0]?.state().saved).toBe('saved')
      expect(new Set(refused)).toEqual(new Set(['furniture']))
    },
  )

  test.runIf(name === 'postgres')('a correction reaches a board that another process holds', async () => {
    const other = await openTestApp(storage)
    try {
      const [boardId = ''] = await makeFifteen()
      await server.listen()
      const address = await other.listen()
      const doc = await enter(address, coach, boardId)
      expect(other.context.rooms.isOpen(boardId)).toBe(true)
      await publishDraft(coach, own, withPrompt(own.draft))
      const push = await coach.call('POST', `/api/templates/${own.id}/push`)
      expect(push.body).toMatchObject({ failed: [] })
      expect(push.body.updated).toContain(boardId)
      await vi.waitFor(
        () => expect(zoneOf(doc, 'macro')?.props).toMatchObject({ prompt: NEW_PROMPT }),
        EVENT_MS,
      )
      expect(server.context.rooms.isOpen(boardId)).toBe(false)
      const forged = await fetch(new URL(ORDERS_PATH, address), {
        method: 'POST',
        headers: { 'x-tablee-order': 'e30.AAAA', 'content-type': 'application/json' },
        body: '{}',
      })
      expect(forged.status).toBe(404)
    } finally {
      for (const client of clients.splice(0)) client.destroy()
      await other.close()
    }
  })
})
