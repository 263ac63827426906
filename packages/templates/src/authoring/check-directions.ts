import type { DraftZone, TemplateDraft } from './template-draft.ts'
import { error, type TemplateFault } from './template-fault.ts'

/** A direction with less has nothing to tell apart. */
const TERMS_MIN = 2

/**
 * Directions that zones differ in, such as influence from weak to strong: each has answers, and no two zones say the same
 * about what lies in them.
 */
export function checkDirections(draft: TemplateDraft): TemplateFault[] {
  const { axes = [], zones } = draft
  return [
    ...axes
      .filter(({ terms }) => terms.length < TERMS_MIN)
      .map(({ id }) => error('axis_without_terms', { termId: id, field: 'axes' })),
    ...axes.flatMap((axis) =>
      repeatedIds(axis.terms).map((id) =>
        error('term_id_duplicate', { termId: axis.id, field: 'axes' }, { id }),
      ),
    ),
    ...repeatedIds(axes).map((id) => error('term_id_duplicate', { termId: id, field: 'axes' }, { id })),
    ...zones.flatMap((zone, at) => [...unknownPositions(draft, zone, at), ...samePosition(zones, zone, at)]),
  ]
}

/** The ids that an earlier one has already. */
function repeatedIds(list: readonly { id: string }[]): string[] {
  return list.map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) < at)
}

function unknownPositions({ axes = [] }: TemplateDraft, zone: DraftZone, at: number): TemplateFault[] {
  return Object.entries(zone.options.position ?? {}).flatMap(([axisId, termId]) => {
    const axis = axes.find(({ id }) => id === axisId)
    if (axis?.terms.some(({ id }) => id === termId)) return []
    return [error('position_unknown', { zone: at, zoneId: zone.id, field: 'position' }, { id: termId })]
  })
}

/** Two zones that say the same: nobody could tell into which of them a note goes whose cell is changed. */
function samePosition(zones: readonly DraftZone[], zone: DraftZone, at: number): TemplateFault[] {
  const key = keyOf(zone)
  if (key === '') return []
  return zones.flatMap((other, otherAt) =>
    otherAt > at && keyOf(other) === key
      ? [
          error(
            'position_taken',
            { zone: at, zoneId: zone.id, field: 'position' },
            { other: other.id, otherAt },
          ),
        ]
      : [],
  )
}

function keyOf({ options: { position = {} } }: DraftZone): string {
  return Object.entries(position)
    .map(([axisId, termId]) => `${axisId}=${termId}`)
    .sort()
    .join()
}
