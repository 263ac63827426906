import {
  type FamilyColours,
  GHOST,
  LINE_LOOKS,
  MARK_TEXT,
  markColour,
  NOTE_CELL_TEXT,
  type ZoneLabel,
  type ZoneMarks,
} from '@tablee/board'

interface ZoneMarksLayerProps {
  marks: ZoneMarks
  colours: FamilyColours
}

/** What lies in a zone under its notes: lanes, axes, lists, results, and where the first note goes. */
export function ZoneMarksLayer({ marks: { lines, labels, ghost }, colours }: ZoneMarksLayerProps) {
  return (
    <>
      <svg className="board-marks" aria-hidden>
        {lines.map(({ from, to, kind }, at) => (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and none of them has a state
            key={at}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            stroke={kind === 'today' ? colours.accent : colours.border}
            strokeWidth={LINE_LOOKS[kind].widthPx}
            strokeDasharray={LINE_LOOKS[kind].dash}
          />
        ))}
      </svg>
      {labels.map((label, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may say the same twice, and none of them has a state
        <p key={at} className="board-mark" style={labelStyle(label, colours)}>
          {label.text}
        </p>
      ))}
      {ghost && (
        <div
          className="board-ghost"
          style={{
            left: ghost.x,
            top: ghost.y,
            width: GHOST.sidePx,
            height: GHOST.sidePx,
            padding: NOTE_CELL_TEXT.paddingXPx,
            color: markColour('soft', colours),
            fontSize: GHOST.textPx,
          }}
        >
          <i style={{ borderColor: colours.title, opacity: GHOST.opacity }} />
          <p>{ghost.text}</p>
          <ul style={{ fontSize: NOTE_CELL_TEXT.fontPx, lineHeight: `${NOTE_CELL_TEXT.linePx}px` }}>
            {ghost.cells.slice(0, NOTE_CELL_TEXT.most).map((cell) => (
              <li key={cell} className="board-ghost__cell">
                {cell}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

function labelStyle(label: ZoneLabel, colours: FamilyColours) {
  const { x, y, w, sizePx, tone, align, bold = false, lines = 1 } = label
  return {
    left: x,
    top: y,
    width: w,
    fontSize: sizePx,
    lineHeight: MARK_TEXT.lineHeight,
    fontWeight: bold ? 700 : 500,
    color: markColour(tone, colours),
    textAlign: align === 'middle' ? ('center' as const) : align,
    WebkitLineClamp: lines,
  }
}
