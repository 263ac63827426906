import type { Kysely } from 'kysely'
import type * as Y from 'yjs'
import { actorOn } from '../boards/actor.ts'
import { findBoard } from '../boards/store.ts'
import type { DialectName } from '../db/dialect.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { type Brought, bringCurtains, type CurtainToTell } from './bring-curtains.ts'
import { deleteNotes, findNotes, insertNotes, type NoteRow, updateNote } from './note-store.ts'
import { type CurtainRow, endLifting, findCurtains, holdCurtain, markTold } from './store.ts'

/** Writes on a board as the server; resolves when it is durable. */
export type WriteOnBoard = (change: (doc: Y.Doc) => void) => Promise<void>

/** What telling a board needs. */
export interface Telling {
  readonly db: Kysely<Database>
  readonly dialect: DialectName
  readonly boardId: string
  readonly write: WriteOnBoard
  /** New numbers of hidden notes by curtain; what the facts say stays where it is left out (A7). */
  readonly counts?: ReadonlyMap<string, number>
  /** Records that this process has put on boards and not yet noted: a note that somebody deletes at once stays deleted. */
  readonly put: Set<string>
}

/**
 * Brings a board to what its curtains are: the database is right, the board is told. It may run at any time, on any
 * process and again after a crash: which notes are revealed, and under which ids, was decided before (P4).
 */
export async function tellCurtains(telling: Telling): Promise<void> {
  let told = await tellOnce(telling, false)
  // while the board was being opened somebody else may have told it of something newer
  while (told !== null && told !== hangingOf(await findCurtains(telling.db, telling.boardId)))
    told = await tellOnce(telling, true)
}

/** Tells once; returns what hangs before the board by then, null when there was nothing to tell. */
async function tellOnce(telling: Telling, isForced: boolean): Promise<string | null> {
  const { db, dialect, boardId, write, counts, put } = telling
  const toTell: CurtainToTell[] = []
  for (const curtain of await findCurtains(db, boardId)) {
    const revealing = (await findNotes(db, curtain.id, ['revealing'])).filter(hasRecord)
    const isFrozen = curtain.state === 'reading' && curtain.toldRevision < curtain.revision
    const hidden = isFrozen
      ? (await findNotes(db, curtain.id, ['hidden'])).length
      : (counts?.get(curtain.id) ?? curtain.hiddenTold)
    toTell.push({ curtain, hidden, revealing })
  }
  const isNews = ({ curtain, hidden }: CurtainToTell) =>
    curtain.toldRevision < curtain.revision || hidden !== curtain.hiddenTold
  const board = await findBoard(db, boardId)
  if (!board || !(isForced || toTell.some(isNews))) return null
  let brought: Brought = { homeless: new Set(), refused: new Set() }
  await write((doc) => {
    brought = bringCurtains(doc, toTell, {
      actorOf: (personId) => actorOn(board.actorKey, boardId, personId).actorId,
      wasPut: (recordId) => put.has(recordId),
    })
  })
  const { homeless, refused } = brought
  const records = toTell.flatMap(({ curtain, revealing }) =>
    homeless.has(curtain.id)
      ? []
      : revealing.flatMap(({ recordId }) => (refused.has(recordId) ? [] : [recordId])),
  )
  for (const recordId of records) put.add(recordId)
  await erasing(db, dialect, async (transaction) => {
    for (const each of toTell) await note({ db: transaction, dialect }, each, brought)
  })
  for (const recordId of records) put.delete(recordId)
  return hangingOf(
    toTell.flatMap(({ curtain }) => {
      if (curtain.state !== 'lifting') return [curtain]
      return homeless.has(curtain.id) ? [{ ...curtain, state: 'drawn' as const }] : []
    }),
  )
}

/** Which curtains hang, in one word that can be compared. */
function hangingOf(curtains: readonly CurtainRow[]): string {
  return curtains
    .filter(({ state }) => state !== 'lifted')
    .map(({ id, state }) => `${id} ${state}`)
    .join(',')
}

/** Notes what the board knows now. */
async function note(
  where: Pick<Telling, 'db' | 'dialect'>,
  { curtain, hidden, revealing }: CurtainToTell,
  { homeless, refused }: Brought,
): Promise<void> {
  const { db } = where
  if (homeless.has(curtain.id)) {
    await keepHidden(where, curtain, revealing)
    return
  }
  // put in anew, in the order of random ids and at one moment: neither tells who came first (A4, A6)
  await deleteNotes(
    db,
    curtain.id,
    revealing.map(({ id }) => id),
  )
  await insertNotes(
    db,
    revealing
      .filter(({ recordId }) => !refused.has(recordId))
      .map((row): NoteRow => ({ ...row, state: 'revealed', text: '', cells: {} }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  )
  // it may be lifted since it was read: those notes are not on the board yet, and their lifting goes on (P7)
  if (curtain.state === 'lifting') await endLifting(db, curtain, 'lifted')
  await markTold(db, curtain, hidden)
}

/** The zone is gone: what was to be revealed is hidden as before; a note that came too late was kept by its device. */
async function keepHidden(
  { db, dialect }: Pick<Telling, 'db' | 'dialect'>,
  curtain: CurtainToTell['curtain'],
  revealing: CurtainToTell['revealing'],
): Promise<void> {
  const now = await holdCurtain(db, dialect, curtain)
  // decided anew since it was read: the next look brings what counts now
  if (now?.revision !== curtain.revision) return
  if (curtain.state === 'lifted')
    await deleteNotes(
      db,
      curtain.id,
      revealing.map(({ id }) => id),
    )
  else for (const row of revealing) await updateNote(db, row, { state: 'hidden', recordId: null })
  if (curtain.state === 'lifting') await endLifting(db, curtain, 'drawn')
  await markTold(db, curtain, curtain.hiddenTold)
}

function hasRecord(row: NoteRow): row is NoteRow & { recordId: string } {
  return row.recordId !== null
}
