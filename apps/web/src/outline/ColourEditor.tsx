import { COLOUR_NAMES, isNoteColour, NOTE_COLOURS } from '@tablee/board/content'
import { setColour } from '@tablee/board/edit'
import type { ReactNode } from 'react'
import { captionOf, useColourCaptions } from '../colours/use-colour-captions.ts'
import { useLive } from './live-context.ts'
import type { TableRow } from './table-model.ts'

interface ColourEditorProps {
  row: TableRow
  label: string
  onDone(): void
}

/** Chooses a note's colour by what it stands for, or by its name. */
export function ColourEditor({ row, label, onDone }: ColourEditorProps): ReactNode {
  const { live } = useLive()
  const captions = useColourCaptions(live.doc)
  const { colour } = row.item
  return (
    <select
      className="light-input"
      aria-label={label}
      value={colour ?? ''}
      // biome-ignore lint/a11y/noAutofocus: the field stands where the cell was that the person opened
      autoFocus
      onBlur={onDone}
      onChange={({ currentTarget: { value } }) => {
        if (!isNoteColour(value)) return
        live.undo.newStep()
        setColour(live.writer, row.item.id, value)
      }}
    >
      {NOTE_COLOURS.map((id) => (
        <option key={id} value={id}>
          {captionOf(captions, id) ?? COLOUR_NAMES[id][live.lang]}
        </option>
      ))}
    </select>
  )
}
