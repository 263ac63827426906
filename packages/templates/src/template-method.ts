import type { ChoiceSet, Method } from '@tablee/board'
import type { Template } from './template.ts'
import { CHOICE_SETS, otherWords, VOCABULARIES } from './vocabularies/vocabularies.ts'

/**
 * The method as a board keeps it: the template's zones and steps with every list of words that they offer. `lists` are
 * the lists in force; those of this version of the product when left out.
 */
export function templateMethod(
  template: Template,
  lists: readonly ChoiceSet[] = [...VOCABULARIES, ...CHOICE_SETS],
): Method {
  const { id, version, family, title, purpose, steps, axes, extract } = template
  const zones = template.zones.map(({ grid: _grid, ...zone }) => zone)
  const used = new Set(
    zones.flatMap(({ options }) => [
      options.vocab,
      options.label,
      ...(options.cols ?? []).map(({ set }) => set),
    ]),
  )
  const sets = lists
    .filter((list) => used.has(list.id))
    .map(
      ({ id: setId, terms }): ChoiceSet => ({
        id: setId,
        terms: terms.map(({ id: termId, label }) => {
          const also = otherWords(setId, termId)
          return { id: termId, label, ...(also ? { also } : {}) }
        }),
      }),
    )
  return {
    id,
    version,
    family,
    title,
    purpose,
    steps,
    zones,
    sets,
    ...(axes ? { axes } : {}),
    ...(extract ? { extract } : {}),
  }
}
