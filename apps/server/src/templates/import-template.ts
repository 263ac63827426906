import type { ImportPreview } from '@tablee/contract'
import { PackageRefused, readPackage } from '@tablee/templates'
import type { Context } from '../context.ts'
import { inTransaction } from '../db/in-transaction.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { addPackagedVocabularies, lackingWords } from '../vocabularies/change-vocabulary.ts'
import { currentVocabularies } from '../vocabularies/current-vocabularies.ts'
import { faultsInShort } from './publish-template.ts'
import { insertOwnTemplate, markPublished } from './store.ts'
import { insertVersion } from './version-store.ts'

/**
 * Takes a package in: the method under a new id with the version that it had, and the words that it needs.
 * @throws {AppError} `template_package_refused`, with what is the matter.
 */
export async function importTemplate(
  { db, now }: Pick<Context, 'db' | 'now'>,
  order: { programmeId: string; file: string; personId: string },
): Promise<{ id: string; version: string }> {
  const { programmeId, personId } = order
  const known = new Set((await currentVocabularies(db, programmeId)).map(({ id }) => id))
  const { file, template: packaged } = readOrRefuse(order.file, known)
  const id = newId()
  const template = { ...packaged, id }
  const { licence, credits } = file
  await inTransaction(db, async (transaction) => {
    const on = { db: transaction, now }
    await addPackagedVocabularies(on, programmeId, file.vocabularies, personId)
    const draft = { ...template }
    await insertOwnTemplate(
      transaction,
      {
        id,
        programmeId,
        ownerId: personId,
        origin: file.origin,
        baseVersion: template.version,
        licence,
        credits,
        draft,
      },
      now(),
    )
    await insertVersion(
      transaction,
      id,
      { position: 1, template, licence, credits, note: '', personId },
      now(),
    )
    await markPublished(transaction, id, 1)
  })
  return { id, version: template.version }
}

/**
 * What importing a package would bring, before anything is kept: its lists of words come into those of the programme,
 * which all its methods offer.
 * @throws {AppError} `template_package_refused`, with what is the matter.
 */
export async function previewImport(
  { db }: Pick<Context, 'db'>,
  { programmeId, file: text }: { programmeId: string; file: string },
): Promise<ImportPreview> {
  const current = await currentVocabularies(db, programmeId)
  const { file, template } = readOrRefuse(text, new Set(current.map(({ id }) => id)))
  const { title, version } = template
  const { licence, credits, origin } = file
  return {
    title,
    version,
    licence,
    credits,
    origin,
    words: lackingWords(current, file.vocabularies).map(({ id, label, isNew, terms }) => ({
      id,
      label,
      isNew,
      terms: terms.map((term) => term.label),
    })),
  }
}

function readOrRefuse(text: string, known: ReadonlySet<string>) {
  try {
    return readPackage(text, known)
  } catch (error) {
    if (!(error instanceof PackageRefused)) throw error
    const { trouble, fields, faults } = error
    throw new AppError('template_package_refused', {
      // fields of a stranger's file may be words: only how many
      details: { trouble, fields: fields.length, faults: faultsInShort(faults) },
      cause: error,
    })
  }
}
