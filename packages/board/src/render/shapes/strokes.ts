import type { TLDrawShape, TLDrawShapeSegment, TLHighlightShape, TLLineShape } from '@tldraw/tlschema'
import type { Drawing } from '../drawing.ts'
import { fillColour, lineColour, palette, STROKE_PX, strokeAttributes, TEXT_PX } from '../style.ts'
import { element } from '../xml.ts'
import { freehandPath, polylinePath, splinePath } from './paths.ts'

/** Width of the marker by the size of text: the canvas' own factor. */
const HIGHLIGHT_WIDTH_FACTOR = 1.12
const HIGHLIGHT_OPACITY = 0.35

/** Draws a pen stroke. */
export function drawPen({ props }: TLDrawShape): Drawing {
  const width = STROKE_PX[props.size] * props.scale
  const closed = props.isClosed && props.fill !== 'none'
  const path = segmentsPath(props.segments)
  const svg =
    (closed ? element('path', { d: `${path}Z`, fill: fillColour(props.fill, props.color) }) : '') +
    element('path', {
      d: path,
      fill: 'none',
      ...strokeAttributes(lineColour(props.color), width, props.dash),
    })
  return { svg, reach: segmentPoints(props.segments) }
}

/** Draws a marker stroke: broad, and what lies under it stays readable. */
export function drawHighlight({ props }: TLHighlightShape): Drawing {
  const width = TEXT_PX[props.size] * HIGHLIGHT_WIDTH_FACTOR * props.scale
  const svg = element('path', {
    d: segmentsPath(props.segments),
    fill: 'none',
    'stroke-opacity': HIGHLIGHT_OPACITY,
    ...strokeAttributes(palette(props.color).highlight.srgb, width, 'solid'),
  })
  return { svg, reach: segmentPoints(props.segments) }
}

/** Draws a line through its handles. */
export function drawLine({ props }: TLLineShape): Drawing {
  const points = Object.values(props.points).sort((a, b) => (a.index < b.index ? -1 : 1))
  const svg = element('path', {
    d: props.spline === 'cubic' ? splinePath(points) : polylinePath(points),
    fill: 'none',
    ...strokeAttributes(lineColour(props.color), STROKE_PX[props.size] * props.scale, props.dash),
  })
  return { svg, reach: points }
}

/** A stroke is one path: a segment starts where the one before ended. */
function segmentsPath(segments: readonly TLDrawShapeSegment[]): string {
  return segments
    .map((segment) =>
      segment.type === 'straight' ? polylinePath(segment.points) : freehandPath(segment.points),
    )
    .map((path, i) => (i === 0 ? path : path.replace('M', 'L')))
    .join('')
}

function segmentPoints(segments: readonly TLDrawShapeSegment[]): { x: number; y: number }[] {
  return segments.flatMap((segment) => segment.points)
}
