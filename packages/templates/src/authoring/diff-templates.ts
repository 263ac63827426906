import { equalValues } from '@tablee/board'
import { diffZone } from './diff-zone.ts'
import { type TemplateChange, textChange } from './template-change.ts'
import { type DraftZone, fittingDraft, type TemplateDraft } from './template-draft.ts'

type Step = TemplateDraft['steps'][number]

/** What differs between two versions of a method, in reading order; ids and version numbers are not compared. */
export function diffTemplates(from: TemplateDraft, to: TemplateDraft): TemplateChange[] {
  const before = fittingDraft(from)
  const after = fittingDraft(to)
  return [
    ...textChange({ field: 'title' }, before.title, after.title, after.title),
    ...textChange({ field: 'purpose' }, before.purpose, after.purpose, after.title),
    ...textChange({ field: 'when' }, before.when, after.when, after.title),
    ...valueChange('family', before.family, after.family),
    ...valueChange('duration', before.durationMin, after.durationMin),
    ...valueChange('group_size', groupSize(before), groupSize(after)),
    ...diffAxes(before, after),
    ...diffSteps(before.steps, after.steps),
    ...diffZones(before.zones, after.zones),
  ]
}

/** The id by which a step is known across versions: shipped steps have none and are known by their place. */
export function stepIdOf(step: Pick<Step, 'id'>, at: number): string {
  return step.id ?? `step-${at + 1}`
}

/** Directions that have the same ids differ in words only; otherwise they are other directions. */
function diffAxes(before: TemplateDraft, after: TemplateDraft): TemplateChange[] {
  const was = axisWords(before)
  const is = axisWords(after)
  if (was.map(({ key }) => key).join() !== is.map(({ key }) => key).join())
    return valueChange('axes', was.map(({ key }) => key).join(', '), is.map(({ key }) => key).join(', '))
  return is.flatMap(({ id, label }, at) =>
    textChange({ termId: id, field: 'axes' }, was[at]?.label ?? label, label, after.title),
  )
}

function axisWords({ axes = [] }: TemplateDraft) {
  return axes.flatMap(({ id, label, terms }) => [
    { id, label, key: id },
    ...terms.map((term) => ({ ...term, key: `${id}.${term.id}` })),
  ])
}

function diffSteps(before: readonly Step[], after: readonly Step[]): TemplateChange[] {
  const old = new Map(before.map((step, at) => [stepIdOf(step, at), step]))
  const now = new Map(after.map((step, at) => [stepIdOf(step, at), step]))
  const staying = [...now.keys()].filter((id) => old.has(id))
  const moved = movedAmong(
    [...old.keys()].filter((id) => now.has(id)),
    staying,
  )
  return [
    ...[...old]
      .filter(([id]) => !now.has(id))
      .map(([stepId, { title }]) => ({ kind: 'step_removed', stepId, title }) as const),
    ...[...now].flatMap(([stepId, step]): TemplateChange[] => {
      const was = old.get(stepId)
      const { title } = step
      if (was === undefined) return [{ kind: 'step_added', stepId, title }]
      return [
        ...(moved.has(stepId) ? [{ kind: 'step_moved', stepId, title } as const] : []),
        ...textChange({ stepId, field: 'title' }, was.title, title, title),
        ...textChange({ stepId, field: 'instruction' }, was.instruction, step.instruction, title),
        ...(was.minutes === step.minutes
          ? []
          : [
              {
                kind: 'step_minutes',
                stepId,
                title,
                before: `${was.minutes}`,
                after: `${step.minutes}`,
              } as const,
            ]),
        ...(was.mode === step.mode
          ? []
          : [{ kind: 'step_mode', stepId, title, before: was.mode, after: step.mode } as const]),
        ...stepChange('step_zones', { stepId, title }, zonesOf(was), zonesOf(step)),
        ...stepChange('step_anonymous', { stepId, title }, yesNo(was.anonymous), yesNo(step.anonymous)),
        ...stepChange('step_dots', { stepId, title }, `${was.dots ?? ''}`, `${step.dots ?? ''}`),
        ...stepChange('step_powers', { stepId, title }, powersOf(was), powersOf(step)),
      ]
    }),
  ]
}

function stepChange(
  kind: 'step_zones' | 'step_anonymous' | 'step_dots' | 'step_powers',
  step: { stepId: string; title: Step['title'] },
  before: string,
  after: string,
): TemplateChange[] {
  return before === after ? [] : [{ kind, ...step, before, after }]
}

function zonesOf({ zones = [] }: Step): string {
  return zones.join(', ')
}

function yesNo(value: boolean | undefined): string {
  return value === true ? 'yes' : 'no'
}

function powersOf({ may = {} }: Step): string {
  return Object.entries(may)
    .map(([power, given]) => `${power}: ${yesNo(given)}`)
    .sort()
    .join(', ')
}

function diffZones(before: readonly DraftZone[], after: readonly DraftZone[]): TemplateChange[] {
  const old = new Map(before.map((zone) => [zone.id, zone]))
  const now = new Map(after.map((zone) => [zone.id, zone]))
  const was = [...old.keys()].filter((id) => now.has(id))
  const is = [...now.keys()].filter((id) => old.has(id))
  return [
    ...[...old]
      .filter(([id]) => !now.has(id))
      .map(([zoneId, { label }]) => ({ kind: 'zone_removed', zoneId, label }) as const),
    ...[...now].flatMap(([zoneId, zone]): TemplateChange[] => {
      const former = old.get(zoneId)
      return former === undefined
        ? [{ kind: 'zone_added', zoneId, label: zone.label }]
        : diffZone(former, zone)
    }),
    ...valueChange('zone_order', was.join(', '), is.join(', ')),
  ]
}

function valueChange(
  kind: 'family' | 'duration' | 'group_size' | 'axes' | 'zone_order',
  before: string | number,
  after: string | number,
): TemplateChange[] {
  return equalValues(before, after) ? [] : [{ kind, before: `${before}`, after: `${after}` }]
}

function groupSize({ groupSize: { min, max } }: TemplateDraft): string {
  return `${min}–${max}`
}

/** The fewest that have to be taken out so that the others stand in the same order: those that were moved. */
function movedAmong(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, at) => [id, at]))
  // the longest rising run of former places stays (at most 40 steps: the square is nothing)
  const runs: { ids: string[]; last: number }[] = []
  for (const id of after) {
    const at = place.get(id) ?? 0
    const longest = runs
      .filter(({ last }) => last < at)
      .reduce<readonly string[]>((best, { ids }) => (ids.length > best.length ? ids : best), [])
    runs.push({ ids: [...longest, id], last: at })
  }
  const stays = runs.reduce<readonly string[]>((best, { ids }) => (ids.length > best.length ? ids : best), [])
  return new Set(after.filter((id) => !stays.includes(id)))
}
