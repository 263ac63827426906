import { followedTitle } from '@tablee/board'
import { fillLanguages, findTemplate, type Template } from '@tablee/templates'
import { findBoard, setBoardTemplate } from '../boards/store.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { listsFor } from '../vocabularies/lists-for.ts'
import { correctTexts, replaceMethod, versionOnBoard } from './board-document.ts'
import { areWordsOnly, versionInBoard } from './board-update.ts'
import { findAnyTemplate } from './find-template.ts'
import { isUntouched } from './untouched.ts'
import { findVersions } from './version-store.ts'

/** A board and the version of its method that it should take. */
export interface TakeVersionOrder {
  readonly boardId: string
  readonly version: string
}

/** `taken`, or why not: people have written on it and more than words would change. */
export type TakenVersion = 'taken' | 'started'

/**
 * Brings a board whose room this process may hold to another version of its method: words while people work, all of it as
 * long as nobody has written. What is on the board is never touched.
 * @throws {RoomElsewhere} when another one holds the room.
 */
export async function takeVersionHere(
  { db, rooms }: Pick<Context, 'db' | 'rooms'>,
  { boardId, version }: TakeVersionOrder,
): Promise<TakenVersion> {
  const board = await findBoard(db, boardId)
  const template = board && (await findAnyTemplate(db, board.template.id, version))
  if (!board || !template) throw notFound()
  const former = await formerVersions(db, board.template.id)
  const lists = await listsFor(db, { templateId: template.id, cohortId: board.cohort.id })
  const taken = await rooms.edit(boardId, (doc): TakenVersion => {
    const has = versionOnBoard(doc)
    if (has === version) return 'taken'
    const from = (has !== null && former.get(has)) || versionInBoard(doc, template)
    if (areWordsOnly(from, template)) correctTexts(doc, template)
    else if (isUntouched(doc)) replaceMethod(doc, template, lists)
    else return 'started'
    return 'taken'
  })
  if (taken === 'taken') {
    const { title } = fillLanguages(template)
    const boardTitle = followedTitle({ title: board.title, was: board.template.title, is: title })
    await setBoardTemplate(db, boardId, { version, title, boardTitle })
  }
  return taken
}

async function formerVersions(db: Context['db'], templateId: string): Promise<Map<string, Template>> {
  const shipped = findTemplate(templateId)
  if (shipped) return new Map([[shipped.version, shipped]])
  return new Map((await findVersions(db, templateId)).map(({ version, template }) => [version, template]))
}
