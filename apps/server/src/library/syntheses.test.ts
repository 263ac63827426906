import type { Role, ScopeKind } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { createCohort } from '../cohorts/testing.ts'
import { markTextsChanged } from '../publication/library-revision.ts'
import { insertFormerNames } from '../publication/roster-store.ts'
import { type AskAs, askAs } from '../testing/ask-as.ts'
import { DATABASES, openSqliteStorage, type TestStorage } from '../testing/databases.ts'
import { openTestApp, type TestApp } from '../testing/open-test-app.ts'
import { rereadSyntheses } from './read-syntheses.ts'
import { putSynthesis } from './synthesis-store.ts'

const STAKE = 'en_changement'
const URL = `/api/library/syntheses/${STAKE}`
const BULLETS = ['Former avant de basculer.', 'Garder « une » personne de relais.']

describe.each(DATABASES)('what editors write of a stake, on $name', ({ open }) => {
  let storage: TestStorage
  let server: TestApp
  let other: TestApp
  let ask: AskAs
  let editor: string
  let cohort: Awaited<ReturnType<typeof createCohort>>
  beforeAll(async () => {
    storage = await open()
    server = await openTestApp(storage)
    // another process on the same database
    other = storage.databaseUrl === null ? server : await openTestApp(storage)
    ask = askAs(server)
    cohort = await createCohort(server.context, { organisations: ['Les Ateliers du Quai'] })
    editor = await personWith(['editor', 'programme', cohort.programmeId])
  })
  afterAll(async () => {
    if (other !== server) await other.close()
    await server.close()
    await storage.remove()
  })

  async function personWith(role: readonly [Role, ScopeKind, string]) {
    const { personId, cookie } = await createPerson(server.context, { name: 'Odile Rédac' })
    await grant(server.context, personId, ...role)
    return cookie
  }
  const put = (bullets: readonly string[], lang = 'fr', cookie: string | undefined = editor) =>
    ask('PUT', URL, cookie, { lang, bullets })
  const page = async (lang: string, on: TestApp = server, stake = STAKE) =>
    (await on.app.inject(`/cas/vues/enjeux?enjeu=${stake}&lang=${lang}`)).body

  test('stands above what cases recommend, for everybody at once, in the reader’s language or in another', async () => {
    for (const on of [server, other]) expect(await page('fr', on)).not.toContain('En synthèse')
    expect((await put(BULLETS)).status).toBe(200)
    for (const on of [server, other]) {
      expect(await page('fr', on)).toContain('<li>Former avant de basculer.</li>')
      expect(await page('fr', on)).toContain('«\u00a0une\u00a0»')
      expect(await page('fr', on, 'en_strategie')).not.toContain('Former avant')
      // nobody has written it in Dutch yet
      expect(await page('nl', on)).toMatch(/<h2>Samengevat<\/h2><ul lang="fr"><li>Former/)
    }
    await put(['Eerst opleiden.'], 'nl')
    expect(await page('nl')).toContain('<ul lang="nl"><li>Eerst opleiden.</li>')
    expect((await ask('GET', '/api/library/syntheses', editor)).body.syntheses).toEqual([
      { stake: STAKE, lang: 'fr', bullets: BULLETS, found: [] },
      { stake: STAKE, lang: 'nl', bullets: ['Eerst opleiden.'], found: [] },
    ])
    await put([])
    await put([], 'nl')
    for (const on of [server, other]) expect(await page('fr', on)).not.toContain('En synthèse')
  })

  test('names nobody: neither who is known to a cohort, nor what tells how to reach somebody', async () => {
    for (const [bullet, kind] of [
      ['Demander aux Ateliers du Quai.', 'ORG'],
      ['Appeler le 0470 12 34 56.', 'PHONE'],
      ['Voir Odile Rédac.', 'PER'],
    ] as const) {
      const refused = await put(['Former avant de basculer.', bullet])
      expect([refused.status, refused.code]).toEqual([409, 'synthesis_identifies'])
      expect(refused.body.error.details.kinds).toContain(kind)
      expect(JSON.stringify(refused.body)).not.toMatch(/Quai|0470|Odile/)
    }
    expect(await page('fr')).not.toContain('En synthèse')
    expect(server.logged()).not.toMatch(/Former avant|Quai|Odile/)
  })

  test('is read again at each start and with each new name: what was never read, or names somebody by now, is shown to nobody', async () => {
    const { db, rereading } = server.context
    const listed = async () => (await ask('GET', '/api/library/syntheses', editor)).body.syntheses
    await put(BULLETS)
    await put(['Voir « La Passerelle des Prés ».'], 'nl')
    // as a server from before these were read kept it
    await db.transaction().execute(async (transaction) => {
      await transaction.updateTable('stake_synthesis').set({ read_with: '' }).execute()
      await markTextsChanged(transaction)
    })
    for (const on of [server, other]) expect(await page('fr', on)).not.toContain('En synthèse')
    await rereadSyntheses(server.context, db)
    for (const on of [server, other]) expect(await page('fr', on)).toContain('Former avant de basculer')
    for (const on of [server, other]) expect(await page('nl', on)).toContain('Passerelle')

    await createCohort(server.context, { organisations: ['La Passerelle des Prés'] })
    await rereading.look()
    for (const on of [server, other]) {
      expect(await page('nl', on)).not.toContain('Passerelle')
      expect(await page('fr', on)).toContain('Former avant de basculer')
    }
    expect(await listed()).toMatchObject([{ found: [] }, { lang: 'nl', found: ['ORG'] }])
    // nobody is called so any more: who had that name is still told by it
    await db
      .updateTable('organisation')
      .set({ name: 'Ressourcerie Zinzolin' })
      .where('name', '=', 'La Passerelle des Prés')
      .execute()
    await rereading.look()
    for (const on of [server, other]) expect(await page('nl', on)).not.toContain('Passerelle')
    expect(await listed()).toMatchObject([{ found: [] }, { lang: 'nl', found: ['ORG'] }])
    expect(server.logged()).not.toContain('Passerelle')
    await put(['Eerst opleiden.'], 'nl')
    expect(await page('nl')).toContain('Eerst opleiden')
    await put([])
    await put([], 'nl')
    expect(await listed()).toEqual([])
  })

  test('is written by who edits or publishes for a programme or everywhere, and by nobody else', async () => {
    for (const role of [
      ['publisher', 'instance', 'instance'],
      ['publisher', 'programme', cohort.programmeId],
      ['editor', 'instance', 'instance'],
    ] as const)
      expect((await put(BULLETS, 'en', await personWith(role))).status).toBe(200)
    for (const role of [
      ['editor', 'cohort', cohort.cohortId],
      ['coach', 'programme', cohort.programmeId],
      ['admin', 'instance', 'instance'],
      ['funder', 'programme', cohort.programmeId],
      ['holder', 'organisation', cohort.organisationIds[0] ?? ''],
    ] as const) {
      const cookie = await personWith(role)
      expect((await put(['Volé.'], 'en', cookie)).code, role[0]).toBe('not_found')
      expect((await ask('GET', '/api/library/syntheses', cookie)).code, role[0]).toBe('not_found')
    }
    const unsigned = await server.app.inject({
      method: 'PUT',
      url: URL,
      payload: { lang: 'en', bullets: [] },
    })
    expect(unsigned.statusCode).toBe(401)
    expect(
      (await ask('PUT', '/api/library/syntheses/en_inconnu', editor, { lang: 'fr', bullets: [] })).code,
    ).toBe('not_found')
    expect(await page('en')).toContain('In short')
    expect(await page('en')).not.toContain('Volé')
  })
})

