import { between, type Point } from '../pose.ts'
import { formatNumber } from '../xml.ts'

/** A point as written in a path. */
export function pathPoint({ x, y }: Point): string {
  return `${formatNumber(x)} ${formatNumber(y)}`
}

/** A path through corners, closed. */
export function polygonPath(points: readonly Point[]): string {
  return points.length === 0 ? '' : `${polylinePath(points)}Z`
}

/** A path of straight lines. */
export function polylinePath(points: readonly Point[]): string {
  return points.map((point, i) => `${i === 0 ? 'M' : 'L'}${pathPoint(point)}`).join('')
}

/** A hand-drawn stroke: rounded through the middles between its points; one point is a dot. */
export function freehandPath(points: readonly Point[]): string {
  const [first, second] = points
  if (!first) return ''
  if (!second) return `M${pathPoint(first)}h0.01`
  const last = points.at(-1) ?? second
  const curves = points.slice(1, -1).map((point, i) => {
    const next = points[i + 2] ?? last
    return `Q${pathPoint(point)} ${pathPoint(between(point, next, 0.5))}`
  })
  return `M${pathPoint(first)}${curves.join('')}L${pathPoint(last)}`
}

/** A smooth curve through every point (Catmull-Rom). */
export function splinePath(points: readonly Point[]): string {
  const [first] = points
  if (!first) return ''
  const curves = points.slice(1).map((end, i) => {
    const start = points[i] ?? end
    const before = points[i - 1] ?? start
    const after = points[i + 2] ?? end
    const from = { x: start.x + (end.x - before.x) / 6, y: start.y + (end.y - before.y) / 6 }
    const to = { x: end.x - (after.x - start.x) / 6, y: end.y - (after.y - start.y) / 6 }
    return `C${pathPoint(from)} ${pathPoint(to)} ${pathPoint(end)}`
  })
  return `M${pathPoint(first)}${curves.join('')}`
}
