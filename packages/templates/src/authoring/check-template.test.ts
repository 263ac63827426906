import { describe, expect, test } from 'vitest'
import { TEMPLATES } from '../templates.ts'
import { checkTemplate } from './check-template.ts'
import type { PartInUse } from './check-zones.ts'
import { blankTemplate, duplicateTemplate } from './start-draft.ts'
import { type TemplateDraft, toTemplate } from './template-draft.ts'
import { FRESH, macroMicroDraft, withZone } from './testing.ts'

const errorsOf = (draft: TemplateDraft, context = FRESH) =>
  checkTemplate(draft, context).faults.filter(({ severity }) => severity === 'error')

describe('S2.1 validation refuses', () => {
  test('overlapping zones, and says which two', () => {
    const draft = withZone(macroMicroDraft(), 'clusters', { grid: { x: 4, y: 0, w: 4, h: 4 } })
    expect(errorsOf(draft)).toEqual([
      {
        code: 'zones_overlap',
        severity: 'error',
        place: { zone: 0, zoneId: 'macro', field: 'grid' },
        values: { other: 'clusters', otherAt: 1 },
      },
    ])
    expect(checkTemplate(draft, FRESH).template).toBeNull()
  })

  test('a step about a zone that is not there, and says which', () => {
    const draft = macroMicroDraft()
    const steps = draft.steps.map((step, at) => (at === 1 ? { ...step, zones: ['macro', 'gone'] } : step))
    expect(errorsOf({ ...draft, steps })).toEqual([
      {
        code: 'reference_unknown',
        severity: 'error',
        place: { step: 1, field: 'zones' },
        values: { id: 'gone' },
      },
    ])
  })

  test('a zone id that is there twice', () => {
    const draft = withZone(macroMicroDraft(), 'why', { id: 'needs' })
    expect(errorsOf(draft)).toMatchObject([
      { code: 'zone_id_duplicate', place: { zone: 6, field: 'id' }, values: { id: 'needs' } },
    ])
  })

  test('a column id and a step id that are there twice', () => {
    const draft = macroMicroDraft()
    const needs = draft.zones[2]
    const cols = needs?.options.cols?.map((column) =>
      column.id === 'purpose' ? { ...column, id: 'need' } : column,
    )
    const twice = withZone(draft, 'needs', { options: { ...needs?.options, cols } })
    const steps = draft.steps.map((step, at) => (at === 1 ? { ...step, id: 'step-1' } : step))
    expect(errorsOf({ ...twice, steps })).toMatchObject([
      { code: 'step_id_duplicate', place: { step: 1 } },
      { code: 'column_id_duplicate', place: { zoneId: 'needs', column: 2, columnId: 'need' } },
    ])
  })

  test('answers, items and directions whose id is there twice', () => {
    const term = (id: string) => ({ id, label: { fr: id, nl: '', en: '' } })
    const twice = [term('a'), term('a')]
    const draft = withZone(macroMicroDraft(), 'needs', { kind: 'vote', options: { choices: twice } })
    expect(errorsOf(draft)).toMatchObject([
      { code: 'term_id_duplicate', place: { zoneId: 'needs', field: 'choices', termId: 'a' } },
    ])
    const scored = withZone(macroMicroDraft(), 'needs', { kind: 'score', options: { items: twice } })
    expect(errorsOf(scored)).toMatchObject([{ code: 'term_id_duplicate', place: { field: 'items' } }])
    const axes = [{ ...term('influence'), terms: twice }]
    expect(errorsOf({ ...macroMicroDraft(), axes })).toMatchObject([
      { code: 'term_id_duplicate', place: { field: 'axes', termId: 'influence' }, values: { id: 'a' } },
    ])
  })

  test('lists of nothing, which lanes would be counted by, and a zone that is its own lane', () => {
    const items = withZone(macroMicroDraft(), 'needs', { kind: 'score', options: { items: [] } })
    expect(errorsOf(items)).toMatchObject([{ code: 'list_empty', place: { field: 'items' } }])
    const marks = withZone(macroMicroDraft(), 'needs', { kind: 'date', options: { marks: [] } })
    expect(errorsOf(marks)).toMatchObject([{ code: 'list_empty', place: { field: 'marks' } }])
    const own = withZone(macroMicroDraft(), 'macro', { options: { lane: 'macro' } })
    expect(errorsOf(own)).toMatchObject([
      { code: 'lane_of_itself', place: { zoneId: 'macro', field: 'lane' } },
    ])
  })

  test('a vocabulary that does not exist', () => {
    const cols = [
      { id: 'who', label: { fr: 'Qui', nl: '', en: '' }, type: 'choice' as const, set: 'metiersDuCirque' },
    ]
    expect(errorsOf(withZone(macroMicroDraft(), 'needs', { options: { cols } }))).toMatchObject([
      {
        code: 'vocabulary_unknown',
        place: { columnId: 'who', field: 'set' },
        values: { set: 'metiersDuCirque' },
      },
    ])
  })

  test('a deleted zone id that older boards use, and a zone of theirs that became of another kind', () => {
    const draft = macroMicroDraft()
    const zonesInUse = [
      { id: 'shelf', kind: 'row', boards: 3 },
      { id: 'macro', kind: 'list', boards: 3 },
      { id: 'why', kind: 'text', boards: 3 },
    ]
    const without = { ...draft, zones: draft.zones.filter(({ id }) => id !== 'shelf') }
    expect(errorsOf(without, { ...FRESH, zonesInUse })).toMatchObject([
      { code: 'zone_deleted_in_use', values: { id: 'shelf', boards: 3 } },
      { code: 'zone_kind_changed_in_use', place: { zoneId: 'macro' }, values: { kind: 'list' } },
    ])
    expect(errorsOf(without)).toEqual([])
  })

  test('a deleted column, line, answer, axis or term of a direction that older boards use', () => {
    const named = (id: string) => ({ id, label: { fr: id, nl: '', en: '' } })
    const draft = withZone(macroMicroDraft(), 'macro', {
      kind: 'score',
      options: { scale: { min: 0, max: 4 }, items: [named('a')], axes: [named('x'), named('y')] },
    })
    const axes = [{ ...named('influence'), terms: [named('low'), named('high')] }]
    const used = (
      zoneId: string | null,
      list: PartInUse['list'],
      id: string,
      rest: Partial<PartInUse> = {},
    ) => ({
      zoneId,
      list,
      id,
      of: null,
      type: null,
      set: null,
      boards: 2,
      ...rest,
    })
    const partsInUse = [
      used('needs', 'cols', 'who', { type: 'choice', set: 'stakeholderType' }),
      used('needs', 'cols', 'when', { type: 'date' }),
      used('macro', 'items', 'a'),
      used('macro', 'items', 'b'),
      used('macro', 'axes', 'z'),
      used('macro', 'choices', 'yes'),
      used('gone', 'cols', 'who'),
      used(null, 'axes', 'influence'),
      used(null, 'axes', 'support'),
      used(null, 'terms', 'high', { of: 'influence' }),
      used(null, 'terms', 'middle', { of: 'influence' }),
      used(null, 'terms', 'weak', { of: 'support' }),
    ]
    const faults = errorsOf({ ...draft, axes }, { ...FRESH, partsInUse })
    expect(faults.map(({ code, place, values }) => [code, place.zoneId, place.field, values['id']])).toEqual([
      ['part_deleted_in_use', 'needs', 'cols', 'when'],
      ['part_deleted_in_use', 'macro', 'items', 'b'],
      ['part_deleted_in_use', 'macro', 'axes', 'z'],
      ['part_deleted_in_use', 'macro', 'choices', 'yes'],
      ['part_deleted_in_use', undefined, 'axes', 'support'],
      ['part_deleted_in_use', undefined, 'axes', 'middle'],
    ])
    expect(faults[0]).toMatchObject({ place: { columnId: 'when' }, values: { boards: 2 } })
    const other = [used('needs', 'cols', 'who', { type: 'choice', set: 'roleClass' })]
    expect(errorsOf({ ...draft, axes }, { ...FRESH, partsInUse: other })).toMatchObject([
      { code: 'column_set_changed_in_use', place: { zoneId: 'needs', columnId: 'who', field: 'set' } },
    ])
  })

  test('a column that older boards use and that holds something else now, whatever list it had', () => {
    const inUse = (id: string, type: PartInUse['type'], set: string | null = null): PartInUse => ({
      zoneId: 'needs',
      list: 'cols',
      of: null,
      id,
      type,
      set,
      boards: 2,
    })
    const faultsOf = (...partsInUse: PartInUse[]) => errorsOf(macroMicroDraft(), { ...FRESH, partsInUse })
    // the draft has: who, a choice; need and purpose, texts; votes
    expect(faultsOf(inUse('who', 'choice', 'stakeholderType'), inUse('need', 'text'))).toEqual([])
    expect(faultsOf(inUse('need', 'number'), inUse('purpose', 'choice', 'stakeholderType'))).toMatchObject([
      {
        code: 'column_type_changed_in_use',
        place: { zone: 2, zoneId: 'needs', column: 1, columnId: 'need', field: 'columnType' },
        values: { id: 'need', type: 'number', boards: 2 },
      },
      { code: 'column_type_changed_in_use', place: { columnId: 'purpose' }, values: { type: 'choice' } },
    ])
    expect(faultsOf(inUse('who', 'text'))).toMatchObject([{ code: 'column_type_changed_in_use' }])
    // a number is read alike with and without points to choose from
    const cols = [{ id: 'weight', label: { fr: 'Poids', nl: '', en: '' }, type: 'score' as const }]
    const scored = withZone(macroMicroDraft(), 'needs', { options: { cols } })
    expect(errorsOf(scored, { ...FRESH, partsInUse: [inUse('weight', 'number')] })).toEqual([])
  })

  test('minutes that do not add up: 75 announced, 80 in the steps', () => {
    const draft = macroMicroDraft()
    const steps = draft.steps.map((step, at) => (at === 3 ? { ...step, minutes: 20 } : step))
    const check = checkTemplate({ ...draft, steps }, FRESH)
    expect(check.minutes).toBe(80)
    expect(check.faults[0]).toMatchObject({
      code: 'minutes_mismatch',
      place: { field: 'durationMin' },
      values: { sum: 80, announced: 75 },
    })
    expect(checkTemplate({ ...draft, steps, durationMin: 80 }, FRESH)).toMatchObject({ minutes: 80 })
    expect(errorsOf({ ...draft, steps, durationMin: 80 })).toEqual([])
  })
})

