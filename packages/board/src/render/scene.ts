import type { TLArrowBinding, TLImageAsset } from '@tldraw/tlschema'
import type { BoardContent } from '../content/board-content.ts'
import { type NoteCell, noteCells } from '../content/note-cells.ts'
import { readContent } from '../content/read-content.ts'
import type { ReadonlyFacts } from '../content/results.ts'
import type { Lang } from '../language.ts'
import type { Method } from '../method.ts'
import type { BoardRecord } from '../record.ts'
import { boardSchema } from '../schema.ts'
import { asBoardShape, type BoardShape } from './board-shape.ts'
import { compose, ORIGIN, type Pose } from './pose.ts'
import type { TextMeasurer } from './text-measurer.ts'

/** Deepest nesting of frames and groups that is drawn; also ends a circle of parents. */
const MAX_NESTING = 50

/** What a board means, for a drawing that shows it: its method, its facts, and the day for its time axes. */
export interface DrawnMeaning {
  method: Method
  facts: ReadonlyFacts
  today: Date
}

/** What a drawing shows of a board's meaning; without it, notes and zones are drawn as they stand. */
interface ReadMeaning {
  content: BoardContent
  method: Method
  today: Date
}

/** What the drawers of single shapes may ask: the other records, the reader's language, the width of text. */
export interface Scene {
  lang: Lang
  measure: TextMeasurer
  meaning: ReadMeaning | null
  /** The lines under a note's text. */
  cellsOf(noteId: string): readonly NoteCell[]
  shape(id: string): BoardShape | undefined
  /** What an arrow says in the reader's language; null where its own text says it. */
  linkLabelOf(arrowId: string): string | null
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
  options: { lang: Lang; measure: TextMeasurer; meaning?: DrawnMeaning },
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
  const { lang, measure } = options
  const meaning = options.meaning ? readMeaning(records, options.meaning, lang) : null
  return {
    lang,
    measure,
    meaning,
    cellsOf: cellReader(records, meaning, lang),
    linkLabelOf: linkLabelReader(meaning),
    roots,
    shape: (id) => shapes.get(id),
    childrenOf: (parentId) => children.get(parentId) ?? [],
    arrowBindings: (arrowId) => bindings.get(arrowId) ?? [],
    imageAsset: (id) => assets.get(id),
    pose: (shape) => pose(shape),
  }
}

function readMeaning(
  records: readonly BoardRecord[],
  { method, facts, today }: DrawnMeaning,
  lang: Lang,
): ReadMeaning {
  const byId = new Map(records.map((record) => [record.id, record]))
  return { content: readContent({ records: byId, method, facts, lang }), method, today }
}

/** Reads the cells of the notes as the board's content has them: by where a note lies. */
function cellReader(
  records: readonly BoardRecord[],
  meaning: ReadMeaning | null,
  lang: Lang,
): Scene['cellsOf'] {
  if (!meaning) return () => []
  const { content, method } = meaning
  const items = new Map(
    [...content.zones.flatMap((zone) => zone.items), ...content.unplaced].map((item) => [item.id, item]),
  )
  const metas = new Map(records.map(({ id, meta }) => [id, meta]))
  return (noteId) => {
    const item = items.get(noteId)
    if (!item) return []
    const note = { text: item.text, meta: metas.get(noteId) ?? {} }
    const titleOf = (id: string) => items.get(id)?.title ?? null
    return noteCells({ method, zoneId: item.zoneId, note, votes: item.votes, lang, titleOf })
  }
}

function linkLabelReader(meaning: ReadMeaning | null): Scene['linkLabelOf'] {
  const links = meaning?.content.zones.flatMap((zone) => zone.links) ?? []
  const labels = new Map(
    links.flatMap(({ id, term, label }) => (term === null ? [] : [[id, label] as const])),
  )
  return (arrowId) => labels.get(arrowId) ?? null
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
