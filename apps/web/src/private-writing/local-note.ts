/** What stands in a note. */
export interface NoteContent {
  text: string
  cells: Readonly<Record<string, string | number>>
}

/** Why a note does not reach the server by itself. */
export type NoteTrouble = 'late' | 'waiting' | 'removed' | 'full' | 'closed' | 'refused' | 'changed'

/** One of the reader's private notes as her device holds it. */
export interface LocalNote extends NoteContent {
  readonly id: string
  /** Of an anonymous note: only this device has it. */
  readonly key: string | null
  readonly curtainId: string
  readonly zoneId: string
  revision: number
  /** What the server has; null for nothing yet. */
  saved: NoteContent | null
  state: 'hidden' | 'revealed'
  trouble: NoteTrouble | null
  /** It is to be withdrawn, as soon as the server can be told. */
  isGone: boolean
  /** Its writer puts it on the board alone, after the others. */
  isLateWanted: boolean
}

/** Whether two notes say the same. */
export function saySame(a: NoteContent | null, b: NoteContent): boolean {
  return (
    a !== null && a.text === b.text && JSON.stringify(sorted(a.cells)) === JSON.stringify(sorted(b.cells))
  )
}

/** Whether there is nothing in a note. */
export function isBlank({ text, cells }: NoteContent): boolean {
  return text.trim() === '' && Object.values(cells).every((value) => String(value).trim() === '')
}

/** Whether the server does not have the note as it stands, whatever keeps it from getting there. */
export function isUnsent(note: LocalNote): boolean {
  if (note.isGone) return true
  return isBlank(note) ? note.saved !== null : !saySame(note.saved, note)
}

function sorted(cells: NoteContent['cells']): [string, string | number][] {
  return Object.entries(cells)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
