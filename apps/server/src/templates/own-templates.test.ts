import { diffTemplates, findTemplate, type TemplateDraft } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grant } from '../accounts/testing.ts'
import { DATABASES, type TestStorage, testOnce } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { type ApiUser, apiUser, cohortWithCoach, duplicateMacroMicro, publishDraft } from './testing.ts'

describe.each(DATABASES)('methods of one’s own on $name', ({ name, open }) => {
  // what is copied, and who may see what, is the same on both
  const told = testOnce(name)
  let storage: TestStorage
  let server: TestApp
  let place: Awaited<ReturnType<typeof cohortWithCoach>>
  let coach: ApiUser

  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    place = await cohortWithCoach(server)
    coach = place.coach
  })
  afterAll(async () => {
    await server.close()
    await storage.remove()
  })

  const withZone = (draft: TemplateDraft, id: string, change: object) => ({
    ...draft,
    zones: draft.zones.map((zone) => (zone.id === id ? { ...zone, ...change } : zone)),
  })

  told('S2.3 a duplicate has the same zones, locks and steps, and begins unpublished', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const original = findTemplate('needs-macro-micro')
    if (!original) throw new Error('not shipped')
    expect(own).toMatchObject({ version: null, revision: 1, origin: { templateId: 'needs-macro-micro' } })
    expect(own.draft.zones).toEqual(original.zones)
    expect(diffTemplates(original, own.draft).map(({ kind }) => kind)).toEqual(['text'])
    expect(own.base.version).toBe('1.0.2')
  })

  test('S2.1 a method that overlaps itself is not published; once set right it is version 1.1, with 80 minutes', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const broken = withZone(own.draft, 'clusters', { grid: { x: 4, y: 0, w: 4, h: 4 } })
    const refused = await publishDraft(coach, own, broken)
    expect(refused.status).toBe(409)
    expect(refused.body.error).toMatchObject({
      code: 'template_faulty',
      details: { faults: ['zones_overlap macro grid'] },
    })
    const steps = own.draft.steps.map((step: object, at: number) =>
      at === 3 ? { ...step, minutes: 20 } : step,
    )
    const longer = { ...own.draft, steps }
    const unsummed = await publishDraft(coach, { id: own.id, revision: refused.revision }, longer)
    expect(unsummed.body.error.details.faults).toEqual(['minutes_mismatch durationMin'])
    const set = await publishDraft(
      coach,
      { id: own.id, revision: unsummed.revision },
      { ...longer, durationMin: 80 },
    )
    expect(set.body).toEqual({ id: own.id, version: '1.1.0' })
    const listed = (await coach.call('GET', '/api/templates')).body.templates.at(-1)
    expect(listed).toMatchObject({
      id: own.id,
      version: '1.1.0',
      durationMin: 80,
      own: { mine: true, author: 'Coach' },
    })
  })

  test('S2.1 a zone that boards of an older version use cannot be taken out', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const first = await publishDraft(coach, own, { ...own.draft, when: { fr: 'Au début.', nl: '', en: '' } })
    expect(first.body.version).toBe('1.1.0')
    const made = await coach.call('POST', '/api/boards', {
      cohortId: place.cohortId,
      organisationId: null,
      templateId: own.id,
    })
    expect(made.body.template).toMatchObject({ id: own.id, version: '1.1.0' })
    const without = {
      ...own.draft,
      zones: own.draft.zones.filter(({ id }: { id: string }) => id !== 'shelf'),
    }
    const refused = await publishDraft(coach, { id: own.id, revision: first.revision }, without)
    expect(refused.body.error.details.faults).toContain('zone_deleted_in_use shelf zones')
    const view = (await coach.call('GET', `/api/own-templates/${own.id}`)).body
    expect(view.zonesInUse).toContainEqual({ id: 'shelf', kind: 'row', boards: 1 })
  })

  test('a column that boards of an older version use cannot be taken out, nor be given another list of words', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const first = await publishDraft(coach, own, { ...own.draft, when: { fr: 'Au début.', nl: '', en: '' } })
    const made = await coach.call('POST', '/api/boards', {
      cohortId: place.cohortId,
      organisationId: null,
      templateId: own.id,
    })
    expect(made.status).toBe(201)
    const { cols } = own.draft.zones.find(({ id }: { id: string }) => id === 'needs').options
    const changed = cols
      .filter(({ id }: { id: string }) => id !== 'purpose')
      .map((column: { id: string }) => (column.id === 'who' ? { ...column, set: 'roleClass' } : column))
    const refused = await publishDraft(
      coach,
      { id: own.id, revision: first.revision },
      withZone(own.draft, 'needs', { options: { cols: changed } }),
    )
    expect(refused.body.error.details.faults).toEqual([
      'column_set_changed_in_use needs who set',
      'part_deleted_in_use needs purpose cols',
    ])
    const view = (await coach.call('GET', `/api/own-templates/${own.id}`)).body
    const part = { zoneId: 'needs', list: 'cols', of: null, boards: 1 }
    expect(view.partsInUse).toContainEqual({ ...part, id: 'purpose', type: 'text', set: null })
    expect(view.partsInUse).toContainEqual({ ...part, id: 'who', type: 'choice', set: 'stakeholderType' })
  })

  test('a column that boards of an older version use cannot come to hold something else, not even in a version 2', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const first = await publishDraft(coach, own, { ...own.draft, when: { fr: 'Au début.', nl: '', en: '' } })
    const { cols } = own.draft.zones.find(({ id }: { id: string }) => id === 'needs').options
    const changed = withZone(own.draft, 'needs', {
      options: {
        cols: cols.map((column: { id: string }) =>
          column.id === 'purpose' ? { ...column, type: 'date' } : column,
        ),
      },
    })
    const boards = { cohortId: place.cohortId, organisationId: null, templateId: own.id }
    expect((await coach.call('POST', '/api/boards', boards)).body.template.version).toBe('1.1.0')
    const refused = await publishDraft(coach, { id: own.id, revision: first.revision }, changed)
    expect(refused.body.error).toMatchObject({
      code: 'template_faulty',
      details: { faults: ['column_type_changed_in_use needs purpose columnType'] },
    })
    expect((await coach.call('GET', `/api/templates/${own.id}`)).body.version).toBe('1.1.0')
    const view = (await coach.call('GET', `/api/own-templates/${own.id}`)).body
    expect(view.partsInUse).toContainEqual({
      zoneId: 'needs',
      list: 'cols',
      of: null,
      id: 'purpose',
      type: 'text',
      set: null,
      boards: 1,
    })
    // no board of it, no fault: a method that nobody has begun with may still change
    const unused = await duplicateMacroMicro(coach, place.programmeId)
    const before = await publishDraft(coach, unused, {
      ...unused.draft,
      when: { fr: 'Après.', nl: '', en: '' },
    })
    const free = await publishDraft(
      coach,
      { id: unused.id, revision: before.revision },
      { ...changed, id: unused.id },
    )
    expect(free.body.version).toBe('2.0.0')
  })

  test('a version never changes, whatever becomes of the draft', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const first = await publishDraft(coach, own, own.draft)
    const before = (await coach.call('GET', `/api/templates/${own.id}/versions/1.1.0`)).body
    const again = await coach.call('POST', `/api/own-templates/${own.id}/publish`, {
      revision: first.revision,
    })
    expect(again.body.error.code).toBe('template_unchanged')
    const prompt = { fr: 'Pourquoi ?', nl: 'Waarom?', en: 'Why?' }
    const second = await publishDraft(
      coach,
      { id: own.id, revision: first.revision },
      withZone(own.draft, 'why', { prompt }),
    )
    expect(second.body.version).toBe('1.2.0')
    expect((await coach.call('GET', `/api/templates/${own.id}/versions/1.1.0`)).body).toEqual(before)
    expect((await coach.call('GET', `/api/templates/${own.id}`)).body.version).toBe('1.2.0')
    const { versions } = (await coach.call('GET', `/api/templates/${own.id}/versions`)).body
    expect(versions.map(({ version }: { version: string }) => version)).toEqual(['1.2.0', '1.1.0'])
  })

  test('a save over somebody else’s is refused, and says when the other one came', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const save = (revision: number, fr: string) =>
      coach.call('PUT', `/api/own-templates/${own.id}/draft`, {
        revision,
        draft: { ...own.draft, title: { fr, nl: '', en: '' } },
        licence: '',
        credits: '',
      })
    expect((await save(1, 'Premier')).body).toMatchObject({ revision: 2 })
    const late = await save(1, 'Second')
    expect(late.body.error).toMatchObject({ code: 'template_draft_conflict', details: { revision: 2 } })
    expect((await coach.call('GET', `/api/own-templates/${own.id}`)).body.draft.title.fr).toBe('Premier')
    expect((await coach.call('POST', `/api/own-templates/${own.id}/publish`, { revision: 1 })).status).toBe(
      409,
    )
  })

  test('S2.11 a package imported on an empty instance gives the same zone ids and scripts', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const trades = await coach.call('POST', `/api/programmes/${place.programmeId}/vocabularies`, {
      kind: 'vocabulary_added',
      label: { fr: 'Métiers du bâtiment', nl: '', en: '' },
    })
    const list = trades.body.vocabularies.at(-1)
    await coach.call('POST', `/api/programmes/${place.programmeId}/vocabularies`, {
      kind: 'term_added',
      vocabularyId: list.id,
      label: { fr: 'Maçon·ne', nl: 'Metser', en: 'Mason' },
    })
    const cols = [{ id: 'trade', label: { fr: 'Métier', nl: '', en: '' }, type: 'choice', set: list.id }]
    const published = await publishDraft(coach, own, withZone(own.draft, 'shelf', { options: { cols } }))
    expect(published.body.version).toBe('2.0.0')
    const file = await coach.call('GET', `/api/templates/${own.id}/package`)
    expect(file.headers['content-disposition']).toContain('du-macro-au-micro-chantier.tablee.json')

    const emptyStorage = await open()
    const empty = await openTestApp(emptyStorage)
    try {
      const there = await cohortWithCoach(empty, [])
      const imported = await there.coach.call('POST', '/api/own-templates/import', {
        programmeId: there.programmeId,
        file: JSON.stringify(file.body),
      })
      expect(imported).toMatchObject({ status: 201, body: { version: '2.0.0' } })
      const here = (await coach.call('GET', `/api/templates/${own.id}`)).body
      const copy = (await there.coach.call('GET', `/api/templates/${imported.body.id}`)).body
      expect(copy.zones).toEqual(here.zones)
      expect(copy.steps).toEqual(here.steps)
      const view = (await there.coach.call('GET', `/api/own-templates/${imported.body.id}`)).body
      expect(view).toMatchObject({
        licence: 'CC BY-SA 4.0',
        credits: 'Coach',
        version: '2.0.0',
        changed: false,
      })
      const words = (await there.coach.call('GET', `/api/programmes/${there.programmeId}/vocabularies`)).body
      expect(words.vocabularies.at(-1)).toMatchObject({ id: list.id, terms: [{ label: { nl: 'Metser' } }] })
      const refused = await there.coach.call('POST', '/api/own-templates/import', {
        programmeId: there.programmeId,
        file: '{"format":"something else"}',
      })
      expect(refused.body.error).toMatchObject({
        code: 'template_package_refused',
        details: { trouble: 'format_unknown' },
      })
    } finally {
      await empty.close()
      await emptyStorage.remove()
    }
  })

  told('a duplicate says whose work it is, and so does its package', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    expect(own).toMatchObject({ licence: 'MIT', credits: 'Tablée' })
    await publishDraft(coach, own, own.draft)
    const copy = await coach.call('POST', '/api/own-templates', {
      programmeId: place.programmeId,
      title: 'Copie',
      lang: 'fr',
      family: 'needs',
      from: { templateId: own.id },
    })
    expect(copy.body).toMatchObject({ licence: 'CC BY-SA 4.0', credits: 'Coach' })
    const file = (await coach.call('GET', `/api/templates/${own.id}/package`)).body
    expect(file.origin).toMatchObject({ templateId: 'needs-macro-micro', version: '1.0.2' })
    const shipped = (await coach.call('GET', '/api/templates/needs-macro-micro/package')).body
    expect(shipped).toMatchObject({ licence: 'MIT', credits: 'Tablée', origin: null })
  })

  test('one’s words are added to the lists of a programme after a question, however many there are', async () => {
    const { body: shipped } = await coach.call('GET', '/api/templates/needs-macro-micro/package')
    const label = (fr: string) => ({ fr, nl: '', en: '' })
    const list = (id: string) => ({
      id,
      label: label(`Liste ${id}`),
      terms: Array.from({ length: 500 }, (_, at) => ({ id: `t${at}`, label: label(`Mot ${at}`) })),
    })
    const vocabularies = [...shipped.vocabularies, ...['l1', 'l2', 'l3'].map(list)]
    const file = JSON.stringify({ ...shipped, vocabularies })
    const order = { programmeId: place.programmeId, file }
    const preview = await coach.call('POST', '/api/own-templates/import/preview', order)
    expect(preview.status).toBe(200)
    expect(
      preview.body.words.map(({ id, isNew, terms }: { id: string; isNew: boolean; terms: object[] }) => [
        id,
        isNew,
        terms.length,
      ]),
    ).toEqual([
      ['l1', true, 500],
      ['l2', true, 500],
      ['l3', true, 500],
    ])
    const lists = async () =>
      (await coach.call('GET', `/api/programmes/${place.programmeId}/vocabularies`)).body.vocabularies
    const before = (await lists()).length
    expect((await coach.call('POST', '/api/own-templates/import', order)).status).toBe(201)
    expect(await lists()).toHaveLength(before + 3)
    const again = await coach.call('POST', '/api/own-templates/import/preview', order)
    expect(again.body.words).toEqual([])
  })

  test('one version that cannot be read closes neither the list of methods nor the next publication', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const first = await publishDraft(coach, own, own.draft)
    const second = await publishDraft(
      coach,
      { id: own.id, revision: first.revision },
      withZone(own.draft, 'why', { prompt: { fr: 'Pourquoi ?', nl: '', en: '' } }),
    )
    expect(second.body.version).toBe('1.2.0')
    await server.context.db
      .updateTable('template_version')
      .set({ content: JSON.stringify({ ...own.draft, version: '1.10000.0' }) })
      .where('template_id', '=', own.id)
      .where('version', '=', '1.2.0')
      .execute()
    const { status, body } = await coach.call('GET', '/api/templates')
    expect(status).toBe(200)
    expect(body.templates.find(({ id }: { id: string }) => id === own.id)).toMatchObject({ version: '1.1.0' })
    expect(server.logged()).toContain('version of a method not readable')
    const third = await publishDraft(
      coach,
      { id: own.id, revision: second.revision },
      withZone(own.draft, 'why', { prompt: { fr: 'À quoi bon ?', nl: '', en: '' } }),
    )
    expect(third.status).toBe(200)
  })

  told('coaches of the programme read and copy what was published; others know of nothing', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    const colleague = await apiUser(server, 'Collègue')
    await grant(server.context, colleague.personId, 'coach', 'programme', place.programmeId)
    expect((await colleague.call('GET', `/api/templates/${own.id}`)).status).toBe(404)
    await publishDraft(coach, own, own.draft)
    expect((await colleague.call('GET', `/api/templates/${own.id}`)).status).toBe(200)
    const copy = await colleague.call('POST', '/api/own-templates', {
      programmeId: place.programmeId,
      title: 'Copie',
      lang: 'fr',
      family: 'needs',
      from: { templateId: own.id },
    })
    expect(copy.body.origin).toMatchObject({ templateId: own.id, version: '1.1.0' })
    expect((await colleague.call('GET', `/api/own-templates/${own.id}`)).status).toBe(404)
    const save = { revision: 2, draft: own.draft, licence: '', credits: '' }
    expect((await colleague.call('PUT', `/api/own-templates/${own.id}/draft`, save)).status).toBe(404)

    const elsewhere = await cohortWithCoach(server)
    for (const [role, scopeKind, scopeId] of [
      ['participant', 'organisation', place.organisationIds[0]],
      ['holder', 'organisation', place.organisationIds[0]],
      ['facilitator', 'cohort', place.cohortId],
      ['partner', 'cohort', place.cohortId],
      ['funder', 'programme', place.programmeId],
      ['admin', 'instance', 'instance'],
      ['coach', 'cohort', elsewhere.cohortId],
    ] as const) {
      const person = await apiUser(server, role)
      await grant(server.context, person.personId, role, scopeKind, String(scopeId))
      const { templates } = (await person.call('GET', '/api/templates')).body
      expect(
        templates.filter((template: { own: unknown }) => template.own !== null),
        role,
      ).toEqual([])
      for (const url of ['', '/versions', '/versions/1.1.0', '/package', '/boards'])
        expect((await person.call('GET', `/api/templates/${own.id}${url}`)).status, `${role} ${url}`).toBe(
          404,
        )
      expect((await person.call('POST', `/api/templates/${own.id}/push`)).status, role).toBe(404)
    }
  })

  test('an archived method is no longer offered, and its boards stay', async () => {
    const own = await duplicateMacroMicro(coach, place.programmeId)
    await publishDraft(coach, own, own.draft)
    const offered = async () =>
      (await coach.call('GET', '/api/templates')).body.templates.some(
        ({ id }: { id: string }) => id === own.id,
      )
    expect(await offered()).toBe(true)
    await coach.call('PATCH', `/api/own-templates/${own.id}`, { archived: true })
    expect(await offered()).toBe(false)
    expect((await coach.call('GET', `/api/templates/${own.id}`)).status).toBe(200)
  })

  test('nothing that was written in a method is in the log', () => {
    expect(server.logged()).toContain('method published')
    for (const text of ['chantier', 'Premier', 'Maçon', 'CC BY-SA'])
      expect(server.logged()).not.toContain(text)
  })
})
