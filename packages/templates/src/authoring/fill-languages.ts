import { LANGUAGES, type LocalisedText } from '@tablee/board'
import type { Template } from '../template.ts'

/** The method as a board shows it: what a language lacks stands there in French, rather than nothing. */
export function fillLanguages(template: Template): Template {
  return {
    ...template,
    title: filled(template.title),
    purpose: filled(template.purpose),
    when: filled(template.when),
    ...(template.axes && {
      axes: template.axes.map((axis) => ({ ...named(axis), terms: axis.terms.map(named) })),
    }),
    steps: template.steps.map((step) => ({
      ...step,
      title: filled(step.title),
      instruction: filled(step.instruction),
    })),
    zones: template.zones.map((zone) => ({
      ...zone,
      label: filled(zone.label),
      prompt: filled(zone.prompt),
      options: fillOptions(zone.options),
    })),
  }
}

type Options = Template['zones'][number]['options']

function fillOptions(options: Options): Options {
  const { cols, items, axes, choices } = options
  return {
    ...options,
    ...(cols && { cols: cols.map(named) }),
    ...(items && { items: items.map(named) }),
    ...(axes && { axes: [named(axes[0]), named(axes[1])] }),
    ...(choices && { choices: choices.map(named) }),
  }
}

function named<T extends { label: LocalisedText }>(thing: T): T {
  return { ...thing, label: filled(thing.label) }
}

function filled(text: LocalisedText): LocalisedText {
  const result = { ...text }
  for (const lang of LANGUAGES) if (result[lang].trim() === '') result[lang] = text.fr
  return result
}
