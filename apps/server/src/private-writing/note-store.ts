import type { PrivateCells } from '@tablee/contract'
import type { Kysely, Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import type { HELD_STATES } from './store.ts'
import type { PrivateWritingTables } from './tables.ts'

/** A private note as it is stored. */
export interface NoteRow {
  readonly curtainId: string
  readonly id: string
  readonly keyHash: string | null
  readonly personId: string | null
  readonly text: string
  readonly cells: PrivateCells
  readonly revision: number
  readonly state: (typeof HELD_STATES)[number]
  readonly recordId: string | null
}

/** One note behind a curtain. */
export async function findNote(
  db: Kysely<Database>,
  { curtainId, id }: { curtainId: string; id: string },
): Promise<NoteRow | null> {
  const row = await db
    .selectFrom('private_note')
    .selectAll()
    .where('curtain_id', '=', curtainId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toNote(row) : null
}

/** The notes of one curtain in these states, in the order of their random ids. */
export async function findNotes(
  db: Kysely<Database>,
  curtainId: string,
  states: readonly NoteRow['state'][],
): Promise<NoteRow[]> {
  const rows = await db
    .selectFrom('private_note')
    .selectAll()
    .where('curtain_id', '=', curtainId)
    .where('state', 'in', states)
    .orderBy('id')
    .execute()
  return rows.map(toNote)
}

/** How many notes behind a curtain are hidden or on their way to the board; of one person, or of all. */
export async function countNotes(
  db: Kysely<Database>,
  curtainId: string,
  personId?: string,
): Promise<number> {
  const all = db
    .selectFrom('private_note')
    .select((row) => row.fn.countAll<number | string>().as('count'))
    .where('curtain_id', '=', curtainId)
    .where('state', '<>', 'removed')
  const row = await (personId === undefined ? all : all.where('person_id', '=', personId)).executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** A person's named notes on a board, with the curtain and the zone of each. */
export async function findNotesOfPerson(
  db: Kysely<Database>,
  boardId: string,
  personId: string,
): Promise<(NoteRow & { zoneId: string })[]> {
  const rows = await db
    .selectFrom('private_note')
    .innerJoin('curtain', 'curtain.id', 'private_note.curtain_id')
    .selectAll('private_note')
    .select('curtain.zone_id as zoneId')
    .where('curtain.board_id', '=', boardId)
    .where('private_note.person_id', '=', personId)
    .orderBy('private_note.id')
    .execute()
  return rows.map(({ zoneId, ...row }) => ({ ...toNote(row), zoneId }))
}

/** The anonymous notes of a board with these ids, whoever holds their keys. */
export async function findAnonymousNotes(
  db: Kysely<Database>,
  boardId: string,
  ids: readonly string[],
): Promise<(NoteRow & { zoneId: string })[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('private_note')
    .innerJoin('curtain', 'curtain.id', 'private_note.curtain_id')
    .selectAll('private_note')
    .select('curtain.zone_id as zoneId')
    .where('curtain.board_id', '=', boardId)
    .where('private_note.id', 'in', ids)
    .where('private_note.key_hash', 'is not', null)
    .orderBy('private_note.id')
    .execute()
  return rows.map(({ zoneId, ...row }) => ({ ...toNote(row), zoneId }))
}

/** Keeps a new note. */
export async function insertNotes(db: Kysely<Database>, notes: readonly NoteRow[]): Promise<void> {
  if (notes.length === 0) return
  await db
    .insertInto('private_note')
    .values(
      notes.map((note) => ({
        curtain_id: note.curtainId,
        id: note.id,
        key_hash: note.keyHash,
        person_id: note.personId,
        text: note.text,
        cells: JSON.stringify(note.cells),
        revision: note.revision,
        state: note.state,
        record_id: note.recordId,
      })),
    )
    .execute()
}

/** Changes a note. */
export async function updateNote(
  db: Kysely<Database>,
  { curtainId, id }: { curtainId: string; id: string },
  change: Partial<Pick<NoteRow, 'text' | 'cells' | 'revision' | 'state' | 'recordId'>>,
): Promise<void> {
  const { text, cells, revision, state, recordId } = change
  await db
    .updateTable('private_note')
    .set({
      ...(text === undefined ? {} : { text }),
      ...(cells === undefined ? {} : { cells: JSON.stringify(cells) }),
      ...(revision === undefined ? {} : { revision }),
      ...(state === undefined ? {} : { state }),
      ...(recordId === undefined ? {} : { record_id: recordId }),
    })
    .where('curtain_id', '=', curtainId)
    .where('id', '=', id)
    .execute()
}

/** Deletes notes behind a curtain. */
export async function deleteNotes(
  db: Kysely<Database>,
  curtainId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await db.deleteFrom('private_note').where('curtain_id', '=', curtainId).where('id', 'in', ids).execute()
}

/** Forgets which keys change which notes on a board, and what was removed there: the workshop is over (N4). */
export async function forgetRevealed(
  { db, dialect }: Pick<Context, 'db' | 'dialect'>,
  boardId: string,
): Promise<void> {
  await erasing(db, dialect, (transaction) =>
    transaction
      .deleteFrom('private_note')
      .where('state', 'in', ['revealed', 'removed'])
      .where(
        'curtain_id',
        'in',
        transaction.selectFrom('curtain').select('id').where('board_id', '=', boardId),
      )
      .execute(),
  )
}

function toNote(row: Selectable<PrivateWritingTables['private_note']>): NoteRow {
  return {
    curtainId: row.curtain_id,
    id: row.id,
    keyHash: row.key_hash,
    personId: row.person_id,
    text: row.text,
    // Only this store writes it.
    cells: JSON.parse(row.cells) as PrivateCells,
    revision: row.revision,
    state: row.state,
    recordId: row.record_id,
  }
}