test.each([
  ['beyond the twelfth column', { x: 10, y: 9, w: 4, h: 1 }],
  ['above the board', { x: 0, y: -1, w: 2, h: 1 }],
  ['below the last row', { x: 0, y: 23, w: 4, h: 2 }],
])('a zone %s is outside the frame', (_, grid) => {
  expect(errorsOf(withZone(macroMicroDraft(), 'shelf', { grid }))).toContainEqual(
    expect.objectContaining({
      code: 'zone_outside_frame',
      place: { zone: 7, zoneId: 'shelf', field: 'grid' },
    }),
  )
})

test('zones that lanes, arrows or a matrix name must be on the board', () => {
  const withLane = withZone(macroMicroDraft(), 'macro', { options: { lane: 'nowhere' } })
  const withMatrix = withZone(withLane, 'clusters', {
    kind: 'score',
    options: { matrix: { rows: 'needs', columns: 'lost' } },
  })
  const draft = withZone(withMatrix, 'micro_in', { kind: 'link', options: { from: 'any', to: 'gone' } })
  expect(errorsOf(draft).map(({ values }) => values['id'])).toEqual(['nowhere', 'lost', 'gone'])
})

test('a scale that does not rise and a list of arrows’ words that does not exist are named', () => {
  const col = { id: 'weight', label: { fr: 'Poids', nl: 'Gewicht', en: 'Weight' }, type: 'score' } as const
  const scaled = (scale: { min: number; max: number }) =>
    withZone(macroMicroDraft(), 'needs', { options: { cols: [{ ...col, scale }] } })
  expect(errorsOf(scaled({ min: 5, max: 5 }))).toMatchObject([
    {
      code: 'scale_invalid',
      place: { zone: 2, zoneId: 'needs', column: 0, columnId: 'weight', field: 'scale' },
      values: { min: 5, max: 5 },
    },
  ])
  expect(errorsOf(scaled({ min: 0, max: 5 }))).toEqual([])
  const draft = withZone(macroMicroDraft(), 'why', {
    kind: 'link',
    options: { from: 'any', to: 'any', label: 'no_such_list' },
  })
  expect(errorsOf(draft)).toMatchObject([
    { code: 'vocabulary_unknown', place: { zone: 6, field: 'linkLabel' }, values: { set: 'no_such_list' } },
  ])
})

