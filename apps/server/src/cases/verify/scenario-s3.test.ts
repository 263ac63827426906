import { compact, draftFindings, type FindingDecisions, type StatementDecision } from '@tablee/cases'
import { EDITED_ROWS } from '@tablee/cases/testing'
import type { CaseDraftView } from '@tablee/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { photoOf } from '../../background/testing/photo.ts'
import { approveAll } from '../../consents/testing.ts'
import { readPdf, readZip, unzip } from '../../exports/testing/read-files.ts'
import { findCase } from '../../publication/draft-store.ts'
import { readRoster } from '../../publication/read-roster.ts'
import { openSqliteStorage } from '../../testing/databases.ts'
import { type CaseStage, openCaseStage } from '../case-stage.ts'
import { changeCase } from '../change-case.ts'
import { answerAll } from '../checks/testing.ts'
import { CASE_NOTES } from '../testing.ts'
import { type CaseOnSite, readSite } from './read-site.ts'

/** Names of those who wrote, as no note says them. */
const AUTHORS = [
  'Odile Rédac',
  'Bernard Publie',
  'Ghislaine Poncelet',
  'Nathalie Dubreucq',
  'Dubreucq',
  'Lardinois',
]

/** Everything that may be read nowhere. */
interface Raw {
  readonly words: readonly string[]
  readonly ids: readonly string[]
}

/** Makes the golden text of the sheet: every row is reworded or dropped, as its editor did. */
async function editGolden(stage: CaseStage, caseId: string): Promise<void> {
  const { context } = stage.server
  const stored = await findCase(context, context.db, caseId)
  if (stored === null) throw new Error('the case is missing')
  const roster = await readRoster(context, context.db, stored.cohortId)
  const change = {
    caseId,
    roster,
    personId: stage.made.editor.personId,
    logged: { act: 'case_changed', facts: {} },
  } as const
  await changeCase(context, change, ({ draft, ...rest }) => {
    const statements = draft.statements.map((statement) => {
      const [, text] = Object.entries(EDITED_ROWS).find(([start]) => statement.text.startsWith(start)) ?? []
      const decision: StatementDecision =
        text === undefined ? { state: 'dropped' } : { state: 'reworded', text }
      return { ...statement, decision, quoteAgreed: true }
    })
    const decisions: FindingDecisions = {}
    for (const { key } of draftFindings({ ...draft, statements }, roster))
      decisions[key] = { action: 'keep', reason: 'formulation relue' }
    return { ...rest, draft: { ...draft, statements }, decisions }
  })
  await answerAll(stage.server, caseId)
  await approveAll(context, caseId)
}

/** Shorter words turn up in packed bytes by chance. */
const BY_CHANCE = 6

/** A file in every way in which somebody may look into it: as it is, and as other programs read it. */
function looksOf({ name, bytes }: { name: string; bytes: Uint8Array }): { text: string; packed: boolean }[] {
  const packed = /\.(?:png|pdf|docx)$/.test(name)
  const plain = [Buffer.from(bytes).toString('utf8'), Buffer.from(bytes).toString('utf16le')]
  const read = name.endsWith('.pdf')
    ? Object.values(readPdf(bytes))
    : name.endsWith('.docx')
      ? Object.entries(readZip(bytes)).flat()
      : []
  // hashes hold every short number sooner or later
  const hashless = name === 'report.json' ? plain.map((text) => text.replace(/[0-9a-f]{64}/g, '')) : plain
  return [...read.map((text) => ({ text, packed: false })), ...hashless.map((text) => ({ text, packed }))]
}

/** The kinds of what a PNG is made of, each once. */
function chunksOf(png: Uint8Array): string[] {
  const file = Buffer.from(png)
  const kinds = new Set<string>()
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    kinds.add(file.toString('latin1', at + 4, at + 8))
  return [...kinds]
}

