import { boardRoot, encodeRecord } from '@tablee/board'
import { addItem, moveItem, setCell } from '@tablee/board/edit'
import { noteRecord } from '@tablee/board/testing'
import type { SearchAnswer } from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { createCohort } from '../cohorts/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

describe.each(DATABASES)('the search on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof createCohort>>
  let coach: { cookie: string }
  let member: { cookie: string; personId: string }
  let mine: string
  let theirs: string
  let now = Date.now()

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage, { now: () => now })
    place = await createCohort(server.context, { organisations: ['Ferme A', 'Atelier B'] })
    const person = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, person.personId, 'coach', 'cohort', place.cohortId)
    coach = person
    member = await createPerson(server.context, { name: 'Membre' })
    await grant(
      server.context,
      member.personId,
      'participant',
      'organisation',
      place.organisationIds[0] ?? '',
    )
    mine = await newBoard(0, ['L’équipe ne voit pas les réemplois', 'Planning refait à la main'])
    theirs = await newBoard(1, ['Le planning confidentiel des voisins'])
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  async function newBoard(organisation: number, texts: readonly string[]): Promise<string> {
    const template = findTemplate('needs-macro-micro')
    if (!template) throw new Error('no template')
    return createBoard(server.context, {
      cohortId: place.cohortId,
      organisationId: place.organisationIds[organisation] ?? null,
      template,
      title: `Tableau ${organisation}`,
      personId: null,
      notes: texts.map((text) => ({ zoneId: 'macro', text })),
    })
  }
  async function search(q: string, headers: { cookie?: string } = member): Promise<SearchAnswer> {
    for (;;) {
      const answer = await server.app.inject({
        url: `/api/search?q=${encodeURIComponent(q)}`,
        headers: { cookie: headers.cookie, 'accept-language': 'fr' },
      })
      expect(answer.statusCode).toBe(200)
      // boards that are still being read come with the next answer
      if (answer.json().complete) return answer.json()
    }
  }
  const texts = ({ results }: SearchAnswer) => results.map(({ excerpt }) => excerpt.text)

  test('finds whatever the accents, the elision and the ending, with board, zone and place', async () => {
    for (const q of ['équipe', 'EQUIPES', 'reemploi', 'l’équipe réemploi', 'équi'])
      expect([q, texts(await search(q))]).toEqual([q, ['L’équipe ne voit pas les réemplois']])
    const [found] = (await search('equipe')).results
    expect(found).toMatchObject({
      board: { id: mine, title: 'Tableau 0', organisation: 'Ferme A', cohort: 'Cohorte' },
      itemId: 'shape:note-1',
      zone: { id: 'macro' },
      excerpt: { found: [[2, 8]] },
    })
    expect((await search('équipe planning')).results).toEqual([])
  })

  test('says how much was found although it lists fewer', async () => {
    await newBoard(
      0,
      Array.from({ length: 60 }, (_, at) => `Charrette numéro ${at}`),
    )
    const answer = await search('charrette')
    expect(answer).toMatchObject({ total: 60, more: true, complete: true, boardsLeft: 0 })
    expect(answer.results).toHaveLength(50)
  })

  test('looks at the boards that one may see now, and at no others', async () => {
    expect(texts(await search('planning'))).toEqual(['Planning refait à la main'])
    expect((await search('confidentiel voisins')).results).toEqual([])
    expect((await search('planning', coach)).results.map(({ board }) => board.id).sort()).toEqual(
      [mine, theirs].sort(),
    )
    await server.context.db.deleteFrom('membership').where('person_id', '=', member.personId).execute()
    expect((await search('planning')).results).toEqual([])
    await grant(
      server.context,
      member.personId,
      'participant',
      'organisation',
      place.organisationIds[0] ?? '',
    )
  })

  test('finds what was written since, after a moment', async () => {
    expect((await search('pointeuse')).results).toEqual([])
    await server.context.rooms.edit(mine, (doc) => {
      const record = noteRecord({ id: 'shape:later', by: 'somebody', text: 'La pointeuse', x: 100, y: 1_000 })
      boardRoot(doc).set(record.id, encodeRecord(record))
    })
    now += 3_001
    expect(texts(await search('pointeuses'))).toEqual(['La pointeuse'])
  })

  test('finds a row without a text by its cells, and shows them', async () => {
    await server.context.rooms.edit(mine, (doc) => {
      const writer = { doc, by: null, role: 'coach' } as const
      const id = addItem(writer, { zoneId: 'needs', text: '' })
      setCell(writer, { itemId: id ?? '', columnId: 'who' }, 'pp_travailleurs')
    })
    now += 3_001
    expect(texts(await search('terrains'))).toEqual([expect.stringMatching(/^Personnel de terrain/)])
  })

  test('finds the last word of a text as long as a note can be, and shows where it stands', async () => {
    const long = `${'Le compte rendu de la réunion du lundi. '.repeat(600)}Fermeture le vendredi, trampoline compris.`
    expect(long.length).toBeGreaterThan(20_000)
    await server.context.rooms.edit(mine, (doc) => {
      addItem({ doc, by: null, role: 'coach' }, { zoneId: 'macro', text: long })
    })
    now += 3_001
    const [found] = (await search('trampolines')).results
    expect(found?.excerpt.text).toMatch(/^… .*Fermeture le vendredi, trampoline compris\.$/)
    const [[start, end] = [0, 0]] = found?.excerpt.found ?? []
    expect(found?.excerpt.text.slice(start, end)).toBe('trampoline')
  })

  test('finds a note by what it brought along from a table', async () => {
    await server.context.rooms.edit(mine, (doc) => {
      const writer = { doc, by: null, role: 'coach' } as const
      const id = addItem(writer, { zoneId: 'needs', text: 'Vestiaire chauffé' }) ?? ''
      setCell(writer, { itemId: id, columnId: 'purpose' }, 'arriver sec à l’atelier')
      moveItem(writer, id, { zoneId: 'macro' })
    })
    now += 3_001
    expect(texts(await search('ateliers secs'))).toEqual(['Vestiaire chauffé'])
  })

  test('nothing that was sought or found is in the log', () => {
    expect(server.logged()).not.toMatch(/pointeuse|planning|équipe/i)
  })
})
