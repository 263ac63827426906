import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CaseApprovals,
  type CaseCheckView,
  type CaseDraftView,
  type ConsentAnswer,
  type ConsentView,
  caseTagsSchema,
  type Membership,
} from '@tablee/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { type CaseStage, openCaseStage } from '../cases/case-stage.ts'
import { answerAll } from '../cases/checks/testing.ts'
import { call, decideAll, decideDraft } from '../cases/testing.ts'
import { DATABASE_FILE } from '../db/open-read-only.ts'
import { purgeFiles } from '../publication/files/purge-files.ts'
import { listPurges } from '../publication/files/purge-store.ts'
import { markLibraryChanged } from '../publication/library-revision.ts'
import { isAddressTaken } from '../publication/publication-store.ts'
import { insertFormerNames } from '../publication/roster-store.ts'
import { slugKeyOf } from '../publication/slug-key.ts'
import { takeSnapshot } from '../snapshots/take-snapshot.ts'
import { DATABASES, testOnce } from '../testing/databases.ts'
import { boardConsent } from './board-consent.ts'
import { narrowPublications } from './narrow-publications.ts'
import { agreeInGeneral, answerAs, approveAll, TEST_SIGNER, TEST_YES } from './testing.ts'

/** Facets of a case that counts in every view. */
const TOLD = caseTagsSchema.parse({
  sector: ['reemploi'],
  orgType: ['asbl'],
  outcome: ['ou_deploye'],
  pooling: ['mu_echange'],
  funding: [{ source: 'fi_fonds_propres' }],
})

/** A sentence that no log and no row of a withdrawn case may hold. */
const PLANTED = 'Le zinzolin du hangar a surpris la nouvelle équipe'

