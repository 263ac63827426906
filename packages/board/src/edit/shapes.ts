import { generateKeyBetween } from 'fractional-indexing-jittered'
import { type BoardRecord, isShape, PAGE_ID, type ShapeRecord } from '../record.ts'
import { plainToRichText } from '../rich-text.ts'

/** What every new shape says of itself. */
interface NewShape {
  id: string
  parentId: string
  index: string
  x: number
  y: number
  meta: Record<string, unknown>
}

/** The index above all children of a parent. */
export function topIndex(records: ReadonlyMap<string, BoardRecord>, parentId = PAGE_ID): string {
  let top: string | null = null
  for (const record of records.values()) {
    if (isShape(record) && record.parentId === parentId && (top === null || record.index > top))
      top = record.index
  }
  return indexAbove(top)
}

/** The next index above one. */
export function indexAbove(index: string | null): string {
  return generateKeyBetween(index, null)
}

/** A note as the canvas makes it. */
export function noteShape(
  shape: NewShape,
  text: string,
  look: { growY: number; scale: number; color?: string },
): BoardRecord {
  return baseShape(shape, 'note', {
    color: look.color ?? 'black',
    labelColor: 'black',
    size: 's',
    font: 'sans',
    fontSizeAdjustment: 0,
    align: 'middle',
    verticalAlign: 'middle',
    growY: look.growY,
    url: '',
    scale: look.scale,
    richText: plainToRichText(text),
  })
}

/** A frame that gathers notes under a name; sizes in board units. */
export function frameShape(shape: NewShape, frame: { name: string; w: number; h: number }): BoardRecord {
  return baseShape(shape, 'frame', { ...frame, color: 'black' })
}

/** An arrow from its own place to a point beside it, in board units. */
export function arrowShape(shape: NewShape, end: { x: number; y: number }, label: string): BoardRecord {
  return baseShape(shape, 'arrow', {
    kind: 'arc',
    labelColor: 'black',
    color: 'black',
    fill: 'none',
    dash: 'draw',
    size: 's',
    arrowheadStart: 'none',
    arrowheadEnd: 'arrow',
    font: 'sans',
    start: { x: 0, y: 0 },
    end,
    bend: 0,
    text: label,
    labelPosition: 0.5,
    scale: 1,
    elbowMidPoint: 0.5,
  })
}

/** What ties one end of an arrow to a shape. */
export function arrowBinding(
  id: string,
  fromId: string,
  toId: string,
  terminal: 'start' | 'end',
): BoardRecord {
  return {
    id,
    typeName: 'binding',
    type: 'arrow',
    fromId,
    toId,
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
    meta: {},
  }
}

function baseShape(shape: NewShape, type: string, props: Record<string, unknown>): ShapeRecord {
  return { typeName: 'shape', type, rotation: 0, isLocked: false, opacity: 1, ...shape, props }
}
