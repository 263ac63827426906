/** A point, in px. */
export interface Point {
  x: number
  y: number
}

/** A rigid placement: turned by `rotation` radians around its origin, then moved there. */
export interface Pose extends Point {
  rotation: number
}

/** The placement of the page itself. */
export const ORIGIN: Pose = { x: 0, y: 0, rotation: 0 }

/** A local point of a placement, in the space around it. */
export function toOuter(pose: Pose, point: Point): Point {
  const cos = Math.cos(pose.rotation)
  const sin = Math.sin(pose.rotation)
  return { x: pose.x + point.x * cos - point.y * sin, y: pose.y + point.x * sin + point.y * cos }
}

/** A point of the space around a placement, in its local coordinates. */
export function toLocal(pose: Pose, point: Point): Point {
  const cos = Math.cos(pose.rotation)
  const sin = Math.sin(pose.rotation)
  const x = point.x - pose.x
  const y = point.y - pose.y
  return { x: x * cos + y * sin, y: -x * sin + y * cos }
}

/** The placement of a child whose own placement is relative to the parent's. */
export function compose(parent: Pose, child: Pose): Pose {
  return { ...toOuter(parent, child), rotation: parent.rotation + child.rotation }
}

/** Distance between two points. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}

/** The point at share `t` of the way from `a` to `b`. */
export function between(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
}

/** The point `length` px from `origin` in a direction given in radians. */
export function fromAngle(origin: Point, angle: number, length: number): Point {
  return { x: origin.x + Math.cos(angle) * length, y: origin.y + Math.sin(angle) * length }
}

/** Whether a point lies inside a closed outline (even-odd rule). */
export function isInside(outline: readonly Point[], point: Point): boolean {
  let inside = false
  let previous = outline.at(-1)
  for (const corner of outline) {
    if (previous && corner.y > point.y !== previous.y > point.y) {
      const share = (point.y - corner.y) / (previous.y - corner.y)
      if (point.x < corner.x + (previous.x - corner.x) * share) inside = !inside
    }
    previous = corner
  }
  return inside
}

/** The corners of a box that starts at the local origin. */
export function boxOutline(w: number, h: number): Point[] {
  return [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ]
}
