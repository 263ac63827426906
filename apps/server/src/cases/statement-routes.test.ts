import { metaRoot, RESULT_PREFIX } from '@tablee/board'
import type { CaseDraftView, StatementSources } from '@tablee/contract'
import { findTemplate } from '@tablee/templates'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createBoard } from '../boards/create-board.ts'
import { findCase } from '../publication/draft-store.ts'
import { takeSnapshot } from '../snapshots/take-snapshot.ts'
import { openSqliteStorage } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { call } from './testing.ts'

/** Effects as two people tell them, and a sheet that belongs to the whole cohort. */
const EFFECTS = [
  { zoneId: 'process', text: 'Tout passe par l’écran | ep_communication | po_positif | DIR | ' },
  { zoneId: 'process', text: 'Plus personne ne se parle | ep_communication | po_negatif | TS | ' },
  { zoneId: 'process', text: 'Les bons se perdent moins | | po_positif | la compta | ' },
]

describe('statements of a draft', () => {
  let stage: CaseStage
  let draft: CaseDraftView
  let boardId: string

  beforeAll(async () => {
    stage = await openCaseStage(await openSqliteStorage())
    const { server, made, asEditor } = stage
    const template = findTemplate('inter-effects')
    if (template === undefined) throw new Error('template is missing')
    boardId = await createBoard(server.context, {
      cohortId: made.cohortId,
      organisationId: null,
      template,
      title: 'Effets, tous ensemble',
      personId: null,
      notes: EFFECTS,
    })
    const { id } = await takeSnapshot(server.context, {
      board: { id: boardId, title: 'Effets, tous ensemble', cohortId: made.cohortId },
      personId: made.editor.personId,
      name: 'Après la mise en œuvre',
      offered: true,
    })
    const answer = await asEditor('POST', '/api/cases', {
      cohortId: made.cohortId,
      snapshotIds: [id],
      publicName: 'Effets',
      lang: 'fr',
    })
    draft = answer.json<CaseDraftView>()
  })
  afterAll(() => stage.close())

  const read = async () => (await stage.asEditor('GET', `/api/cases/${draft.id}`)).json<CaseDraftView>()
  const statements = ({ sections }: CaseDraftView) => sections.flatMap((section) => section.statements)
  const named = (view: CaseDraftView, start: string) => {
    const found = statements(view).find(({ text }) => text.startsWith(start))
    if (found === undefined) throw new Error(`no statement begins with ${start}`)
    return found
  }
  const put = (id: string, payload: object) =>
    stage.asEditor('PUT', `/api/cases/${draft.id}/statements/${id}`, payload)

  test('a plenary’s case belongs to every organisation, and is nobody’s own', async () => {
    const stored = await findCase(stage.server.context, stage.server.context.db, draft.id)
    expect([...(stored?.draft.organisationIds ?? [])].sort()).toEqual([...stage.made.organisationIds].sort())
    expect(stored?.draft.ownOrganisationIds).toEqual([])
  })

  test('rows keep role, sign and tag, what was typed is proposed, and two views are shown', async () => {
    expect(named(draft, 'Tout passe')).toMatchObject({
      section: 'effects',
      role: 'DIR',
      sign: 'po_positif',
      tags: ['ep_communication'],
    })
    expect(named(draft, 'Les bons')).toMatchObject({
      role: null,
      proposals: [{ facet: 'role', typed: 'la compta' }],
    })
    const pair = [named(draft, 'Tout passe').id, named(draft, 'Plus personne').id].sort()
    const [contrast, ...others] = draft.contrasts
    expect(others).toEqual([])
    expect(contrast?.linked).toBe(false)
    expect([...(contrast?.statementIds ?? [])].sort()).toEqual(pair)
  })

  test('R98 two self-checks of an organisation say which axes rose, and an editor corrects or takes that out', async () => {
    const { server, made, asEditor } = stage
    const template = findTemplate('needs-maturity')
    if (template === undefined) throw new Error('template is missing')
    const title = 'Auto-diagnostic'
    const own = await createBoard(server.context, {
      cohortId: made.cohortId,
      organisationId: made.organisationIds[0] ?? null,
      template,
      title,
      personId: null,
      notes: [{ zoneId: 'evidence', text: 'Chaque site a son fichier' }],
    })
    const keep = async (name: string, medians: Readonly<Record<string, number | null>>) => {
      const scores = Object.fromEntries(
        Object.entries(medians).map(([axis, median]) => [axis, { n: 3, median, min: 0, max: 5, spread: 5 }]),
      )
      await server.context.rooms.edit(own, (doc) => {
        metaRoot(doc).set(`${RESULT_PREFIX}axes`, { kind: 'scores', voters: 3, scores })
      })
      const board = { id: own, title, cohortId: made.cohortId }
      return takeSnapshot(server.context, { board, personId: made.editor.personId, name, offered: true })
    }
    const first = await keep('T0', { strategie: 1, competences: 3, financement: null })
    const last = await keep('T2', { strategie: 4, competences: 3, financement: 5 })
    const drafted = await asEditor('POST', '/api/cases', {
      cohortId: made.cohortId,
      snapshotIds: [last.id, first.id],
      publicName: 'Mesurée',
      lang: 'fr',
    })
    const { id, tags } = drafted.json<CaseDraftView>()
    expect(tags.maturity).toEqual([
      { axis: 'strategie', change: 'rose' },
      { axis: 'competences', change: 'stayed' },
    ])
    const change = async (maturity: unknown) =>
      asEditor('PATCH', `/api/cases/${id}`, { tags: { ...tags, maturity } })
    for (const wrong of [
      [{ axis: 'gloire', change: 'rose' }],
      [tags.maturity?.[0], tags.maturity?.[0]],
      [{ axis: 'strategie', change: '4' }],
    ])
      expect((await change(wrong)).json()).toMatchObject({ error: { code: 'request_invalid' } })
    const corrected = (await change([{ axis: 'strategie', change: 'fell' }])).json<CaseDraftView>()
    expect(corrected.tags.maturity).toEqual([{ axis: 'strategie', change: 'fell' }])
    expect((await change(undefined)).json<CaseDraftView>().tags).not.toHaveProperty('maturity')
  })

  test('an editor says what a statement is of; unknown words are refused by field, and the rest stays', async () => {
    const { id } = named(draft, 'Les bons')
    const changed = (
      await put(id, { role: 'DAF', tags: ['ep_securite'], relTime: 'M+5' })
    ).json<CaseDraftView>()
    expect(named(changed, 'Les bons')).toMatchObject({
      role: 'DAF',
      tags: ['ep_securite'],
      relTime: 'M+5',
      sign: 'po_positif',
      decision: 'undecided',
    })
    const refused = async (payload: object) =>
      (await put(id, payload)).json<{ error: { code: string; fields?: { path: string }[] } }>().error
    expect(await refused({ role: 'CHEF' })).toMatchObject({
      code: 'request_invalid',
      fields: [{ path: 'role' }],
    })
    expect(await refused({ tags: ['ph_test'] })).toMatchObject({ fields: [{ path: 'tags' }] })
    expect(await refused({ sign: 'plus' })).toMatchObject({ fields: [{ path: 'sign' }] })
    expect((await refused({ relTime: '12 juin 2023' })).code).toBe('request_invalid')
    expect((await refused({ contrastWith: ['unknown-id'] })).code).toBe('not_found')
  })

  test('two views are linked from either side, and both stay', async () => {
    const one = named(draft, 'Tout passe').id
    const other = named(draft, 'Plus personne').id
    const linked = (await put(one, { contrastWith: [other] })).json<CaseDraftView>()
    expect(linked.contrasts).toMatchObject([{ linked: true }])
    expect(named(linked, 'Plus personne').contrastWith).toEqual([one])
  })

  test('a statement moves one place in its section', async () => {
    const order = (view: CaseDraftView) =>
      view.sections.find(({ id }) => id === 'effects')?.statements.map(({ id }) => id) ?? []
    const [first = '', second = '', third = ''] = order(await read())
    expect(order((await put(first, { move: 'down' })).json<CaseDraftView>())).toEqual([second, first, third])
    expect(order((await put(first, { move: 'up' })).json<CaseDraftView>())).toEqual([first, second, third])
  })

  test('the notes of a statement lie in the picture of their snapshot, whose own units they are in', async () => {
    const { id, source } = named(draft, 'Plus personne')
    const url = `/api/cases/${draft.id}/statements/${id}/sources`
    const { snapshots } = (await stage.asEditor('GET', url)).json<StatementSources>()
    expect(snapshots).toMatchObject([
      {
        id: source.snapshotId,
        taken: { boardTitle: 'Effets, tous ensemble', name: 'Après la mise en œuvre' },
      },
    ])
    const [snapshot] = snapshots
    const [note] = snapshot?.notes ?? []
    expect(note).toMatchObject({ zone: expect.any(String), text: source.text })
    const svg = (await stage.asEditor('GET', `/api/snapshots/${source.snapshotId}.svg`)).body
    const { x, y, width, height } = snapshot?.picture ?? { x: 0, y: 0, width: 0, height: 0 }
    expect(svg).toContain(`viewBox="${x} ${y} ${width} ${height}"`)
    const place = note?.place
    expect(place).toBeTruthy()
    // the drawing puts a note where its rectangle is said to be
    expect(svg).toContain(`translate(${place?.x} ${place?.y})`)
    expect(
      (await stage.asEditor('GET', `/api/cases/${draft.id}/statements/unknown-id/sources`)).statusCode,
    ).toBe(404)
  })

  test('M9 of a snapshot that is no longer offered only the words are left: neither picture nor board, name or moment', async () => {
    const { db } = stage.server.context
    const { id, source } = named(draft, 'Plus personne')
    await db.updateTable('snapshot').set({ offered: 0 }).where('id', '=', source.snapshotId).execute()
    const { snapshots } = (
      await stage.asEditor('GET', `/api/cases/${draft.id}/statements/${id}/sources`)
    ).json<StatementSources>()
    expect(snapshots).toMatchObject([
      { taken: null, picture: null, notes: [{ text: source.text, place: null }] },
    ])
    await db.updateTable('snapshot').set({ offered: 1 }).where('id', '=', source.snapshotId).execute()
  })

  test('a case that somebody may not know of is refused without being read, as one that does not exist', async () => {
    const { server, made, asEditor } = stage
    const { db } = server.context
    const funder = await createPerson(server.context, { name: 'Financeur' })
    await grant(server.context, funder.personId, 'funder', 'cohort', made.cohortId)
    const before = await db
      .selectFrom('case_draft')
      .select('draft')
      .where('id', '=', draft.id)
      .executeTakeFirstOrThrow()
    await db.updateTable('case_draft').set({ draft: 'unreadable' }).where('id', '=', draft.id).execute()
    const url = `/api/cases/${draft.id}`
    const [forbidden, absent] = await Promise.all(
      [url, '/api/cases/unknown-id'].map((path) => call(server, funder.cookie, 'GET', path)),
    )
    expect(forbidden?.statusCode).toBe(404)
    expect(forbidden?.body).toBe(absent?.body)
    expect((await asEditor('GET', url)).statusCode).toBe(500)
    await db.updateTable('case_draft').set(before).where('id', '=', draft.id).execute()
  })
})
