import type { LocalisedText } from '@tablee/board'
import type { TemplateDraft } from './template-draft.ts'
import type { TemplatePlace } from './template-fault.ts'

/** Longest texts, in characters: a prompt stands in two lines over its zone, a column's name over its column. */
export const TEXT_LIMITS = {
  title: 80,
  purpose: 200,
  when: 200,
  stepTitle: 60,
  instruction: 170,
  zoneLabel: 38,
  prompt: 110,
  columnLabel: 22,
  termLabel: 60,
} as const

/** One text of a method: where it stands, what it says and how long it may be, in characters. */
export interface TemplateText {
  readonly place: TemplatePlace
  readonly text: LocalisedText
  readonly max: number
}

/** Every text of a method in reading order: the method, its steps, its zones with their columns and answers. */
export function textsOf(draft: TemplateDraft): TemplateText[] {
  return [
    { place: { field: 'title' }, text: draft.title, max: TEXT_LIMITS.title },
    { place: { field: 'purpose' }, text: draft.purpose, max: TEXT_LIMITS.purpose },
    { place: { field: 'when' }, text: draft.when, max: TEXT_LIMITS.when },
    ...(draft.axes ?? []).flatMap(({ id, label, terms }) =>
      [{ id, label }, ...terms.map((term) => ({ ...term, id: `${id}.${term.id}` }))].map((term) => ({
        place: { termId: term.id, field: 'axes' } as const,
        text: term.label,
        max: TEXT_LIMITS.termLabel,
      })),
    ),
    ...draft.steps.flatMap((step, at) => [
      { place: { step: at, field: 'title' }, text: step.title, max: TEXT_LIMITS.stepTitle } as const,
      {
        place: { step: at, field: 'instruction' },
        text: step.instruction,
        max: TEXT_LIMITS.instruction,
      } as const,
    ]),
    ...draft.zones.flatMap((_, at) => textsOfZone(draft, at)),
  ]
}

function textsOfZone(draft: TemplateDraft, at: number): TemplateText[] {
  const zone = draft.zones[at]
  if (zone === undefined) return []
  const { cols = [], items = [], axes = [], choices = [] } = zone.options
  const here = { zone: at, zoneId: zone.id }
  const terms = [
    ...items.map((term) => ({ term, field: 'items' as const })),
    ...axes.map((term) => ({ term, field: 'axes' as const })),
    ...choices.map((term) => ({ term, field: 'choices' as const })),
  ]
  return [
    { place: { ...here, field: 'label' }, text: zone.label, max: TEXT_LIMITS.zoneLabel },
    { place: { ...here, field: 'prompt' }, text: zone.prompt, max: TEXT_LIMITS.prompt },
    ...cols.map((column, index) => ({
      place: { ...here, column: index, columnId: column.id, field: 'columnLabel' } as const,
      text: column.label,
      max: TEXT_LIMITS.columnLabel,
    })),
    ...terms.map(({ term, field }) => ({
      place: { ...here, termId: term.id, field },
      text: term.label,
      max: TEXT_LIMITS.termLabel,
    })),
  ]
}
