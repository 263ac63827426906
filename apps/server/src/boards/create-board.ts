import { buildBoardDoc } from '@tablee/board'
import {
  type CurrentVocabulary,
  filledBoard,
  fillLanguages,
  type PlacedNote,
  type Template,
  templateMethod,
  templateRecords,
} from '@tablee/templates'
import * as Y from 'yjs'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { insertBoard } from './store.ts'

/** What a board is asked to be. */
export interface BoardOrder {
  cohortId: string
  organisationId: string | null
  template: Template
  title: string
  /** Null when nobody in particular made it. */
  personId: string | null
  /** Notes that stand on it from the start; they are nobody's in particular. */
  notes?: readonly PlacedNote[]
  /** The lists that its columns offer; those of this version of the product when left out. */
  lists?: readonly Pick<CurrentVocabulary, 'id' | 'terms'>[]
}

/** Whose notes a new board brings along: an actor id that no person has. */
const PREPARED = 'prepared'

/** Makes a board from a method and returns its id; its zones are stored before anybody can know of it. */
export async function createBoard(
  context: Pick<Context, 'db' | 'rooms' | 'now'>,
  order: BoardOrder,
): Promise<string> {
  const id = await seedBoard(context, order)
  try {
    await insertSeededBoard(context.db, id, order, context.now())
  } catch (error) {
    // A room without its board could never be reached again.
    await context.rooms.remove(id)
    throw error
  }
  return id
}

/** Stores what stands on a new board, and returns the board's id; it cannot be reached before `insertSeededBoard`. */
export async function seedBoard(
  { rooms }: Pick<Context, 'rooms'>,
  { template: written, notes = [], lists }: Pick<BoardOrder, 'template' | 'notes' | 'lists'>,
): Promise<string> {
  const id = newId()
  const template = fillLanguages(written)
  const records = filledBoard(templateRecords(template), notes, { by: PREPARED })
  const doc = buildBoardDoc(records, {
    template: template.id,
    version: template.version,
    method: templateMethod(template, lists),
  })
  await rooms.create(id, Y.encodeStateAsUpdate(doc))
  doc.destroy()
  return id
}

/** Makes a seeded board known; also in a transaction, which a room could not be made in. */
export function insertSeededBoard(
  db: Context['db'],
  id: string,
  { template, cohortId, organisationId, title, personId }: BoardOrder,
  now: number,
): Promise<void> {
  const { version, family, title: name } = fillLanguages(template)
  const method = { id: template.id, version, family, title: name }
  return insertBoard(db, { id, cohortId, organisationId, title, personId, template: method }, now)
}