describe.each(DATABASES)('consent on $name', ({ name, open }) => {
  // what is no race, and writes what the other tests write, is the same on both
  const told = testOnce(name)
  let stage: CaseStage
  let own = ''
  let partner = ''
  beforeAll(async () => {
    stage = await openCaseStage(await open())
    await stage.addVendor()
    const [first = '', second = ''] = stage.made.organisationIds
    own = first
    partner = second
  })
  afterAll(() => stage.close())

  const codeOf = (answer: { json(): unknown }) => (answer.json() as { error: { code: string } }).error.code
  const publish = (id: string) => stage.asPublisher('POST', `/api/cases/${id}/publish`)
  const draft = async (id: string) => (await stage.asEditor('GET', `/api/cases/${id}`)).json<CaseDraftView>()
  const approvals = async (id: string) =>
    (await stage.asEditor('GET', `/api/cases/${id}/approvals`)).json<CaseApprovals>()
  const obstaclesOf = async (id: string) => (await draft(id)).obstacles.map(({ code }) => code)
  let callers = 0
  /** Somebody without an account, each time from somewhere else: an address has only so many questions a minute. */
  const nobody = (url: string, payload: object, headers: Record<string, string> = {}) => {
    callers += 1
    const remoteAddress = `10.0.${Math.floor(callers / 200)}.${callers % 200}`
    return stage.server.app.inject({ method: 'POST', url, payload, headers, remoteAddress })
  }

  /** A link of an organisation: what is asked, and answering it. */
  async function linkOf(organisationId: string, caseId?: string) {
    const url = `/api/cohorts/${stage.made.cohortId}/organisations/${organisationId}/consent-links`
    const made = await stage.asEditor('POST', url, caseId === undefined ? {} : { caseId })
    expect(made.statusCode).toBe(200)
    const link = made.json<{ id: string; url: string }>()
    const token = new URL(link.url).hash.replace('#a=', '')
    const openIt = async () => (await nobody('/api/consents/open', { token })).json<ConsentView>()
    return {
      ...link,
      token,
      open: openIt,
      answer: async (answer: ConsentAnswer) =>
        nobody('/api/consents/state', { token, seen: (await openIt()).statement?.id ?? null, answer }),
    }
  }

  async function readAgain(id: string): Promise<void> {
    const { hash } = (await approvals(id)).reading
    const answer = await stage.asPublisher('PUT', `/api/cases/${id}/second-reading`, {
      textHash: hash,
      verdict: 'ok',
    })
    expect(answer.statusCode).toBe(200)
  }

  /** What an organisation reads: facets, sentences and what stands beside them, from top to bottom. */
  function wordsShown({ case: asked }: ConsentView): string[] {
    const { facts = [], blocks = [] } = asked?.text ?? {}
    return [
      ...facts.flatMap(({ label, values }) => [label, values.join(', ')]),
      ...blocks.flatMap(({ title, sections }) => [
        title,
        ...sections.flatMap((section) => [
          section.title,
          ...section.items.flatMap(({ before, text, marks, otherViews }) => [
            `${before === null ? '' : `${before} `}${text}${marks.length > 0 ? ` ${marks.join(' · ')}` : ''}${' Un autre regard'.repeat(otherViews.length)}`,
          ]),
        ]),
      ]),
    ].map((words) => words.replace(/\s+/g, ' '))
  }

  /** The same, read off the public page. */
  async function wordsOfPage(slug: string): Promise<string[]> {
    const page = (await stage.asNobody(`/cas/${slug}?lang=fr`)).body
    const plain = (markup: string) =>
      markup
        .replace(/<br>/g, '\n')
        .replace(/<[^>]+>/g, '')
        .replace(/&#39;/g, "'")
        .replace(/&quot;/g, '"')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
        .replace(/\s+/g, ' ')
        .trim()
    const facts = /<dl class="facts">(.*?)<\/dl>/s.exec(page)?.[1] ?? ''
    const body = /<div itemprop="articleBody">(.*?)<\/div>\s*<section class="picture"/s.exec(page)?.[1] ?? ''
    const parts = `${facts}${body}`.split(
      /(?=<(?:dt|dd|h2|h3|li|p)\b)|<\/(?:dt|dd|h2|h3)>|<ul class="under">/,
    )
    return parts.map(plain).filter((words) => words !== '')
  }

  /** How many answers an organisation gave to a question. */
  async function answersOf({ organisationId }: { organisationId: string }): Promise<number> {
    const rows = await stage.server.context.db
      .selectFrom('consent_statement')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('case_id', '=', '')
      .execute()
    return rows.length
  }

  async function decided(): Promise<string> {
    const { id } = await stage.draftCase()
    await decideDraft(stage.server, id)
    return id
  }

  test('C1 C3 S3.1 before the organisation’s statement the API answers 409, drafting included; its yes by link opens the way', async () => {
    const { server, made, asEditor } = stage
    const order = { cohortId: made.cohortId, snapshotIds: [made.snapshotId], publicName: 'Rive', lang: 'fr' }
    await server.context.db.deleteFrom('consent_statement').execute()
    const silent = await asEditor('POST', '/api/cases', order)
    expect([silent.statusCode, codeOf(silent)]).toEqual([409, 'consent_missing'])
    expect(silent.json()).toMatchObject({ error: { details: { organisationIds: [own] } } })
    await agreeInGeneral(
      server.context,
      { cohortId: made.cohortId, organisationIds: [own] },
      { state: 'co_refuse' },
    )
    expect(codeOf(await asEditor('POST', '/api/cases', order))).toBe('consent_refused')
    await agreeInGeneral(server.context, made)

    const id = await decided()
    await readAgain(id)
    const refused = await publish(id)
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'case_consent_missing'])
    expect(await obstaclesOf(id)).toEqual(['case_consent_missing'])

    const link = await linkOf(own, id)
    const asked = await link.open()
    expect(asked).toMatchObject({ statement: null, case: { status: 'draft', approved: false } })
    expect(JSON.stringify(asked.case?.text)).toContain('Supprimer le ré-encodage')
    const textHash = asked.case?.textHash ?? ''
    const given = await link.answer({ ...TEST_YES, textHash })
    expect(given.json()).toMatchObject({
      statement: { state: 'co_accorde', signer: TEST_SIGNER, way: 'link' },
      case: { approved: true },
    })
    expect(await obstaclesOf(id)).toEqual([])
    expect((await publish(id)).statusCode).toBe(200)
    // what was shown is what is read
    const { slug } = (await draft(id)).published ?? { slug: '' }
    expect(await wordsOfPage(slug)).toEqual(wordsShown(asked))
  })

  told('H2 an organisation that was moved to another group is asked for what it wrote before', async () => {
    const { server, made, asEditor } = stage
    const { context } = server
    const [first = '', second = '', third = ''] = made.organisationIds
    const coach = await createPerson(context, { name: 'Coach des groupes' })
    await grant(context, coach.personId, 'coach', 'cohort', made.cohortId)
    const asCoach = (method: Parameters<typeof call>[2], url: string, payload?: object) =>
      call(server, coach.cookie, method, url, payload)
    const workshop = await asCoach('POST', `/api/cohorts/${made.cohortId}/workshops`, {
      key: 'a-workshop-of-two-groups',
      title: 'Intervision',
      startsAt: '2026-03-12T09:00:00.000Z',
      minutes: 90,
      plenaryTemplateId: 'inter-debrief',
      groupTemplateId: 'inter-case-sheet',
      groups: [
        { name: 'Meuse', organisationIds: [first, second] },
        { name: 'Sambre', organisationIds: [third] },
      ],
    })
    expect(workshop.statusCode, workshop.body).toBe(201)
    const { id: workshopId, groups } = workshop.json<{
      id: string
      groups: { boardId: string; title: string }[]
    }>()
    const [meuse, sambre] = groups.map(({ boardId }) => boardId)
    await asCoach('PUT', `/api/workshops/${workshopId}/organisations/${first}`, { boardId: sambre })
    const { id: snapshotId } = await takeSnapshot(context, {
      board: { id: meuse ?? '', title: 'Meuse', cohortId: made.cohortId },
      personId: coach.personId,
      name: 'Fin',
      offered: true,
    })
    const order = { cohortId: made.cohortId, snapshotIds: [snapshotId], publicName: 'Meuse', lang: 'fr' }
    const place = { cohortId: made.cohortId, organisationId: first, caseId: null }
    await context.db
      .deleteFrom('consent_statement')
      .where('organisation_id', '=', first)
      .where('case_id', '=', '')
      .execute()
    const silent = await asEditor('POST', '/api/cases', order)
    expect(silent.json()).toMatchObject({
      error: { code: 'consent_missing', details: { organisationIds: [first] } },
    })
    await answerAs(context, place, TEST_YES)
    const drafted = await asEditor('POST', '/api/cases', order)
    expect(drafted.statusCode).toBe(201)
    const { organisation_ids } = await context.db
      .selectFrom('case_draft')
      .select('organisation_ids')
      .where('id', '=', drafted.json<{ id: string }>().id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(organisation_ids).sort()).toEqual([first, second].sort())
  })

  told('M1 a former name of the organisation is its name: under an assumed one it stays out', async () => {
    const { server, made, asEditor } = stage
    const { context } = server
    const former = { kind: 'organisation', name: 'Atelier Zébulon', subjectId: own } as const
    await insertFormerNames(context, context.db, made.cohortId, [former], context.now())
    const id = await decided()
    const [statement] = (await draft(id)).sections.flatMap(({ statements }) => statements)
    const url = `/api/cases/${id}/statements/${statement?.id}`
    await asEditor('PUT', url, { decision: 'reworded', text: 'L’Atelier Zébulon a changé de caisse.' })
    const found = (await draft(id)).sections
      .flatMap(({ statements }) => statements)
      .find((one) => one.id === statement?.id)?.findings
    await asEditor('PUT', `/api/cases/${id}/findings`, {
      statementId: statement?.id,
      findingKey: found?.find(({ text }) => text.includes('Zébulon'))?.key,
      decision: { action: 'keep', reason: 'un ancien nom' },
    })
    await approveAll(server.context, id)
    expect(await obstaclesOf(id)).toEqual(['consent_level_exceeded'])
    await context.db.deleteFrom('former_name').where('subject_id', '=', own).execute()
  })

  told('C2 S3.7 a partner that is named must agree too, with its name, or is no longer named', async () => {
    const { server, made, asEditor } = stage
    const id = await decided()
    await approveAll(server.context, id)
    const pooling = (await draft(id)).sections
      .flatMap(({ statements }) => statements)
      .find(({ text }) => text.includes('Récup’Famenne'))
    const finding = pooling?.findings.find(({ text }) => text.includes('Récup’Famenne'))
    const decide = (decision: object) =>
      asEditor('PUT', `/api/cases/${id}/findings`, {
        statementId: pooling?.id,
        findingKey: finding?.key,
        decision,
        everywhere: true,
      })
    expect((await decide({ action: 'keep', reason: 'le partenaire est connu' })).statusCode).toBe(200)
    await answerAll(server, id)
    // the editor says that the partner knows; the partner itself says so below
    const { links } = (await asEditor('GET', `/api/cases/${id}/check`)).json<CaseCheckView>()
    const { key } = links.find(({ isNameKept }) => isNameKept) ?? { key: '' }
    await asEditor('PATCH', `/api/cases/${id}/check`, { link: { key, answer: 'agreed' } })
    await approveAll(server.context, id)
    const refused = await publish(id)
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'case_consent_missing'])
    expect(refused.json()).toMatchObject({ error: { details: { organisationIds: [partner] } } })
    expect((await approvals(id)).organisations).toMatchObject([
      { part: 'own', approved: true },
      { organisationId: partner, part: 'partner', approved: false },
    ])

    const place = { cohortId: made.cohortId, organisationId: partner }
    const textHash = (await approvals(id)).textHash ?? ''
    await answerAs(server.context, { ...place, caseId: id }, { ...TEST_YES, textHash })
    // agreed, but under a borrowed name
    expect(codeOf(await publish(id))).toBe('consent_level_exceeded')
    const named = { ...TEST_YES, level: 'an_nominatif' } as const
    await answerAs(server.context, { ...place, caseId: null }, named)
    await answerAs(server.context, { ...place, caseId: id }, { ...named, textHash })
    expect(await obstaclesOf(id)).toEqual([])

    // what it lets others read it lets them read of this case too, and the answer that is shown says so
    await answerAs(server.context, { ...place, caseId: null }, { ...named, spread: 'cohort' })
    await approveAll(server.context, id)
    const answers = server.context.db.updateTable('consent_statement').where('case_id', '=', id)
    await answers.set({ spread: 'public' }).execute()
    const few = { statement: { spread: 'cohort' } }
    expect((await approvals(id)).organisations[0]).toMatchObject({ part: 'own', ...few })
    expect(await (await linkOf(own, id)).open()).toMatchObject(few)

    await answerAs(server.context, { ...place, caseId: null }, { state: 'co_retire' })
    expect(await obstaclesOf(id)).toEqual(['consent_refused'])
    await decide({ action: 'replace', replacement: '[organisation partenaire]' })
    expect((await approvals(id)).organisations).toMatchObject([{ part: 'own' }])
    await answerAs(server.context, { ...place, caseId: null }, TEST_YES)
  })

  told('C4 a level is kept to: figures only, and the own name', async () => {
    const { server, made } = stage
    const id = await decided()
    const place = { cohortId: made.cohortId, organisationId: own, caseId: null }
    await answerAs(server.context, place, { ...TEST_YES, level: 'an_agrege' })
    await approveAll(server.context, id)
    expect(codeOf(await publish(id))).toBe('consent_level_exceeded')
    await answerAs(server.context, place, TEST_YES)
    await stage.asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Les Ateliers du Quai' })
    const open = (await draft(id)).publicNameFindings[0]
    await stage.asEditor('PUT', `/api/cases/${id}/findings`, {
      statementId: 'publicName',
      findingKey: open?.key,
      decision: { action: 'keep', reason: 'elle le veut' },
    })
    await approveAll(server.context, id)
    expect(await obstaclesOf(id)).toEqual(['consent_level_exceeded'])
  })

  told(
    'C3 C5 S3.9 the second reader has not touched the draft; a changed comma after approval undoes it, and the reading',
    async () => {
      const { server, made, asEditor } = stage
      const id = await decided()
      const textHash = (await approvals(id)).textHash ?? ''
      await answerAs(
        server.context,
        { cohortId: made.cohortId, organisationId: own, caseId: id },
        { ...TEST_YES, textHash },
      )
      const reading = { textHash: (await approvals(id)).reading.hash, verdict: 'ok' }
      const byEditor = await asEditor('PUT', `/api/cases/${id}/second-reading`, reading)
      expect([byEditor.statusCode, codeOf(byEditor)]).toEqual([403, 'case_second_reader_same'])
      expect((await approvals(id)).reading).toMatchObject({ done: false, objected: false, mayRead: false })
      expect(codeOf(await publish(id))).toBe('case_second_reader_missing')
      await stage.asPublisher('PUT', `/api/cases/${id}/second-reading`, { ...reading, verdict: 'objection' })
      expect((await approvals(id)).reading).toMatchObject({ done: false, objected: true })
      await readAgain(id)
      expect(await obstaclesOf(id)).toEqual([])

      const statement = (await draft(id)).sections
        .flatMap(({ statements }) => statements)
        .find(({ findings }) => findings.length === 0)
      const text = `${statement?.text},`
      const url = `/api/cases/${id}/statements/${statement?.id}`
      await asEditor('PUT', url, { decision: 'reworded', text })
      expect(await obstaclesOf(id)).toEqual(['case_consent_missing', 'case_second_reader_missing'])
      const link = await linkOf(own, id)
      expect(await link.open()).toMatchObject({
        case: { approved: false },
        statement: { state: 'co_accorde' },
      })
      // a yes to what stood there before is no yes to this
      expect(codeOf(await link.answer({ ...TEST_YES, textHash }))).toBe('consent_text_changed')
      expect(codeOf(await stage.asPublisher('PUT', `/api/cases/${id}/second-reading`, reading))).toBe(
        'consent_text_changed',
      )
      await asEditor('PUT', url, { decision: 'kept' })
      expect(await obstaclesOf(id)).toEqual([])
      expect((await approvals(id)).organisations[0]?.outdated).toBe(false)
    },
  )

  told(
    'S3.10 a funder sees before publication nothing, and afterwards, byte for byte, what a stranger sees',
    async () => {
      const { server, made } = stage
      const funder = await createPerson(server.context, { name: 'Bailleuse' })
      await grant(server.context, funder.personId, 'funder', 'cohort', made.cohortId)
      await grant(server.context, funder.personId, 'funder', 'programme', made.programmeId)
      const asFunder = (url: string) => call(server, funder.cookie, 'GET', url)
      const lists = [
        ...[
          '/cas',
          '/cas.json',
          '/cas?q=brouillard',
          '/cas.atom',
          '/sitemap.xml',
          '/cas/tous.csv',
          '/cas/tous.json',
        ],
        ...['matrice', 'miroir', 'effets', 'couverture'].map((view) => `/cas/vues/${view}`),
        // her own: what she is told of the cohort that she pays for
        ...['/api/programmes', '/api/workshops', '/api/for-you', '/api/session', '/api/search?q=brouillard'],
      ]
      const read = (as: (url: string) => Promise<{ statusCode: number; body: string }>) =>
        Promise.all(
          lists.map(async (url) => {
            const { statusCode, body } = await as(url)
            return { url, statusCode, body }
          }),
        )
      const inPublic = (answers: Awaited<ReturnType<typeof read>>) =>
        answers.filter(({ url }) => !url.startsWith('/api/'))
      // before there is any such draft
      const without = await read(asFunder)
      const unknown = 'x'.repeat(22)
      const id = await decided()
      await stage.asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Brouillard Clair' })
      for (const path of ['', '/preview', '/approvals', '/log', '/check', '/boards']) {
        const real = await asFunder(`/api/cases/${id}${path}`)
        expect([real.statusCode, real.body]).toEqual([
          404,
          (await asFunder(`/api/cases/${unknown}${path}`)).body,
        ])
      }
      for (const list of ['cases', 'consents', 'roster'])
        expect((await asFunder(`/api/cohorts/${made.cohortId}/${list}`)).statusCode).toBe(404)
      const link = `/api/cohorts/${made.cohortId}/organisations/${own}/consent`
      expect((await asFunder(link)).statusCode).toBe(404)
      // in every state before its publication, all is as if it were not
      expect(await read(asFunder)).toEqual(without)
      await approveAll(server.context, id)
      expect(await read(asFunder)).toEqual(without)
      expect(inPublic(await read(stage.asNobody))).toEqual(inPublic(without))

      const { slug } = (await publish(id)).json<{ slug: string }>()
      const addresses = ['', '.json', '.svg', '.png'].map((end) => `/cas/${slug}${end}`)
      const inLists = lists.filter((url) => !url.startsWith('/api/'))
      for (const url of [...inLists, ...addresses, `/cas/comparer?cas=${slug}`]) {
        const [hers, theirs] = [await asFunder(url), await stage.asNobody(url)]
        expect([hers.statusCode, hers.body], url).toEqual([theirs.statusCode, theirs.body])
      }
      expect(JSON.stringify(inPublic(await read(asFunder)))).toContain('Brouillard Clair')
      expect((await asFunder(`/api/cases/${id}`)).statusCode).toBe(404)
      // ids are drawn: none tells how many there were before
      const { rows } = await sql<{ id: string }>`select id from case_draft`.execute(server.context.db)
      for (const row of rows) expect(row.id).toMatch(/^[\w-]{22}$/)
    },
  )

  test('C4 C8 a yes for few readers never becomes one for everybody: who agreed is asked anew', async () => {
    const { server, made, asEditor, asNobody, keptPictures } = stage
    const { db } = server.context
    const id = await decided()
    // a board that two of them wrote on
    await db
      .updateTable('case_draft')
      .set({ organisation_ids: JSON.stringify([own, partner]) })
      .where('id', '=', id)
      .execute()
    const generalOf = (organisationId: string, spread: 'cohort' | 'public') =>
      answerAs(
        server.context,
        { cohortId: made.cohortId, organisationId, caseId: null },
        { ...TEST_YES, spread },
      )
    await generalOf(partner, 'cohort')
    const [hers, theirs] = [await linkOf(own, id), await linkOf(partner, id)]
    const asked = (await hers.open()).case
    expect(asked?.spread).toBe('cohort')
    const yes = { ...TEST_YES, textHash: asked?.textHash ?? '' }
    // wider than what she is told: it would hold once the other one lets everybody read
    const wider = await hers.answer(yes)
    expect([wider.statusCode, codeOf(wider)]).toEqual([409, 'consent_text_changed'])
    for (const link of [hers, theirs])
      expect((await link.answer({ ...yes, spread: 'cohort' })).statusCode).toBe(200)
    // as it was kept once, whatever the form had said
    const everybody = { spread: 'public' } as const
    await db.updateTable('consent_statement').set(everybody).where('case_id', '=', id).execute()
    expect((await hers.open()).statement).toMatchObject({ spread: 'cohort' })
    await readAgain(id)
    await generalOf(partner, 'public')
    const given = { state: 'co_accorde', approved: true, statement: { spread: 'cohort' } }
    expect(await approvals(id)).toMatchObject({ spread: 'cohort', organisations: [given, given] })
    // asked anew she is told that everybody may read, and may say so
    expect((await hers.open()).case?.spread).toBe('public')
    expect((await hers.answer(yes)).statusCode).toBe(200)
    expect(await approvals(id)).toMatchObject({ spread: 'cohort' })
    expect(await obstaclesOf(id)).toEqual([])
    const { slug } = (await publish(id)).json<{ slug: string }>()
    expect((await draft(id)).published).toMatchObject({ spread: 'cohort' })
    expect((await asNobody(`/cas/${slug}`)).statusCode).toBe(404)
    // one that went to everybody by such answers is for those few again from the next start on, in every process
    const publicly = await decided()
    const pageOf = async (at: string) => (await asNobody(`/cas/${at}`)).statusCode
    await approveAll(server.context, publicly)
    const wide = (await publish(publicly)).json<{ slug: string }>().slug
    const kept = () =>
      db
        .selectFrom('case_publication')
        .select(['slug', 'document', 'document_id as documentId'])
        .where('case_id', '=', id)
        .executeTakeFirstOrThrow()
    const narrowedTo = async (context: Parameters<typeof narrowPublications>[1]) => {
      const before = await kept()
      const idsIn = ({ document }: typeof before) =>
        Array.from(document?.matchAll(/"(?:id|of)":"([a-z]{20})"/g) ?? [], ([, one]) => one)
      await narrowPublications(server.context, context)
      const after = await kept()
      // nobody guesses it from the former one, and no id leads from one to the other
      expect(after.slug).toMatch(/^rive-nouvelle-[a-z]{10}$/)
      expect(after.slug).not.toBe(before.slug)
      expect(idsIn(before).length).toBeGreaterThan(5)
      expect(idsIn(after)).toHaveLength(idsIn(before).length)
      expect(idsIn(after).filter((one) => idsIn(before).includes(one))).toEqual([])
      // its files say the former address, its report their sums
      const left = await db.selectFrom('case_artefact').select('document_id').execute()
      expect(left.map(({ document_id }) => document_id)).not.toContain(before.documentId)
      for (const gone of await listPurges(db, server.context.now())) await purgeFiles(server.context, gone)
      const files = await keptPictures()
      expect(files.filter((path) => path.startsWith(before.documentId))).toEqual([])
      return after.slug
    }
    // with another key nobody can be asked who is named: whose boards it rests on is known
    const config = { ...server.context.config, secretKey: 'another-secret-of-another-instance-0123' }
    let few = slug
    expect((await draft(publicly)).published).toMatchObject({ isVerified: true })
    expect((await keptPictures()).join()).toContain((await kept()).documentId)
    for (const [at, context, status] of [
      ['rive-nouvelle-abcd', { ...server.context, config }, 404],
      ['rive-nouvelle-efgh', server.context, 410],
    ] as const) {
      const published = await kept()
      const document = JSON.stringify({ ...JSON.parse(published.document ?? '{}'), slug: at })
      await db.transaction().execute(async (transaction) => {
        const told = { ...everybody, slug: at, document }
        await transaction.updateTable('case_publication').set(told).where('case_id', '=', id).execute()
        await markLibraryChanged(transaction, id)
      })
      expect([await pageOf(at), await pageOf(wide)]).toEqual([200, 200])
      few = await narrowedTo(context)
      // an address that another key forgot is found by that key alone
      expect([await pageOf(at), await pageOf(few), await pageOf(wide)]).toEqual([status, 404, 200])
    }
    const former = 'rive-nouvelle-efgh'
    for (const suffix of ['.json', '.pdf', '/verification.json'])
      expect(codeOf(await asNobody(`/cas/${former}${suffix}`)), suffix).toBe('case_withdrawn')
    const slugKey = slugKeyOf(server.context.config.secretKey, former)
    expect(await isAddressTaken(db, { slug: former, slugKey })).toBe(true)
    const there = (at: string) => asEditor('GET', `/api/library/reserves/${at}`)
    for (const suffix of ['', '.pdf']) expect((await there(former + suffix)).statusCode).toBe(404)
    expect((await there(few)).body).not.toContain('verification.json')
    expect((await draft(id)).published).toMatchObject({ isVerified: false })
    expect((await there(`${few}/verification.json`)).statusCode).toBe(404)
    // making it again takes seconds, and has nothing to do with the database
    if (name === 'sqlite') expect((await there(`${few}.pdf`)).statusCode).toBe(200)
    expect((await draft(id)).published).toMatchObject({ spread: 'cohort' })
    const { lines } = (await asEditor('GET', `/api/cases/${id}/log`)).json<{ lines: { act: string }[] }>()
    const narrowed = { who: null, facts: { spread: 'cohort', reason: 'start' } }
    expect(lines.filter(({ act }) => act === 'narrowed')).toMatchObject([narrowed, narrowed])
    await narrowPublications(server.context, server.context)
    expect((await asEditor('GET', `/api/cases/${id}/log`)).json()).toEqual({ lines })
    expect((await kept()).slug).toBe(few)
    // as it was left to few before it got an address of its own with it
    await db.updateTable('case_publication').set({ slug: former }).where('case_id', '=', id).execute()
    expect((await there(few)).statusCode).toBe(404)
    few = await narrowedTo(server.context)
    expect((await there(few)).statusCode).toBe(200)
    for (const one of [id, publicly]) await stage.asPublisher('POST', `/api/cases/${one}/withdraw`)
    expect((await asEditor('GET', `/api/cases/${id}`)).json()).toMatchObject({ status: 'withdrawn' })
    expect([await pageOf(former), (await there(few)).statusCode, await pageOf(few)]).toEqual([410, 410, 404])
  })

  told('C13 a forbidden case is refused without being read', async () => {
    const { server, made } = stage
    const id = await decided()
    const coach = await createPerson(server.context, { name: 'Coach' })
    await grant(server.context, coach.personId, 'coach', 'cohort', made.cohortId)
    const { draft: kept } = await server.context.db
      .selectFrom('case_draft')
      .select('draft')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const write = (text: string) =>
      server.context.db.updateTable('case_draft').set({ draft: text }).where('id', '=', id).execute()
    await write('unreadable')
    for (const path of ['', '/approvals', '/log', '/preview', '/check', '/boards'])
      expect((await call(server, coach.cookie, 'GET', `/api/cases/${id}${path}`)).statusCode).toBe(404)
    await write(kept)
  })

  test('C7 C8 S3.11 the organisation’s own link leaves a tombstone in the same request: page, JSON, picture, search, feed', async () => {
    const { server, made, asEditor, asNobody, keptPictures } = stage
    const pictures = await keptPictures()
    const listing = [
      ...['/cas', '/cas?q=zinzolin', '/cas?q=verte', '/cas.json', '/cas.atom', '/sitemap.xml'],
      ...['/cas/tous.csv', '/cas/tous.json'],
    ]
    // counts across cases, which hide what so few answer to: how they fall is told by `library.test.ts`
    const counting = [
      '/cas?sector=reemploi',
      ...['matrice', 'miroir', 'effets', 'couverture', 'mutualisation', 'financement'].map(
        (view) => `/cas/vues/${view}`,
      ),
    ]
    const lists = [...listing, ...counting]
    const readLists = () => Promise.all(lists.map(async (url) => ({ url, body: (await asNobody(url)).body })))
    const { id } = await stage.draftCase()
    const [statement] = (await draft(id)).sections.flatMap(({ statements }) => statements)
    await asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Brume Verte', tags: TOLD })
    await decideDraft(server, id)
    await asEditor('PUT', `/api/cases/${id}/statements/${statement?.id}`, {
      decision: 'reworded',
      text: PLANTED,
    })
    await approveAll(server.context, id)
    expect(
      await server.context.db.selectFrom('case_check').select('case_id').where('case_id', '=', id).execute(),
    ).toHaveLength(1)
    const unpublished = await readLists()
    expect((await publish(id)).json()).toMatchObject({ slug: 'brume-verte' })
    expect((await asNobody('/cas?q=zinzolin')).body).toContain('Brume Verte')
    const published = await readLists()
    for (const [at, { url, body }] of published.entries())
      if (listing.includes(url)) expect(body, url).not.toBe(unpublished[at]?.body)

    const link = await linkOf(own, id)
    expect(await link.open()).toMatchObject({ case: { status: 'published', path: '/cas/brume-verte' } })
    expect(codeOf(await link.answer(TEST_YES))).toBe('case_published')
    // a link that is too old to say yes takes back all the same
    await server.context.db
      .updateTable('consent_link')
      .set({ expires_at: '2020-01-01T00:00:00.000Z' })
      .execute()
    const taken = await link.answer({ state: 'co_retire' })
    expect(taken.json()).toMatchObject({ expired: true, case: { status: 'withdrawn', text: null } })

    for (const path of ['', '.json', '.svg', '.png']) {
      const gone = await asNobody(`/cas/brume-verte${path}`)
      expect(gone.statusCode).toBe(410)
      // neither the title, nor the address in its own links
      expect(gone.body).not.toMatch(/brume/i)
    }
    // search, feeds, tables and every count across cases are what they were before there was such a case
    expect(await readLists()).toEqual(unpublished)
    expect((await asNobody('/cas/comparer?cas=brume-verte&cas=rive-nouvelle')).body).not.toMatch(
      /brume.verte(?!&)|zinzolin du/i,
    )
    expect((await keptPictures()).sort()).toEqual(pictures.sort())
    expect(codeOf(await publish(id))).toBe('case_withdrawn')
    const rows = await Promise.all(
      (['case_publication', 'case_draft', 'case_log'] as const).map((table) =>
        server.context.db.selectFrom(table).selectAll().execute(),
      ),
    )
    expect(JSON.stringify(rows)).not.toMatch(/brume|zinzolin/i)
    const checks = server.context.db.selectFrom('case_check').select('case_id').where('case_id', '=', id)
    expect(await checks.execute()).toEqual([])
    if (name === 'sqlite') expect(await databaseBytes(server.context.config.dataDir)).not.toMatch(/zinzolin/i)
    // nothing is ever found at that address again
    const second = await decided()
    await asEditor('PATCH', `/api/cases/${second}`, { publicName: 'Brume Verte' })
    await approveAll(server.context, second)
    const { slug } = (await publish(second)).json<{ slug: string }>()
    expect(slug).toMatch(/^brume-verte-[a-z]{4}$/)

    // the general answer takes back every case of the organisation
    await answerAs(
      server.context,
      { cohortId: made.cohortId, organisationId: own, caseId: null },
      { state: 'co_retire' },
    )
    expect((await asNobody('/cas.json')).json()).toMatchObject({ cases: [] })
    await answerAs(server.context, { cohortId: made.cohortId, organisationId: own, caseId: null }, TEST_YES)
  })

  /** Everything that stands in SQLite's file once the log has been taken into it. */
  async function databaseBytes(dataDir: string): Promise<string> {
    await sql`pragma wal_checkpoint(truncate)`.execute(stage.server.context.db)
    const files = (await readdir(dataDir)).filter((file) => file.startsWith(DATABASE_FILE))
    expect(files).toContain(DATABASE_FILE)
    const contents = await Promise.all(files.map((file) => readFile(join(dataDir, file), 'latin1')))
    return contents.join('')
  }

  test('C1 C12 silence, an expired link, a revoked link and an unknown one are no', async () => {
    const { server, asEditor } = stage
    const id = await decided()
    const link = await linkOf(own, id)
    const { textHash } = await approvals(id)
    const yes = { ...TEST_YES, textHash: textHash ?? '' }
    await server.context.db
      .updateTable('consent_link')
      .set({ expires_at: '2020-01-01T00:00:00.000Z' })
      .where('id', '=', link.id)
      .execute()
    const state = (token: string) => nobody('/api/consents/state', { token, seen: null, answer: yes })
    expect(codeOf(await state(link.token))).toBe('consent_link_expired')
    expect(codeOf(await nobody('/api/consents/open', { token: link.token }))).toBe('consent_link_expired')
    const fresh = await linkOf(own, id)
    expect(fresh.url).not.toBe(link.url)
    expect((await asEditor('DELETE', `/api/consent-links/${fresh.id}`)).statusCode).toBe(200)
    expect(codeOf(await state(fresh.token))).toBe('consent_link_revoked')
    const forged = [`${link.id}.${'A'.repeat(22)}`, `${'x'.repeat(22)}.${'A'.repeat(22)}`, 'no token at all']
    const answers = await Promise.all(forged.map(state))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await obstaclesOf(id)).toContain('case_consent_missing')
  })

  told(
    'H1 who asks does not answer: not with the link that she made, not as the second reader, and no old link turns a no into a yes',
    async () => {
      const { server, asEditor } = stage
      const id = await decided()
      const link = await linkOf(own, id)
      const textHash = (await approvals(id)).textHash ?? ''
      const state = (answer: ConsentAnswer, seen: string | null, cookie?: string) =>
        nobody(
          '/api/consents/state',
          { token: link.token, seen, answer },
          cookie === undefined ? {} : { cookie },
        )
      const { cookie } = stage.made.editor
      for (const answer of [{ ...TEST_YES, textHash }, { state: 'co_retire' }] as const) {
        const refused = await state(answer, null, cookie)
        expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'consent_asker_answers'])
      }
      const opened = await nobody('/api/consents/open', { token: link.token }, { cookie })
      expect(opened.json()).toMatchObject({ isAsker: true })
      // the link is told once: no list has it
      const lists = await Promise.all([
        asEditor('GET', `/api/cohorts/${stage.made.cohortId}/consents`),
        asEditor('GET', `/api/cases/${id}/approvals`),
      ])
      expect(lists[1]?.body).toContain(link.id)
      for (const { body } of lists) {
        expect(body).not.toContain(link.token)
        expect(body).not.toContain('/accord')
      }
      // a publisher who makes the link to a case is not its second reader any more
      const maker = await createPerson(server.context, { name: 'Wilhelmina Quaedvlieg' })
      for (const role of ['editor', 'publisher'] as const)
        await grant(server.context, maker.personId, role, 'cohort', stage.made.cohortId)
      const asMaker = (method: Parameters<typeof call>[2], url: string, payload?: object) =>
        call(server, maker.cookie, method, url, payload)
      const reading = async () =>
        (await asMaker('GET', `/api/cases/${id}/approvals`)).json<CaseApprovals>().reading
      expect(await reading()).toMatchObject({ mayRead: true })
      const links = `/api/cohorts/${stage.made.cohortId}/organisations/${own}/consent-links`
      await asMaker('POST', links, { caseId: id })
      expect(await reading()).toMatchObject({ mayRead: false })
      const asReader = await asMaker('PUT', `/api/cases/${id}/second-reading`, {
        textHash: (await reading()).hash,
        verdict: 'ok',
      })
      expect(codeOf(asReader)).toBe('case_second_reader_same')
      // the link before says yes no more, and takes back all the same
      expect(codeOf(await state({ ...TEST_YES, textHash }, null))).toBe('consent_link_expired')
      const newer = await linkOf(own, id)
      expect((await newer.answer({ state: 'co_refuse' })).statusCode).toBe(200)
      expect(codeOf(await newer.answer({ ...TEST_YES, textHash }))).toBe('consent_link_expired')
      // whoever answers for the organisation reads who had made the link
      const holder = await createPerson(server.context, { name: 'Gontran Wauthelet' })
      await grant(server.context, holder.personId, 'holder', 'organisation', own)
      const general = await linkOf(own)
      await general.answer(TEST_YES)
      const told = await call(server, holder.cookie, 'GET', `/api/cohorts/${stage.made.cohortId}/consents`)
      expect(told.json()).toMatchObject({
        organisations: [{ statement: { way: 'link', linkBy: 'Odile Rédac' } }],
      })
    },
  )

  told(
    'C12 who asks says no yes by her account either, where she answers for an organisation as well',
    async () => {
      const { server, made } = stage
      const place = { cohortId: made.cohortId, organisationId: own, caseId: null }
      const before = await answersOf(place)
      const coach = await createPerson(server.context, { name: 'Clotilde Vandenbroucke' })
      await grant(server.context, coach.personId, 'coach', 'cohort', made.cohortId)
      await grant(server.context, coach.personId, 'holder', 'organisation', own)
      const url = `/api/cohorts/${made.cohortId}/organisations/${own}/consent`
      const seen = async () => (await call(server, coach.cookie, 'GET', url)).json<ConsentView>()
      expect(await seen()).toMatchObject({ isAsker: true, expired: false })
      const say = async (answer: ConsentAnswer) =>
        call(server, coach.cookie, 'PUT', url, { seen: (await seen()).statement?.id ?? null, answer })
      const refused = await say(TEST_YES)
      expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'consent_asker_answers'])
      expect(await answersOf(place)).toBe(before)
      // a no is never refused
      expect((await say({ state: 'co_retire' })).statusCode).toBe(200)
      expect(await answersOf(place)).toBe(before + 1)
      await answerAs(server.context, place, TEST_YES)
    },
  )

  test('S3.8 R112 a case that is to be in the figures only is counted by its tags, without a page, until its text changes or its organisation says no', async () => {
    const { server, made, asEditor, asPublisher, asNobody } = stage
    const { library, db } = server.context
    const place = { cohortId: made.cohortId, organisationId: own, caseId: null }
    const counted = async () => (await library.shelf()).counts.map(({ tags }) => tags)
    const count = (id: string) => asPublisher('POST', `/api/cases/${id}/count`)
    const figures = { ...TEST_YES, level: 'an_agrege' } as const
    const id = await decided()
    await asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Rive Comptée' })
    const [statement] = (await draft(id)).sections.flatMap(({ statements }) => statements)
    const url = `/api/cases/${id}/statements/${statement?.id}`
    await asEditor('PUT', url, { tags: ['fr_relationnel'] })
    await decideDraft(server, id)
    await approveAll(server.context, id)
    // not of one that may be told
    expect((await draft(id)).counting).toBeNull()
    expect(codeOf(await count(id))).toBe('case_count_unagreed')

    await answerAs(server.context, place, figures)
    // agreed in general, and not yet to this text: silence is no
    await asEditor('PUT', url, { tags: ['fr_relationnel', 'fr_cout'] })
    expect((await draft(id)).counting).toEqual({ counted: false, ready: false })
    const early = await count(id)
    expect([early.statusCode, codeOf(early)]).toEqual([409, 'case_count_unagreed'])
    await decideDraft(server, id)
    await approveAll(server.context, id, figures)
    expect((await draft(id)).counting).toEqual({ counted: false, ready: true })
    expect((await asEditor('POST', `/api/cases/${id}/count`)).statusCode).toBe(403)
    const before = (await asNobody('/cas.json')).body
    expect((await count(id)).statusCode).toBe(200)
    expect((await draft(id)).counting).toEqual({ counted: true, ready: true })
    expect(await counted()).toEqual([expect.arrayContaining(['fr_cout', 'fr_relationnel'])])
    // nowhere a page, a name or a word
    expect((await asNobody('/cas.json')).body).toBe(before)
    for (const path of ['/cas/rive-comptee', '/cas/rive-comptee.json'])
      expect((await asNobody(path)).statusCode).toBe(404)
    const row = await db.selectFrom('case_count').selectAll().where('case_id', '=', id).executeTakeFirst()
    expect(Object.keys(row ?? {}).sort()).toEqual(['case_id', 'tags', 'year'])

    // another text was not agreed to
    await asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Rive Recomptée' })
    expect(await counted()).toEqual([])
    await approveAll(server.context, id, figures)
    expect((await count(id)).statusCode).toBe(200)
    expect((await asPublisher('DELETE', `/api/cases/${id}/count`)).statusCode).toBe(200)
    expect(await counted()).toEqual([])
    await count(id)
    expect(await counted()).toHaveLength(1)
    // it may be told now, and can be taken out of the figures all the same
    await answerAs(server.context, place, TEST_YES)
    await approveAll(server.context, id)
    expect((await draft(id)).counting).toEqual({ counted: true, ready: false })
    await answerAs(server.context, { ...place, caseId: id }, { state: 'co_retire' })
    expect(await counted()).toEqual([])
    await answerAs(server.context, place, TEST_YES)
  })

  told(
    'C1 a draft is read by nobody while its organisation wants no case at all, and is there again after a new yes',
    async () => {
      const { server, made, asEditor, asPublisher } = stage
      const id = await decided()
      const place = { cohortId: made.cohortId, organisationId: own, caseId: null }
      await answerAs(server.context, place, { state: 'co_retire' })
      // nor by another organisation of the board
      await server.context.db
        .updateTable('case_draft')
        .set({ organisation_ids: JSON.stringify([own, partner]) })
        .where('id', '=', id)
        .execute()
      const theirs = await linkOf(partner, id)
      expect(await theirs.open()).toMatchObject({ case: { status: 'draft', text: null, textHash: null } })
      const reading = ['', '/preview', '/check', '/approvals'].map((path) => `/api/cases/${id}${path}`)
      for (const as of [asEditor, asPublisher])
        for (const url of reading) {
          const hidden = await as('GET', url)
          expect([hidden.statusCode, codeOf(hidden)], url).toEqual([409, 'consent_refused'])
          expect(hidden.body).not.toContain('Fabienne')
        }
      const changed = await asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Autre' })
      expect(codeOf(changed)).toBe('consent_refused')
      expect(codeOf(await publish(id))).toBe('consent_refused')
      await answerAs(server.context, place, TEST_YES)
      expect((await asEditor('GET', `/api/cases/${id}`)).body).toContain('Fabienne')
      expect((await theirs.open()).case?.text).not.toBeNull()
    },
  )

  told('H1 the same no again writes nothing', async () => {
    const id = await decided()
    const link = await linkOf(own, id)
    for (let time = 0; time < 3; time += 1)
      expect((await link.answer({ state: 'co_refuse' })).statusCode).toBe(200)
    const rows = stage.server.context.db
      .selectFrom('consent_statement')
      .select('id')
      .where('case_id', '=', id)
    expect(await rows.execute()).toHaveLength(1)
  })

  told('M2 a link shows the words of its own answer only, and an old one no draft', async () => {
    const { server, made } = stage
    const id = await decided()
    const link = await linkOf(own, id)
    const textHash = (await approvals(id)).textHash ?? ''
    const reserved: ConsentAnswer = {
      ...TEST_YES,
      state: 'co_reserves',
      topics: ['health'],
      reservation: PLANTED,
      textHash,
    }
    await link.answer(reserved)
    expect((await link.open()).statement).toMatchObject({ reservation: PLANTED, signer: TEST_SIGNER })
    const other = await linkOf(own, id)
    expect((await other.open()).statement).toMatchObject({
      state: 'co_reserves',
      topics: [],
      reservation: '',
      signer: null,
    })
    const expired = await link.open()
    expect(expired).toMatchObject({ expired: true, case: { text: null, textHash: null } })
    await answerAs(
      server.context,
      { cohortId: made.cohortId, organisationId: own, caseId: id },
      { state: 'co_refuse' },
    )
  })

  told(
    'B6 what is counted unsaid is agreed to: it is shown, changes the text that was approved, and can be taken back',
    async () => {
      const { server, asEditor } = stage
      const id = await decided()
      const [statement] = (await draft(id)).sections.flatMap(({ statements }) => statements)
      const url = `/api/cases/${id}/statements/${statement?.id}`
      await asEditor('PUT', url, { tags: ['fr_relationnel'] })
      await decideDraft(server, id)
      await approveAll(server.context, id)
      expect(await obstaclesOf(id)).toEqual([])
      const patch = (change: object) => asEditor('PATCH', `/api/cases/${id}/check`, change)
      await patch({ countOnly: { statementId: statement?.id, tag: 'fr_relationnel' } })
      expect(await obstaclesOf(id)).toEqual(['case_consent_missing', 'case_second_reader_missing'])
      const asked = await (await linkOf(own, id)).open()
      expect(asked.case?.text?.counted).toHaveLength(1)
      expect(JSON.stringify(asked.case?.text?.blocks)).not.toContain(asked.case?.text?.counted[0])
      expect((await patch({ countNoMore: 'fr_relationnel' })).statusCode).toBe(200)
      expect((await patch({ countNoMore: 'fr_relationnel' })).statusCode).toBe(404)
      await asEditor('PUT', url, { tags: ['fr_relationnel'] })
      expect(await obstaclesOf(id)).toEqual([])
      // what does not enter the case is counted for nothing
      await asEditor('PUT', url, { decision: 'dropped' })
      expect(
        (await patch({ countOnly: { statementId: statement?.id, tag: 'fr_relationnel' } })).statusCode,
      ).toBe(404)
    },
  )

  told('M11 the second reader reads why nobody would guess: another reason undoes her reading', async () => {
    const { asEditor } = stage
    const id = await decided()
    await readAgain(id)
    expect((await approvals(id)).reading).toMatchObject({
      done: true,
      reason: 'Il y en a beaucoup dans la région.',
    })
    const { about } = (await asEditor('GET', `/api/cases/${id}/check`)).json<CaseCheckView>()
    const population = { answer: 'many', about, reason: 'On n’en connaît pas le nombre.' }
    await asEditor('PATCH', `/api/cases/${id}/check`, { population })
    expect((await approvals(id)).reading).toMatchObject({ done: false })
  })

  told(
    'B1 a case under the organisation’s own name is no assumed name, and one under another is',
    async () => {
      const { server, made, asEditor, asNobody } = stage
      const { id } = await stage.draftCase()
      await asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Les Ateliers du Quai' })
      await decideDraft(server, id)
      const [finding] = (await draft(id)).publicNameFindings
      await asEditor('PUT', `/api/cases/${id}/findings`, {
        statementId: 'publicName',
        findingKey: finding?.key,
        decision: { action: 'keep', reason: 'elle le veut' },
      })
      const named = { ...TEST_YES, level: 'an_nominatif' } as const
      const place = { cohortId: made.cohortId, organisationId: own, caseId: null }
      await answerAs(server.context, place, named)
      await approveAll(server.context, id, named)
      const asked = await (await linkOf(own, id)).open()
      expect(asked.case?.text?.naming).toBeNull()
      await answerAs(server.context, place, TEST_YES)
      // under another name it says so, to the organisation and then to everybody
      await asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Rive Nouvelle' })
      await decideDraft(server, id)
      await approveAll(server.context, id)
      expect((await (await linkOf(own, id)).open()).case?.text?.naming).toBe('nom d’emprunt')
      const { slug } = (await publish(id)).json<{ slug: string }>()
      expect((await asNobody(`/cas/${slug}?lang=fr`)).body).toContain('nom d’emprunt')
    },
  )

  test('C10 words and signers are sealed; those that cannot be read any more are an obstacle, never silence', async () => {
    const { server, made } = stage
    const { db } = server.context
    const id = await decided()
    await approveAll(server.context, id)
    expect(await obstaclesOf(id)).toEqual([])
    const place = { cohortId: made.cohortId, organisationId: own, caseId: null }
    await answerAs(server.context, place, {
      ...TEST_YES,
      state: 'co_reserves',
      topics: [],
      reservation: PLANTED,
    })
    const rows = await db.selectFrom('consent_statement').selectAll().orderBy('position', 'desc').execute()
    for (const { sealed } of rows)
      expect(Buffer.from(sealed).toString('latin1')).not.toMatch(/zinzolin|Lenoir/)
    const [last, other] = rows.filter(
      ({ organisation_id, case_id }) => organisation_id === own && case_id === '',
    )
    const put = (sealed: Uint8Array) =>
      db
        .updateTable('consent_statement')
        .set({ sealed })
        .where('id', '=', last?.id ?? '')
        .execute()
    expect(await obstaclesOf(id)).toEqual([])
    await put(other?.sealed ?? Buffer.of())
    expect(await obstaclesOf(id)).toEqual(['case_consent_missing'])
    await put(last?.sealed ?? Buffer.of())
    expect(await obstaclesOf(id)).toEqual([])
    await answerAs(server.context, place, TEST_YES)
  })

  test('C11 C12 the log has no words: a planted sentence, a name and a token are in none of its rows and in no line of the server', async () => {
    const { server, made, asEditor } = stage
    const id = await decided()
    const link = await linkOf(own, id)
    const [statement] = (await draft(id)).sections.flatMap(({ statements }) => statements)
    await asEditor('PUT', `/api/cases/${id}/statements/${statement?.id}`, {
      decision: 'reworded',
      text: PLANTED,
    })
    await asEditor('PATCH', `/api/cases/${id}`, { publicName: 'Rive Nouvelle' })
    const { textHash } = await approvals(id)
    await link.answer({
      ...TEST_YES,
      state: 'co_reserves',
      topics: ['conflict'],
      reservation: PLANTED,
      textHash: textHash ?? '',
    })
    await publish(id)
    const { lines } = (await asEditor('GET', `/api/cases/${id}/log`)).json<{
      lines: { act: string; who: string | null; facts: object }[]
    }>()
    expect(lines.map(({ act }) => act).sort()).toEqual(
      expect.arrayContaining([
        'case_changed',
        'drafted',
        'link_made',
        'publish_refused',
        'stated',
        'statement_decided',
      ]),
    )
    expect(lines.find(({ act }) => act === 'stated')).toMatchObject({
      who: null,
      facts: { organisationId: own, state: 'co_reserves', topics: ['conflict'], way: 'link', textHash },
    })
    const rows = await server.context.db.selectFrom('case_log').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/zinzolin|Lenoir|Odile/i)
    expect(server.logged()).not.toMatch(/zinzolin|Lenoir/i)
    expect(server.logged()).not.toContain(link.token)
    await answerAs(
      server.context,
      { cohortId: made.cohortId, organisationId: own, caseId: id },
      { state: 'co_refuse' },
    )
  })

  told(
    'by account: who holds the organisation answers for it alone, and sees the cases that it was asked about',
    async () => {
      const { server, made } = stage
      const holder = await createPerson(server.context, { name: 'Wivine Lamoureux' })
      await grant(server.context, holder.personId, 'holder', 'organisation', own)
      const as = (method: Parameters<typeof call>[2], url: string, payload?: object) =>
        call(server, holder.cookie, method, url, payload)
      const id = await decided()
      const base = `/api/cohorts/${made.cohortId}/organisations`
      expect((await as('GET', `${base}/${own}/consent?caseId=${id}`)).statusCode).toBe(404)
      await linkOf(own, id)
      const view = (await as('GET', `${base}/${own}/consent?caseId=${id}`)).json<ConsentView>()
      expect(view.case).toMatchObject({ status: 'draft', approved: false })
      const list = (await as('GET', `/api/cohorts/${made.cohortId}/consents`)).json<{
        organisations: { organisationId: string; cases: { caseId: string }[]; link: unknown }[]
        mayAsk: boolean
      }>()
      expect(list).toMatchObject({ mayAsk: false, organisations: [{ organisationId: own, link: null }] })
      expect(list.organisations[0]?.cases.map(({ caseId }) => caseId)).toContain(id)
      const given = await as('PUT', `${base}/${own}/consent`, {
        caseId: id,
        seen: null,
        answer: { ...TEST_YES, textHash: view.case?.textHash ?? '' },
      })
      expect(given.json()).toMatchObject({ statement: { way: 'account' }, case: { approved: true } })
      expect(
        (await as('PUT', `${base}/${partner}/consent`, { seen: null, answer: { state: 'co_retire' } }))
          .statusCode,
      ).toBe(404)
      expect((await as('POST', `${base}/${own}/consent-links`, {})).statusCode).toBe(403)
      expect((await as('GET', `/api/cases/${id}`)).statusCode).toBe(404)
    },
  )

  told('a board says to everybody on it what its organisations allow', async () => {
    const { server, made } = stage
    const member = await createPerson(server.context, { name: 'Zoulikha Benali' })
    await grant(server.context, member.personId, 'participant', 'organisation', own)
    const read = async () =>
      (await call(server, member.cookie, 'GET', `/api/boards/${made.boardId}`)).json<{ consent: object }>()
        .consent
    const place = { cohortId: made.cohortId, organisationId: own, caseId: null }
    await answerAs(server.context, place, {
      ...TEST_YES,
      state: 'co_reserves',
      topics: ['health'],
      reservation: '',
    })
    expect(await read()).toEqual({ level: 'an_pseudonyme', refused: false, reservations: 1 })
    await answerAs(server.context, place, { state: 'co_retire' })
    expect(await read()).toEqual({ level: null, refused: true, reservations: 0 })
    // who was invited from outside is not told, on its own board neither
    const ownBoard = { cohortId: made.cohortId, organisationIds: [own], boardId: made.boardId }
    const readOwn = (role: Membership['role'], scopeKind: Membership['scopeKind'], scopeId: string) =>
      boardConsent(server.context.db, ownBoard, [{ role, scopeKind, scopeId }])
    expect(await readOwn('participant', 'board', made.boardId)).toMatchObject({ refused: true })
    for (const role of ['partner', 'vendor', 'expert'] as const)
      expect(await readOwn(role, 'board', made.boardId)).toEqual({
        level: null,
        refused: false,
        reservations: 0,
      })
    // on a board of two, neither is told that the other said no
    const shared = { cohortId: made.cohortId, organisationIds: [own, partner] }
    const readShared = (role: Membership['role'], scopeKind: Membership['scopeKind'], scopeId: string) =>
      boardConsent(server.context.db, shared, [{ role, scopeKind, scopeId }])
    for (const role of ['participant', 'holder'] as const)
      expect(await readShared(role, 'organisation', partner)).toMatchObject({ refused: false })
    expect(await readShared('coach', 'cohort', made.cohortId)).toMatchObject({ refused: true })
    await answerAs(server.context, place, TEST_YES)
  })

  /** Publishes a case, and does something else once everything was checked and its files are being put. */
  async function publishWhile<T>(id: string, act: () => Promise<T>) {
    const { files } = stage.server.context
    const put = files.put.bind(files)
    let acting: Promise<T> | undefined
    files.put = async (...file) => {
      acting ??= act()
      await acting
      return put(...file)
    }
    try {
      const published = await publish(id)
      if (acting === undefined) throw new Error('nothing was put')
      return { published, acted: await acting }
    } finally {
      files.put = put
    }
  }

  test('C9 a statement and a publication at the same moment: never both', async () => {
    const { server, asNobody, keptPictures } = stage
    const pictures = await keptPictures()
    const ready = async (publicName: string) => {
      const { id } = await stage.draftCase()
      await stage.asEditor('PATCH', `/api/cases/${id}`, { publicName })
      await decideAll(server, id)
      const link = await linkOf(own, id)
      expect(await obstaclesOf(id)).toEqual([])
      return { id, takeBack: () => link.answer({ state: 'co_retire' }) }
    }
    const before = await ready('Rive Avant')
    const { published, acted } = await publishWhile(before.id, before.takeBack)
    expect([acted.statusCode, published.statusCode, codeOf(published)]).toEqual([200, 503, 'unavailable'])
    expect((await draft(before.id)).status).toBe('draft')

    const after = await ready('Rive Après')
    const { slug } = (await publish(after.id)).json<{ slug: string }>()
    expect((await after.takeBack()).statusCode).toBe(200)
    expect((await asNobody(`/cas/${slug}`)).statusCode).toBe(410)

    // whichever came first, nothing of it can be read, and nothing more comes of it
    expect((await asNobody('/cas/tous.json')).body).not.toMatch(/Rive A/)
    expect(codeOf(await publish(before.id))).toBe('consent_refused')
    expect(codeOf(await publish(after.id))).toBe('case_withdrawn')
    expect(await keptPictures()).toEqual(pictures)
  })

  test('C9 a name that comes to the roster while a case is being published keeps it from the public', async () => {
    const { server, made, asEditor } = stage
    const { id } = await stage.draftCase()
    await decideAll(server, id)
    // words of the case itself
    const order = { kind: 'product', name: 'Bon d’enlèvement' }
    const { published, acted } = await publishWhile(id, () =>
      asEditor('POST', `/api/cohorts/${made.cohortId}/roster`, order),
    )
    expect([acted.statusCode, published.statusCode]).toEqual([201, 503])
    expect((await draft(id)).status).toBe('draft')
    expect(await obstaclesOf(id)).toContain('case_findings_undecided')
    await asEditor('DELETE', `/api/cohorts/${made.cohortId}/roster/${acted.json<{ id: string }>().id}`)
  })

  test('M6 of two cases that lead to each other and are published at once, the second one sees the first', async () => {
    const { server } = stage
    const both = [await decided(), await decided()]
    for (const id of both) await approveAll(server.context, id)
    for (const id of both) expect(await obstaclesOf(id)).toEqual([])
    const answers = await Promise.all(both.map(publish))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const refused = answers.find(({ statusCode }) => statusCode === 409)
    // all of the answer: which artefact held what, if it is another refusal
    expect(refused?.json()).toMatchObject({ error: { code: 'case_links_open' } })
  })

  test('C9 a second reading that is undone while a case is being published keeps it from the public', async () => {
    const { server } = stage
    const id = await decided()
    await approveAll(server.context, id)
    await server.context.db.deleteFrom('case_reading').where('case_id', '=', id).execute()
    await readAgain(id)
    const { hash: textHash } = (await approvals(id)).reading
    const { published, acted } = await publishWhile(id, () =>
      stage.asPublisher('PUT', `/api/cases/${id}/second-reading`, { textHash, verdict: 'objection' }),
    )
    expect([acted.statusCode, published.statusCode]).toEqual([200, 503])
    expect((await draft(id)).status).toBe('draft')
    expect(await obstaclesOf(id)).toEqual(['case_second_reader_missing'])
  })

  test('C6 two answers by one link at once: one is kept, the other is told; a no is never lost', async () => {
    const id = await decided()
    const link = await linkOf(own, id)
    const { textHash } = await approvals(id)
    const yes = { ...TEST_YES, textHash: textHash ?? '' }
    const state = (answer: ConsentAnswer) =>
      nobody('/api/consents/state', { token: link.token, seen: null, answer })
    const both = await Promise.all([state(yes), state(yes)])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    expect(codeOf(both.find(({ statusCode }) => statusCode === 409) ?? { json: () => null })).toBe(
      'consent_answered_meanwhile',
    )
    const noes = await Promise.all([1, 2, 3, 4].map(() => state({ state: 'co_refuse' })))
    expect(noes.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
    expect(await link.open()).toMatchObject({ statement: { state: 'co_refuse' } })
  })
})
