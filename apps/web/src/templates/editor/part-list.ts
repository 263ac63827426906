import type { LocalisedText } from '@tablee/board'
import type { PartInUse, TemplateDraft, TemplateFault } from '@tablee/templates'

/** Which list a part stands in: one of a zone's, the method's directions, or the terms of one direction. */
export type PartList = Pick<PartInUse, 'zoneId' | 'list' | 'of'>

/** A column, line, answer, axis, direction or term. */
export interface Part {
  readonly id: string
  readonly label: LocalisedText
}

const ZONE_LISTS = ['cols', 'items', 'choices', 'axes'] as const

/** What stands in such a list of a method. */
export function partsIn(
  { zones, axes = [] }: TemplateDraft,
  { zoneId, list, of }: PartList,
): readonly Part[] {
  if (list === 'terms') return axes.find(({ id }) => id === of)?.terms ?? []
  if (zoneId === null) return axes
  return zones.find(({ id }) => id === zoneId)?.options[list] ?? []
}

/** Which part a fault says is gone, and from where; null when it speaks of something else. */
export function lostPart({ code, place, values }: TemplateFault): { list: PartList; id: string } | null {
  const { id, of } = values
  if (code !== 'part_deleted_in_use' || typeof id !== 'string') return null
  if (typeof of === 'string') return { id, list: { zoneId: null, list: 'terms', of } }
  const list = ZONE_LISTS.find((known) => known === place.field)
  return list ? { id, list: { zoneId: place.zoneId ?? null, list, of: null } } : null
}
