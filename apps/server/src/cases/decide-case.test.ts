import { REQUIRED_SECTIONS } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approveAll } from '../consents/testing.ts'
import { erasing } from '../db/erasing.ts'
import { emptyDraft, findCase, updateCase } from '../publication/draft-store.ts'
import { openSqliteStorage } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { answerAll } from './checks/testing.ts'
import { decideAll } from './testing.ts'

describe('deciding on a draft', () => {
  let stage: CaseStage
  beforeAll(async () => {
    stage = await openCaseStage(await openSqliteStorage())
  })
  afterAll(() => stage?.close())

  test('S3.13 a draft stands under the outline with its findings, and says which required parts are missing', async () => {
    const { draftCase } = stage
    const draft = await draftCase()
    const organisation = draft.sections
      .find(({ id }) => id === 'organisation')
      ?.statements.find(({ text }) => text.startsWith('Les Ateliers'))
    expect(organisation?.findings.map(({ kind, text }) => `${kind} ${text}`)).toEqual(
      expect.arrayContaining([
        'ORG Les Ateliers du Quai ASBL',
        'BCE BE 0123.456.749',
        'ADDR quai des Ardennes 27 bte 3, 4020 Liège',
        'COUNT 38 travailleurs dont 22 en insertion',
        'COUNT 2 magasins',
      ]),
    )
    expect(organisation?.findings[0]?.proposal).toEqual({
      action: 'replace',
      replacement: 'Rive Nouvelle',
    })
    expect(draft.obstacles.map(({ code }) => code)).toEqual([
      'case_statements_undecided',
      'case_sections_missing',
      'case_links_open',
      'case_population_unanswered',
      'case_consent_missing',
      'case_second_reader_missing',
    ])
    const missing = draft.obstacles.find(({ code }) => code === 'case_sections_missing')
    expect(missing?.sections).toEqual(REQUIRED_SECTIONS)
    expect(draft.sections.filter(({ required }) => required).map(({ id }) => id)).toEqual(REQUIRED_SECTIONS)
  })

  test('a name that a rewording or a replacement brings back is refused, without being quoted', async () => {
    const { server, asEditor, asPublisher, asNobody, draftCase, keptPictures } = stage
    const draft = await draftCase()
    await decideAll(server, draft.id)
    const statement = draft.sections
      .find(({ id }) => id === 'obstacles')
      ?.statements.find(({ text }) => text.includes('Fabienne'))
    const key = statement?.findings[0]?.key
    await asEditor('PUT', `/api/cases/${draft.id}/findings`, {
      statementId: statement?.id,
      findingKey: key,
      decision: { action: 'replace', replacement: 'Mehmet' },
    })
    await approveAll(server.context, draft.id)
    const answer = await asPublisher('POST', `/api/cases/${draft.id}/publish`)
    expect(answer.statusCode).toBe(409)
    const { error } = answer.json<{ error: { code: string; details: Record<string, string[]> } }>()
    expect(error.code).toBe('case_residue_found')
    expect(error.details['kinds']).toContain('PER')
    // with its sentence, and every file that says it
    expect(error.details['statementIds']).toEqual([statement?.id])
    const files = new Set(error.details['artefacts']?.map((name) => name.split('#')[0]))
    for (const name of ['case.fr.html', 'case.json', 'case.pdf', 'case.docx', 'picture.svg'])
      expect(files).toContain(name)
    expect(answer.body).not.toMatch(/Mehmet|Fabienne/)
    // and nothing of it is public, or lies on the disk
    expect(await keptPictures()).toEqual([])
    expect((await asNobody('/cas/rive-nouvelle.pdf')).statusCode).toBe(404)
    expect(server.logged()).not.toMatch(/Mehmet|Fabienne|Rive Nouvelle/)
  })

  test('a reworded statement opens its findings again', async () => {
    const { server, asEditor, draftCase } = stage
    const draft = await draftCase()
    await decideAll(server, draft.id)
    const [statement] = draft.sections.find(({ id }) => id === 'pooling')?.statements ?? []
    const changed = (
      await asEditor('PUT', `/api/cases/${draft.id}/statements/${statement?.id}`, {
        decision: 'reworded',
        text: 'Nous partageons un module avec Récup’Famenne.',
      })
    ).json<CaseDraftView>()
    expect(changed.obstacles).toMatchObject([
      { code: 'case_findings_undecided', statementIds: [statement?.id] },
      { code: 'case_consent_missing' },
      { code: 'case_second_reader_missing' },
    ])
  })

  test('agreement is to one text: a changed comma, name, tag or decision undoes it, the same text has it again', async () => {
    const { server, asEditor, asPublisher, draftCase } = stage
    const { id } = await draftCase()
    await decideAll(server, id)
    const read = async () => (await asEditor('GET', `/api/cases/${id}`)).json<CaseDraftView>()
    const draft = await read()
    const isAgreed = async () => (await read()).obstacles.length === 0
    expect(await isAgreed()).toBe(true)
    const url = `/api/cases/${id}`
    const statement = draft.sections
      .flatMap(({ statements }) => statements)
      .find(({ findings }) => findings.length === 0)
    const text = `${statement?.text},`
    await asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'reworded', text })
    expect((await read()).obstacles.map(({ code }) => code)).toEqual([
      'case_consent_missing',
      'case_second_reader_missing',
    ])
    expect((await asPublisher('POST', `${url}/publish`)).json()).toMatchObject({
      error: { code: 'case_consent_missing' },
    })
    await asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'kept' })
    expect(await isAgreed()).toBe(true)
    const named = draft.sections
      .flatMap(({ statements }) => statements)
      .find(({ findings }) => findings.length > 0)
    for (const change of [
      () => asEditor('PATCH', url, { publicName: 'Autre rive' }),
      () => asEditor('PATCH', url, { tags: { ...draft.tags, sector: ['reemploi'] } }),
      () =>
        asEditor('PUT', `${url}/findings`, {
          statementId: named?.id,
          findingKey: named?.findings[0]?.key,
          decision: { action: 'replace', replacement: 'la structure' },
        }),
    ]) {
      await decideAll(server, id)
      expect(await isAgreed()).toBe(true)
      expect((await change()).statusCode).toBe(200)
      expect(await isAgreed()).toBe(false)
    }
  })

  test('what was read of a draft before its words were erased does not bring them back', async () => {
    const { server, draftCase } = stage
    const { context } = server
    const { id } = await draftCase('Effacée')
    const before = await findCase(context, context.db, id)
    if (before === null) throw new Error('the draft was just made')
    await erasing(context.db, context.dialect, (transaction) => emptyDraft(transaction, id))
    expect(await updateCase(context, context.db, before)).toBe(false)
    expect(JSON.stringify((await findCase(context, context.db, id))?.draft)).not.toContain('Fabienne')
  })

  test('bad input names its field', async () => {
    const { asEditor, asNobody, draftCase } = stage
    const draft = await draftCase()
    const [statement] = draft.sections.flatMap(({ statements }) => statements)
    const url = `/api/cases/${draft.id}`
    const problem = async (answer: ReturnType<typeof asEditor>) =>
      (await answer).json<{ error: { code: string; fields?: { path: string }[] } }>().error
    expect(await problem(asEditor('PATCH', url, { tags: { sector: ['unknown'] } }))).toMatchObject({
      code: 'request_invalid',
      fields: [{ path: 'tags.sector' }],
    })
    expect(
      await problem(asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'reworded' })),
    ).toMatchObject({
      fields: [{ path: 'text' }],
    })
    expect(
      await problem(
        asEditor('PUT', `${url}/statements/${statement?.id}`, { decision: 'kept', section: 'nowhere' }),
      ),
    ).toMatchObject({
      fields: [{ path: 'section' }],
    })
    expect((await asEditor('PUT', `${url}/statements/unknown-id`, { decision: 'kept' })).statusCode).toBe(404)
    expect((await asNobody('/cas/unknown')).statusCode).toBe(404)
    expect((await asNobody('/cas/unknown?lang=xx')).headers['content-type']).toContain('text/html')
  })

  test('publishing is refused step by step until everything is decided', async () => {
    const { server, asEditor, asPublisher, draftCase } = stage
    const draft = await draftCase()
    const refusal = async () => {
      const answer = await asPublisher('POST', `/api/cases/${draft.id}/publish`)
      return { status: answer.statusCode, code: answer.json<{ error: { code: string } }>().error.code }
    }
    expect(await refusal()).toEqual({ status: 409, code: 'case_statements_undecided' })
    for (const { id } of draft.sections.flatMap(({ statements }) => statements)) {
      await asEditor('PUT', `/api/cases/${draft.id}/statements/${id}`, { decision: 'kept' })
    }
    expect(await refusal()).toEqual({ status: 409, code: 'case_findings_undecided' })
    let decided = (await asEditor('GET', `/api/cases/${draft.id}`)).json<CaseDraftView>()
    const open = () =>
      decided.sections
        .flatMap(({ statements }) =>
          statements.flatMap(({ id, findings }) => findings.map((finding) => ({ id, ...finding }))),
        )
        .find(({ decision }) => decision.action === 'undecided')
    for (let finding = open(); finding; finding = open()) {
      const { action, replacement } = finding.proposal
      const answer = await asEditor('PUT', `/api/cases/${draft.id}/findings`, {
        statementId: finding.id,
        findingKey: finding.key,
        decision: action === 'remove' ? { action } : { action, replacement },
        everywhere: true,
      })
      expect(answer.statusCode).toBe(200)
      decided = answer.json<CaseDraftView>()
    }
    expect(decided.obstacles.map(({ code }) => code)).toEqual([
      'case_quote_unagreed',
      'case_links_open',
      'case_population_unanswered',
      'case_consent_missing',
      'case_second_reader_missing',
    ])
    expect(await refusal()).toEqual({ status: 409, code: 'case_quote_unagreed' })
    await answerAll(stage.server, draft.id)
    const [inspiration] = decided.sections
      .filter(({ id }) => id === 'inspirations')
      .flatMap(({ statements }) => statements)
    for (const { id } of decided.sections.find(({ id }) => id === 'inspirations')?.statements ?? []) {
      await asEditor('PUT', `/api/cases/${draft.id}/statements/${id}`, { decision: 'dropped' })
    }
    expect(await refusal()).toEqual({ status: 409, code: 'case_sections_missing' })
    await asEditor('PUT', `/api/cases/${draft.id}/statements/${inspiration?.id}`, { decision: 'kept' })
    expect(await refusal()).toEqual({ status: 409, code: 'case_consent_missing' })
    await approveAll(server.context, draft.id)
    expect((await asPublisher('POST', `/api/cases/${draft.id}/publish`)).statusCode).toBe(200)
  })
})
