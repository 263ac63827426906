import { between, distance, fromAngle, isInside, type Point } from '../pose.ts'
import { formatNumber } from '../xml.ts'
import { pathPoint, polylinePath } from './paths.ts'

/** A way from one point to another, walked by share 0 to 1. */
export interface Curve {
  at(t: number): Point
  /** SVG path of the part between two shares. */
  path(from: number, to: number): string
  /** Length, in px. */
  length: number
}

/** Steps in which a curve is searched for the edge of a shape. */
const EDGE_SEARCH_STEPS = 96
const BISECTIONS = 12

/** A straight way. */
export function straightCurve(start: Point, end: Point): Curve {
  const at = (t: number) => between(start, end, t)
  return { at, path: (from, to) => polylinePath([at(from), at(to)]), length: distance(start, end) }
}

/**
 * A circular arc whose middle lies `bend` px beside the straight line, as on the canvas: a positive bend turns to
 * the left of a line drawn to the right.
 */
export function arcCurve(start: Point, end: Point, bend: number): Curve {
  const chord = distance(start, end)
  const sagitta = Math.abs(bend)
  const radius = (chord * chord) / (8 * sagitta) + sagitta / 2
  const side = Math.sign(bend)
  const normal = { x: (-(end.y - start.y) / chord) * side, y: ((end.x - start.x) / chord) * side }
  const middle = between(start, end, 0.5)
  const toCentre = sagitta - radius
  const centre = { x: middle.x + normal.x * toCentre, y: middle.y + normal.y * toCentre }
  const first = Math.atan2(start.y - centre.y, start.x - centre.x)
  const half = Math.atan2(chord / 2, radius - sagitta)
  const sweep = 2 * half * -side
  const at = (t: number) => fromAngle(centre, first + sweep * t, radius)
  return {
    at,
    length: Math.abs(sweep) * radius,
    path: (from, to) => {
      const large = Math.abs(sweep) * (to - from) > Math.PI ? 1 : 0
      const arc = `A${formatNumber(radius)} ${formatNumber(radius)} 0 ${large} ${sweep > 0 ? 1 : 0}`
      return `M${pathPoint(at(from))}${arc} ${pathPoint(at(to))}`
    },
  }
}

/** A way of horizontal and vertical lines with one turn there and one back. */
export function elbowCurve(start: Point, end: Point, midShare: number): Curve {
  const sideways = Math.abs(end.x - start.x) >= Math.abs(end.y - start.y)
  const turn = between(start, end, midShare)
  const corners = sideways
    ? [start, { x: turn.x, y: start.y }, { x: turn.x, y: end.y }, end]
    : [start, { x: start.x, y: turn.y }, { x: end.x, y: turn.y }, end]
  const lengths = corners.slice(1).map((corner, i) => distance(corners[i] ?? corner, corner))
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const shares = corners.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0) / total)
  const at = (t: number): Point => {
    const i = Math.max(
      1,
      shares.findIndex((share) => share >= t),
    )
    const from = corners[i - 1] ?? start
    const to = corners[i] ?? end
    const span = (shares[i] ?? 1) - (shares[i - 1] ?? 0)
    return span === 0 ? to : between(from, to, (t - (shares[i - 1] ?? 0)) / span)
  }
  return {
    at,
    length: total,
    path: (from, to) =>
      polylinePath([
        at(from),
        ...corners.filter((_, i) => (shares[i] ?? 0) > from && (shares[i] ?? 0) < to),
        at(to),
      ]),
  }
}

/** The share at which a curve last leaves an outline that it starts in; 0 when it does not start in it. */
export function leaves(curve: Curve, outline: readonly Point[]): number {
  if (!isInside(outline, curve.at(0))) return 0
  for (let step = EDGE_SEARCH_STEPS; step > 0; step -= 1) {
    const inside = (step - 1) / EDGE_SEARCH_STEPS
    if (isInside(outline, curve.at(inside))) return edge(curve, outline, inside, step / EDGE_SEARCH_STEPS)
  }
  return 0
}

/** The share at which a curve first enters an outline that it ends in; 1 when it does not end in it. */
export function enters(curve: Curve, outline: readonly Point[]): number {
  if (!isInside(outline, curve.at(1))) return 1
  for (let step = 1; step <= EDGE_SEARCH_STEPS; step += 1) {
    const inside = step / EDGE_SEARCH_STEPS
    if (isInside(outline, curve.at(inside)))
      return edge(curve, outline, inside, (step - 1) / EDGE_SEARCH_STEPS)
  }
  return 1
}

function edge(curve: Curve, outline: readonly Point[], inside: number, outside: number): number {
  let [low, high] = [inside, outside]
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = (low + high) / 2
    if (isInside(outline, curve.at(middle))) low = middle
    else high = middle
  }
  return high
}
