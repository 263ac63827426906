import { duplicateTemplate, findTemplate, type TemplateDraft } from '@tablee/templates'
import { expect, test } from 'vitest'
import { NO_TEXT, newAxis, newColumn, newTerm, withNewStep, withNewZone } from './draft-changes.ts'
import { formerIds } from './former-ids.ts'
import type { PartList } from './part-list.ts'

const named = (id: string) => ({ id, label: { fr: id, nl: '', en: '' } })
const SHELF: PartList = { zoneId: 'shelf', list: 'cols', of: null }
const INFLUENCE: PartList = { zoneId: null, list: 'terms', of: 'direction_1' }

/** The method of scenario S2 with a third column on its shelf, and a direction with three terms. */
function published(): TemplateDraft {
  const template = findTemplate('needs-macro-micro')
  if (!template) throw new Error('needs-macro-micro is not shipped')
  const draft = withNewStep(duplicateTemplate(template, { id: 'own', title: NO_TEXT }), [])
  const zones = draft.zones.map((zone) =>
    zone.id === 'shelf'
      ? {
          ...zone,
          options: {
            ...zone.options,
            cols: ['what', 'condition', 'col_3'].map((id) => ({ ...named(id), type: 'text' as const })),
          },
        }
      : zone,
  )
  const terms = ['answer_1', 'answer_2', 'answer_3'].map(named)
  return { ...draft, zones, axes: [{ ...named('direction_1'), terms }] }
}

test('S2.1 what is added never gets the id of what stood in the version before: boards keep their words under it', () => {
  const content = published()
  const former = formerIds({ base: { content }, zonesInUse: [], partsInUse: [] })
  const without = { ...content, steps: content.steps.slice(0, -1), axes: [] }
  const columns = content.zones.find(({ id }) => id === 'shelf')?.options.cols ?? []
  expect(newColumn(columns, former.parts(SHELF)).id).toBe('col_4')
  expect(newColumn(columns.slice(0, 2), former.parts(SHELF)).id).toBe('col_4')
  expect(newTerm('answer', [named('answer_1')], former.parts(INFLUENCE)).id).toBe('answer_4')
  expect(newAxis(without, former.parts({ zoneId: null, list: 'axes', of: null })).id).toBe('direction_2')
  const last = content.steps.length
  expect(content.steps.at(-1)?.id).toBe(`step_${last}`)
  expect(withNewStep(without, former.steps).steps.at(-1)?.id).toBe(`step_${last + 1}`)
})

test('nor of what only boards of an older version hold', () => {
  const former = formerIds({
    base: null,
    zonesInUse: [{ id: 'zone_2', kind: 'row', boards: 15 }],
    partsInUse: [
      { ...SHELF, id: 'col_2', type: 'text', set: null, boards: 15 },
      { ...SHELF, zoneId: 'needs', id: 'col_3', type: 'text', set: null, boards: 15 },
    ],
  })
  expect(newColumn([{ ...named('what'), type: 'text' }], former.parts(SHELF)).id).toBe('col_3')
  const one = { ...published(), zones: published().zones.slice(0, 1) }
  expect(withNewZone(one, former.zones).zones.at(-1)?.id).toBe('zone_3')
})
