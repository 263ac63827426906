import { boardRoot, methodOf } from '@tablee/board'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { grant } from '../accounts/testing.ts'
import { apiUser, cohortWithCoach } from '../templates/testing.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'

const text = (fr: string) => ({ fr, nl: fr, en: fr })

describe.each(DATABASES)('vocabularies on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof cohortWithCoach>>

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    place = await cohortWithCoach(server)
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const path = () => `/api/programmes/${place.programmeId}/vocabularies`
  const change = async (body: object) => (await place.coach.call('POST', path(), body)).body

  test('a word is renamed, retired and restored under the same id, and the history says who did it', async () => {
    const word = { vocabularyId: 'yes_no', termId: 'yes' }
    await change({ kind: 'term_relabelled', ...word, label: text('Oui, bien sûr') })
    await change({ kind: 'term_retired', ...word })
    const { vocabularies, history } = await change({ kind: 'term_restored', ...word })
    const list = vocabularies.find(({ id }: { id: string }) => id === 'yes_no')
    expect(list.terms[0]).toEqual({ id: 'yes', label: text('Oui, bien sûr'), retired: false })
    expect(history.slice(0, 3)).toMatchObject([
      { kind: 'term_restored', by: 'Coach' },
      { kind: 'term_retired', label: null },
      { kind: 'term_relabelled', label: text('Oui, bien sûr') },
    ])
  })

  test('changes at the same moment are all kept', async () => {
    const words = ['un', 'deux', 'trois', 'quatre']
    const answers = await Promise.all(
      words.map((word) =>
        place.coach.call('POST', path(), { kind: 'term_added', vocabularyId: 'stake', label: text(word) }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const { vocabularies } = (await place.coach.call('GET', path())).body
    const labels = vocabularies
      .find(({ id }: { id: string }) => id === 'stake')
      .terms.map(({ label }: { label: { fr: string } }) => label.fr)
    expect(labels).toEqual(expect.arrayContaining(words))
  })

  test('a new board offers the words in force; a board that exists keeps those it was made with', async () => {
    const make = async () =>
      (
        await place.coach.call('POST', '/api/boards', {
          cohortId: place.cohortId,
          organisationId: null,
          templateId: 'needs-macro-micro',
        })
      ).body.id
    const setOf = async (boardId: string) => {
      const doc = new Y.Doc()
      for (const update of await server.context.rooms.read(boardId)) Y.applyUpdate(doc, update)
      expect(boardRoot(doc).size).toBeGreaterThan(5)
      return methodOf(doc)?.sets.find(({ id }) => id === 'stakeholderType')?.terms ?? []
    }
    const before = await make()
    const [first] = await setOf(before)
    await change({ kind: 'term_retired', vocabularyId: 'stakeholderType', termId: first?.id })
    await change({
      kind: 'term_added',
      vocabularyId: 'stakeholderType',
      label: { fr: 'Voisinage', nl: '', en: '' },
    })
    const terms = await setOf(await make())
    expect(terms.map(({ id }) => id)).not.toContain(first?.id)
    expect(terms.at(-1)?.label).toEqual(text('Voisinage'))
    expect((await setOf(before)).map(({ id }) => id)).toContain(first?.id)
  })

  test.each([
    [
      'an unknown list',
      { kind: 'term_added', vocabularyId: 'nothing', label: text('x') },
      'vocabulary_unknown',
    ],
    [
      'an unknown word',
      { kind: 'term_retired', vocabularyId: 'yes_no', termId: 'perhaps' },
      'vocabulary_unknown',
    ],
    [
      'a word without French',
      { kind: 'term_added', vocabularyId: 'yes_no', label: { fr: ' ', nl: 'x', en: 'x' } },
      'request_invalid',
    ],
    [
      'an id of one’s own',
      { kind: 'term_added', vocabularyId: 'yes_no', termId: 'mine', label: text('x') },
      'request_invalid',
    ],
  ])('%s is refused', async (_, body, code) => {
    expect((await change(body)).error.code).toBe(code)
  })

  test('only coaches and administrators of the programme see and change them', async () => {
    const allowed = [
      ['admin', 'instance', 'instance'],
      ['coach', 'programme', place.programmeId],
    ] as const
    const refused = [
      ['participant', 'organisation', String(place.organisationIds[0])],
      ['facilitator', 'cohort', place.cohortId],
      ['partner', 'cohort', place.cohortId],
      ['funder', 'programme', place.programmeId],
    ] as const
    for (const [role, kind, id] of [...allowed, ...refused]) {
      const person = await apiUser(server, role)
      await grant(server.context, person.personId, role, kind, id)
      const status = allowed.some(([name]) => name === role) ? 200 : 404
      expect((await person.call('GET', path())).status, role).toBe(status)
    }
  })
})
