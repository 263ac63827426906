import { type Box, Geometry2d, type Geometry2dFilters, Rectangle2d, type Vec, type VecLike } from 'tldraw'

/**
 * Where the text of a note stands, found out when somebody points at that note: the browser lays out each text to measure
 * it, and a board of a thousand notes would be measured before it is seen. It lies within its note.
 */
export class LateLabel extends Geometry2d {
  readonly #note: Rectangle2d
  readonly #measure: () => Box
  #label: Rectangle2d | undefined

  constructor(note: Rectangle2d, measure: () => Box) {
    super({ isFilled: true, isClosed: true, isLabel: true })
    this.#note = note
    this.#measure = measure
  }

  get #rectangle(): Rectangle2d {
    if (!this.#label) {
      const { x, y, width, height } = this.#measure()
      this.#label = new Rectangle2d({ x, y, width, height, isFilled: true, isLabel: true })
    }
    return this.#label
  }

  override getVertices() {
    return this.#rectangle.vertices
  }

  override nearestPoint(point: VecLike): Vec {
    return this.#rectangle.nearestPoint(point)
  }

  override getSvgPathData() {
    return this.#rectangle.getSvgPathData()
  }

  override isPointInBounds(point: VecLike, margin = 0) {
    return this.#note.isPointInBounds(point, margin) && super.isPointInBounds(point, margin)
  }

  /** Of a point beside the note, the note itself is nearer. */
  override distanceToPoint(point: VecLike, hitInside = false, filters?: Geometry2dFilters) {
    return this.#note.isPointInBounds(point)
      ? super.distanceToPoint(point, hitInside, filters)
      : this.#note.distanceToPoint(point, hitInside)
  }
}
