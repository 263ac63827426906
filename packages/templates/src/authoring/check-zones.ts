import type { ColumnType } from '@tablee/board'
import { readsAlike } from './reads-alike.ts'
import { type DraftZone, isCaseField, type TemplateDraft } from './template-draft.ts'
import { error, type TemplateFault, type TemplatePlace } from './template-fault.ts'

/** A zone of an earlier version and the boards that were made from it. */
export interface ZoneInUse {
  readonly id: string
  readonly kind: string
  /** How many boards hold it. */
  readonly boards: number
}

/** A column, line, answer or axis of an earlier version that boards were made with; their ids stand in what they hold. */
export interface PartInUse {
  /** Null for a direction of the whole method and its terms. */
  readonly zoneId: string | null
  readonly list: 'cols' | 'items' | 'choices' | 'axes' | 'terms'
  /** The direction that a term belongs to; null for everything else. */
  readonly of: string | null
  readonly id: string
  /** What a column holds; null for all other parts. */
  readonly type: ColumnType | null
  /** The list of words of a column of choices; null for all other parts. */
  readonly set: string | null
  /** How many boards hold it. */
  readonly boards: number
}

/** What a method is checked against. */
export interface CheckContext {
  /** The ids of all vocabularies and choice sets that a column may offer. */
  readonly vocabularies: ReadonlySet<string>
  /** The zones of earlier versions that boards were made with. */
  readonly zonesInUse: readonly ZoneInUse[]
  /** The columns, lines, answers and axes of those versions. */
  readonly partsInUse: readonly PartInUse[]
}

/** What stands for every zone of the board, where arrows lead from and to. */
const ANY_ZONE = 'any'

/** What is wrong with the zones beyond their place and words: ids, columns, references, what they feed. */
export function checkZones(draft: TemplateDraft, context: CheckContext): TemplateFault[] {
  const ids = new Set(draft.zones.map(({ id }) => id))
  // where the zone itself is gone, or of another kind, there is one fault: the zone's
  const kinds = new Map(context.zonesInUse.map(({ id, kind }) => [id, kind]))
  const isOfKeptZone = ({ zoneId }: PartInUse) =>
    zoneId === null || draft.zones.some(({ id, kind }) => id === zoneId && (kinds.get(id) ?? kind) === kind)
  return [
    ...repeated(draft.zones).map(({ id, at }) =>
      error('zone_id_duplicate', { zone: at, zoneId: id, field: 'id' }, { id }),
    ),
    ...draft.zones.flatMap((zone, at) => checkZone(zone, { zone: at, zoneId: zone.id }, { ids, context })),
    ...context.zonesInUse.flatMap((used) => checkUse(draft.zones, used)),
    ...context.partsInUse.filter(isOfKeptZone).flatMap((used) => checkPartUse(draft, used)),
  ]
}

/** Boards keep their notes by zone id: what older boards use may neither vanish nor come to mean something else. */
function checkUse(zones: readonly DraftZone[], { id, kind, boards }: ZoneInUse): TemplateFault[] {
  const at = zones.findIndex((zone) => zone.id === id)
  const zone = zones[at]
  if (zone === undefined)
    return [error('zone_deleted_in_use', { zoneId: id, field: 'zones' }, { id, boards })]
  if (zone.kind === kind) return []
  return [error('zone_kind_changed_in_use', { zone: at, zoneId: id, field: 'kind' }, { id, kind, boards })]
}

/** The same of what zones are made of: a cell, a score and an answer are kept under the id of what they are given to. */
function checkPartUse(draft: TemplateDraft, used: PartInUse): TemplateFault[] {
  const { zoneId, of, id, type, set, boards } = used
  const at = draft.zones.findIndex((zone) => zone.id === zoneId)
  const [known, place] = partsOf(draft, used, at)
  if (known === null) return []
  const found = known.find((part) => part.id === id)
  const values = { id, boards, ...(of !== null && { of }) }
  if (found === undefined) return [error('part_deleted_in_use', place, values)]
  const column = { ...place, column: known.indexOf(found) }
  if (type !== null && found.type !== undefined && !readsAlike(type, found.type))
    return [error('column_type_changed_in_use', { ...column, field: 'columnType' }, { ...values, type })]
  if (set === null || found.set === set) return []
  return [error('column_set_changed_in_use', { ...column, field: 'set' }, values)]
}

