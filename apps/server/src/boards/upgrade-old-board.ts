import { type BoardUpgrade, upgradeBoard } from '@tablee/board'
import { findTemplate, templateMethod } from '@tablee/templates'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type * as Y from 'yjs'
import type { Database } from '../db/schema.ts'

/** The form that a board's content has today; a board that has an older one is brought to it when it is opened. */
export const CONTENT_FORM = 2

/**
 * Brings a board of an older version of the product up to date, once, before anybody enters it. A board that cannot be
 * brought there is opened as it is: somebody wrote on it.
 */
export async function upgradeOldBoard(
  { db, logger }: { db: Kysely<Database>; logger: FastifyBaseLogger },
  boardId: string,
  write: (change: (doc: Y.Doc) => void) => Promise<void>,
): Promise<void> {
  const board = await db
    .selectFrom('board')
    .select(['template_id', 'template_version', 'content_form'])
    .where('id', '=', boardId)
    .executeTakeFirst()
  if (!board || board.content_form >= CONTENT_FORM) return
  // A method is shipped in its newest version only; its zones' ids never change.
  const template = findTemplate(board.template_id, board.template_version) ?? findTemplate(board.template_id)
  const method = template ? templateMethod(template) : null
  let upgrade: BoardUpgrade | null = null
  let trouble: unknown = null
  await write((doc) => {
    try {
      upgrade = upgradeBoard(doc, method)
    } catch (err) {
      trouble = err
    }
  })
  if (trouble !== null) {
    logger.error({ err: trouble, boardId }, 'board could not be brought up to date; it is opened as it is')
    return
  }
  await db.updateTable('board').set({ content_form: CONTENT_FORM }).where('id', '=', boardId).execute()
  logger.info({ boardId, upgrade }, 'board brought up to date')
}