test('what feeds no known part of a case is named', () => {
  expect(errorsOf(withZone(macroMicroDraft(), 'why', { feeds: 'horoscope' }))).toMatchObject([
    { code: 'feeds_unknown', values: { feeds: 'horoscope' } },
  ])
})

test('an empty prompt or instruction is an error in French and a warning in the other languages', () => {
  const draft = withZone(macroMicroDraft(), 'why', { prompt: { fr: '  ', nl: '', en: 'Why?' } })
  const { faults, missing, template } = checkTemplate(draft, FRESH)
  expect(template).toBeNull()
  expect(faults).toContainEqual(
    expect.objectContaining({ code: 'text_missing', place: { zone: 6, zoneId: 'why', field: 'prompt' } }),
  )
  expect(faults).toContainEqual(
    expect.objectContaining({ code: 'translation_missing', severity: 'warning', values: { lang: 'nl' } }),
  )
  expect(missing.fr).toHaveLength(1)
  expect(missing.nl.map(({ zoneId, field }) => [zoneId, field])).toEqual([
    [undefined, 'title'],
    ['why', 'prompt'],
  ])
})

test('a method may be published when French is complete, and lists what the others lack', () => {
  const { template, faults, missing } = checkTemplate(macroMicroDraft(), FRESH)
  expect(template?.title.fr).toBe('Du macro au micro – chantier')
  expect(faults.map(({ code }) => code)).toEqual(['translation_missing', 'translation_missing'])
  expect([missing.fr.length, missing.nl.length, missing.en.length]).toEqual([0, 1, 1])
})

