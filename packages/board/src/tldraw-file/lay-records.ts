import { getIndices, type IndexKey, sortByIndex } from '@tldraw/utils'
import * as Y from 'yjs'
import { type BoardRecord, isBinding, isShape, PAGE_ID, type ShapeRecord } from '../record.ts'
import { jsonToFragment } from '../rich-text.ts'
import { jsonBytes, recordFault } from '../rules/record-rules.ts'
import { MAX_NESTING, type PagePlace, pageBox, pagePlace } from '../zones.ts'

/** What a file brings: records in the order of their layers, how much room they take, and how much stayed behind. */
export interface TldrawContent {
  records: BoardRecord[]
  /** In board units, from the origin. */
  size: { w: number; h: number }
  /** Pictures, whose bytes are not taken. */
  images: number
  /** Shapes that a board does not take. */
  left: number
}

/** Pictures and what else a board leaves out is not among them. */
const TAKEN_SHAPES: ReadonlySet<string> = new Set([
  'note',
  'text',
  'geo',
  'arrow',
  'draw',
  'highlight',
  'line',
  'frame',
  'group',
])
/** Between the pages of a file, which come to lie one under the other, in board units. */
const PAGE_GAP = 400

/** Gives records of a file their place on one page, new ids and their author; what a board refuses stays behind. */
export function layTldrawRecords(
  source: readonly BoardRecord[],
  { by, newId }: { by: string; newId: () => string },
): TldrawContent {
  const found = new Map(source.map((record) => [record.id, record]))
  const shapes = source.filter(isShape)
  const ids = new Map<string, string>()
  const signed: ShapeRecord[] = []
  for (const shape of shapes) {
    if (!TAKEN_SHAPES.has(shape.type) || !leadsToPage(shape, found)) continue
    const copy = signedCopy(shape, by)
    if (faultOf({ ...copy, parentId: PAGE_ID }) === null) {
      ids.set(shape.id, `shape:${newId()}`)
      signed.push(copy)
    }
  }
  const size = layPages(signed, found, ids)
  const placed = signed.map((shape) => ({
    ...shape,
    id: ids.get(shape.id) ?? shape.id,
    parentId: ids.get(shape.parentId) ?? PAGE_ID,
  }))
  const bindings = source.filter(isBinding).flatMap((binding): BoardRecord[] => {
    const [fromId, toId] = [ids.get(binding.fromId), ids.get(binding.toId)]
    if (fromId === undefined || toId === undefined) return []
    const copy = { ...plain(binding), id: `binding:${newId()}`, fromId, toId, meta: {} }
    return faultOf(copy) === null ? [copy] : []
  })
  const images = shapes.filter(({ type }) => type === 'image').length
  return {
    records: [...inLayers(placed), ...bindings],
    size,
    images,
    left: shapes.length - images - placed.length,
  }
}

function signedCopy(shape: ShapeRecord, by: string): ShapeRecord {
  const { id, typeName, type, parentId, index, x, y, rotation, opacity, props } = shape
  return {
    id,
    typeName,
    type,
    parentId,
    index,
    x,
    y,
    rotation,
    opacity,
    props,
    isLocked: false,
    meta: { by },
  }
}

/** Only what the schema of a binding names. */
function plain({ typeName, type, props }: BoardRecord): BoardRecord {
  return { id: '', typeName, ...(type !== undefined && { type }), ...(props && { props }) }
}

/** Checked under an id and a place that a board knows; its own are replaced in any case. */
function faultOf(record: BoardRecord): string | null {
  const id = record.typeName === 'binding' ? 'binding:x' : 'shape:x'
  const richText = record.props?.['richText']
  const text = richText === undefined ? undefined : fragmentOf(richText)
  const laid = { ...record, id }
  return recordFault(id, laid, null, { text, meta: false, bytes: jsonBytes(laid) })
}

/** A fragment is read as part of a document only. */
function fragmentOf(richText: unknown): Y.XmlFragment {
  const fragment = jsonToFragment(richText)
  new Y.Doc().getMap('text').set('rt', fragment)
  return fragment
}

function leadsToPage(shape: ShapeRecord, found: ReadonlyMap<string, BoardRecord>): boolean {
  return pagePlace(shape, (id) => found.get(id)) !== null
}

/** What lies on one page of a file, and the box around all of it. */
interface FilePage {
  roots: { shape: ShapeRecord; place: PagePlace }[]
  left: number
  top: number
  right: number
  bottom: number
}

const NOWHERE = {
  left: Number.POSITIVE_INFINITY,
  top: Number.POSITIVE_INFINITY,
  right: Number.NEGATIVE_INFINITY,
  bottom: Number.NEGATIVE_INFINITY,
}

/** Moves each page's shapes under those of the pages before it; the corner of the whole is the origin. */
function layPages(
  shapes: readonly ShapeRecord[],
  found: ReadonlyMap<string, BoardRecord>,
  ids: ReadonlyMap<string, string>,
): { w: number; h: number } {
  const pages = new Map<string, FilePage>()
  for (const shape of shapes) {
    const place = pagePlace(shape, (id) => found.get(id))
    if (!place) continue
    const page = pages.get(place.pageId) ?? { roots: [], ...NOWHERE }
    pages.set(place.pageId, page)
    // also of what lies in a frame: it may lie far outside of it
    const box = pageBox(shape, place)
    page.left = Math.min(page.left, box.left)
    page.top = Math.min(page.top, box.top)
    page.right = Math.max(page.right, box.right)
    page.bottom = Math.max(page.bottom, box.bottom)
    // what lies in something that stayed behind comes to the page, where it was
    if (!ids.has(shape.parentId)) page.roots.push({ shape, place })
  }
  let top = 0
  let w = 0
  for (const page of pages.values()) {
    for (const { shape, place } of page.roots) {
      shape.parentId = PAGE_ID
      shape.rotation = place.rotation
      shape.x = place.x - page.left
      shape.y = place.y - page.top + top
    }
    w = Math.max(w, page.right - page.left)
    top += page.bottom - page.top + PAGE_GAP
  }
  return { w, h: Math.max(0, top - PAGE_GAP) }
}

/** Parents before children, and the children of each one in their order under indices of their own. */
function inLayers(shapes: readonly ShapeRecord[]): ShapeRecord[] {
  const children = new Map<string, ShapeRecord[]>()
  for (const shape of shapes) {
    const siblings = children.get(shape.parentId)
    if (siblings) siblings.push(shape)
    else children.set(shape.parentId, [shape])
  }
  const ordered: ShapeRecord[] = []
  const add = (parentId: string, depth: number) => {
    if (depth > MAX_NESTING) return
    const siblings = (children.get(parentId) ?? [])
      // their indices passed the schema
      .map((shape) => ({ shape, index: shape.index as IndexKey }))
      .sort(sortByIndex)
    const indices = getIndices(siblings.length)
    for (const [at, { shape }] of siblings.entries()) {
      ordered.push({ ...shape, index: indices[at] ?? shape.index })
      add(shape.id, depth + 1)
    }
  }
  add(PAGE_ID, 0)
  return ordered
}
