import type { Lang } from '../language.ts'
import type { BoardRecord } from '../record.ts'
import type { BoardShape } from './board-shape.ts'
import { drawColourLegend } from './colour-legend.ts'
import { type Drawing, NOTHING } from './drawing.ts'
import { PAPER } from './family-colours.ts'
import { boxOutline, compose, ORIGIN, type Point, type Pose, toOuter } from './pose.ts'
import { type DrawnMeaning, readScene, type Scene } from './scene.ts'
import { drawArrow } from './shapes/arrow.ts'
import { drawBanner, drawFrameSheet, FRAME_NAME_HEIGHT_PX } from './shapes/furniture.ts'
import { drawGeo } from './shapes/geo.ts'
import { drawImage } from './shapes/image.ts'
import { drawNote, drawTextShape } from './shapes/note.ts'
import { drawSheet } from './shapes/sheet.ts'
import { drawHighlight, drawLine, drawPen } from './shapes/strokes.ts'
import { drawZone } from './shapes/zone.ts'
import type { TextMeasurer } from './text-measurer.ts'
import { element, escapeXml } from './xml.ts'

/** What a drawing is made for. */
export interface RenderOptions {
  /** Language of the zones and the banner. */
  lang: Lang
  measure: TextMeasurer
  /** What the board means: with it, zones show their lanes, lists and results, notes their cells, and a legend what colours stand for. */
  meaning?: DrawnMeaning
  /** Name of the drawing for readers of the screen and for search. */
  title?: string
  /** What it shows, in a sentence. */
  desc?: string
}

/** A box on the page, in board units. */
export interface DrawnBox {
  x: number
  y: number
  width: number
  height: number
}

/** A drawing, the part of the page that it shows (its view box and its size in px), and where each shape came to lie. */
export interface RenderedBoard extends DrawnBox {
  svg: string
  /** By the id of the shape; what drew nothing is missing. */
  places: ReadonlyMap<string, DrawnBox>
}

/** Paper around the outermost shapes, in px. */
const MARGIN_PX = 48

/** Paper of a board with nothing on it, in px. */
const EMPTY_PAPER: readonly Point[] = boxOutline(960, 540)

/** What lies further from the middle of the page than this, in px, does not make the picture larger. */
const REACH_MAX_PX = 100_000

/** Deepest nesting of frames and groups that is drawn; also ends a circle of parents. */
const MAX_NESTING = 50

/**
 * Draws a board as SVG with real text: the same records give the same bytes, and nothing of the records but what
 * is seen gets in (no id, author or time). Shapes that the schema refuses are left out.
 */
export function renderBoardSvg(records: readonly BoardRecord[], options: RenderOptions): RenderedBoard {
  const scene = readScene(records, options)
  const sheet = new Sheet(scene)
  const body = scene.roots.map((shape) => sheet.draw(shape, ORIGIN, 0)).join('')
  const board = extent(sheet.reach.length > 0 ? sheet.reach : EMPTY_PAPER)
  const legend = options.meaning
    ? drawColourLegend(options.meaning.facts, {
        corner: { x: board.left, y: board.bottom },
        widthPx: board.right - board.left,
        lang: options.lang,
        measure: options.measure,
      })
    : NOTHING
  const { left, top, right, bottom } = extent([
    { x: board.left, y: board.top },
    { x: board.right, y: board.bottom },
    ...legend.reach,
  ])
  const x = Math.floor(left - MARGIN_PX)
  const y = Math.floor(top - MARGIN_PX)
  const width = Math.ceil(right + MARGIN_PX) - x
  const height = Math.ceil(bottom + MARGIN_PX) - y
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${x} ${y} ${width} ${height}`,
      width,
      height,
      'xml:lang': options.lang,
      'xml:space': 'preserve',
      // where the drawing is opened without the fonts that it was measured in, one that is no wider
      'font-family': "'IBM Plex Sans', Arial, Helvetica, sans-serif",
      'font-weight': 500,
    },
    (options.title ? element('title', {}, escapeXml(options.title)) : '') +
      (options.desc ? element('desc', {}, escapeXml(options.desc)) : '') +
      element('rect', { x, y, width, height, fill: PAPER }) +
      body +
      legend.svg,
  )
  return { svg, x, y, width, height, places: sheet.places }
}

/** Draws shapes one after the other and remembers how far they reach on the page. */
class Sheet {
  readonly reach: Point[] = []
  readonly places = new Map<string, DrawnBox>()
  readonly #scene: Scene
  #clips = 0

  constructor(scene: Scene) {
    this.#scene = scene
  }

  /** Draws a shape and all that lies in it; `parent` is the placement of what it lies in. */
  draw(shape: BoardShape, parent: Pose, depth: number, clipped = false): string {
    if (depth > MAX_NESTING) return ''
    const pose = compose(parent, shape)
    const drawing = drawShape(shape, this.#scene)
    const reach = drawing.reach.map((point) => toOuter(pose, point)).filter(isNear)
    if (!clipped) this.reach.push(...reach)
    if (reach.length > 0) this.places.set(shape.id, boxAround(reach))
    const content = drawing.svg + this.#drawChildren(shape, pose, depth, clipped)
    if (!content) return ''
    return element(
      'g',
      { transform: transform(shape), opacity: shape.opacity === 1 ? undefined : shape.opacity },
      content,
    )
  }

  #drawChildren(shape: BoardShape, pose: Pose, depth: number, clipped: boolean): string {
    const isFrame = shape.type === 'frame'
    const children = this.#scene
      .childrenOf(shape.id)
      .map((child) => this.draw(child, pose, depth + 1, clipped || isFrame))
      .join('')
    if (!isFrame || !children) return children
    this.#clips += 1
    const id = `frame-${this.#clips}`
    const edge = element('rect', { width: shape.props.w, height: shape.props.h })
    return element('clipPath', { id }, edge) + element('g', { 'clip-path': `url(#${id})` }, children)
  }
}

function drawShape(shape: BoardShape, scene: Scene): Drawing {
  switch (shape.type) {
    case 'zone':
      return drawZone(shape, scene)
    case 'banner':
      return drawBanner(shape, scene)
    case 'sheet':
      return drawSheet(shape, scene)
    case 'note':
      return drawNote(shape, scene)
    case 'text':
      return drawTextShape(shape, scene)
    case 'geo':
      return drawGeo(shape, scene)
    case 'arrow':
      return drawArrow(shape, scene)
    case 'draw':
      return drawPen(shape)
    case 'highlight':
      return drawHighlight(shape)
    case 'line':
      return drawLine(shape)
    case 'image':
      return drawImage(shape, scene)
    case 'frame': {
      const { w, h, name } = shape.props
      const withName = [...boxOutline(w, h), { x: 0, y: -FRAME_NAME_HEIGHT_PX }]
      return { svg: drawFrameSheet(w, h, name, scene), reach: withName }
    }
    default:
      return NOTHING
  }
}

function isNear({ x, y }: Point): boolean {
  return Math.abs(x) <= REACH_MAX_PX && Math.abs(y) <= REACH_MAX_PX
}

function transform({ x, y, rotation }: Pose): string | undefined {
  const move = x === 0 && y === 0 ? '' : `translate(${round(x)} ${round(y)})`
  const turn = rotation === 0 ? '' : `rotate(${round((rotation * 180) / Math.PI)})`
  return move + turn || undefined
}

function round(value: number): number {
  return Math.round(value * 100) / 100 || 0
}

function boxAround(points: readonly Point[]): DrawnBox {
  const { left, top, right, bottom } = extent(points)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function extent(points: readonly Point[]): { left: number; top: number; right: number; bottom: number } {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}
