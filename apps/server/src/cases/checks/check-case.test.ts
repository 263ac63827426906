import { NO_TAGS, type PublishedCase } from '@tablee/cases'
import type { CaseCheckChange, CaseCheckView, CaseDraftView } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertCohort, insertOrganisation } from '../../cohorts/store.ts'
import { approveAll } from '../../consents/testing.ts'
import { findCase, insertCase } from '../../publication/draft-store.ts'
import { insertPublication } from '../../publication/publication-store.ts'
import { DATABASES, testOnce } from '../../testing/databases.ts'
import { type CaseStage, openCaseStage } from '../case-stage.ts'
import { decideAll, decideDraft } from '../testing.ts'

const TAGS = {
  sector: ['reemploi'],
  orgType: ['asbl'],
  region: ['be_wal'],
  size: 't2_10_49',
  projectKind: ['erp'],
}

describe.each(DATABASES)('whether somebody could guess whose case it is ($name)', ({ name, open }) => {
  // what only the text of the draft decides is the same on both
  const told = testOnce(name)
  let stage: CaseStage
  let caseId = ''
  beforeAll(async () => {
    stage = await openCaseStage(await open())
    await stage.addVendor()
    const { organisationIds } = stage.made
    const profiles = [TAGS, { ...TAGS, projectKind: ['caisse'] }, TAGS]
    for (const [at, { sector, orgType, region, size, projectKind }] of profiles.entries()) {
      await stage.server.context.db
        .updateTable('organisation')
        .set({
          profile: JSON.stringify({
            sector: at === 2 ? 'services_personnes' : sector[0],
            orgType: orgType[0],
            region: region[0],
            size: at === 2 ? 't3_50_199' : size,
            projectKind: projectKind[0],
          }),
        })
        .where('id', '=', organisationIds[at] ?? '')
        .execute()
    }
    ;({ id: caseId } = await stage.draftCase())
    await setTags(TAGS)
    await decideAll(stage.server, caseId)
  })
  afterAll(() => stage?.close())

  const setTags = async (tags: object) => {
    const answer = await stage.asEditor('PATCH', `/api/cases/${caseId}`, { tags })
    expect(answer.statusCode).toBe(200)
  }
  const check = async () => (await stage.asEditor('GET', `/api/cases/${caseId}/check`)).json<CaseCheckView>()
  const change = async (body: CaseCheckChange) => {
    const answer = await stage.asEditor('PATCH', `/api/cases/${caseId}/check`, body)
    expect(answer.statusCode).toBe(200)
    return answer.json<CaseCheckView>()
  }
  const answer = async (population: 'many' | 'few' | 'one', reason = '') =>
    change({ population: { answer: population, about: (await check()).about, reason } })
  const draft = async () => (await stage.asEditor('GET', `/api/cases/${caseId}`)).json<CaseDraftView>()
  const codes = async () =>
    (await draft()).obstacles
      .map(({ code }) => code)
      .filter((code) => !['case_consent_missing', 'case_second_reader_missing'].includes(code))

  /** A public case of the cohort, or of nobody here. */
  async function publish(
    name: string,
    tags: Partial<PublishedCase['meta']['tags']>,
    owner = `owner-of-${name}`,
  ): Promise<void> {
    const { db } = stage.server.context
    const stored = await findCase(stage.server.context, db, caseId)
    if (stored === null) throw new Error('case is missing')
    const id = `${name}-${caseId}`
    const at = new Date().toISOString()
    const { personId } = stage.made.editor
    await insertCase(db, {
      organisationIds: [owner],
      id,
      cohortId: stored.cohortId,
      draft: { ...stored.draft, statements: [] },
      personId,
      at,
    })
    const made = await findCase(stage.server.context, db, id)
    if (made === null) throw new Error('case is missing')
    const document: PublishedCase = {
      format: 2,
      id: `${name}-${caseId}`,
      slug: name,
      version: 1,
      lang: 'fr',
      year: 2026,
      meta: { publicName: name, tags: { ...NO_TAGS, ...tags }, perspectives: [] },
      sections: [{ id: 'objectives', statements: [{ id: 'a', text: 'Gagner du temps.', tags: [] }] }],
    }
    expect(
      await insertPublication(
        stage.server.context,
        made,
        { document, naming: 'pseudonym', counted: [], personId, at, readWith: '', spread: 'public' },
        async () => undefined,
      ),
    ).toBe('published')
  }

  test('R101 the population question stands in the way until it is answered for what is shown', async () => {
    expect(await codes()).toEqual([])
    expect(await check()).toMatchObject({ cohort: 1, library: 1, isSafe: false, population: 'many' })
    await answer('many')
    expect(await codes()).toEqual(['case_facets_identify'])
    const refused = await stage.asPublisher('POST', `/api/cases/${caseId}/publish`)
    expect(refused.json()).toMatchObject({ error: { code: 'case_facets_identify' } })
    await answer('many', 'Plus de cent en Wallonie.')
    expect(await codes()).toEqual([])
  })

  test('an answer is void when a facet changes, and holds again for the same facets', async () => {
    await answer('many', 'Plus de cent en Wallonie.')
    await setTags({ ...TAGS, size: 't3_50_199' })
    expect(await check()).toMatchObject({ population: null })
    expect(await codes()).toEqual(['case_population_unanswered'])
    await setTags(TAGS)
    expect(await check()).toMatchObject({ population: 'many' })
    // one that was given for something else on the screen counts for nothing here
    await change({ population: { answer: 'many', about: 'something-else', reason: 'Il y en a beaucoup.' } })
    expect(await codes()).toEqual(['case_population_unanswered'])
  })

  test('S3.7 the link check lists Récup’Famenne and the case tagged reemploi and caisse of the same cohort', async () => {
    await answer('many', 'Plus de cent en Wallonie.')
    await publish('caisses', { sector: ['reemploi'], projectKind: ['caisse'] })
    const { links } = await check()
    expect(links).toMatchObject([
      { to: 'case', name: 'caisses', reasons: ['partner_facets'], answer: null },
      { to: 'organisation', name: 'Récup’Famenne', reasons: ['named'], answer: 'apart', isNameKept: false },
    ])
    expect(await codes()).toEqual(['case_links_open'])
    const key = links[0]?.key ?? ''
    // one that only the cohort reads leads there as well; one of another cohort that few may read is told to nobody here
    const { db } = stage.server.context
    const caisses = () => db.updateTable('case_publication').where('slug', '=', 'caisses')
    await caisses().set({ spread: 'cohort', document_id: 'caisses-for-few' }).execute()
    expect((await check()).links).toMatchObject([
      { name: 'caisses', reasons: ['partner_facets'] },
      { answer: 'apart' },
    ])
    await caisses()
      .set({ spread: 'public', document_id: key.slice('case:'.length) })
      .execute()
    await change({ link: { key, answer: 'apart' } })
    expect(await codes()).toEqual([])
    await change({ link: { key, answer: null } })
    expect(await codes()).toEqual(['case_links_open'])
    await change({ link: { key, answer: 'apart' } })
  })

  told('S3.7 a partner whose name is kept has to know of it', async () => {
    const pooling = (await draft()).sections.find(({ id }) => id === 'pooling')?.statements[0]
    const finding = pooling?.findings.find(({ text }) => text === 'Récup’Famenne')
    const decide = (decision: object) =>
      stage.asEditor('PUT', `/api/cases/${caseId}/findings`, {
        statementId: pooling?.id,
        findingKey: finding?.key,
        decision,
      })
    await decide({ action: 'keep', reason: 'Elle le demande.' })
    expect(await codes()).toEqual(['case_links_open'])
    const link = (await check()).links.find(({ name }) => name === 'Récup’Famenne')
    expect(link).toMatchObject({ isNameKept: true })
    await change({ link: { key: link?.key ?? '', answer: 'agreed' } })
    expect(await codes()).toEqual([])
    await decide({ action: 'replace', replacement: finding?.options[0]?.words, how: 'noun' })
    expect(finding?.options[0]).toEqual({ how: 'noun', words: '[organisation partenaire]', term: null })
    await change({ link: { key: link?.key ?? '', answer: 'apart' } })
  })

  test('S3.8 one: generalised until nobody stands out, or it stays in the way; few needs the numbers', async () => {
    await answer('one', 'Une seule en Wallonie.')
    expect(await codes()).toEqual(['case_facets_identify'])
    await answer('few', 'Trois ou quatre.')
    expect(await codes()).toEqual(['case_facets_identify'])
    // a case of its own hides nobody behind it
    await publish('sienne', { ...TAGS, sector: ['seconde_main'] }, stage.made.organisationIds[0])
    expect(await check()).toMatchObject({ library: 1 })
    await publish('seconde', { sector: ['seconde_main'], orgType: ['asbl'], size: 't2_10_49' })
    await publish('reemploi', { sector: ['reemploi'], orgType: ['asbl'], size: 't2_10_49' })
    const red = await check()
    expect(red.isSafe).toBe(false)
    const [best] = red.proposals
    await setTags({ ...TAGS, ...best?.facets, size: best?.facets.size[0] ?? null })
    const green = await check()
    expect(green).toMatchObject({ isSafe: true, population: null, facets: best?.facets })
    expect(await codes()).toContain('case_population_unanswered')
    await answer('few')
    expect((await codes()).filter((code) => code !== 'case_links_open')).toEqual([])
    // a coarser word is a term like another
    await setTags({ ...TAGS, sector: ['gs_circulaire'] })
    expect((await check()).facets.sector).toEqual(['gs_circulaire'])
    await setTags(TAGS)
  })

  test('R106 who paid, and how much, is told when three organisations of the library say it too; else the obstacle names it', async () => {
    const funding = [{ source: 'fi_fondation', band: 'b3' }]
    const blocked = async () => (await draft()).obstacles.find(({ code }) => code === 'case_facets_identify')
    await setTags({ funding, period: '2023–2024' })
    await answer('many')
    expect((await check()).rare).toEqual([
      { facet: 'funding', value: 'fi_fondation', band: 'b3' },
      { facet: 'period', value: '2023–2024', band: null },
    ])
    expect(await blocked()).toMatchObject({ facets: ['funding', 'period'] })
    const refused = await stage.asPublisher('POST', `/api/cases/${caseId}/publish`)
    expect(refused.json()).toMatchObject({ error: { details: { facets: ['funding', 'period'] } } })
    await setTags({ funding })
    expect(await codes()).toContain('case_population_unanswered')
    await answer('many')
    await publish('dons', { funding })
    expect(await blocked()).toMatchObject({ facets: ['funding'] })
    await publish('legs', { funding })
    expect((await check()).rare).toEqual([])
    expect(await blocked()).toBeUndefined()
    await setTags(TAGS)
  })

  told('R101 a reason of a word is none', async () => {
    const about = (await check()).about
    const short = { population: { answer: 'many', about, reason: 'Plusieurs' } }
    expect((await stage.asEditor('PATCH', `/api/cases/${caseId}/check`, short)).statusCode).toBe(400)
  })

  told('R104 a quote stands in the way until the person agreed to it', async () => {
    await answer('many', 'Plus de cent.')
    const { quotes } = await check()
    const [quote] = quotes
    expect(quotes.length).toBeGreaterThan(0)
    const statementId = quote?.statementId ?? ''
    const agree = async (quoteAgreed: boolean) => {
      const url = `/api/cases/${caseId}/statements/${statementId}`
      expect((await stage.asEditor('PUT', url, { quoteAgreed })).statusCode).toBe(200)
    }
    await agree(false)
    expect((await draft()).obstacles.find(({ code }) => code === 'case_quote_unagreed')).toMatchObject({
      statementIds: [statementId],
    })
    await agree(true)
    expect(await codes()).not.toContain('case_quote_unagreed')
  })

  told('S3.5 with a first month, dates are told as months since then', async () => {
    await change({ monthZero: '2023-01' })
    const dated = (await draft()).sections
      .flatMap(({ statements }) => statements)
      .flatMap(({ findings }) => findings)
      .find(({ text }) => text === '12/06/2023')
    expect(dated?.options).toEqual([
      { how: 'relative', words: 'M+5', term: null },
      { how: 'year', words: '2023', term: null },
    ])
    expect(dated?.proposal).toEqual({ action: 'replace', replacement: 'M+5' })
  })

  told('who may not edit reads the check and changes nothing; who sees no drafts finds none', async () => {
    const url = `/api/cases/${caseId}/check`
    expect((await stage.asPublisher('GET', url)).statusCode).toBe(200)
    expect((await stage.asPublisher('PATCH', url, { monthZero: null })).statusCode).toBe(403)
    expect((await stage.asNobody(url)).statusCode).toBe(401)
    const unknown = { countOnly: { statementId: 'nothing-here', tag: 'fr_cout' } }
    expect((await stage.asEditor('PATCH', url, unknown)).statusCode).toBe(404)
  })

  test('M12 after a withdrawal the team is told which public case too few others hide by now', async () => {
    const { id } = await stage.draftCase()
    const url = `/api/cases/${id}`
    const funding = [{ source: 'fi_fondation', band: 'b3' }]
    await stage.asEditor('PATCH', url, { tags: { funding }, publicName: 'Trois dons' })
    await decideDraft(stage.server, id)
    const { about, rare } = (await stage.asEditor('GET', `${url}/check`)).json<CaseCheckView>()
    expect(rare).toEqual([])
    const population = { answer: 'many', about, reason: '' }
    await stage.asEditor('PATCH', `${url}/check`, { population })
    await approveAll(stage.server.context, id)
    expect((await stage.asPublisher('POST', `${url}/publish`)).statusCode).toBe(200)
    const standing = async () => {
      const list = await stage.asEditor('GET', `/api/cohorts/${stage.made.cohortId}/cases`)
      const { cases } = list.json<{ cases: { id: string; publicName: string; standsOut: boolean }[] }>()
      return cases.filter(({ standsOut }) => standsOut).map(({ publicName }) => publicName)
    }
    expect(await standing()).toEqual([])
    // answered when less of a case was looked at: it is public as it was answered for
    const { db } = stage.server.context
    await db
      .updateTable('case_check')
      .set({ population_for: 'less-of-it' })
      .where('case_id', '=', id)
      .execute()
    expect(await standing()).toEqual([])
    expect((await stage.asPublisher('POST', `/api/cases/legs-${caseId}/withdraw`)).statusCode).toBe(200)
    expect(await standing()).toEqual(['Trois dons'])
  })

  test('an answer counts as a change: what was checked before it is not published', async () => {
    const before = await findCase(stage.server.context, stage.server.context.db, caseId)
    await answer('many', 'Plus de cent en Wallonie.')
    const after = await findCase(stage.server.context, stage.server.context.db, caseId)
    expect(after?.revision).toBeGreaterThan(before?.revision ?? 0)
  })

  told('R28 an organisation of the programme’s other cohorts is found, and no link names her', async () => {
    const { context } = stage.server
    const { programmeId } = stage.made
    const sibling = { programmeId, name: 'Cohorte d’avant', coachId: null }
    const cohortId = await insertCohort(context.db, sibling, context.now())
    await insertOrganisation(context.db, { cohortId, name: 'Kaleïdo', profile: {} }, context.now())
    const pooling = async () => (await draft()).sections.find(({ id }) => id === 'pooling')?.statements[0]
    const before = await pooling()
    const text = `${before?.text} Comme chez kaleido.`
    const url = `/api/cases/${caseId}/statements/${before?.id}`
    expect((await stage.asEditor('PUT', url, { decision: 'reworded', text })).statusCode).toBe(200)
    expect((await pooling())?.findings).toContainEqual(
      expect.objectContaining({ kind: 'ORG', layer: 'roster', text: 'kaleido' }),
    )
    expect(JSON.stringify(await check())).not.toMatch(/kale/i)
    expect(JSON.stringify(await draft())).not.toContain('Kaleïdo')
  })
})
