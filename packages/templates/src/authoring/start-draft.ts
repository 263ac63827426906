import type { Family, LocalisedText } from '@tablee/board'
import type { Template } from '../template.ts'
import { stepIdOf } from './diff-templates.ts'
import { FIRST_VERSION } from './next-version.ts'
import type { TemplateDraft } from './template-draft.ts'

/** A copy of a method to change: the same zones, locks, columns and steps under the same ids, another name. */
export function duplicateTemplate(
  template: Template,
  as: { id: string; title: LocalisedText },
): TemplateDraft {
  return {
    ...structuredClone(template),
    id: as.id,
    title: as.title,
    steps: template.steps.map((step, at) => ({ ...step, id: stepIdOf(step, at) })),
  }
}

/** A method of one's own from nothing: one zone and one step to begin with. */
export function blankTemplate(as: { id: string; title: LocalisedText; family: Family }): TemplateDraft {
  const nothing = { fr: '', nl: '', en: '' }
  return {
    ...as,
    version: FIRST_VERSION,
    purpose: nothing,
    when: nothing,
    durationMin: 15,
    groupSize: { min: 3, max: 8 },
    steps: [{ id: 'step-1', minutes: 15, mode: 'group', title: nothing, instruction: nothing }],
    zones: [
      {
        id: 'zone_1',
        label: nothing,
        prompt: nothing,
        kind: 'sticky',
        grid: { x: 0, y: 0, w: 6, h: 3 },
        options: {},
        feeds: null,
      },
    ],
  }
}
