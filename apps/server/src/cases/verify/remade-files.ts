import { findIdentifiers } from '@tablee/cases'
import type { Context } from '../../context.ts'
import { findCase } from '../../publication/draft-store.ts'
import type { MadeCaseFiles } from '../../publication/files/case-files-job.ts'
import { ifReadable } from '../../publication/if-readable.ts'
import { imagesOf } from '../../publication/image-store.ts'
import { findPublication } from '../../publication/publication-store.ts'
import type { Publishable } from '../../publication/publishable.ts'
import { readRoster } from '../../publication/read-roster.ts'
import { sentencesOfCase, wordsOfCase } from './case-pages.ts'
import { idsBehind } from './ids-behind.ts'
import { verifyCaseFiles } from './verified-case.ts'

/**
 * Makes the files of a public case again, and reads them like those of a new one: they may say what the case itself
 * says to everybody, and nothing beside.
 * @returns `refused` when one of them says more, or cannot be read; `unread` while names are sealed with another key:
 * nobody can look for them.
 */
export async function remadeFiles(
  context: Pick<Context, 'db' | 'background' | 'config'>,
  caseId: string,
  publishable: Publishable,
): Promise<MadeCaseFiles | 'refused' | 'unread'> {
  const { db } = context
  const { document } = publishable
  const stored = await findCase(context, db, caseId)
  if (stored === null) return 'refused'
  const roster = await ifReadable(readRoster(context, db, stored.cohortId))
  if (roster === null) return 'unread'
  const images = await imagesOf(db, stored, document)
  if (images === null) return 'refused'
  const { name } = wordsOfCase(document)
  const sentences = sentencesOfCase(document)
  const said = [name, ...document.meta.tags.keywords, ...sentences.map(({ text }) => text)]
  const kept = said.flatMap((text) => findIdentifiers(text, roster)).map(({ text }) => text)
  const { made, verified } = await verifyCaseFiles(context, {
    publishable,
    spread: (await findPublication(db, { caseId }))?.spread ?? 'public',
    redacted: { removed: [], kept, sentences },
    roster,
    forbidden: await idsBehind(db, stored),
    images,
  })
  const isClean = verified.checks.every(({ problems }) => problems.length === 0)
  return isClean ? made : 'refused'
}
