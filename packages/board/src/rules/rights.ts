import { isCellName } from '../content/cells.ts'
import { SLOT_META, SOURCE_META } from '../content/item-meta.ts'
import { PLACE_KEY, TEXT_KEY } from '../layout.ts'
import { authorOf, type BoardRecord, isBinding, isFurniture } from '../record.ts'
import type { BoardAuthor, RefusalCode } from './refusal.ts'

/** What the rights of one change depend on besides the record itself. */
export interface RightsContext {
  author: BoardAuthor
  /** The last good record of this id. */
  find(id: string): BoardRecord | undefined
  /** Who had made a record that was deleted a while ago; undefined when nothing is known of it. */
  formerAuthor(id: string): string | null | undefined
  /** Whether an arrow was tied to a shape of this author before her change. */
  isTiedToOwn(arrowId: string): boolean
}

/** A note's fields that follow its text: whoever types makes the note grow. */
const TEXT_FIELDS: ReadonlySet<string> = new Set([TEXT_KEY, 'p.growY', 'p.fontSizeAdjustment'])

/** An arrow's fields that follow the shapes at its ends: tldraw sets them when such a shape goes or changes layer. */
const FOLLOWING_FIELDS: ReadonlySet<string> = new Set([PLACE_KEY, 'p.start', 'p.end'])

/** What the server works out, or knows where it came from. */
const SERVER_FIELDS: ReadonlySet<string> = new Set([`m.${SLOT_META}`, `m.${SOURCE_META}`])

const SERVER_TYPES: ReadonlySet<string> = new Set(['document', 'page'])
const FURNITURE_TYPES: ReadonlySet<unknown> = new Set(['zone', 'banner', 'sheet'])

/** Why nobody of this role may touch this record at all, or null: B1, B2. */
export function touchFault(record: BoardRecord, { author }: RightsContext): RefusalCode | null {
  if (author.role === 'viewer') return 'read_only'
  return SERVER_TYPES.has(record.typeName) ? 'document_record' : null
}

/** Why the author may not create the record, or null: B3, B5, B6. */
export function createFault(record: BoardRecord, context: RightsContext): RefusalCode | null {
  const { author } = context
  const by = authorOf(record)
  const former = context.formerAuthor(record.id)
  // An id stays its author's: nobody slips another note under the id of one that was just deleted.
  if (former !== undefined && former !== by) return 'author_forged'
  if (isBinding(record))
    return by === null || by === author.actorId ? bindingFault(record, context) : 'author_forged'
  if (author.role === 'coach') {
    const isRestored = by !== null && by === former
    const isUnsigned = by === null && (isFurniture(record) || record.typeName !== 'shape')
    return by === author.actorId || isRestored || isUnsigned ? null : 'author_forged'
  }
  if (isFurniture(record) || FURNITURE_TYPES.has(record.type)) return 'furniture'
  if (record.typeName !== 'shape' && by === null) return null
  return by === author.actorId ? null : 'author_forged'
}

/** Why the author may not delete the record, or null: B3, B4, B6. */
export function deleteFault(record: BoardRecord, context: RightsContext): RefusalCode | null {
  const { author } = context
  if (author.role === 'coach') return null
  if (isBinding(record)) return context.find(record.toId) ? bindingFault(record, context) : null
  if (isFurniture(record)) return 'furniture'
  return authorOf(record) === author.actorId ? null : 'not_yours'
}

/** Why the author may not change this field of the record, or null: B3 to B6. `next` holds the change. */
export function fieldFault(
  key: string,
  previous: BoardRecord,
  next: BoardRecord,
  context: RightsContext,
): RefusalCode | null {
  const { author } = context
  if (key === 'm.by') return 'author_forged'
  if (SERVER_FIELDS.has(key)) return 'server_field'
  if (author.role === 'coach') return null
  if (previous.type === 'sheet' && key === TEXT_KEY) return null
  if (isFurniture(previous)) return 'furniture'
  if (key === 'm.furniture') return 'furniture'
  // The zone follows from the geometry; `repair` corrects what is wrong.
  if (key === 'm.zone') return null
  if (isBinding(previous)) {
    return bindingFault(previous, context) ?? (isBinding(next) ? bindingFault(next, context) : 'schema')
  }
  if (authorOf(previous) === author.actorId || isAwaitingSource(previous)) return null
  if (previous.type === 'note' && (TEXT_FIELDS.has(key) || isCellKey(key))) return null
  if (previous.type === 'arrow' && FOLLOWING_FIELDS.has(key) && context.isTiedToOwn(previous.id)) return null
  return 'not_yours'
}

/** Whether a key of a record's Y.Map holds a cell of a table. */
function isCellKey(key: string): boolean {
  return key.startsWith('m.') && isCellName(key.slice(2))
}

/** An unsigned asset that is still being uploaded: tldraw adds the source afterwards. */
function isAwaitingSource(record: BoardRecord): boolean {
  return record.typeName === 'asset' && authorOf(record) === null && record.props?.['src'] === null
}

/** A binding belongs to whom its arrow belongs. */
function bindingFault(binding: { fromId: string }, context: RightsContext): RefusalCode | null {
  if (context.author.role === 'coach') return null
  const arrow = context.find(binding.fromId)
  // whoever deletes her arrow takes its bindings along, and the arrow is judged first
  const by = arrow ? authorOf(arrow) : context.formerAuthor(binding.fromId)
  return by === context.author.actorId ? null : 'not_yours'
}
