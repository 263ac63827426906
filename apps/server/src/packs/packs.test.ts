import { addItems } from '@tablee/board/edit'
import { PACK_FILES } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { packBytes } from '../background/packed-bytes.ts'
import { createCohort } from '../cohorts/testing.ts'
import { elements, lettersOf, readPdf, readXml, readZip, unzip } from '../exports/testing/read-files.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const PLAN = 'Réunir deux chauffeurs et le tri'
const OTHER_PLAN = 'Présenter la page au CA'
const HELP = 'Quelqu’un qui a déjà fait relire un cahier des charges'
const PARKED = 'Le choix de l’hébergeur'
const SECRET = 'Conseil que seule la Meuse connaît'
const FACES = 'https://quelque-part.example'

describe.each(DATABASES)('after a session on $name', ({ name, open }) => {
  // files are made of kept snapshots, whichever database kept them
  const written = testOnce(name)

  let storage: TestStorage
  let server: TestApp
  let now = Date.parse('2026-03-12T09:00:00.000Z')
  let cohortId: string
  let people: Record<'coach' | 'meuse' | 'sambre' | 'funder' | 'partner', string>
  let workshop: { id: string; plenary: { boardId: string }; groups: { name: string; boardId: string }[] }
  let next: { id: string; plenary: { boardId: string } }
  let meuse: string
  let sambre: string

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => now })
    const cohort = await createCohort(server.context, { organisations: ['Ferme', 'Rivage'] })
    cohortId = cohort.cohortId
    const [first = '', second = ''] = cohort.organisationIds
    const as = async (
      role: 'coach' | 'participant' | 'funder',
      kind: 'cohort' | 'organisation',
      id: string,
    ) => {
      const { personId, cookie } = await createPerson(server.context, { name: `${role} ${id}` })
      await grant(server.context, personId, role, kind, id)
      return cookie
    }
    const coach = await as('coach', 'cohort', cohortId)
    const session = (title: string, startsAt: string, key: string) =>
      call(coach, 'POST', `/api/cohorts/${cohortId}/workshops`, {
        key,
        title,
        startsAt,
        minutes: 90,
        plenaryTemplateId: 'inter-debrief',
        groupTemplateId: 'inter-peer-case',
        groups: [
          { name: 'Meuse', organisationIds: [first] },
          { name: 'Sambre', organisationIds: [second] },
        ],
      })
    workshop = (await session('Intervision 4', '2026-03-12T09:00:00.000Z', 'k'.repeat(22))).json()
    next = (await session('Intervision 5', '2026-04-12T09:00:00.000Z', 'l'.repeat(22))).json()
    meuse = workshop.groups[0]?.boardId ?? ''
    sambre = workshop.groups[1]?.boardId ?? ''
    const partner = await createPerson(server.context, { name: 'Partenaire' })
    await grant(server.context, partner.personId, 'partner', 'board', workshop.plenary.boardId)
    people = {
      coach,
      meuse: await as('participant', 'organisation', first),
      sambre: await as('participant', 'organisation', second),
      funder: await as('funder', 'cohort', cohortId),
      partner: partner.cookie,
    }
    await write(meuse, 'plan', PLAN, { by: '2026-10-14', help: HELP })
    await write(meuse, 'advice', SECRET, {})
    await write(sambre, 'plan', OTHER_PLAN, {})
    const plenaryId = workshop.plenary.boardId
    await write(plenaryId, 'learned', `À retenir, voir ${FACES}`, {})
    await voteOn(plenaryId)
    const command = (command: object) =>
      call(coach, 'POST', `/api/boards/${meuse}/script`, { commandId: crypto.randomUUID(), command })
    expect((await command({ do: 'start' })).statusCode).toBe(200)
    now += 7 * 60_000
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const call = (cookie: string, method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object) =>
    server.app.inject({
      method,
      url,
      headers: { cookie, 'accept-language': 'fr' },
      ...(payload && { payload }),
    })
  const write = (boardId: string, zoneId: string, text: string, cells: Record<string, string>) =>
    server.context.rooms.edit(boardId, (doc) => {
      addItems({ doc, by: null, role: 'coach' }, [{ zoneId, text, cells }])
    })
  /** One answers on her device, twelve people of the room on that of the coach; seven and six are the totals. */
  async function voteOn(boardId: string): Promise<void> {
    const path = `/api/boards/${boardId}/ballots`
    const { id } = (await call(people.coach, 'POST', path, { zoneId: 'mood' })).json()
    await call(people.meuse, 'PUT', `${path}/${id}/mine`, { votes: { soleil: 1 } })
    const room = { voices: 12, votes: { soleil: 6, orage: 6 } }
    await call(people.coach, 'PUT', `${path}/${id}/proxies/table-one`, room)
    expect((await call(people.coach, 'POST', `${path}/${id}/close`, {})).statusCode).toBe(200)
  }
  const pack = (cookie: string, file: string) =>
    call(cookie, 'GET', `/api/workshops/${workshop.id}/pack/${file}`)
  const textOf = {
    docx: (bytes: Uint8Array) =>
      elements(readXml(readZip(bytes)['word/document.xml'] ?? ''), 'w:p')
        .map((paragraph) => lettersOf(paragraph))
        .join('\n'),
    pdf: (bytes: Uint8Array) => readPdf(bytes, ['-layout']).text,
    xlsx: (bytes: Uint8Array) => {
      const files = readZip(bytes)
      const strings = elements(readXml(files['xl/sharedStrings.xml'] ?? ''), 'si').map((each) =>
        lettersOf(each),
      )
      return Object.entries(files)
        .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
        .map(([, sheet]) =>
          sheet
            .replace(/<c [^>]*t="s"[^>]*>\s*<v>(\d+)<\/v>/g, (_, at) => `|${strings[Number(at)]}|`)
            .replace(/<[^>]+>/g, '|'),
        )
        .join('\n')
    },
  }

  test('S1.10 the synthesis for the coach lists plan steps and help requests only; what is put aside is asked for apart', async () => {
    const said = { targetId: 'plan', signed: true, text: PARKED, kind: 'later', id: 'put-aside-by-the-coach' }
    const { statusCode } = await call(people.coach, 'POST', `/api/boards/${meuse}/comments`, said)
    expect(statusCode).toBe(201)
    const { boards } = (await call(people.coach, 'GET', `/api/workshops/${workshop.id}/synthesis`)).json()
    expect(boards).toEqual([
      {
        id: meuse,
        title: 'Intervision 4 – Meuse',
        group: 'Meuse',
        plan: [{ text: PLAN, who: '', when: '2026-10-14' }],
        help: [{ need: HELP, forWhat: PLAN, from: '' }],
      },
      {
        id: sambre,
        title: 'Intervision 4 – Sambre',
        group: 'Sambre',
        plan: [{ text: OTHER_PLAN, who: '', when: '' }],
        help: [],
      },
    ])
    expect((await call(people.coach, 'GET', `/api/workshops/${workshop.id}/put-aside`)).json()).toEqual({
      boards: [
        {
          id: meuse,
          title: 'Intervision 4 – Meuse',
          group: 'Meuse',
          later: [{ text: PARKED, about: expect.stringMatching(/plan/i) }],
        },
      ],
    })
    for (const who of [people.meuse, people.funder, people.partner])
      for (const part of ['synthesis', 'put-aside'])
        expect((await call(who, 'GET', `/api/workshops/${workshop.id}/${part}`)).statusCode).toBe(404)
  })

  test('nothing is packed before the closing; closing keeps every board, once', async () => {
    const early = await pack(people.coach, 'docx')
    expect([early.statusCode, early.json().error.code]).toEqual([409, 'pack_not_ready'])
    const state = () => call(people.coach, 'GET', `/api/workshops/${workshop.id}/pack`)
    expect((await state()).json()).toEqual({ boards: 3, kept: 0 })
    expect((await call(people.coach, 'POST', `/api/workshops/${workshop.id}/close`)).statusCode).toBe(200)
    now += 60_000
    expect((await call(people.coach, 'POST', `/api/workshops/${workshop.id}/close`)).statusCode).toBe(200)
    expect((await state()).json()).toEqual({ boards: 3, kept: 3 })
  })

  test('D6 a method is told how its steps went, to those who manage the boards', async () => {
    const feedback = async (cookie: string) =>
      (await call(cookie, 'GET', '/api/templates/inter-peer-case/feedback')).json()
    const told = await feedback(people.coach)
    expect(told.runs).toBe(1)
    const [first, second] = told.steps
    expect(first).toMatchObject({ plannedMinutes: 5, runs: 1, overran: 1, skipped: 0, medianMinutes: 7 })
    expect(second).toMatchObject({ runs: 1, overran: 0, skipped: 1, medianMinutes: null })
    for (const who of [people.meuse, people.funder]) expect((await feedback(who)).runs).toBe(0)
  })

  written(
    'five files with the same numbers in each, from what was kept and not from what came later',
    async () => {
      await write(meuse, 'advice', 'Arrivé après la clôture', {})
      const files = new Map<string, Buffer>()
      for (const file of PACK_FILES) {
        const answer = await pack(people.coach, file)
        expect(answer.statusCode, file).toBe(200)
        files.set(file, answer.rawPayload)
      }
      const bytes = (file: string) => files.get(file) ?? Buffer.alloc(0)
      const docx = textOf.docx(bytes('docx'))
      const pdf = textOf.pdf(bytes('pdf'))
      const xlsx = textOf.xlsx(bytes('xlsx'))
      const actions = textOf.xlsx(bytes('actions'))
      for (const text of [docx, pdf, xlsx]) {
        expect(text).toContain(PLAN)
        expect(text).toContain(SECRET)
        expect(text).toContain(PARKED)
        expect(text).not.toContain('Arrivé après')
      }
      // board, notes, votes, actions, requests for help
      expect(docx.replace(/\s+/g, ' ')).toContain('Groupe Meuse 2 0 1 1')
      expect(docx.replace(/\s+/g, ' ')).toContain('Total 4 13 2 1')
      expect(pdf.replace(/\s+/g, ' ')).toContain('Groupe Meuse 2 0 1 1')
      expect(pdf.replace(/\s+/g, ' ')).toContain('Total 4 13 2 1')
      expect(xlsx.replace(/\|+/g, '|')).toContain('|Groupe Meuse|2|0|1|1|')
      expect(xlsx.replace(/\|+/g, '|')).toContain('|Total|4|13|2|1|')
      expect(actions).toContain(PLAN)
      expect(actions).toContain(OTHER_PLAN)
      for (const text of [docx, pdf]) expect(text).toContain('À reprendre plus tard')
      expect(actions).toContain(PARKED)
      expect(actions).not.toContain(SECRET)
      const pictures = Object.keys(unzip(bytes('pictures')))
      expect(pictures).toContain('Groupe Meuse/07 Petit plan (1).png')
      expect(pictures.filter((name) => name.startsWith('Groupe Meuse/'))).toHaveLength(8)
      const [picture] = Object.values(unzip(bytes('pictures')))
      expect(
        Buffer.from(picture ?? [])
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG')
      // a vote: its answers, and that thirteen voices came from two devices
      for (const text of [docx, pdf]) {
        expect(text.replace(/\s+/g, ' ')).toContain('Plénière 1 13 0 0')
        expect(text.replace(/\s+/g, ' ')).toContain('Voix exprimées : 13 (appareils : 2)')
        expect(text.replace(/\s+/g, ' ')).toMatch(/Soleil 7 1.*Orage 6 2/)
      }
      const rows = xlsx.replace(/\|+/g, '|')
      expect(rows).toContain('|Soleil|7|1|')
      expect(rows).toContain('|Orage|6|2|')
      expect(rows).toContain('|13|2|chaque personne|')
      // minutes planned and taken
      expect(xlsx.replace(/\|+/g, '|')).toMatch(/Groupe Meuse\|[^|]+\|\d+\|7\|/)
    },
  )

  test('each takes away what she may see: her group and the plenary, a partner and a funder nothing', async () => {
    for (const file of ['xlsx', 'docx'] as const) {
      const own = textOf[file]((await pack(people.sambre, file)).rawPayload)
      expect(own).toContain(OTHER_PLAN)
      expect(own).toContain(FACES)
      expect(own).not.toMatch(new RegExp(`${PLAN}|${SECRET}|Meuse`))
    }
    const partner = await pack(people.partner, 'docx')
    expect([partner.statusCode, partner.json().error.code]).toEqual([403, 'forbidden'])
    expect((await pack(people.funder, 'docx')).statusCode).toBe(404)
    expect((await call(people.funder, 'GET', `/api/workshops/${workshop.id}/pack`)).statusCode).toBe(404)
  })

  test('the next session begins with the open actions, each with its origin, to be ticked off', async () => {
    const url = `/api/workshops/${next.id}/open-actions`
    const textsFor = async (cookie: string) =>
      (await call(cookie, 'GET', url)).json().actions.map((action: { text: string }) => action.text)
    const { actions, later } = (await call(people.coach, 'GET', url)).json()
    expect(actions).toEqual([
      {
        workshop: { id: workshop.id, title: 'Intervision 4' },
        board: { id: meuse, title: 'Intervision 4 – Meuse', group: 'Meuse' },
        itemId: expect.stringMatching(/^shape:/),
        text: PLAN,
        who: '',
        when: '2026-10-14',
        done: false,
        mayTick: true,
        taken: false,
      },
      expect.objectContaining({ text: OTHER_PLAN, done: false }),
    ])
    expect(later).toEqual([
      {
        workshop: { id: workshop.id, title: 'Intervision 4' },
        board: { id: meuse, title: 'Intervision 4 – Meuse', group: 'Meuse' },
        commentId: 'put-aside-by-the-coach',
        text: PARKED,
        about: expect.stringMatching(/plan/i),
        mayResolve: true,
      },
    ])
    const parkedFor = async (cookie: string) => (await call(cookie, 'GET', url)).json().later
    expect(await parkedFor(people.meuse)).toMatchObject([{ text: PARKED, mayResolve: false }])
    expect(await parkedFor(people.sambre)).toEqual([])
    const comment = `/api/boards/${meuse}/comments/put-aside-by-the-coach`
    expect((await call(people.coach, 'PATCH', comment, { resolved: true })).statusCode).toBe(200)
    expect(await parkedFor(people.coach)).toEqual([])
    expect(await textsFor(people.meuse)).toEqual([PLAN])
    expect(await textsFor(people.sambre)).toEqual([OTHER_PLAN])
    expect((await call(people.funder, 'GET', url)).statusCode).toBe(404)
    const { itemId } = actions[0]
    const tick = (cookie: string, done: boolean) => call(cookie, 'PUT', url, { boardId: meuse, itemId, done })
    expect((await tick(people.sambre, true)).statusCode).toBe(404)
    expect((await tick(people.meuse, true)).json().actions).toMatchObject([{ text: PLAN, done: true }])
    expect((await tick(people.coach, false)).json().actions[0]).toMatchObject({ done: false })
    await tick(people.coach, true)
    // into the plenary of the next session, by reference
    const taken = await call(people.coach, 'POST', `/api/boards/${next.plenary.boardId}/references`, {
      fromBoardId: meuse,
      itemIds: [itemId],
      zoneId: 'next',
    })
    expect(taken.statusCode).toBe(201)
    expect((await call(people.coach, 'GET', url)).json().actions[0]).toMatchObject({
      taken: true,
      done: true,
    })
  })

  test('a second pack of the same person waits for the first and holds nothing', async () => {
    const { db, background } = server.context
    let open = () => {}
    const busy = new Promise<void>((resolve) => {
      open = resolve
    })
    const nothing = () => ({ takes: { names: [], files: packBytes([]) } })
    const before = background.run('zip', async () => {
      await busy
      return nothing()
    })
    const order: string[] = []
    const asked = [1, 2].map(async () => {
      const answer = await pack(people.coach, 'actions')
      order.push('hers')
      return answer
    })
    // both have arrived: later requests are answered
    for (let time = 0; time < 5; time++) await call(people.coach, 'GET', `/api/workshops/${workshop.id}/pack`)
    const other = background.run('zip', nothing).then(() => order.push('somebody else'))
    // what nobody has read yet can still change
    const kept = await db.selectFrom('snapshot').select(['id', 'content', 'hash']).execute()
    await db.updateTable('snapshot').set({ content: '{}' }).execute()
    open()
    await before
    expect((await Promise.all(asked)).map(({ statusCode }) => statusCode)).toEqual([500, 500])
    await other
    expect(order).toEqual(['hers', 'somebody else', 'hers'])
    for (const { id, content } of kept)
      await db.updateTable('snapshot').set({ content }).where('id', '=', id).execute()
    expect((await pack(people.coach, 'actions')).statusCode).toBe(200)
  })

  written('boards whose names become one keep a folder each', async () => {
    const { db } = server.context
    for (const [id, name] of [
      [meuse, 'Est/Ouest'],
      [sambre, 'Est:Ouest'],
    ] as const)
      await db.updateTable('workshop_board').set({ name }).where('board_id', '=', id).execute()
    const pictures = Object.keys(unzip((await pack(people.coach, 'pictures')).rawPayload))
    const folders = pictures.map((name) => name.slice(0, name.indexOf('/')))
    for (const folder of ['Groupe Est Ouest', 'Groupe Est Ouest (2)'])
      expect(folders.filter((each) => each === folder)).toHaveLength(8)
  })

  test('nothing of it is in the log', () => {
    expect(server.logged()).toContain('pack file made')
    expect(server.logged()).not.toMatch(/chauffeurs|cahier des charges|Meuse connaît/)
  })
})