test('a text that does not fit in its place is an error with its length', () => {
  const label = { fr: 'x'.repeat(39), nl: 'x', en: 'x' }
  expect(errorsOf(withZone(macroMicroDraft(), 'why', { label }))).toMatchObject([
    { code: 'text_too_long', values: { lang: 'fr', max: 38, length: 39 } },
  ])
})

test('a new method says what it still lacks', () => {
  const draft = blankTemplate({ id: 'new', title: { fr: 'Essai', nl: '', en: '' }, family: 'needs' })
  expect(new Set(errorsOf(draft).map(({ code }) => code))).toEqual(new Set(['text_missing']))
  expect(errorsOf({ ...draft, zones: [], steps: [] }).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['no_zones', 'no_steps']),
  )
})

test('a matrix crosses two zones: neither one nor the same one twice', () => {
  const crossed = (rows: string, columns: string) =>
    withZone(macroMicroDraft(), 'why', { kind: 'score', options: { matrix: { rows, columns } } })
  const place = { zone: 6, zoneId: 'why', field: 'matrix' }
  expect(errorsOf(crossed('needs', ''))).toMatchObject([{ code: 'matrix_incomplete', place }])
  expect(errorsOf(crossed('needs', 'needs'))).toMatchObject([{ code: 'matrix_of_one_zone', place }])
  expect(errorsOf(crossed('needs', 'macro'))).toEqual([])
})

test('directions have answers, zones name answers that are there, and no two zones say the same', () => {
  const name = { fr: 'Influence', nl: 'Invloed', en: 'Influence' }
  const term = (id: string) => ({ id, label: { fr: id, nl: id, en: id } })
  const draft = { ...macroMicroDraft(), axes: [{ id: 'influence', label: name, terms: [term('high')] }] }
  const says = (id: string, position: Record<string, string>) => (old: TemplateDraft) =>
    withZone(old, id, { options: { position } })
  expect(errorsOf(draft)).toMatchObject([
    { code: 'axis_without_terms', place: { termId: 'influence', field: 'axes' } },
  ])
  const whole = { ...draft, axes: [{ id: 'influence', label: name, terms: [term('high'), term('low')] }] }
  expect(errorsOf(says('macro', { influence: 'gone' })(whole))).toMatchObject([
    { code: 'position_unknown', place: { zone: 0, field: 'position' }, values: { id: 'gone' } },
  ])
  const twice = says('clusters', { influence: 'high' })(says('macro', { influence: 'high' })(whole))
  expect(errorsOf(twice)).toMatchObject([
    { code: 'position_taken', place: { zone: 0 }, values: { other: 'clusters', otherAt: 1 } },
  ])
  expect(
    errorsOf(says('clusters', { influence: 'low' })(says('macro', { influence: 'high' })(whole))),
  ).toEqual([])
})

test('a draft keeps the options of another kind of zone; nothing is said about them, and no version has them', () => {
  const draft = withZone(macroMicroDraft(), 'needs', { kind: 'list' })
  expect(draft.zones[2]?.options.cols).toHaveLength(4)
  const nameless = withZone(draft, 'needs', {
    options: { cols: [{ id: 'need', label: { fr: '', nl: '', en: '' }, type: 'choice' }] },
  })
  const { template, faults } = checkTemplate(nameless, FRESH)
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(template?.zones[2]?.options).toEqual({})
})

test('a copy of any shipped method can be published once it has a name', () => {
  for (const template of TEMPLATES) {
    const copy = duplicateTemplate(template, { id: 'copy', title: { fr: 'Copie', nl: '', en: '' } })
    expect(errorsOf(copy), template.id).toEqual([])
  }
})

test('every option of the shipped methods belongs to the kind of its zone', () => {
  for (const template of TEMPLATES) expect(toTemplate(template), template.id).toEqual(template)
})
