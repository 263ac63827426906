/** What can be wrong with a method. The words for people are in the web app's locales, under these codes. */
const FAULT_CODES = [
  'text_missing',
  'translation_missing',
  'text_too_long',
  'no_zones',
  'no_steps',
  'zones_overlap',
  'zone_outside_frame',
  'zone_too_narrow',
  'zone_id_duplicate',
  'column_id_duplicate',
  'step_id_duplicate',
  'term_id_duplicate',
  'list_empty',
  'lane_of_itself',
  'zone_deleted_in_use',
  'zone_kind_changed_in_use',
  'part_deleted_in_use',
  'column_type_changed_in_use',
  'column_set_changed_in_use',
  'vocabulary_unknown',
  'column_without_set',
  'table_without_columns',
  'vote_without_choices',
  'scale_invalid',
  'matrix_incomplete',
  'matrix_of_one_zone',
  'axis_without_terms',
  'position_unknown',
  'position_taken',
  'reference_unknown',
  'feeds_unknown',
  'minutes_missing',
  'minutes_mismatch',
  'group_size_invalid',
] as const

/** One of those codes. */
export type FaultCode = (typeof FAULT_CODES)[number]

/** The parts of a method that a fault can be in. */
const TEMPLATE_FIELDS = [
  'title',
  'purpose',
  'when',
  'durationMin',
  'groupSize',
  'instruction',
  'minutes',
  'id',
  'label',
  'prompt',
  'kind',
  'grid',
  'columnLabel',
  'columnType',
  'set',
  'cols',
  'items',
  'marks',
  'axes',
  'choices',
  'scale',
  'vocab',
  'linkLabel',
  'lane',
  'from',
  'to',
  'matrix',
  'position',
  'feeds',
  'zones',
  'steps',
] as const

/** Where in a method something is. Positions as well as ids: two zones may have the same id. */
export interface TemplatePlace {
  readonly field: (typeof TEMPLATE_FIELDS)[number]
  /** Position among the steps. */
  readonly step?: number | undefined
  /** Position among the zones. */
  readonly zone?: number | undefined
  readonly zoneId?: string | undefined
  /** Position among the zone's columns. */
  readonly column?: number | undefined
  readonly columnId?: string | undefined
  /** An answer, item or axis of the zone. */
  readonly termId?: string | undefined
}

/** One fault: an `error` keeps a method from being published, a `warning` does not. */
export interface TemplateFault {
  readonly code: FaultCode
  readonly severity: 'error' | 'warning'
  readonly place: TemplatePlace
  /** What a sentence about it needs: the other zone, the sum of the minutes, the language. */
  readonly values: Readonly<Record<string, string | number>>
}

/** A fault that keeps a method from being published. */
export function error(
  code: FaultCode,
  place: TemplatePlace,
  values: TemplateFault['values'] = {},
): TemplateFault {
  return { code, severity: 'error', place, values }
}

/** A fault that does not. */
export function warning(
  code: FaultCode,
  place: TemplatePlace,
  values: TemplateFault['values'] = {},
): TemplateFault {
  return { code, severity: 'warning', place, values }
}
