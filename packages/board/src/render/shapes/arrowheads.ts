import type { TLArrowShapeArrowheadStyle } from '@tldraw/tlschema'
import { fromAngle, type Point } from '../pose.ts'
import { polygonPath, polylinePath } from './paths.ts'

/** An arrowhead as a path, and whether its inside is filled. */
export interface Arrowhead {
  path: string
  filled: boolean
}

const OPEN_ANGLE = Math.PI / 6

/** The head at a tip; `angle` is the direction in which the arrow runs into it, in radians. Null draws none. */
export function arrowhead(
  style: TLArrowShapeArrowheadStyle,
  tip: Point,
  angle: number,
  sizePx: number,
): Arrowhead | null {
  const back = angle + Math.PI
  const left = fromAngle(tip, back + OPEN_ANGLE, sizePx)
  const right = fromAngle(tip, back - OPEN_ANGLE, sizePx)
  const base = fromAngle(tip, back, sizePx)
  const side = (from: Point, share: number) => [
    fromAngle(from, angle + Math.PI / 2, sizePx * share),
    fromAngle(from, angle - Math.PI / 2, sizePx * share),
  ]
  switch (style) {
    case 'none':
      return null
    case 'triangle':
      return { path: polygonPath([left, tip, right]), filled: true }
    case 'inverted':
      return { path: polygonPath([...side(tip, 0.5), base]), filled: true }
    case 'diamond': {
      const middle = fromAngle(tip, back, sizePx / 2)
      const [a, b] = side(middle, 0.4)
      return { path: polygonPath([tip, a ?? tip, base, b ?? tip]), filled: true }
    }
    case 'square': {
      const [a, b] = side(tip, 0.35)
      const [c, d] = side(fromAngle(tip, back, sizePx * 0.7), 0.35)
      return { path: polygonPath([a ?? tip, b ?? tip, d ?? tip, c ?? tip]), filled: true }
    }
    case 'dot': {
      const centre = fromAngle(tip, back, sizePx * 0.35)
      const around = Array.from({ length: 16 }, (_, i) =>
        fromAngle(centre, (i / 16) * 2 * Math.PI, sizePx * 0.35),
      )
      return { path: polygonPath(around), filled: true }
    }
    case 'bar':
    case 'pipe':
      return { path: polylinePath(side(tip, 0.5)), filled: false }
    default:
      return { path: polylinePath([left, tip, right]), filled: false }
  }
}
