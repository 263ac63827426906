import type { Template } from '../template.ts'
import { checkDirections } from './check-directions.ts'
import { checkLayout } from './check-layout.ts'
import { checkSteps, totalMinutes } from './check-steps.ts'
import { checkTexts, type MissingTexts, missingTexts } from './check-texts.ts'
import { type CheckContext, checkZones } from './check-zones.ts'
import { fittingDraft, type TemplateDraft, toTemplate } from './template-draft.ts'
import { error, type TemplateFault } from './template-fault.ts'

/** What there is to say about a method. */
export interface TemplateCheck {
  /** Errors first, each list in reading order. */
  readonly faults: readonly TemplateFault[]
  /** How long its steps take together, in minutes. */
  readonly minutes: number
  readonly missing: MissingTexts
  /** The method, when nothing keeps it from being published; null otherwise. */
  readonly template: Template | null
}

/** Names everything that is wrong with a method, and where. */
export function checkTemplate(written: TemplateDraft, context: CheckContext): TemplateCheck {
  const draft = fittingDraft(written)
  const all = [
    ...(draft.zones.length === 0 ? [error('no_zones', { field: 'zones' })] : []),
    ...checkSteps(draft),
    ...checkLayout(draft),
    ...checkZones(draft, context),
    ...checkDirections(draft),
    ...checkTexts(draft),
  ]
  const errors = all.filter(({ severity }) => severity === 'error')
  const warnings = all.filter(({ severity }) => severity === 'warning')
  return {
    faults: [...errors, ...warnings],
    minutes: totalMinutes(draft),
    missing: missingTexts(draft),
    template: errors.length === 0 ? toTemplate(draft) : null,
  }
}
