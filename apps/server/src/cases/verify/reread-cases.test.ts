import { canonicalJson } from '@tablee/board'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSyntheses, putSynthesis } from '../../library/synthesis-store.ts'
import { readRoster } from '../../publication/read-roster.ts'
import { contentHash } from '../../snapshots/read-snapshot-content.ts'
import { openSqliteStorage } from '../../testing/databases.ts'
import { type CaseStage, openCaseStage } from '../case-stage.ts'
import { startRereading } from './reread-cases.ts'

describe('a case that is public', () => {
  let stage: CaseStage
  let published: { caseId: string; slug: string }
  beforeAll(async () => {
    stage = await openCaseStage(await openSqliteStorage())
    published = await stage.publishedCase()
  })
  afterAll(() => stage.close())

  const foundSince = async () => {
    const draft = await stage.asEditor('GET', `/api/cases/${published.caseId}`)
    const list = await stage.asEditor('GET', `/api/cohorts/${stage.made.cohortId}/cases`)
    const { cases } = list.json<{ cases: { foundSince: string[] }[] }>()
    const { published: now } = draft.json<{ published: { foundSince: string[] } }>()
    expect(cases[0]?.foundSince).toEqual(now.foundSince)
    return now.foundSince
  }
  const readWith = async () => {
    const { db } = stage.server.context
    return (await db.selectFrom('case_publication').select('read_with').executeTakeFirstOrThrow()).read_with
  }

  test('is read again when the roster grows, and the team is told; nobody else is', async () => {
    const { asEditor, asNobody, made, server } = stage
    const { rereading } = server.context
    await rereading.look()
    expect(await foundSince()).toEqual([])
    const before = await readWith()
    // words of the case: now they are a name
    await asEditor('POST', `/api/cohorts/${made.cohortId}/roster`, { kind: 'product', name: 'Vingt mots' })
    await rereading.look()
    expect(await readWith()).not.toBe(before)
    expect(await foundSince()).toEqual(['PRODUCT'])
    const page = await asNobody(`/cas/${published.slug}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('/verification.json')
    expect(server.logged()).not.toMatch(/vingt mots/i)
  })

  test('is read again when the rules have another version', async () => {
    const { context } = stage.server
    const { suspects: _, ...names } = await readRoster(context, context.db, stage.made.cohortId)
    const first = contentHash(canonicalJson({ rules: 1, names }))
    await context.db.updateTable('case_publication').set({ read_with: first, found_since: '[]' }).execute()
    await context.rereading.look()
    expect(await readWith()).not.toBe(first)
    expect(await foundSince()).toEqual(['PRODUCT'])
  })

  test('stays as it was read while another key reads no names', async () => {
    const { app, context, logged } = stage.server
    const before = await readWith()
    await context.db.updateTable('case_publication').set({ read_with: 'other names' }).execute()
    const config = { ...context.config, secretKey: 'another-secret-of-another-instance-0123' }
    const rereading = startRereading({ ...context, config }, app.log)
    await rereading.look()
    await rereading.close()
    expect(await readWith()).toBe('other names')
    expect(logged()).not.toContain('could not be read again')
    await context.rereading.look()
    expect(await readWith()).toBe(before)
    expect(await foundSince()).toEqual(['PRODUCT'])
  })

  test('one that cannot be read keeps nothing else from being read again', async () => {
    const { context, logged } = stage.server
    const { db } = context
    const draft = () => db.updateTable('case_draft').where('id', '=', published.caseId)
    const kept = await db
      .selectFrom('case_draft')
      .select('draft')
      .where('id', '=', published.caseId)
      .executeTakeFirstOrThrow()
    await draft().set({ draft: 'no draft' }).execute()
    await db.updateTable('case_publication').set({ read_with: 'other names' }).execute()
    const at = new Date(context.now()).toISOString()
    const synthesis = {
      stake: 'en_changement',
      lang: 'fr',
      bullets: ['Former avant.'],
      readWith: '',
      at,
    } as const
    await db.transaction().execute((transaction) => putSynthesis(transaction, synthesis))
    await context.rereading.look()
    expect(await readWith()).toBe('other names')
    expect(logged()).toContain('could not be read again')
    expect((await listSyntheses(db)).map((one) => one.readWith)).not.toContain('')
    await draft().set(kept).execute()
    await context.rereading.look()
    expect(await readWith()).not.toBe('other names')
  })

  test('keeps nothing of it once it is withdrawn', async () => {
    const { asPublisher, server } = stage
    const { db } = server.context
    expect(await db.selectFrom('case_artefact').selectAll().execute()).toHaveLength(6)
    await asPublisher('POST', `/api/cases/${published.caseId}/withdraw`)
    expect(await db.selectFrom('case_artefact').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('file_purge').selectAll().execute()).toEqual([])
    expect(await readWith()).toBe('')
    await server.context.rereading.look()
    expect(await readWith()).toBe('')
  })
})
