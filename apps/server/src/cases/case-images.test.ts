import { compact } from '@tablee/cases'
import type { CaseApprovals, CaseDraftView, ConsentView } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPerson, grant } from '../accounts/testing.ts'
import { photoOf } from '../background/testing/photo.ts'
import { answerAs, approveAll } from '../consents/testing.ts'
import { erasing } from '../db/erasing.ts'
import { eraseFromDrafts } from '../erasure/erase-drafts.ts'
import { subjectOf } from '../erasure/subject-of.ts'
import { readPdf, readZip, unzip } from '../exports/testing/read-files.ts'
import { emptyDraft } from '../publication/draft-store.ts'
import { findPublication } from '../publication/publication-store.ts'
import { sealDrafts } from '../publication/seal-drafts.ts'
import { DATABASES, testOnce } from '../testing/databases.ts'
import { type CaseStage, openCaseStage } from './case-stage.ts'
import { CASE_NOTES, call, decideDraft } from './testing.ts'

/** In every corner of the photo's file. */
const SECRET = 'Nathalie Dubreucq, Herstal, 50.6667 5.6333'
const ALT = 'Un tableau blanc couvert de notes, vu de loin.'

describe.each(DATABASES)('pictures of a case on $name', ({ name, open }) => {
  const told = testOnce(name)
  let stage: CaseStage
  beforeAll(async () => {
    stage = await openCaseStage(await open())
    await stage.addVendor()
  })
  afterAll(() => stage.close())

  const codeOf = (answer: { json(): unknown }) => (answer.json() as { error: { code: string } }).error.code
  const photo = (orientation = 1) => ({ file: photoOf({ secret: SECRET, orientation }).toString('base64') })
  const add = (id: string, body: object) => stage.asEditor('POST', `/api/cases/${id}/images`, body)
  const change = (id: string, imageId: string, body: object) =>
    stage.asEditor('PUT', `/api/cases/${id}/images/${imageId}`, body)
  const draft = async (id: string) => (await stage.asEditor('GET', `/api/cases/${id}`)).json<CaseDraftView>()
  const obstaclesOf = async (id: string) => (await draft(id)).obstacles.map(({ code }) => code)
  const publish = (id: string) => stage.asPublisher('POST', `/api/cases/${id}/publish`)
  /** Adds one, describes it and ticks it. */
  async function taken(id: string, body: object, alt = ALT): Promise<string> {
    const added = await add(id, body)
    expect(added.statusCode, added.body).toBe(201)
    const imageId = added.json<CaseDraftView>().images.at(-1)?.id ?? ''
    expect((await change(id, imageId, { alt })).statusCode).toBe(200)
    expect((await change(id, imageId, { taken: true })).statusCode).toBe(200)
    return imageId
  }

  test('R88 a photo is left out until it is described, ticked and agreed to; then every file shows its pixels alone, and its withdrawal leaves none', async () => {
    const { server, made, asEditor, asNobody } = stage
    const { db } = server.context
    const { id } = await stage.draftCase('Rive Haute')
    await decideDraft(server, id)
    await approveAll(server.context, id)
    expect(await obstaclesOf(id)).toEqual([])
    const added = (await add(id, photo(6))).json<CaseDraftView>()
    const [image] = added.images
    expect(image).toMatchObject({ alt: '', taken: false, snapshotId: null, width: 8, height: 16 })
    const imageId = image?.id ?? ''
    // as long as it is left out it is no part of what was agreed to
    expect(added.obstacles).toEqual([])
    expect(codeOf(await change(id, imageId, { taken: true }))).toBe('case_images_open')

    await change(id, imageId, { alt: 'Nathalie Dubreucq devant le tableau.', taken: true })
    const named = await draft(id)
    const [finding] = named.images[0]?.findings ?? []
    expect(finding).toMatchObject({ text: 'Nathalie Dubreucq', kind: 'PER' })
    expect(named.obstacles).toMatchObject([
      { code: 'case_findings_undecided', statementIds: [imageId] },
      { code: 'case_consent_missing' },
      { code: 'case_second_reader_missing' },
    ])
    const decided = await asEditor('PUT', `/api/cases/${id}/findings`, {
      statementId: imageId,
      findingKey: finding?.key,
      decision: { action: 'replace', replacement: 'Une coordinatrice' },
    })
    expect(decided.json<CaseDraftView>().images[0]?.redacted).toBe('Une coordinatrice devant le tableau.')
    // who agreed to the text has not seen the picture
    expect(await obstaclesOf(id)).toEqual(['case_consent_missing', 'case_second_reader_missing'])
    await approveAll(server.context, id)
    expect(await obstaclesOf(id)).toEqual([])
    const agreed = (await asEditor('GET', `/api/cases/${id}/approvals`)).json<CaseApprovals>().textHash
    await change(id, imageId, { taken: false })
    expect((await asEditor('GET', `/api/cases/${id}/approvals`)).json<CaseApprovals>().textHash).not.toBe(
      agreed,
    )
    await change(id, imageId, { taken: true })
    expect(await obstaclesOf(id)).toEqual([])

    const published = await publish(id)
    expect(published.statusCode, published.body).toBe(200)
    const page = (await asNobody('/cas/rive-haute?lang=fr')).body
    expect(page).toContain(
      '<img src="/cas/rive-haute/image-1.png" alt="Une coordinatrice devant le tableau." width="8" height="16"',
    )
    const pixels = (await asNobody('/cas/rive-haute/image-1.png')).rawPayload
    expect(pixels.subarray(1, 4).toString()).toBe('PNG')
    expect((await asNobody('/cas/rive-haute/image-2.png')).statusCode).toBe(404)
    const { images } = (await asNobody('/cas/rive-haute.json')).json<{ images: object[] }>()
    expect(images).toMatchObject([{ alt: 'Une coordinatrice devant le tableau.', width: 8, height: 16 }])
    const pdf = (await asNobody('/cas/rive-haute.pdf')).rawPayload
    expect(compact(readPdf(pdf).text)).toContain(compact('Une coordinatrice devant le tableau.'))
    expect(pdf.toString('latin1')).toMatch(/\/Subtype \/Image/)
    const docx = (await asNobody('/cas/rive-haute.docx')).rawPayload
    expect(readZip(docx)['word/document.xml']).toContain('Une coordinatrice devant le tableau.')
    const media = Object.entries(unzip(docx)).filter(([part]) => part.startsWith('word/media/'))
    expect(media.map(([, bytes]) => Buffer.from(bytes).equals(pixels))).toEqual([true])
    const report = (await asNobody('/cas/rive-haute/verification.json')).json<{
      files: { name: string }[]
    }>()
    expect(report.files.map((file) => file.name)).toContain('image-1.png')
    for (const bytes of [pixels, pdf, docx, Buffer.from(page)])
      expect(bytes.toString('latin1')).not.toMatch(/Dubreucq|Exif|50\.6667/)
    // a disk that lost it is given it again
    const kept = (await stage.keptPictures()).filter((file) => file.endsWith('image-1.png'))
    expect(kept).toHaveLength(1)
    await server.context.files.delete(`cases/${kept[0]}`)
    expect((await asNobody('/cas/rive-haute/image-1.png')).rawPayload.equals(pixels)).toBe(true)
    // also when the raw boards, and the words of the draft with them, are gone
    const { document } = (await findPublication(db, { caseId: id })) ?? {}
    await erasing(db, server.context.dialect, (transaction) => emptyDraft(transaction, id, document ?? {}))
    await server.context.files.delete(`cases/${kept[0]}`)
    expect((await asNobody('/cas/rive-haute/image-1.png')).rawPayload.equals(pixels)).toBe(true)
    const links = `/api/cohorts/${made.cohortId}/organisations/${made.organisationIds[0]}/consent-links`
    const { url } = (await asEditor('POST', links, { caseId: id })).json<{ url: string }>()
    const token = new URL(url).hash.replace('#a=', '')
    const byLink = (path: string, body: object = {}) =>
      server.app.inject({ method: 'POST', url: `/api/consents/${path}`, payload: { token, ...body } })
    const [agreedTo] = (await byLink('open')).json<ConsentView>().case?.text?.images ?? []
    expect((await byLink('image', { image: agreedTo?.id })).rawPayload.equals(pixels)).toBe(true)

    const place = { cohortId: made.cohortId, organisationId: made.organisationIds[0] ?? '', caseId: id }
    await answerAs(server.context, place, { state: 'co_retire' })
    expect((await asNobody('/cas/rive-haute/image-1.png')).statusCode).toBe(410)
    expect(await stage.keptPictures()).toEqual([])
    expect(await db.selectFrom('case_image').select('id').where('case_id', '=', id).execute()).toEqual([])
    expect((await asEditor('GET', `/api/cases/${id}/images/${imageId}`)).statusCode).toBe(404)
  })

  told('R89 a drawn board says what the case says, and nothing else that somebody wrote', async () => {
    const { server, made, asEditor } = stage
    const { db } = server.context
    const { id } = await stage.draftCase('Rive Dessinée')
    await decideDraft(server, id)
    const boards = (await asEditor('GET', `/api/cases/${id}/boards`)).json<{ boards: object[] }>().boards
    expect(boards).toEqual([
      { snapshotId: made.snapshotId, boardTitle: 'Quai – fiche de cas', name: 'Fin d’atelier' },
    ])
    const imageId = await taken(id, { snapshotId: made.snapshotId })
    const saidNow = async () =>
      (await db.selectFrom('case_image').select('said').where('case_id', '=', id).executeTakeFirstOrThrow())
        .said ?? ''
    const plain = (svg: string) => compact(svg.replace(/<[^>]+>/g, ' '))
    const said = await saidNow()
    expect(plain(said)).toContain(compact('Supprimer le ré-encodage entre collecte, tri et vente'))
    for (const { spans } of CASE_NOTES)
      for (const { text } of spans)
        if (/\p{L}{4}/u.test(text)) expect(plain(said).includes(compact(text)), text).toBe(false)
    expect(said).not.toMatch(/Quai|fiche de cas/)
    await approveAll(server.context, id)
    expect(await obstaclesOf(id)).toEqual([])

    // another word in the text: what was drawn is not what is read any more
    const statement = (await draft(id)).sections
      .flatMap(({ statements }) => statements)
      .find(({ text }) => text.startsWith('Supprimer le ré-encodage'))
    const url = `/api/cases/${id}/statements/${statement?.id}`
    await asEditor('PUT', url, { decision: 'reworded', text: 'Ne plus encoder deux fois.' })
    expect((await draft(id)).obstacles[0]).toMatchObject({ code: 'case_images_open', imageIds: [imageId] })
    const again = await add(id, { snapshotId: made.snapshotId, replaces: imageId })
    const [redrawn] = again.json<CaseDraftView>().images
    expect(redrawn).toMatchObject({ alt: ALT, taken: false })
    expect(plain(await saidNow())).toContain(compact('Ne plus encoder deux fois'))
    await change(id, redrawn?.id ?? '', { taken: true })
    await approveAll(server.context, id)
    expect(await obstaclesOf(id)).toEqual([])

    // pixels cannot be read again: what a drawing says is, with the names of the day
    const tampered = (await saidNow()).replace('</svg>', '<text>Fabienne Dubois, 0476 12 34 56</text></svg>')
    await db.updateTable('case_image').set({ said: tampered }).where('case_id', '=', id).execute()
    const refused = await publish(id)
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 'case_residue_found'])
    expect(refused.json()).toMatchObject({ error: { details: { artefacts: ['image-1.svg'] } } })
    // and other pixels than those that were looked at do not go out
    await db
      .updateTable('case_image')
      .set({ said: null, png: photoOf({ secret: SECRET }) })
      .where('case_id', '=', id)
      .execute()
    expect((await publish(id)).statusCode).toBe(503)
  })

  test('G4 erasing somebody leaves the drawing of a public case, from which a lost file is made again, and takes that of a draft', async () => {
    const { server, made, asNobody } = stage
    const { db } = server.context
    const person = await createPerson(server.context, { name: 'Gwendoline Zarafoglu' })
    await grant(server.context, person.personId, 'participant', 'organisation', made.organisationIds[0] ?? '')
    const drawn = async (publicName: string) => {
      const { id } = await stage.draftCase(publicName)
      await decideDraft(server, id)
      await taken(id, { snapshotId: made.snapshotId })
      await approveAll(server.context, id)
      return id
    }
    const shown = await drawn('Rive Gardée')
    const kept = await drawn('Rive Brouillon')
    const published = await publish(shown)
    expect(published.statusCode, published.body).toBe(200)
    // as drafts were kept before, with the words of the boards
    for (const id of [shown, kept]) {
      const row = await db
        .selectFrom('case_draft')
        .select('draft')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const raw = JSON.parse(row.draft) as { statements: { sources: { text: string }[] }[] }
      const [source] = raw.statements[0]?.sources ?? []
      if (source) source.text = 'Gwendoline Zarafoglu l’a dit.'
      await db
        .updateTable('case_draft')
        .set({ draft: JSON.stringify(raw) })
        .where('id', '=', id)
        .execute()
    }
    const pixels = (await asNobody('/cas/rive-gardee/image-1.png')).rawPayload
    const subject = await subjectOf(server.context, db, person.personId)
    if (subject === null) throw new Error('she is there')
    expect(await eraseFromDrafts(server.context, subject)).toBe(2)
    const drawings = async (id: string) =>
      (await db.selectFrom('case_image').select('id').where('case_id', '=', id).execute()).length
    expect([await drawings(shown), await drawings(kept)]).toEqual([1, 0])
    const rows = await db.selectFrom('case_draft').select(['draft', 'decisions']).execute()
    expect(JSON.stringify(rows)).not.toMatch(/Gwendoline|Zarafoglu/)
    const [file] = (await stage.keptPictures()).filter((path) => path.endsWith('image-1.png'))
    await server.context.files.delete(`cases/${file}`)
    const again = await asNobody('/cas/rive-gardee/image-1.png')
    expect(again.statusCode).toBe(200)
    expect(again.rawPayload.equals(pixels)).toBe(true)

    // pixels that nobody has any more: the log says so without telling whose case it is
    await db.deleteFrom('case_image').where('case_id', '=', shown).execute()
    await server.context.files.delete(`cases/${file}`)
    expect((await asNobody('/cas/rive-gardee/image-1.png')).statusCode).toBe(404)
    const lines = server
      .logged()
      .split('\n')
      .filter((line) => line.includes('a file of a public case is not shown'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain(shown)
    await stage.asPublisher('POST', `/api/cases/${shown}/withdraw`)
  })

  test('R33 R88 a drawing that was left out is gone with the publication, and at a start or an erasure if it is still there', async () => {
    const { server, made } = stage
    const { context } = server
    const { db } = context
    const { id } = await stage.draftCase('Rive Basse')
    // before any name is decided: it says who is on the board
    const naming = (await draft(id)).sections
      .flatMap(({ statements }) => statements)
      .find(({ text }) => text.includes('Fabienne'))
    await stage.asEditor('PUT', `/api/cases/${id}/statements/${naming?.id}`, { decision: 'kept' })
    expect((await add(id, { snapshotId: made.snapshotId })).statusCode).toBe(201)
    const rows = () => db.selectFrom('case_image').select(['id', 'said']).where('case_id', '=', id).execute()
    const [drawing] = await rows()
    expect(drawing?.said).toContain('Fabienne')
    await decideDraft(server, id)
    const shown = await taken(id, photo())
    await approveAll(context, id)
    const published = await publish(id)
    expect(published.statusCode, published.body).toBe(200)
    expect((await rows()).map((row) => row.id)).toEqual([shown])

    const fabienne = await createPerson(context, { name: 'Fabienne Zarafoglu' })
    await grant(context, fabienne.personId, 'participant', 'organisation', made.organisationIds[0] ?? '')
    const subject = await subjectOf(context, db, fabienne.personId)
    if (subject === null) throw new Error('she is there')
    const leaveOne = () =>
      db
        .insertInto('case_image')
        .values({ case_id: id, id: 'left-out', png: photoOf({ secret: SECRET }), said: drawing?.said ?? '' })
        .execute()
    for (const forget of [() => eraseFromDrafts(context, subject), () => sealDrafts(context, context)]) {
      await leaveOne()
      await forget()
      expect((await rows()).map((row) => row.id)).toEqual([shown])
    }
    await stage.asPublisher('POST', `/api/cases/${id}/withdraw`)

    // one of a draft whose words were written anew since it was drawn
    const other = await stage.draftCase('Rive Redite')
    const [statement] = other.sections.flatMap(({ statements }) => statements)
    const say = (text: string) =>
      stage.asEditor('PUT', `/api/cases/${other.id}/statements/${statement?.id}`, {
        decision: 'reworded',
        text,
      })
    await say('Fabienne Zarafoglu l’a dit.')
    await add(other.id, { snapshotId: made.snapshotId })
    await say('Quelqu’un l’a dit.')
    await eraseFromDrafts(context, subject)
    expect(await db.selectFrom('case_image').select('id').where('case_id', '=', other.id).execute()).toEqual(
      [],
    )
    expect((await draft(other.id)).images).toEqual([])
  })

  told('R88 an organisation sees by its link, and nobody else does, what it agrees to', async () => {
    const { server, made, asEditor } = stage
    const { id } = await stage.draftCase('Rive Agréée')
    await decideDraft(server, id)
    const shown = await taken(id, photo())
    const leftOut = (await add(id, photo(3))).json<CaseDraftView>().images.at(-1)
    const [own = '', neighbour = ''] = made.organisationIds
    const links = `/api/cohorts/${made.cohortId}/organisations/${own}/consent-links`
    const { url } = (await asEditor('POST', links, { caseId: id })).json<{ url: string }>()
    const token = new URL(url).hash.replace('#a=', '')
    const byLink = (path: string, body: object) =>
      server.app.inject({ method: 'POST', url: `/api/consents/${path}`, payload: { token, ...body } })
    const view = (await byLink('open', {})).json<ConsentView>()
    const [image] = view.case?.text?.images ?? []
    expect(view.case?.text?.images).toEqual([{ id: image?.id, alt: ALT, width: 16, height: 8 }])
    const seen = await byLink('image', { image: image?.id })
    expect([seen.statusCode, seen.headers['content-type']]).toEqual([200, 'image/png'])
    const forTeam = (await asEditor('GET', `/api/cases/${id}/images/${shown}`)).rawPayload
    expect(seen.rawPayload.equals(forTeam)).toBe(true)
    expect((await byLink('image', { image: leftOut?.pixels })).statusCode).toBe(404)
    // an old link shows no draft
    await server.context.db
      .updateTable('consent_link')
      .set({ expires_at: '2020-01-01T00:00:00.000Z' })
      .execute()
    expect((await byLink('image', { image: image?.id })).statusCode).toBe(404)

    // by account: who answers for the organisation, not who answers for another one, nor a funder
    const holder = await createPerson(server.context, { name: 'Wivine Lamoureux' })
    await grant(server.context, holder.personId, 'holder', 'organisation', own)
    const other = await createPerson(server.context, { name: 'Zoulikha Benali' })
    await grant(server.context, other.personId, 'holder', 'organisation', neighbour)
    const funder = await createPerson(server.context, { name: 'Bailleuse' })
    await grant(server.context, funder.personId, 'funder', 'programme', made.programmeId)
    const address = `/api/cohorts/${made.cohortId}/organisations/${own}/consent/image?caseId=${id}&image=${image?.id}`
    expect((await call(server, holder.cookie, 'GET', address)).rawPayload.equals(forTeam)).toBe(true)
    for (const { cookie } of [other, funder]) {
      expect((await call(server, cookie, 'GET', address)).statusCode).toBe(404)
      const team = await call(server, cookie, 'GET', `/api/cases/${id}/images/${shown}`)
      const unknown = await call(server, cookie, 'GET', `/api/cases/${'x'.repeat(22)}/images/${shown}`)
      expect([team.statusCode, team.body]).toEqual([404, unknown.body])
    }
  })

  told(
    'R88 six at most, each of them a picture; the log says that, and nothing of what they show',
    async () => {
      const { asEditor } = stage
      const { id } = await stage.draftCase('Rive Pleine')
      const broken = await add(id, { file: Buffer.from('GIF89a').toString('base64') })
      expect([broken.statusCode, codeOf(broken)]).toEqual([400, 'case_image_unreadable'])
      for (const body of [{}, { ...photo(), snapshotId: stage.made.snapshotId }])
        expect((await add(id, body)).statusCode).toBe(400)
      expect((await add(id, { snapshotId: 'x'.repeat(22) })).statusCode).toBe(404)
      for (let number = 1; number <= 6; number += 1)
        expect((await add(id, photo(number))).statusCode).toBe(201)
      expect(codeOf(await add(id, photo()))).toBe('case_images_full')
      const [first] = (await draft(id)).images
      expect((await asEditor('DELETE', `/api/cases/${id}/images/${first?.id}`)).statusCode).toBe(200)
      expect((await draft(id)).images).toHaveLength(5)
      expect((await asEditor('GET', `/api/cases/${id}/images/${first?.id}`)).statusCode).toBe(404)
      const { lines } = (await asEditor('GET', `/api/cases/${id}/log`)).json<{
        lines: { act: string; facts: object }[]
      }>()
      expect(lines.filter(({ act }) => act === 'image_decided').map(({ facts }) => facts)).toEqual([
        { action: 'removed' },
        ...Array.from({ length: 6 }, () => ({ action: 'added' })),
      ])
    },
  )
})
