import {
  drawnCurtainsSchema,
  type keepNoteRequestSchema,
  keptNoteSchema,
  liftedCurtainsSchema,
  okSchema,
  ownNotesSchema,
  reviewedNotesSchema,
  type withdrawNoteRequestSchema,
} from '@tablee/contract'
import type * as z from 'zod'
import { command, read } from './request.ts'

const curtainsOf = (boardId: string) => `/api/boards/${boardId}/curtains`
const notesOf = (boardId: string) => `/api/boards/${boardId}/private-notes`

/** Draws a curtain before a zone; everybody on the board learns of it through the board's facts. */
export const drawCurtain = (boardId: string, zoneId: string, anonymous: boolean) =>
  command('POST', curtainsOf(boardId), { zoneIds: [zoneId], anonymous }, drawnCurtainsSchema)
/** Reveals what is hidden before a zone, or before all. */
export const liftCurtain = (boardId: string, zoneId: string | null) =>
  command(
    'POST',
    `${curtainsOf(boardId)}/lift`,
    zoneId === null ? {} : { zoneIds: [zoneId] },
    liftedCurtainsSchema,
  )
/** Reads anonymous notes before they are revealed; nothing is added meanwhile. */
export const reviewNotes = (boardId: string, curtainId: string) =>
  command('POST', `${curtainsOf(boardId)}/review`, { curtainId }, reviewedNotesSchema)
/** Lets people write on. */
export const resumeWriting = (boardId: string, curtainId: string) =>
  command('POST', `${curtainsOf(boardId)}/resume`, { curtainId }, okSchema)
/** Takes out a note that was read before the reveal. */
export const removeNote = (boardId: string, curtainId: string, noteId: string) =>
  command('POST', `${curtainsOf(boardId)}/remove`, { curtainId, noteId }, okSchema)
/** The reader's named notes. */
export const readOwnNotes = (boardId: string) => read(notesOf(boardId), ownNotesSchema)
/** The anonymous notes whose keys this device holds. */
export const findNotes = (boardId: string, notes: readonly { id: string; key: string }[]) =>
  command('POST', `${notesOf(boardId)}/find`, { notes }, ownNotesSchema)
/** Keeps one note. */
export const keepNote = (boardId: string, note: z.input<typeof keepNoteRequestSchema>) =>
  command('PUT', notesOf(boardId), note, keptNoteSchema)
/** Shows everybody one's own signed notes that are hidden behind a curtain. */
export const revealOwnNotes = (boardId: string, curtainId: string) =>
  command('POST', `${notesOf(boardId)}/reveal`, { curtainId }, liftedCurtainsSchema)
/** Takes one's note back. */
export const withdrawNote = (boardId: string, note: z.input<typeof withdrawNoteRequestSchema>) =>
  command('POST', `${notesOf(boardId)}/withdraw`, note, okSchema)
