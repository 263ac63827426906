import type { TLGeoShapeGeoStyle } from '@tldraw/tlschema'
import { boxOutline, fromAngle, type Point } from '../pose.ts'

/** Points by which an ellipse is approximated when arrows are cut at its edge. */
const ELLIPSE_POINTS = 48

/** Corners as shares of width and height. */
const POLYGONS: Partial<Record<TLGeoShapeGeoStyle, readonly (readonly [number, number])[]>> = {
  triangle: corners('0.5 0, 1 1, 0 1'),
  diamond: corners('0.5 0, 1 0.5, 0.5 1, 0 0.5'),
  rhombus: corners('0.25 0, 1 0, 0.75 1, 0 1'),
  'rhombus-2': corners('0 0, 0.75 0, 1 1, 0.25 1'),
  trapezoid: corners('0.2 0, 0.8 0, 1 1, 0 1'),
  hexagon: corners('0.25 0, 0.75 0, 1 0.5, 0.75 1, 0.25 1, 0 0.5'),
  octagon: corners('0.29 0, 0.71 0, 1 0.29, 1 0.71, 0.71 1, 0.29 1, 0 0.71, 0 0.29'),
  'arrow-right': corners('0 0.25, 0.6 0.25, 0.6 0, 1 0.5, 0.6 1, 0.6 0.75, 0 0.75'),
  'arrow-left': corners('1 0.25, 0.4 0.25, 0.4 0, 0 0.5, 0.4 1, 0.4 0.75, 1 0.75'),
  'arrow-up': corners('0.25 1, 0.25 0.4, 0 0.4, 0.5 0, 1 0.4, 0.75 0.4, 0.75 1'),
  'arrow-down': corners('0.25 0, 0.25 0.6, 0 0.6, 0.5 1, 1 0.6, 0.75 0.6, 0.75 0'),
  pentagon: regular(5, 1),
  star: regular(5, 0.5),
}

/** The closed outline of a figure, in px; curves are given as many short lines. */
export function geoOutline(geo: TLGeoShapeGeoStyle, w: number, h: number): Point[] {
  if (geo === 'ellipse' || geo === 'oval') {
    return Array.from({ length: ELLIPSE_POINTS }, (_, i) => {
      const unit = fromAngle({ x: 0, y: 0 }, (i / ELLIPSE_POINTS) * 2 * Math.PI, 0.5)
      return { x: (0.5 + unit.x) * w, y: (0.5 + unit.y) * h }
    })
  }
  const polygon = POLYGONS[geo]
  return polygon ? polygon.map(([x, y]) => ({ x: x * w, y: y * h })) : boxOutline(w, h)
}

function corners(list: string): [number, number][] {
  return list.split(',').map((pair) => {
    const [x, y] = pair.trim().split(' ')
    return [Number(x), Number(y)]
  })
}

/** A regular polygon that touches its box; `inner` below 1 makes a star. */
function regular(points: number, inner: number): [number, number][] {
  const steps = inner === 1 ? points : points * 2
  const raw = Array.from({ length: steps }, (_, i) =>
    fromAngle(
      { x: 0, y: 0 },
      (i / steps) * 2 * Math.PI - Math.PI / 2,
      inner !== 1 && i % 2 === 1 ? inner : 1,
    ),
  )
  const xs = raw.map((point) => point.x)
  const ys = raw.map((point) => point.y)
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  const width = Math.max(...xs) - left
  const height = Math.max(...ys) - top
  return raw.map((point) => [(point.x - left) / width, (point.y - top) / height])
}