/** A part as the draft has it; only columns hold something of a type. */
interface PartNow {
  readonly id: string
  readonly type?: ColumnType | undefined
  readonly set?: string | undefined
}

/** What stands in the list now, and where that is; null where another fault says that the whole list is gone. */
function partsOf(
  { zones, axes = [] }: TemplateDraft,
  { zoneId, list, of, id }: PartInUse,
  at: number,
): [readonly PartNow[] | null, TemplatePlace] {
  if (list === 'terms') {
    const axis = axes.find((each) => each.id === of)
    return [axis?.terms ?? null, { termId: of ?? id, field: 'axes' }]
  }
  if (zoneId === null) return [axes, { termId: id, field: 'axes' }]
  const part = list === 'cols' ? { columnId: id } : { termId: id }
  return [zones[at]?.options[list] ?? [], { zone: at, zoneId, ...part, field: list }]
}

function checkZone(
  { kind, options, feeds }: DraftZone,
  here: { zone: number; zoneId: string },
  { ids, context }: { ids: ReadonlySet<string>; context: CheckContext },
): TemplateFault[] {
  const faults: TemplateFault[] = []
  const at = (field: TemplatePlace['field']): TemplatePlace => ({ ...here, field })
  if (feeds !== null && !isCaseField(feeds)) faults.push(error('feeds_unknown', at('feeds'), { feeds }))
  const { cols = [], vocab, label, lane, from, to, matrix, scale, choices, items, marks } = options
  if (kind === 'row' && cols.length === 0) faults.push(error('table_without_columns', at('cols')))
  for (const { id, at: column } of repeated(cols)) {
    faults.push(error('column_id_duplicate', { ...here, column, columnId: id, field: 'id' }, { id }))
  }
  for (const field of ['items', 'choices', 'axes'] as const) {
    for (const { id } of repeated(options[field] ?? []))
      faults.push(error('term_id_duplicate', { ...at(field), termId: id }, { id }))
  }
  // a zone is divided into as many lanes as another names
  if (items?.length === 0 || marks?.length === 0)
    faults.push(error('list_empty', at(items?.length === 0 ? 'items' : 'marks')))
  if (lane === here.zoneId) faults.push(error('lane_of_itself', at('lane')))
  for (const [column, { id, type, set, scale: points }] of cols.entries()) {
    const place: TemplatePlace = { ...here, column, columnId: id, field: 'set' }
    if (type === 'choice' && !set) faults.push(error('column_without_set', place))
    else if (set && !context.vocabularies.has(set)) faults.push(error('vocabulary_unknown', place, { set }))
    if (type === 'score' && points && points.min >= points.max)
      faults.push(error('scale_invalid', { ...place, field: 'scale' }, { ...points }))
  }
  if (vocab && !context.vocabularies.has(vocab))
    faults.push(error('vocabulary_unknown', at('vocab'), { set: vocab }))
  if (label && !context.vocabularies.has(label))
    faults.push(error('vocabulary_unknown', at('linkLabel'), { set: label }))
  faults.push(...checkMatrix(matrix).map((code) => error(code, at('matrix'))))
  const references = [
    ['lane', lane, false],
    ['matrix', matrix?.rows, false],
    ['matrix', matrix?.columns, false],
    ['from', from, true],
    ['to', to, true],
  ] as const
  for (const [field, id, mayBeAny] of references) {
    if (!id || ids.has(id) || (mayBeAny && id === ANY_ZONE)) continue
    faults.push(error('reference_unknown', at(field), { id }))
  }
  if (scale && scale.min >= scale.max) faults.push(error('scale_invalid', at('scale'), { ...scale }))
  if (kind === 'vote' && choices !== undefined && choices.length < 2)
    faults.push(error('vote_without_choices', at('choices')))
  return faults
}

/** What is scored against what: two zones, and not twice the same. */
function checkMatrix(matrix: DraftZone['options']['matrix']) {
  if (matrix === undefined) return []
  if (matrix.rows === '' || matrix.columns === '') return ['matrix_incomplete'] as const
  return matrix.rows === matrix.columns ? (['matrix_of_one_zone'] as const) : []
}

/** Those whose id an earlier one has already. */
function repeated(list: readonly { id: string }[]): { id: string; at: number }[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }, at) => {
    if (seen.has(id)) return [{ id, at }]
    seen.add(id)
    return []
  })
}
