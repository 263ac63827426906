import type { PublishedCase } from '@tablee/cases'
import type { CaseDraftView } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseStage, openCaseStage } from '../cases/case-stage.ts'
import { decideAll } from '../cases/testing.ts'
import { cleanPages } from '../erasure/clean-pages.ts'
import { cleanPostgres } from '../erasure/clean-postgres.ts'
import { findBytesInFolder, findInFolder, folderOfPostgres } from '../erasure/testing.ts'
import { insertFormerNames } from '../publication/roster-store.ts'
import { sealDrafts } from '../publication/seal-drafts.ts'
import { DATABASES, type TestStorage } from '../testing/databases.ts'
import { openDecisions } from './case-decisions.ts'
import { eraseFromVaults, readVault } from './case-vault.ts'
import { startVaultExpiry, VAULT_DAYS } from './expire-vaults.ts'
import { sealDraftNames } from './seal-draft-names.ts'

const DAY_MS = 86_400_000

describe.each(DATABASES)('who is called what in a case, on $name', ({ open }) => {
  let storage: TestStorage
  let stage: CaseStage
  beforeAll(async () => {
    storage = await open()
    stage = await openCaseStage(storage)
    await stage.addVendor()
  })
  afterAll(() => stage.close())

  const draft = async (id: string) => (await stage.asEditor('GET', `/api/cases/${id}`)).json<CaseDraftView>()
  /** By the words of each name, what stands for it. */
  const called = ({ sections }: CaseDraftView) =>
    sections
      .flatMap(({ statements }) => statements.flatMap(({ findings }) => findings))
      .filter(({ layer, kind }) => layer === 'roster' && ['PER', 'ORG', 'PLACE', 'PRODUCT'].includes(kind))
      .map(({ text, proposal }) => `${text}: ${proposal.replacement}`)
  /** Without whose case it is: she has the public name. */
  const others = (names: readonly string[]) =>
    names.filter((name) => !name.startsWith('Les Ateliers du Quai'))
  const rowOf = async (id: string) =>
    (
      await stage.server.context.db
        .selectFrom('case_vault')
        .selectAll()
        .where('case_id', '=', id)
        .executeTakeFirst()
    )?.sealed
  const touch = (id: string) =>
    stage.asEditor('PATCH', `/api/cases/${id}`, { publicName: `Rive ${id.slice(0, 4)}` })
  /** Where the database's files are, with all of it in them. */
  const folder = async () =>
    storage.databaseUrl === null
      ? storage.dataDir
      : folderOfPostgres({ databaseUrl: storage.databaseUrl, dataDir: storage.dataDir })
  const pages = () => stage.server.context.db.selectFrom('erasure').where('kind', '=', 'pages')
  const pagesAsked = async () => (await pages().select('id').execute()).length
  /** On SQLite the server may have written the files anew by itself already, and have nothing to be asked for any more. */
  const expectAsked = async () => {
    if (storage.databaseUrl !== null) expect(await pagesAsked()).toBe(1)
  }
  const forgetAsked = () =>
    stage.server.context.db.deleteFrom('erasure').where('kind', '=', 'pages').execute()
  /** Has the files written anew: as the server does by itself, and on PostgreSQL whoever runs it. */
  const clean = async () => {
    const { context } = stage.server
    if (storage.databaseUrl === null) expect(await cleanPages(context)).toBe('clean')
    else await cleanPostgres(context.db)
  }
  const inDraft = async (id: string) => {
    const { draft: text } = await stage.server.context.db
      .selectFrom('case_draft')
      .select('draft')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return (JSON.parse(text) as { pseudonyms: object }).pseudonyms
  }

  test('R33 is sealed apart from its text, the same each time it is read, and opens with the instance’s key alone', async () => {
    const { context } = stage.server
    const first = await stage.draftCase()
    const names = called(first)
    expect(names).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Fabienne: \[personne [A-E]\]$/),
        'Herstal: [site A]',
        'l’abbé Marcel Hennuy: [CA]',
      ]),
    )
    expect(called(await draft(first.id))).toEqual(names)
    await touch(first.id)
    expect(called(await draft(first.id))).toEqual(
      names.map((name) => name.replace('Rive Nouvelle', `Rive ${first.id.slice(0, 4)}`)),
    )
    expect(await inDraft(first.id)).toEqual({})
    const sealed = Buffer.from((await rowOf(first.id)) ?? []).toString('latin1')
    expect(sealed.length).toBeGreaterThan(100)
    expect(sealed).not.toMatch(/personne|\[CA\]|site|PER:|PLACE/)
    const { pseudonyms } = await readVault(context, context.db, first.id)
    expect(Object.values(pseudonyms)).toEqual(expect.arrayContaining(['[CA]', '[site A]']))
    const stolen = { config: { ...context.config, secretKey: 'another-secret-of-another-instance-0123' } }
    expect((await readVault(stolen, context.db, first.id)).pseudonyms).toEqual({})
  })

  test('R33 is erased with the publication, and nobody is named again', async () => {
    const { id } = await stage.draftCase('Rive Publique')
    await decideAll(stage.server, id)
    const vault = Buffer.from((await rowOf(id)) ?? []).subarray(0, 40)
    expect(vault).toHaveLength(40)
    expect(await findBytesInFolder(await folder(), vault)).not.toEqual([])
    await forgetAsked()
    const published = await stage.asPublisher('POST', `/api/cases/${id}/publish`)
    expect(published.statusCode, published.body).toBe(200)
    expect(await rowOf(id)).toBeUndefined()
    await expectAsked()
    await clean()
    expect(await findBytesInFolder(await folder(), vault)).toEqual([])
    // neither is anybody named in the draft: neither by the boards' words nor by what was decided about them
    expect(others(called(await draft(id)))).toEqual([])
    const row = await stage.server.context.db
      .selectFrom('case_draft')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toMatch(/Fabienne|BytesVerts|Herstal|Hennuy|Dubreucq/)
    const left = openDecisions(stage.server.context, id, row.decisions)
    expect(Object.values(left).every(({ action }) => action === 'keep')).toBe(true)
    // what the team reads is what everybody reads
    const { slug } = published.json<{ slug: string }>()
    const read = (await stage.asNobody(`/cas/${slug}.json`)).json<PublishedCase>()
    const words = (sections: readonly { statements: readonly { text: string }[] }[]) =>
      sections.flatMap(({ statements }) => statements.map(({ text }) => text)).sort()
    expect(words((await draft(id)).sections)).toEqual(words(read.sections))
    expect(await rowOf(id)).toBeUndefined()
    await stage.asPublisher('POST', `/api/cases/${id}/withdraw`)
  })

  test('R33 is erased when nobody has touched the case for long, and only then', async () => {
    const { context, app } = stage.server
    const resting = await stage.draftCase('Rive Dormante')
    const vault = Buffer.from((await rowOf(resting.id)) ?? []).subarray(0, 40)
    expect(await findBytesInFolder(await folder(), vault)).not.toEqual([])
    await forgetAsked()
    const expiryAfter = async (days: number) => {
      const expiry = startVaultExpiry({ ...context, now: () => Date.now() + days * DAY_MS }, app.log)
      await expiry.look()
      await expiry.close()
    }
    await expiryAfter(VAULT_DAYS - 1)
    expect(await rowOf(resting.id)).toBeDefined()
    expect(await pagesAsked()).toBe(0)
    await expiryAfter(VAULT_DAYS + 1)
    expect(await rowOf(resting.id)).toBeUndefined()
    await expectAsked()
    if (storage.databaseUrl === null) {
      await clean()
      expect(await findBytesInFolder(await folder(), vault)).toEqual([])
    }
    // whoever takes it up again names people anew
    const named = called(await draft(resting.id))
    expect(named).toContainEqual(expect.stringMatching(/^Fabienne: \[personne [A-E]\]$/))
    await touch(resting.id)
    expect(await rowOf(resting.id)).toBeDefined()
    expect(others(called(await draft(resting.id)))).toEqual(others(named))
  })

  test('R33 names that are only looked for are sealed too: the data folder holds none of them', async () => {
    const { context } = stage.server
    const entry = { kind: 'person', name: 'Zénobie Quadrat', aliases: ['la Grande Zéno'], roleClass: 'DIR' }
    const url = `/api/cohorts/${stage.made.cohortId}/roster`
    expect((await stage.asEditor('POST', url, entry)).statusCode).toBe(201)
    const former = { kind: 'organisation', name: 'Théâtre du Quadrat', subjectId: null } as const
    await insertFormerNames(context, context.db, stage.made.cohortId, [former], context.now())
    const { entries } = (await stage.asEditor('GET', url)).json<{ entries: { name: string }[] }>()
    expect(entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Zénobie Quadrat', 'Théâtre du Quadrat']),
    )
    const place = await folder()
    // what is known to stand there is found: the search reads where they would be
    expect(await findInFolder(place, ['Les Ateliers du Quai'])).not.toEqual([])
    expect(await findInFolder(place, ['quadrat', 'grande zéno'])).toEqual([])
  })

  test('R33 what was decided is sealed as well, and those of a draft from before are sealed at a start', async () => {
    const { context } = stage.server
    const { id } = await stage.draftCase('Rive Scellée')
    await decideAll(stage.server, id)
    const keptRow = async () =>
      (
        await context.db
          .selectFrom('case_draft')
          .select('decisions')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).decisions
    const kept = await keptRow()
    expect(kept).not.toMatch(/replace|personne|\[CA\]|site A/)
    const decided = openDecisions(context, id, kept)
    expect(JSON.stringify(decided)).toContain('[site A]')
    const stolen = { config: { ...context.config, secretKey: 'another-secret-of-another-instance-0123' } }
    expect(openDecisions(stolen, id, kept)).toEqual({})
    // bound to its row
    expect(openDecisions(context, 'another-case', kept)).toEqual({})
    await context.db
      .updateTable('case_draft')
      .set({ decisions: JSON.stringify(decided) })
      .where('id', '=', id)
      .execute()
    await sealDrafts(context, context)
    expect(await keptRow()).not.toMatch(/replace|personne/)
    expect(openDecisions(context, id, await keptRow())).toEqual(decided)
  })

  test('R33 of a case that was public before, what was not read is forgotten, whatever is found in it by now', async () => {
    const { context } = stage.server
    const { db } = context
    const { id } = await stage.draftCase('Rive Antérieure')
    const tags = { sector: ['reemploi'], keywords: ['caisse de Fabienne', 'tri'] }
    expect((await stage.asEditor('PATCH', `/api/cases/${id}`, { tags })).statusCode).toBe(200)
    await decideAll(stage.server, id)
    const rowNow = () =>
      db.selectFrom('case_draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const before = await rowNow()
    const decided = Object.entries(openDecisions(context, id, before.decisions))
    const published = await stage.asPublisher('POST', `/api/cases/${id}/publish`)
    expect(published.statusCode, published.body).toBe(200)
    const { slug } = published.json<{ slug: string }>()
    const read = (await stage.asNobody(`/cas/${slug}.json`)).json<PublishedCase>()
    // by other rules other words are found: what was decided about them is lost
    const known = Object.fromEntries(decided.filter((_, at) => at % 3 === 0))
    await db
      .updateTable('case_draft')
      .set({ draft: before.draft, decisions: JSON.stringify(known) })
      .where('id', '=', id)
      .execute()
    const at = Date.parse('2031-05-06T07:08:09.000Z')
    await sealDrafts(context, { ...context, now: () => at })
    const row = await rowNow()
    expect(JSON.stringify(row)).not.toMatch(/Fabienne|BytesVerts|Herstal|Hennuy|Dubreucq/)
    const words = (sections: readonly { statements: readonly { text: string }[] }[]) =>
      sections.flatMap(({ statements }) => statements.map(({ text }) => text))
    const left = await draft(id)
    expect(words(left.sections).length).toBeGreaterThan(0)
    expect(words(read.sections)).toEqual(expect.arrayContaining(words(left.sections)))
    expect(left.publicName).toBe(read.meta.publicName)
    expect(left.tags).toEqual(read.meta.tags)
    // the pages that held it are to be written anew; on SQLite that may be over
    const asked = await pages().select('asked_at').execute()
    if (storage.databaseUrl !== null) expect(asked.map(({ asked_at }) => Date.parse(asked_at))).toContain(at)
    await stage.asPublisher('POST', `/api/cases/${id}/withdraw`)
  })

  test('R33 loses somebody with her erasure', async () => {
    const { context } = stage.server
    const { id } = await stage.draftCase('Rive Sans Elle')
    await touch(id)
    const { salt, pseudonyms } = await readVault(context, context.db, id)
    const keys = Object.keys(pseudonyms)
    const [, entityId = ''] = /^PER:([^+]+)$/.exec(keys.find((key) => /^PER:[^+]+$/.test(key)) ?? '') ?? []
    const kept = keys.filter((key) => !key.includes(entityId)).sort()
    expect(kept.length).toBeLessThan(keys.length)
    await eraseFromVaults(context, entityId)
    const left = await readVault(context, context.db, id)
    expect(left.salt).toBe(salt)
    expect(Object.keys(left.pseudonyms).sort()).toEqual(kept)
  })

  test('R33 what drafts held before there were vaults moves into one at a start, and is forgotten of what is public', async () => {
    const { context } = stage.server
    const { id } = await stage.draftCase('Rive Ancienne')
    const old = async (pseudonyms: object) => {
      const row = context.db.selectFrom('case_draft').select('draft').where('id', '=', id)
      const { draft: text } = await row.executeTakeFirstOrThrow()
      await context.db
        .updateTable('case_draft')
        .set({ draft: JSON.stringify({ ...(JSON.parse(text) as object), pseudonyms }) })
        .where('id', '=', id)
        .execute()
      await context.db.deleteFrom('case_vault').where('case_id', '=', id).execute()
    }
    await old({ 'PER:somebody': '[DIR]' })
    await sealDraftNames(context, context)
    expect(await inDraft(id)).toEqual({})
    expect(await readVault(context, context.db, id)).toEqual({
      salt: id,
      pseudonyms: { 'PER:somebody': '[DIR]' },
    })
  })
})
