import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../../context.ts'
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

/** Deletes files of documents that are public no more, or never came to be. */
export interface FilePurge {
  /** Deletes what is due; what fails is tried again. */
  look(): Promise<void>
  close(): Promise<void>
}

/** Starts to look for files that are to be deleted; the first time at once, since a crash may have left some. */
export function startFilePurge(
  context: Pick<Context, 'db' | 'files' | 'now'>,
  logger: FastifyBaseLogger,
): FilePurge {
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  async function purgeDue(): Promise<void> {
    try {
      for (const documentId of await listPurges(context.db, context.now()))
        if (!stopped) await purgeFiles(context, documentId)
    } catch (err) {
      logger.warn({ err }, 'files of a case could not be deleted; trying again')
    }
  }
  const look = (): Promise<void> => {
    running = running.then(() => (stopped ? undefined : purgeDue()))
    return running
  }
  void look()
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return {
    look,
    async close() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
