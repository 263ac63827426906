import type { TLArrowBinding, TLImageAsset } from '@tldraw/tlschema'
import type { Lang } from '../language.ts'
import type { BoardRecord } from '../record.ts'
import { boardSchema } from '../schema.ts'
import { asBoardShape, type BoardShape } from './board-shape.ts'
import { compose, ORIGIN, type Pose } from './pose.ts'
import type { TextMeasurer } from './text-measurer.ts'

/** Deepest nesting of frames and groups that is drawn; also ends a circle of parents. */
const MAX_NESTING = 50

/** What the drawers of single shapes may ask: the other records, the reader's language, the width of text. */
export interface Scene {
  lang: Lang
  measure: TextMeasurer
  shape(id: string): BoardShape | undefined
  /** The shapes in a page, frame or group, from back to front. */
  childrenOf(parentId: string): readonly BoardShape[]
  /** Shapes whose parent is no shape, from back to front. */
  roots: readonly BoardShape[]
  arrowBindings(arrowId: string): readonly TLArrowBinding[]
  imageAsset(id: string): TLImageAsset | undefined
  /** Placement on the page. */
  pose(shape: BoardShape): Pose
}

/** Sorts the records of a board into what the drawers ask for; what the schema refuses is left out. */
export function readScene(
  records: readonly BoardRecord[],
  options: { lang: Lang; measure: TextMeasurer },
): Scene {
  const shapes = new Map<string, BoardShape>()
  const bindings = new Map<string, TLArrowBinding[]>()
  const assets = new Map<string, TLImageAsset>()
  for (const record of records) {
    const shape = asBoardShape(record)
    if (shape) shapes.set(record.id, shape)
    const binding = asArrowBinding(record)
    if (binding) addTo(bindings, binding.fromId, binding)
    const asset = asImageAsset(record)
    if (asset) assets.set(record.id, asset)
  }
  const children = new Map<string, BoardShape[]>()
  const roots: BoardShape[] = []
  for (const shape of [...shapes.values()].sort(byIndex)) {
    if (!shapes.has(shape.parentId)) roots.push(shape)
    addTo(children, shape.parentId, shape)
  }
  const pose = (shape: BoardShape, depth = 0): Pose => {
    const parent = depth < MAX_NESTING ? shapes.get(shape.parentId) : undefined
    return compose(parent ? pose(parent, depth + 1) : ORIGIN, shape)
  }
  return {
    ...options,
    roots,
    shape: (id) => shapes.get(id),
    childrenOf: (parentId) => children.get(parentId) ?? [],
    arrowBindings: (arrowId) => bindings.get(arrowId) ?? [],
    imageAsset: (id) => assets.get(id),
    pose: (shape) => pose(shape),
  }
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

function byIndex(a: BoardShape, b: BoardShape): number {
  if (a.index !== b.index) return a.index < b.index ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function asArrowBinding(record: BoardRecord): TLArrowBinding | null {
  if (record.typeName !== 'binding' || record.type !== 'arrow') return null
  try {
    // Validated on this line: what comes back is an arrow's binding.
    return boardSchema().types.binding.validate(record) as TLArrowBinding
  } catch {
    return null
  }
}

function asImageAsset(record: BoardRecord): TLImageAsset | null {
  if (record.typeName !== 'asset' || record.type !== 'image') return null
  try {
    // Validated on this line: what comes back is an image's asset.
    return boardSchema().types.asset.validate(record) as TLImageAsset
  } catch {
    return null
  }
}
