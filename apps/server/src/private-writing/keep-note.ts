import { equalValues, fitsColumn } from '@tablee/board'
import {
  type KeptNote,
  type keepNoteRequestSchema,
  PRIVATE_NOTES_MAX,
  PRIVATE_NOTES_OF_ONE_MAX,
} from '@tablee/contract'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import type { Context } from '../context.ts'
import { erasing } from '../db/erasing.ts'
import type { Database } from '../db/schema.ts'
import { AppError, notFound } from '../errors.ts'
import { cleanText } from '../exports/document/clean-text.ts'
import { giveOrder } from '../nodes/board-orders.ts'
import { requireHiddenWritingStep, requireWritingStep } from '../script/require-step.ts'
import type { AnonymousQuota } from './anonymous-quota.ts'
import { CURTAIN_ZONES_ORDER, CURTAINS_ORDER, REVEALED_NOTE_ORDER } from './curtain-orders.ts'
import { newRecordId } from './lift-curtain.ts'
import { hashOfKey, type NoteOwner, owns } from './note-key.ts'
import { countNotes, findNote, insertNotes, type NoteRow, updateNote } from './note-store.ts'
import { type CurtainRow, findCurtain, findCurtains, holdCurtain, markUntold } from './store.ts'

type Wanted = z.output<typeof keepNoteRequestSchema>

/** The note was changed on another device; the route answers with what is stored. */
export class NoteConflict extends Error {
  readonly note: NoteRow
  readonly curtain: CurtainRow

  constructor(curtain: CurtainRow, note: NoteRow) {
    super('private_note_conflict')
    this.curtain = curtain
    this.note = note
  }
}

/** Who sends a note, for as long as the request lasts. */
export interface Sender {
  readonly boardId: string
  readonly personId: string
  /** She leads the workshop: no step binds her. */
  readonly leads: boolean
  readonly quota: AnonymousQuota
}

/**
 * Keeps what somebody wrote: hidden while the curtain hangs, on the board once it was lifted. Sending the same again
 * changes nothing.
 * @throws {AppError} why it is not kept; `not_found` for a note or a curtain that is not hers to know of.
 * @throws {NoteConflict}
 */
export async function keepNote(context: Context, sender: Sender, request: Wanted): Promise<KeptNote> {
  const { db, dialect } = context
  const wanted: Wanted = {
    ...request,
    text: cleanText(request.text),
    cells: Object.fromEntries(
      Object.entries(request.cells).map(([id, value]) => [
        id,
        typeof value === 'string' ? cleanText(value) : value,
      ]),
    ),
    // lifted after this look, it is as if she had not asked yet
    late: request.late === true && (await mayComeLate(context, sender, request.curtainId)),
  }
  if (isBlank(wanted)) throw new AppError('request_invalid')
  await requireMayBegin(context, sender, wanted)
  const { curtain, note } = await erasing(db, dialect, async (transaction) => {
    const curtain = await holdCurtain(transaction, dialect, {
      boardId: sender.boardId,
      id: wanted.curtainId,
    })
    if (!curtain) throw notFound()
    const owner = ownerOf(curtain, sender, wanted.key)
    const before = await findNote(transaction, { curtainId: curtain.id, id: wanted.id })
    if (before && !owns(owner, before)) throw notFound()
    const note = before
      ? await change(transaction, curtain, before, wanted)
      : await begin(transaction, { curtain, owner, sender }, wanted)
    return { curtain, note }
  })
  return note.state === 'hidden'
    ? presentKept(curtain, note)
    : onBoard(context, { curtain, note, sender }, wanted)
}

/**
 * Whether a note behind this curtain comes after the reveal; nobody adds one alone in a step that lets nobody write there.
 * @throws {AppError} `step_closed`
 */
async function mayComeLate(context: Context, sender: Sender, id: string): Promise<boolean> {
  const curtain = await findCurtain(context.db, { boardId: sender.boardId, id })
  if (curtain?.state !== 'lifting' && curtain?.state !== 'lifted') return false
  await requireStep(context, sender, curtain)
  return true
}

/**
 * Holds to the current step whoever begins a note behind a curtain that hangs; those that she began stay hers.
 * @throws {AppError} `step_closed`
 */
async function requireMayBegin(
  context: Context,
  { boardId, leads }: Sender,
  { curtainId, id }: Pick<Wanted, 'curtainId' | 'id'>,
): Promise<void> {
  const curtain = await findCurtain(context.db, { boardId, id: curtainId })
  const isHanging = curtain?.state === 'drawn' || curtain?.state === 'reading'
  if (!isHanging || (await findNote(context.db, { curtainId, id }))) return
  await requireHiddenWritingStep(context, { board: { id: boardId }, leads })
}

/**
 * Holds to the current step what reaches the board past its socket, once the note is not hidden.
 * @throws {AppError} `step_closed`
 */
export function requireStep(
  context: Context,
  { boardId, leads }: Pick<Sender, 'boardId' | 'leads'>,
  { zone }: Pick<CurtainRow, 'zone'>,
): Promise<void> {
  return requireWritingStep(context, { board: { id: boardId }, leads }, zone.id)
}

/**
 * By whom a note behind this curtain is known again.
 * @throws {AppError} `request_invalid` when the device took the curtain for one of the other kind.
 */
export function ownerOf(
  curtain: CurtainRow,
  { personId }: Pick<Sender, 'personId'>,
  key: string | undefined,
): NoteOwner {
  if (curtain.anonymous !== (key !== undefined)) throw new AppError('request_invalid')
  return key === undefined ? { personId } : { key }
}

