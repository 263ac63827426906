import type { BoardRecord } from '../record.ts'
import { plainToRichText } from '../rich-text.ts'

/** What a test says about a note. */
export interface NoteOptions {
  id: string
  by: string | null
  text?: string
  x?: number
  y?: number
  index?: string
  parentId?: string
}

/** A valid note. */
export function noteRecord({
  id,
  by,
  text = '',
  x = 0,
  y = 0,
  index = 'a1',
  parentId = 'page:page',
}: NoteOptions): BoardRecord {
  return shapeRecord(
    id,
    'note',
    { x, y, index, parentId, meta: by === null ? {} : { by } },
    {
      color: 'yellow',
      labelColor: 'black',
      size: 'm',
      font: 'sans',
      fontSizeAdjustment: 0,
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      scale: 1,
      richText: plainToRichText(text),
    },
  )
}

/** A valid zone, locked furniture as a template makes it. */
export function zoneRecord(
  zoneId: string,
  box: { x: number; y: number; w: number; h: number },
  index = 'Zz',
) {
  const text = { fr: zoneId, nl: zoneId, en: zoneId }
  return shapeRecord(
    `shape:zone-${zoneId}`,
    'zone',
    { x: box.x, y: box.y, index, isLocked: true, meta: { furniture: true } },
    { w: box.w, h: box.h, zoneId, kind: 'sticky', family: 'needs', title: text, prompt: text },
  )
}

/** A valid arrow from the origin to (100, 100). */
export function arrowRecord(id: string, by: string, index = 'a8') {
  return shapeRecord(
    id,
    'arrow',
    { index, meta: { by } },
    {
      kind: 'arc',
      labelColor: 'black',
      color: 'black',
      fill: 'none',
      dash: 'draw',
      size: 'm',
      arrowheadStart: 'none',
      arrowheadEnd: 'arrow',
      font: 'draw',
      start: { x: 0, y: 0 },
      end: { x: 100, y: 100 },
      bend: 0,
      text: '',
      labelPosition: 0.5,
      scale: 1,
      elbowMidPoint: 0.5,
    },
  )
}

/** A valid binding of one end of an arrow to a shape. */
export function bindingRecord(
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

/** A valid group. */
export function groupRecord(id: string, by: string, place: { x?: number; y?: number; index?: string } = {}) {
  return shapeRecord(id, 'group', { ...place, meta: { by } }, {})
}

/** A valid image asset with the given source. */
export function imageAsset(id: string, src: string | null): BoardRecord {
  return {
    id,
    typeName: 'asset',
    type: 'image',
    props: { w: 10, h: 10, name: 'image', isAnimated: false, mimeType: 'image/png', src },
    meta: {},
  }
}

/** Any shape at the origin, but for what the test says. */
export function shapeRecord(
  id: string,
  type: string,
  fields: Record<string, unknown>,
  props: Record<string, unknown>,
): BoardRecord {
  return {
    id,
    typeName: 'shape',
    type,
    parentId: 'page:page',
    index: 'a1',
    x: 0,
    y: 0,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: {},
    ...fields,
    props,
  }
}
