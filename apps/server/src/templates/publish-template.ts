import {
  checkTemplate,
  diffTemplates,
  FIRST_VERSION,
  nextVersion,
  type Template,
  type TemplateFault,
} from '@tablee/templates'
import type { Kysely } from 'kysely'
import type { Context } from '../context.ts'
import { inTransaction } from '../db/in-transaction.ts'
import type { Database } from '../db/schema.ts'
import { isUniqueViolation } from '../db/unique-violation.ts'
import { AppError } from '../errors.ts'
import { currentVocabularies } from '../vocabularies/current-vocabularies.ts'
import { findAnyTemplate } from './find-template.ts'
import { markPublished, type OwnTemplate } from './store.ts'
import {
  findInUse,
  findLastPosition,
  findNewestNumbers,
  findVersions,
  insertVersion,
} from './version-store.ts'

/**
 * Makes a version of the draft, for good.
 * @throws {AppError} `template_faulty`, `template_unchanged`, or `template_draft_conflict` when it was saved meanwhile.
 */
export async function publishTemplate(
  { db, now }: Pick<Context, 'db' | 'now'>,
  own: OwnTemplate,
  order: { revision: number; note: string; personId: string },
): Promise<Template> {
  if (own.revision !== order.revision) throw draftConflict(own)
  const vocabularies = new Set((await currentVocabularies(db, own.programme.id)).map(({ id }) => id))
  const inUse = await findInUse(db, own.id)
  const { template, faults } = checkTemplate(own.draft, { vocabularies, ...inUse })
  if (template === null) throw new AppError('template_faulty', { details: { faults: faultsInShort(faults) } })
  const published = await findVersions(db, own.id)
  const base = await baseOf(db, own)
  const changes = base ? diffTemplates(base, template) : []
  if (published.length > 0 && changes.length === 0) throw new AppError('template_unchanged')
  // after the newest number, also when that version cannot be read any more
  const newest = (await findNewestNumbers(db, [own.id])).get(own.id)
  const version = base ? nextVersion(newest ?? base.version, changes) : FIRST_VERSION
  const next = { ...template, id: own.id, version }
  const { licence, credits } = own
  const { note, personId } = order
  try {
    await inTransaction(db, async (transaction) => {
      const position = (await findLastPosition(transaction, own.id)) + 1
      await insertVersion(
        transaction,
        own.id,
        { position, template: next, licence, credits, note, personId },
        now(),
      )
      if (!(await markPublished(transaction, own.id, order.revision))) throw draftConflict(own)
    })
  } catch (error) {
    // the same draft was published at the same moment
    if (isUniqueViolation(error)) throw new AppError('template_unchanged', { cause: error })
    throw error
  }
  return next
}

/** What a draft is compared with: the newest version, else what it was copied from; null when it began with nothing. */
export async function baseOf(db: Kysely<Database>, own: OwnTemplate): Promise<Template | null> {
  const [newest] = await findVersions(db, own.id)
  if (newest) return newest.template
  return own.origin && (await findAnyTemplate(db, own.origin.templateId, own.origin.version))
}

/** Somebody saved the draft meanwhile, perhaps the same person on another device. */
export function draftConflict({ revision, savedAt }: Pick<OwnTemplate, 'revision' | 'savedAt'>): AppError {
  return new AppError('template_draft_conflict', { details: { revision, savedAt } })
}

/** Codes and ids: no word of the method leaves with an error. */
export function faultsInShort(faults: readonly TemplateFault[]): string[] {
  return faults
    .filter(({ severity }) => severity === 'error')
    .map(({ code, place: { zoneId, columnId, termId, step, field } }) =>
      [code, zoneId, columnId ?? termId, step === undefined ? undefined : `step-${step + 1}`, field]
        .filter((part) => part !== undefined)
        .join(' '),
    )
}
