import { join } from 'node:path'
import type { Artefact, PublicFile, RedactedCase, Roster } from '@tablee/cases'
import type { ConsentSpread } from '@tablee/contract'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { casePath } from '../../publication/case-address.ts'
import type { ReadyFile } from '../../publication/files/artefact-store.ts'
import type { MadeCaseFiles } from '../../publication/files/case-files-job.ts'
import type { CaseImage } from '../../publication/image-store.ts'
import type { Publishable } from '../../publication/publishable.ts'
import { wordless } from '../../publication/wordless.ts'
import { carriedBy, pageFiles, wordsOfCase } from './case-pages.ts'
import { reportOf } from './report.ts'
import { slugFile } from './slug-file.ts'
import type { Verified } from './verify-files.ts'

/** Where forms that we write are described: feeds and pages name them. */
const FORMAT_ORIGINS = [
  'https://jsonfeed.org',
  'https://schema.org',
  'http://www.w3.org',
  'http://ns.adobe.com',
]

/** What verifying needs of the server. */
type Verifying = Pick<Context, 'background' | 'config'>

/** What is about to become public, and what may not be in it. */
export interface CaseToVerify {
  readonly publishable: Publishable
  /** Who will read it: its files say where. */
  readonly spread: ConsentSpread
  readonly redacted: Pick<RedactedCase, 'removed' | 'kept' | 'sentences'>
  readonly roster: Roster
  /** Ids of this server that lead to the case. */
  readonly forbidden: readonly string[]
  /** The pictures that its document shows. */
  readonly images: readonly CaseImage[]
}

/**
 * Makes the files of a case, and reads the final bytes of each again, with every page and feed that will say it: in the
 * background, it takes some seconds.
 * @returns the files, with the report that is published beside them.
 * @throws {AppError} `case_artefact_unreadable`, `case_residue_found`: with the files, kinds and statements, never words.
 */
export async function verifiedCase(context: Verifying, wanted: CaseToVerify): Promise<ReadyFile[]> {
  const { made, files, verified } = await verifyCaseFiles(context, wanted)
  refuseProblems(verified)
  const ready: ReadyFile[] = [...made.files]
  const report = reportOf(wanted.publishable.document, files, verified.checks)
  return [...ready, { name: 'report.json', bytes: report }]
}

/** Makes the files of a case, and says what is found in them and in the pages about it. */
export async function verifyCaseFiles(
  context: Verifying,
  wanted: CaseToVerify,
): Promise<{ made: MadeCaseFiles; files: PublicFile[]; verified: Verified }> {
  const { publishable, spread, redacted, roster, forbidden, images } = wanted
  const { document } = publishable
  const { config, background } = context
  const frame = { ...publishable, document: wordless(document) }
  const made = await makeFiles(context, { ...publishable, spread }, images)
  const bare = await makeFiles(context, { ...frame, spread }, null)
  const files = [
    ...filesOf(made),
    ...saidBy(images),
    ...pageFiles(publishable, config.publicUrl),
    textFile(slugFile(document)),
  ]
  // data has no frame: it is always read whole
  const frames = [...filesOf(bare), ...pageFiles(frame, config.publicUrl)].filter(
    ({ name }) => name !== 'case.json',
  )
  const { removed, kept, sentences } = redacted
  const ownOrigins = [config.publicUrl, ...FORMAT_ORIGINS]
  const verified = await background.run('verify', () => ({
    takes: {
      files,
      frames,
      words: wordsOfCase(document),
      roster,
      context: {
        removed,
        kept,
        forbidden,
        ownOrigins,
        places: sentences,
        publicName: document.meta.publicName,
      },
    },
  }))
  return { made, files, verified }
}

/** Makes the files of a case from its document and its pictures alone; with null, only their words. */
function makeFiles(
  { background, config }: Verifying,
  { document, naming, spread }: Publishable & { spread: ConsentSpread },
  images: readonly CaseImage[] | null,
): Promise<MadeCaseFiles> {
  return background.run('caseFiles', () => ({
    takes: {
      document,
      isNamed: naming === 'named',
      address: config.publicUrlGiven ? config.publicUrl + casePath({ slug: document.slug, spread }) : null,
      fontFolder: join(config.dataDir, 'cache', 'fonts'),
      pixels: images !== null,
      images: (images ?? []).map(({ png }) => png),
    },
  }))
}

function filesOf({ files, card }: MadeCaseFiles): PublicFile[] {
  return [
    ...files.map(({ name, bytes }) => ({ name, bytes, carries: carriedBy(name) })),
    textFile({ name: 'card.svg', text: card }),
  ]
}

/** What drawn pictures say: pixels cannot be read again. */
function saidBy(images: readonly CaseImage[]): PublicFile[] {
  return images.flatMap(({ said }, at) =>
    said === null ? [] : textFile({ name: `image-${at + 1}.svg`, text: said }),
  )
}

/** A text of ours that carries nothing that must be found in it. */
function textFile({ name, text }: Artefact): PublicFile {
  return { name, bytes: new TextEncoder().encode(text), carries: 'nothing' }
}

function refuseProblems({ unreadable, residue, checks }: Verified): void {
  if (unreadable.length > 0)
    throw new AppError('case_artefact_unreadable', { details: { artefacts: [...unreadable] } })
  const failed = checks.filter(({ problems }) => problems.length > 0)
  if (failed.length === 0) return
  const places = residue.flatMap((found) => found.places)
  throw new AppError('case_residue_found', {
    details: {
      residues: failed.reduce((sum, { problems }) => sum + problems.length, 0),
      artefacts: distinct(failed.flatMap(({ problems }) => problems.map(({ place }) => place))),
      kinds: distinct([...residue.map(({ kind }) => kind), ...otherKinds(failed)]),
      sections: distinct(places.map(({ section }) => section)),
      statementIds: distinct(places.map(({ statementId }) => statementId)),
    },
  })
}

/** Of what no layer found: its check. */
function otherKinds(failed: Verified['checks']): string[] {
  return failed.filter(({ id }) => id === 'metadata' || id === 'origins').map(({ id }) => id)
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)]
}
