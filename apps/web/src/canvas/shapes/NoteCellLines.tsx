import { NOTE_CELL_TEXT, type NoteCell, noteCellsHeight, TO_FILL } from '@tablee/board'
import { getDefaultColorTheme, type TLDefaultColorStyle, useEditor } from 'tldraw'
import { useReaderLanguage } from '../reader-language.ts'

interface NoteCellLinesProps {
  cells: readonly NoteCell[]
  colour: TLDefaultColorStyle
  scale: number
  /** Lengths in board units. */
  top: number
  width: number
}

const THEME = getDefaultColorTheme({ isDarkMode: false })

/** The cells of a note as lines at its foot; the same numbers as in the server's drawing. */
export function NoteCellLines({ cells, colour, scale, top, width }: NoteCellLinesProps) {
  const lang = useReaderLanguage(useEditor())
  const { fontPx, linePx, paddingXPx, paddingYPx, most } = NOTE_CELL_TEXT
  return (
    <dl
      className="board-cells"
      style={{
        top,
        width,
        height: noteCellsHeight(cells.length) * scale,
        padding: `${paddingYPx * scale}px ${paddingXPx * scale}px`,
        fontSize: fontPx * scale,
        lineHeight: `${linePx * scale}px`,
        backgroundColor: THEME[colour].note.fill,
      }}
    >
      {cells.slice(0, most).map(({ columnId, label, value, state }) => (
        <div key={columnId} data-state={state}>
          <dt>{label} :</dt> <dd>{value || TO_FILL[lang]}</dd>
        </div>
      ))}
    </dl>
  )
}
