import {
  type ColumnDefinition,
  cellKey,
  type Method,
  mainColumn,
  readRow,
  richTextToPlain,
  splitCell,
  type ZoneDefinition,
} from '@tablee/board'
import { type Editor, type TLNoteShape, type TLShapeId, toRichText } from 'tldraw'

/** The cell of a note that is written. */
interface CellPlace {
  noteId: TLShapeId
  zone: ZoneDefinition
  column: ColumnDefinition
}

/** What a cell holds now: its own value, or the part of a row that was typed in one go. */
export function storedCell(
  editor: Editor,
  note: TLNoteShape,
  { method, zone, column }: { method: Method; zone: ZoneDefinition; column: ColumnDefinition },
): string | number | null {
  const own = note.meta[cellKey(column.id)]
  if (typeof own === 'string' || typeof own === 'number') return own
  return typedRow(editor, note, method, zone)?.get(column.id) ?? null
}

/**
 * Writes one cell as one step of this person's undo. A row that was typed as `a | b | c` is parted first, so that what
 * it says stays in its columns. `null` empties the cell.
 */
export function writeCell(
  editor: Editor,
  { noteId, zone, column }: CellPlace,
  value: string | number | null,
  { method }: { method: Method },
): void {
  const note = editor.getShape<TLNoteShape>(noteId)
  if (!note) return
  editor.markHistoryStoppingPoint('cell')
  editor.run(() => {
    const parts = typedRow(editor, note, method, zone)
    const cells = new Map<string, string | number | null>()
    for (const [id, part] of parts ?? []) cells.set(id, part)
    const { cell, rest } = typeof value === 'string' ? splitCell(value) : { cell: value, rest: '' }
    cells.set(column.id, cell)
    const main = mainColumn(zone)
    if (parts && main) {
      const text = parts.get(main.id) ?? ''
      editor.updateShape<TLNoteShape>({ id: noteId, type: 'note', props: { richText: toRichText(text) } })
      cells.delete(main.id)
    }
    if (rest !== '') addText(editor, noteId, rest)
    editor.store.update(noteId, (record) => ({ ...record, meta: withCells(record.meta, cells) }))
  })
}

/** Puts what does not fit in a cell under the note's own text. */
function addText(editor: Editor, noteId: TLShapeId, text: string): void {
  const note = editor.getShape<TLNoteShape>(noteId)
  if (!note) return
  const { richText } = note.props
  const held = richTextToPlain(richText).trim() === '' ? [] : richText.content
  const content = [...held, ...toRichText(text).content]
  editor.updateShape<TLNoteShape>({ id: noteId, type: 'note', props: { richText: { ...richText, content } } })
}

function withCells(
  meta: TLNoteShape['meta'],
  cells: ReadonlyMap<string, string | number | null>,
): TLNoteShape['meta'] {
  const next = { ...meta }
  for (const [id, value] of cells) {
    if (value === null || value === '') delete next[cellKey(id)]
    else next[cellKey(id)] = value
  }
  return next
}

/** The cells of a row that was typed in one go, as text; null for every other note. */
function typedRow(
  editor: Editor,
  note: TLNoteShape,
  method: Method,
  zone: ZoneDefinition,
): Map<string, string> | null {
  const text = (editor.getShapeUtil(note).getText(note) ?? '').trim()
  if (!text.includes('|') || Object.keys(note.meta).some((key) => key.startsWith(cellKey('')))) return null
  const { cells } = readRow(method, zone, { text, meta: {}, votes: null })
  const parts = new Map<string, string>()
  for (const [id, cell] of Object.entries(cells)) {
    if (cell.kind === 'text' || cell.kind === 'free') parts.set(id, cell.text)
    else if (cell.kind === 'number') parts.set(id, String(cell.value))
    else if (cell.kind === 'date') parts.set(id, cell.date)
    else if (cell.kind === 'term' || cell.kind === 'item') parts.set(id, cell.id)
  }
  // A text with a bar that fills one column only was not typed as a row.
  return parts.size > 1 ? parts : null
}
