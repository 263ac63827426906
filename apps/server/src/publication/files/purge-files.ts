import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../../context.ts'
import { lookRegularly, type RegularLook } from '../../look-regularly.ts'
import { caseFolder } from './case-file-names.ts'
import { forgetPurge, listPurges } from './purge-store.ts'

/** How often a process looks for files that are to be deleted, in ms. */
const LOOK_EVERY_MS = 60_000

/** Deletes every file of a document, half-written ones too, and the order to do so. Doing it twice does no harm. */
export async function purgeFiles(
  { db, files }: Pick<Context, 'db' | 'files'>,
  documentId: string,
): Promise<void> {
  await files.deleteFolder(caseFolder(documentId))
  await forgetPurge(db, documentId)
}

/** The same where a case has just been taken back: it is gone already, and what the disk keeps is tried again. */
export async function purgeSoon(
  context: Pick<Context, 'db' | 'files'>,
  documentIds: readonly string[],
): Promise<void> {
  // whoever looks next deletes them, and says what is wrong
  for (const documentId of documentIds) await purgeFiles(context, documentId).catch(() => undefined)
}

/** Starts to look for files that are to be deleted; the first time at once, since a crash may have left some. */
export function startFilePurge(
  context: Pick<Context, 'db' | 'files' | 'now'>,
  logger: FastifyBaseLogger,
): RegularLook {
  return lookRegularly({
    everyMs: LOOK_EVERY_MS,
    atOnce: true,
    failed: (err) => logger.warn({ err }, 'files of a case could not be deleted; trying again'),
    async work(isOver) {
      for (const documentId of await listPurges(context.db, context.now()))
        if (!isOver()) await purgeFiles(context, documentId)
    },
  })
}