test('with another secret key a server starts: what was read stays, what was not is hidden, and nothing new is written', async () => {
  const storage = await openSqliteStorage()
  const first = await openTestApp(storage)
  const { db, now } = first.context
  const { cohortId } = await createCohort(first.context, { organisations: ['Les Ateliers du Quai'] })
  const former = { kind: 'organisation', name: 'Théâtre du Quadrat', subjectId: null } as const
  await insertFormerNames(first.context, db, cohortId, [former], now())
  const written = { stake: STAKE, at: new Date(now()).toISOString() }
  await db.transaction().execute(async (transaction) => {
    await putSynthesis(transaction, { ...written, lang: 'fr', bullets: BULLETS, readWith: 'other names' })
    await putSynthesis(transaction, { ...written, lang: 'nl', bullets: ['Eerst opleiden.'], readWith: '' })
  })
  await first.close()
  const server = await openTestApp(storage, {
    config: { secretKey: 'another-secret-of-another-instance-0123' },
  })
  onTestFinished(async () => {
    await server.close()
    await storage.remove()
  })
  const { body } = await server.app.inject(`/cas/vues/enjeux?enjeu=${STAKE}&lang=nl`)
  expect(body).toContain('Former avant de basculer')
  expect(body).not.toContain('Eerst opleiden')
  const { personId, cookie } = await createPerson(server.context, { name: 'Odile Rédac' })
  await grant(server.context, personId, 'editor', 'instance', 'instance')
  const refused = await askAs(server)('PUT', URL, cookie, { lang: 'nl', bullets: ['Eerst opleiden.'] })
  expect([refused.status, refused.code]).toEqual([409, 'roster_unreadable'])
})