describe('S3.3', () => {
  let stage: CaseStage
  let raw: Raw
  let caseId: string
  let site: string
  let found: CaseOnSite
  beforeAll(async () => {
    stage = await openCaseStage(await openSqliteStorage())
    const { made, server, asPublisher, draftCase, addVendor } = stage
    await addVendor()
    caseId = (await draftCase()).id
    const { asEditor } = stage
    const addImage = async (order: object, alt: string) => {
      const added = await asEditor('POST', `/api/cases/${caseId}/images`, order)
      const id = added.json<CaseDraftView>().images.at(-1)?.id
      await asEditor('PUT', `/api/cases/${caseId}/images/${id}`, { alt, taken: true })
    }
    // a photo in whose file everything stands that may be read nowhere
    const secret = [...AUTHORS, 'Fabienne', '50.6667 5.6333', '2023-05-12', made.boardId].join(' ')
    const file = photoOf({ secret }).toString('base64')
    await addImage({ file }, 'Un tableau blanc couvert de notes.')
    await editGolden(stage, caseId)
    await addImage({ snapshotId: made.snapshotId }, 'Le tableau redessiné.')
    await approveAll(server.context, caseId)
    const draft = (await findCase(server.context, server.context.db, caseId))?.draft
    expect((await asPublisher('POST', `/api/cases/${caseId}/publish`)).json()).toMatchObject({
      slug: 'rive-nouvelle',
    })
    raw = {
      words: [...CASE_NOTES.flatMap(({ spans }) => spans.map(({ text }) => text)), ...AUTHORS],
      ids: [
        caseId,
        made.boardId,
        made.snapshotId,
        made.cohortId,
        made.programmeId,
        made.editor.personId,
        made.publisher.personId,
        ...made.organisationIds,
        ...(draft?.statements ?? []).flatMap(({ id, sources }) => [
          id,
          ...sources.map(({ itemId }) => itemId),
        ]),
        ...(draft?.images ?? []).map(({ id }) => id),
      ],
    }
    site = await server.listen()
    found = await readSite(`${site}/cas/rive-nouvelle`)
  })
  afterAll(() => stage.close())

  test('S3.3 every public artefact of a published case holds none of the raw strings, ids, authors or finer dates', async () => {
    const names = found.files.map(({ name }) => name)
    for (const name of [
      'case.fr.html',
      'case.nl.html',
      'case.en.html',
      'case.json',
      'case.pdf',
      'case.docx',
      'card.png',
      'picture.svg',
      'picture.png',
      'image-1.png',
      'image-2.png',
      'report.json',
      'feed.json',
      'feed.atom',
      'sitemap.xml',
      'all.fr.csv',
      'all.json',
      'view.matrice-obstacle.html',
      'view.questions-q4.html',
    ])
      expect(names).toContain(name)
    const kept = await stage.server.context.db.selectFrom('case_artefact').select('name').execute()
    for (const { name } of kept) expect(names).toContain(name)
    expect(found.missing).toEqual([])
    const others = await Promise.all(
      ['/cas?q=module', '/cas/comparer?cas=rive-nouvelle', '/cas/vues/matrice', '/cas/vues/couverture'].map(
        async (path) => ({
          name: path,
          bytes: new Uint8Array(await (await fetch(site + path)).arrayBuffer()),
        }),
      ),
    )
    for (const file of [...found.files, ...others]) {
      for (const { text, packed } of looksOf(file)) {
        const folded = compact(text)
        const words = packed ? raw.words.filter((word) => compact(word).length >= BY_CHANCE) : raw.words
        for (const word of words)
          expect(folded.includes(compact(word)), `${word} in ${file.name}`).toBe(false)
        for (const id of raw.ids) expect(text.includes(id), `${id} in ${file.name}`).toBe(false)
        if (packed) continue
        expect(
          text.match(/(?:\d{1,2} (?:mars|mai|juin|juillet)|(?:janvier|février) \d{4}|\d\d\/\d\d\/\d{4})/g),
        ).toBeNull()
        const moments = text.match(/\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?/g) ?? []
        for (const moment of moments) expect(moment, file.name).toMatch(/^\d{4}-01-01T00:00:00Z$/)
      }
    }
    // in the pixels and around them: no EXIF, no XMP, no profile, no words
    const pixels = found.files.flatMap(({ name, bytes }) =>
      name.endsWith('.png')
        ? [{ name, bytes }]
        : name.endsWith('.docx')
          ? Object.entries(unzip(bytes)).flatMap(([part, content]) =>
              part.endsWith('.png') ? [{ name: part, bytes: content }] : [],
            )
          : [],
    )
    expect(pixels.length).toBeGreaterThanOrEqual(6)
    for (const { name, bytes } of pixels) expect(chunksOf(bytes), name).toEqual(['IHDR', 'IDAT', 'IEND'])
    for (const { headers, url } of found.files) {
      expect(headers.has('last-modified'), url).toBe(false)
      expect(headers.has('set-cookie'), url).toBe(false)
    }
  })

  test('S3.3 nothing of it is found by searching, and nothing of it is in the log', async () => {
    for (const word of ['Fabienne', 'Herstal', 'BytesVerts', 'Récup’Famenne', 'Forem']) {
      const answer = await fetch(`${site}/cas?q=${encodeURIComponent(word)}`)
      expect(await answer.text(), word).not.toContain('rive-nouvelle')
    }
    const logged = compact(stage.server.logged())
    for (const word of raw.words.filter((one) => /\p{L}{4}/u.test(one)))
      expect(logged.includes(compact(word)), word).toBe(false)
    expect(stage.server.logged()).not.toMatch(/rive-nouvelle|Rive Nouvelle/)
    // whoever reads logs learns that a case was decided on: not by whom, of whom, nor from which cohort
    const { editor, publisher, organisationIds, cohortId, programmeId } = stage.made
    const lines = stage.server.logged().split('\n')
    expect(lines.some((line) => line.includes('case published'))).toBe(true)
    for (const id of [editor.personId, publisher.personId, ...organisationIds, cohortId, programmeId])
      expect(lines.filter((line) => line.includes(id))).toEqual([])
  })
})
