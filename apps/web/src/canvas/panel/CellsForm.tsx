import type { ColumnDefinition, ZoneDefinition } from '@tablee/board'
import { useTranslation } from 'react-i18next'
import { type TLNoteShape, useEditor } from 'tldraw'
import { useMeaning } from '../meaning/use-meaning.ts'
import { writeNoteBelow } from '../note-gestures.ts'
import { CellField } from './CellField.tsx'

interface CellsFormProps {
  note: TLNoteShape
  zone: ZoneDefinition
  columns: readonly ColumnDefinition[]
}

/** The cells of a row, one field for each column; the last button goes on to the next row. */
export function CellsForm({ note, zone, columns }: CellsFormProps) {
  const editor = useEditor()
  const { method, content, lang } = useMeaning()
  const { t } = useTranslation('canvas')
  if (!method) return null
  return (
    <form
      className="board-fields"
      onSubmit={(event) => {
        event.preventDefault()
      }}
    >
      {columns.map((column) => (
        <CellField
          key={column.id}
          column={column}
          note={note}
          zone={zone}
          method={method}
          content={content}
          lang={lang}
        />
      ))}
      <button type="button" className="board-button" onClick={() => writeNoteBelow(editor, note.id)}>
        {t('panel.nextRow')}
      </button>
    </form>
  )
}
