import type { TemplateDraft } from './template-draft.ts'
import { error, type TemplateFault } from './template-fault.ts'

/** How long the steps take together, in minutes. */
export function totalMinutes({ steps }: Pick<TemplateDraft, 'steps'>): number {
  return steps.reduce((sum, step) => sum + step.minutes, 0)
}

/** Steps without time or about a zone that is not there, twice the same id, minutes that do not add up to what is announced. */
export function checkSteps(draft: TemplateDraft): TemplateFault[] {
  const { steps, durationMin, groupSize } = draft
  const zoneIds = new Set(draft.zones.map(({ id }) => id))
  const sum = totalMinutes(draft)
  const ids = new Set<string>()
  const faults: TemplateFault[] = []
  if (steps.length === 0) faults.push(error('no_steps', { field: 'steps' }))
  for (const [step, { id, minutes, zones = [] }] of steps.entries()) {
    if (minutes < 1) faults.push(error('minutes_missing', { step, field: 'minutes' }))
    for (const zone of zones)
      if (!zoneIds.has(zone)) faults.push(error('reference_unknown', { step, field: 'zones' }, { id: zone }))
    if (id === undefined) continue
    if (ids.has(id)) faults.push(error('step_id_duplicate', { step, field: 'id' }, { id }))
    ids.add(id)
  }
  if (steps.length > 0 && sum !== durationMin)
    faults.push(error('minutes_mismatch', { field: 'durationMin' }, { sum, announced: durationMin }))
  if (groupSize.min < 1 || groupSize.min > groupSize.max)
    faults.push(error('group_size_invalid', { field: 'groupSize' }, { ...groupSize }))
  return faults
}
