import { randomInt } from 'node:crypto'
import { LANGUAGES } from '@tablee/board'
import {
  type Artefact,
  caseBoardRecords,
  letterId,
  type PublishedCase,
  publishedCase,
  type RedactedCase,
  RedactionIncomplete,
  type Roster,
  redactCase,
  slugOf,
} from '@tablee/cases'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { pageTexts } from '../texts.ts'
import { isConsented } from './draft-text.ts'
import { casePage } from './public/case-page.ts'
import { galleryPage } from './public/gallery-page.ts'
import { feedOf } from './public/present-feed.ts'
import { findPublication, insertPublication, type StoredCase } from './store.ts'

const random = (): number => randomInt(2 ** 32) / 2 ** 32
/** Letters that tell two cases of one name apart. */
const SLUG_SUFFIX_LETTERS = 4

/** How often another address is looked for when cases of one name are published at the same moment. */
const TRIES = 8
const PICTURE_FORMATS = ['svg', 'png'] as const

/** Where the picture of a published document is kept: never under a key that another attempt may write. */
export function pictureKey(documentId: string, format: (typeof PICTURE_FORMATS)[number]): string {
  return `cases/${documentId}/picture.${format}`
}

/** Forgets the pictures of a document; no error when there are none. */
export async function deletePictures({ files }: Pick<Context, 'files'>, documentId: string): Promise<void> {
  for (const format of PICTURE_FORMATS) await files.delete(pictureKey(documentId, format))
}

/**
 * Publishes a case: a new document and picture from the decided text, after every byte of them was read again.
 * @throws {AppError} `case_statements_undecided`, `case_findings_undecided`, `case_sections_missing`,
 * `case_consent_missing`, `case_residue_found` (with the artefacts and kinds, never the words), `case_published`,
 * `case_withdrawn`, and `unavailable` when somebody changed the draft meanwhile.
 */
export async function publishCase(
  context: Context,
  order: { stored: StoredCase; roster: Roster; personId: string },
): Promise<PublishedCase> {
  const { stored, roster } = order
  await refusePublished(context, stored)
  const redacted = redactOrRefuse(stored, roster)
  if (!isConsented(stored, roster)) throw new AppError('case_consent_missing')
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const document = await tryPublishing(context, redacted, order)
    if (document !== null) return document
  }
  throw new AppError('unavailable')
}

/** @returns null when another case took the address meanwhile. */
async function tryPublishing(
  context: Context,
  redacted: RedactedCase,
  { stored, roster, personId }: { stored: StoredCase; roster: Roster; personId: string },
): Promise<PublishedCase | null> {
  const { config, drawer, files } = context
  const now = new Date(context.now())
  const document = publishedCase(redacted, {
    slug: await freeSlug(context, redacted.publicName),
    version: 1,
    year: now.getUTCFullYear(),
    newId: () => letterId(random),
  })
  const records = caseBoardRecords(document)
  const { lang, meta } = document
  const svg = await drawer.svg(records, { lang, title: meta.publicName, desc: pageTexts(lang)('pictureAlt') })
  await refuseResidue(context, document, svg, { ...redacted, roster, publicUrl: config.publicUrl })

  let outcome: Awaited<ReturnType<typeof insertPublication>> | undefined
  try {
    await files.put(pictureKey(document.id, 'svg'), Buffer.from(svg, 'utf8'))
    await files.put(pictureKey(document.id, 'png'), await drawer.png(records, { lang }))
    outcome = await insertPublication(context.db, stored, { document, personId, at: now.toISOString() })
  } finally {
    if (outcome !== 'published') await deletePictures(context, document.id)
  }
  if (outcome === 'published') return document
  if (outcome === 'slug_taken') return null
  await refusePublished(context, stored)
  // Somebody changed the draft meanwhile: what was checked is not what stands there now.
  throw new AppError('unavailable')
}

async function refusePublished({ db }: Context, { id }: StoredCase): Promise<void> {
  const publication = await findPublication(db, { caseId: id })
  if (publication) throw new AppError(publication.document ? 'case_published' : 'case_withdrawn')
}

function redactOrRefuse(stored: StoredCase, roster: Roster): RedactedCase {
  try {
    return redactCase(stored.draft, stored.decisions, roster)
  } catch (error) {
    if (!(error instanceof RedactionIncomplete)) throw error
    const { statements, findings, sections } = error.gaps
    if (statements.length > 0) {
      throw new AppError('case_statements_undecided', { details: { statementIds: statements } })
    }
    if (findings.length > 0) {
      const statementIds = [...new Set(findings.map(({ statementId }) => statementId))]
      throw new AppError('case_findings_undecided', { details: { statementIds, findings: findings.length } })
    }
    throw new AppError('case_sections_missing', { details: { sections } })
  }
}

async function freeSlug({ db }: Context, publicName: string): Promise<string> {
  const slug = slugOf(publicName)
  let candidate = slug
  while ((await findPublication(db, { slug: candidate })) !== null) {
    candidate = `${slug}-${letterId(random).slice(0, SLUG_SUFFIX_LETTERS)}`
  }
  return candidate
}

/** Everything that anybody could read once the case is public, as it will be sent. */
function artefactsOf(document: PublishedCase, svg: string, publicUrl: string): Artefact[] {
  return [
    ...pagesOf(document, publicUrl),
    { name: 'case.json', text: JSON.stringify(document) },
    { name: 'case.svg', text: svg },
  ]
}

function pagesOf(document: PublishedCase, publicUrl: string): Artefact[] {
  const { sector } = document.meta.tags
  const pages = LANGUAGES.flatMap((lang) => [
    { name: `case.${lang}.html`, text: casePage(document, lang) },
    {
      name: `gallery.${lang}.html`,
      text: galleryPage({ lang, cases: [document], sectors: sector, query: '', sector: null }),
    },
  ])
  return [...pages, { name: 'feed.json', text: JSON.stringify(feedOf([document], publicUrl)) }]
}

/** The same document without its words: what is left of a page is its frame. */
function wordless(document: PublishedCase): PublishedCase {
  return {
    ...document,
    slug: 'cas',
    meta: { ...document.meta, publicName: '…' },
    sections: document.sections.map(({ id, statements }) => ({
      id,
      statements: statements.map((statement) => ({ ...statement, text: '…' })),
    })),
  }
}

/** In the background: it reads a dozen pages letter by letter, which takes about a second. */
async function refuseResidue(
  { background }: Context,
  document: PublishedCase,
  svg: string,
  checked: Pick<RedactedCase, 'removed' | 'kept'> & { roster: Roster; publicUrl: string },
): Promise<void> {
  const { removed, kept, roster, publicUrl } = checked
  const residue = await background.run('residue', () => ({
    takes: {
      artefacts: artefactsOf(document, svg, publicUrl),
      roster,
      context: {
        removed,
        kept,
        ownOrigins: [publicUrl],
        frames: pagesOf(wordless(document), publicUrl),
      },
    },
  }))
  if (residue.length === 0) return
  throw new AppError('case_residue_found', {
    details: {
      residues: residue.length,
      artefacts: [...new Set(residue.map(({ artefact }) => artefact))],
      kinds: [...new Set(residue.map(({ kind }) => kind))],
    },
  })
}