async function change(
  transaction: Kysely<Database>,
  curtain: CurtainRow,
  note: NoteRow,
  { text, cells, revision }: Wanted,
): Promise<NoteRow> {
  if (note.state === 'removed') throw new AppError('private_note_removed')
  if (note.state !== 'hidden') return note
  if (isSame(note, { text, cells })) return note
  if (curtain.state === 'reading') throw new AppError('curtain_reading')
  if (note.revision !== revision) throw new NoteConflict(curtain, note)
  checkCells(curtain, cells)
  const next = { text, cells, revision: revision + 1 }
  await updateNote(transaction, note, next)
  return { ...note, ...next }
}

async function begin(
  transaction: Kysely<Database>,
  { curtain, owner, sender }: { curtain: CurtainRow; owner: NoteOwner; sender: Sender },
  { id, text, cells, revision, late }: Wanted,
): Promise<NoteRow> {
  const isLate = curtain.state === 'lifting' || curtain.state === 'lifted'
  if (isLate && !late) throw new AppError('curtain_lifted')
  if (curtain.state === 'reading') throw new AppError('curtain_reading')
  checkCells(curtain, cells)
  const all = await countNotes(transaction, curtain.id)
  if (curtain.room !== null && all >= curtain.room)
    throw new AppError('private_zone_full', { details: { max: curtain.room } })
  if (all >= PRIVATE_NOTES_MAX)
    throw new AppError('private_notes_too_many', { details: { max: PRIVATE_NOTES_MAX } })
  const mayBegin =
    'personId' in owner
      ? (await countNotes(transaction, curtain.id, owner.personId)) < PRIVATE_NOTES_OF_ONE_MAX
      : sender.quota.take(curtain.id, sender.personId)
  if (!mayBegin) throw new AppError('private_notes_too_many', { details: { max: PRIVATE_NOTES_OF_ONE_MAX } })
  const note: NoteRow = {
    curtainId: curtain.id,
    id,
    keyHash: 'key' in owner ? hashOfKey(owner.key) : null,
    personId: 'personId' in owner ? owner.personId : null,
    text,
    cells,
    revision: revision + 1,
    state: isLate ? 'revealing' : 'hidden',
    recordId: isLate ? newRecordId() : null,
  }
  await insertNotes(transaction, [note])
  if (isLate) await markUntold(transaction, curtain.id)
  return note
}

/** The note is on the board, or comes there now: the words go there too. */
async function onBoard(
  context: Context,
  { curtain, note, sender }: { curtain: CurtainRow; note: NoteRow; sender: Sender },
  { text, cells, base }: Wanted,
): Promise<KeptNote> {
  const { boardId } = curtain
  if (note.state === 'revealing') {
    await giveOrder(context, CURTAINS_ORDER, { boardId })
    const now = await findNote(context.db, note)
    if (!now) throw await whyRefused(context, curtain)
    if (now.state !== 'revealed') throw new AppError('curtain_zone_gone')
    // a late note came with its words; one that was being revealed may have had other ones
    if (isSame(note, { text, cells })) return presentKept(curtain, now)
  }
  const { recordId } = note
  if (recordId === null) throw new Error('a revealed note has a place on the board')
  const seen = base ?? (note.state === 'revealing' ? { text: note.text, cells: note.cells } : null)
  if (seen === null) throw new AppError('curtain_lifted')
  checkCells(curtain, cells)
  await requireStep(context, sender, curtain)
  const change = { to: { text, cells }, base: seen }
  const outcome = await giveOrder(context, REVEALED_NOTE_ORDER, { boardId, recordId, change })
  if (outcome === 'gone') throw new AppError('private_note_removed')
  if (outcome === 'full') throw new AppError('request_invalid')
  return presentKept(curtain, { ...note, state: 'revealed' })
}

/** Why the board did not take a note that came after the reveal; its device has it. */
async function whyRefused(context: Context, { boardId, id, zone }: CurtainRow): Promise<AppError> {
  const others = (await findCurtains(context.db, boardId)).filter((each) => each.id !== id)
  if (others.some((each) => each.zone.id === zone.id && each.state !== 'lifted'))
    return new AppError('zone_curtained')
  const [seen] = await giveOrder(context, CURTAIN_ZONES_ORDER, { boardId, zoneIds: [zone.id] })
  const isFull = seen?.room === 0
  return isFull
    ? new AppError('private_zone_full', { details: { max: zone.options.max ?? 0 } })
    : new AppError('curtain_zone_gone')
}

function checkCells({ zone }: CurtainRow, cells: Wanted['cells']): void {
  const unfit = Object.entries(cells).some(([columnId, value]) => !fitsColumn(zone, columnId, value))
  if (unfit) throw new AppError('private_cell_unfit')
}

function isSame(
  note: Pick<NoteRow, 'text' | 'cells'>,
  { text, cells }: Pick<Wanted, 'text' | 'cells'>,
): boolean {
  return note.text === text && equalValues(note.cells, cells)
}

function isBlank({ text, cells }: Pick<Wanted, 'text' | 'cells'>): boolean {
  return text.trim() === '' && Object.values(cells).every((value) => String(value).trim() === '')
}

/** A note as its writer is told of it; that it is on its way to the board counts as there. */
function presentKept(curtain: CurtainRow, { id, state, revision, recordId }: NoteRow): KeptNote {
  return {
    id,
    curtainId: curtain.id,
    zoneId: curtain.zone.id,
    state: state === 'revealing' ? 'revealed' : state,
    revision,
    recordId,
  }
}
