import type { TLArrowShape } from '@tldraw/tlschema'
import type { BoardShape } from '../board-shape.ts'
import { drawText, layOutText, plainParagraphs } from '../draw-text.ts'
import { type Drawing, NOTHING } from '../drawing.ts'
import { INK, PAPER } from '../family-colours.ts'
import { boxOutline, distance, type Point, toLocal, toOuter } from '../pose.ts'
import type { Scene } from '../scene.ts'
import { ARROW_LABEL_PX, lineColour, STROKE_PX, strokeAttributes } from '../style.ts'
import { element } from '../xml.ts'
import { arcCurve, type Curve, elbowCurve, enters, leaves, straightCurve } from './arrow-path.ts'
import { arrowhead } from './arrowheads.ts'
import { geoSize } from './geo.ts'
import { geoOutline } from './geo-outline.ts'
import { freeTextSize, noteSize } from './note.ts'

/** Space between an arrowhead and the shape that it points at, in px: the canvas' own. */
const HEAD_OFFSET_PX = 10

/** Below this bend, in px at scale 1, the canvas draws a straight line. */
const STRAIGHT_BELOW_PX = 8

const LABEL_WIDTH_PX = 240

/** How far apart two points of the curve are when its direction is read, as a share of its length. */
const DIRECTION_STEP = 0.01

/** Draws an arrow from edge to edge of the shapes that it is bound to, with its heads and label. */
export function drawArrow(shape: TLArrowShape, scene: Scene): Drawing {
  const { props } = shape
  const start = terminal(shape, 'start', scene)
  const end = terminal(shape, 'end', scene)
  if (distance(start.point, end.point) < 1) return NOTHING
  const curve = route(shape, start.point, end.point)
  const strokePx = STROKE_PX[props.size] * props.scale
  const from = trim(curve, leaves(curve, start.outline), start, props.arrowheadStart, strokePx)
  const to = 1 - trim(reversed(curve), 1 - enters(curve, end.outline), end, props.arrowheadEnd, strokePx)
  const [first, last] = from < to ? [from, to] : [0, 1]
  const colour = lineColour(props.color)
  const heads = [
    { style: props.arrowheadStart, tip: curve.at(first), angle: direction(curve, first, -1) },
    { style: props.arrowheadEnd, tip: curve.at(last), angle: direction(curve, last, 1) },
  ].flatMap(({ style, tip, angle }) => arrowhead(style, tip, angle, strokePx * 4) ?? [])
  const label = drawLabel(shape, curve.at(first + (last - first) * props.labelPosition), scene)
  const svg =
    element('path', {
      d: curve.path(first, last),
      fill: 'none',
      ...strokeAttributes(colour, strokePx, props.dash),
    }) +
    heads
      .map((head) =>
        element('path', {
          d: head.path,
          fill: head.filled ? colour : 'none',
          ...strokeAttributes(colour, strokePx, 'solid'),
        }),
      )
      .join('') +
    label.svg
  const reach = [0, 0.25, 0.5, 0.75, 1].map((share) => curve.at(first + (last - first) * share))
  return { svg, reach: [...reach, ...label.reach] }
}

interface Terminal {
  /** In the arrow's own coordinates. */
  point: Point
  /** Edge of the bound shape in the arrow's own coordinates; empty when the end is free or runs inside. */
  outline: Point[]
}

function terminal(arrow: TLArrowShape, which: 'start' | 'end', scene: Scene): Terminal {
  const binding = scene.arrowBindings(arrow.id).find(({ props }) => props.terminal === which)
  const target = binding && scene.shape(binding.toId)
  const size = target && shapeSize(target, scene)
  if (!size) return { point: arrow.props[which], outline: [] }
  const { isPrecise, isExact, normalizedAnchor } = binding.props
  const anchor = isPrecise ? normalizedAnchor : { x: 0.5, y: 0.5 }
  const arrowPose = scene.pose(arrow)
  const targetPose = scene.pose(target)
  const convert = (point: Point) => toLocal(arrowPose, toOuter(targetPose, point))
  const outline =
    target.type === 'geo' ? geoOutline(target.props.geo, size.w, size.h) : boxOutline(size.w, size.h)
  return {
    point: convert({ x: anchor.x * size.w, y: anchor.y * size.h }),
    outline: isExact ? [] : outline.map(convert),
  }
}

function shapeSize(shape: BoardShape, scene: Scene): { w: number; h: number } | null {
  switch (shape.type) {
    case 'note':
      return noteSize(shape, scene)
    case 'text':
      return freeTextSize(shape, scene)
    case 'geo':
      return geoSize(shape)
    case 'frame':
    case 'image':
    case 'zone':
    case 'banner':
      return shape.props
    default:
      return null
  }
}

function route({ props }: TLArrowShape, start: Point, end: Point): Curve {
  if (props.kind === 'elbow') return elbowCurve(start, end, props.elbowMidPoint)
  if (Math.abs(props.bend) < STRAIGHT_BELOW_PX * props.scale) return straightCurve(start, end)
  return arcCurve(start, end, props.bend)
}

/** The share at which the visible arrow starts: at the edge, and before it when there is a head. */
function trim(
  curve: Curve,
  edge: number,
  { outline }: Terminal,
  head: TLArrowShape['props']['arrowheadEnd'],
  strokePx: number,
): number {
  if (outline.length === 0 || head === 'none' || edge === 0) return edge
  return edge + (HEAD_OFFSET_PX + strokePx / 2) / curve.length
}

function reversed(curve: Curve): Curve {
  return { ...curve, at: (t) => curve.at(1 - t) }
}

/** Direction in which the visible arrow runs out of its end (`1`) or start (`-1`), in radians. */
function direction(curve: Curve, share: number, way: 1 | -1): number {
  const tip = curve.at(share)
  const behind = curve.at(share - DIRECTION_STEP * way)
  return Math.atan2(tip.y - behind.y, tip.x - behind.x)
}

function drawLabel({ id, props }: TLArrowShape, at: Point, { measure, linkLabelOf }: Scene): Drawing {
  const said = linkLabelOf(id) ?? props.text
  if (!said.trim()) return NOTHING
  const text = layOutText(plainParagraphs(said), {
    fontSizePx: ARROW_LABEL_PX[props.size] * props.scale,
    maxWidthPx: LABEL_WIDTH_PX * props.scale,
    measure,
  })
  const svg = drawText(text, {
    box: { x: at.x, y: at.y, w: 0, h: 0 },
    colour: props.labelColor === 'black' ? INK : lineColour(props.labelColor),
    align: 'middle',
    verticalAlign: 'middle',
    halo: PAPER,
  })
  const corner = { x: at.x - text.width / 2, y: at.y - text.height / 2 }
  return { svg, reach: [corner, { x: corner.x + text.width, y: corner.y + text.height }] }
}
