import { expect, test } from 'vitest'
import { templateRecords } from '../layout-board.ts'
import { findTemplate } from '../templates.ts'
import { diffTemplates } from './diff-templates.ts'
import { fillLanguages } from './fill-languages.ts'
import { isOlderVersion, nextVersion, shortVersion } from './next-version.ts'
import { duplicateTemplate } from './start-draft.ts'
import { isTextsOnly } from './template-change.ts'
import { toTemplate } from './template-draft.ts'
import { macroMicroDraft, withZone } from './testing.ts'

test('S2.3 a duplicate differs from its original in its title alone: locks, zones and steps are identical', () => {
  for (const id of ['needs-macro-micro', 'inter-peer-case', 'stake-provider']) {
    const original = findTemplate(id)
    if (!original) throw new Error(id)
    const copy = duplicateTemplate(original, { id: 'own', title: { fr: 'Copie', nl: '', en: '' } })
    expect(diffTemplates(original, copy).map(({ kind }) => kind)).toEqual(['text'])
    expect(copy.zones).toEqual(original.zones)
    expect(templateRecords(toTemplate(copy)).slice(1)).toEqual(templateRecords(original).slice(1))
  }
})

test('S2 the changes of the coach: a zone renamed, a column more, a step five minutes longer', () => {
  const before = macroMicroDraft()
  const renamed = withZone(before, 'shelf', {
    label: { fr: 'Réserve (et à quelle condition)', nl: 'Reserve', en: 'Shelf' },
  })
  const needs = before.zones[2]
  const money = {
    id: 'money',
    label: { fr: 'Besoin d’argent ?', nl: '', en: '' },
    type: 'choice',
    set: 'yes_no',
  } as const
  const cols = [...(needs?.options.cols ?? []), money]
  const after = {
    ...withZone(renamed, 'needs', { options: { ...needs?.options, cols } }),
    steps: before.steps.map((step, at) => (at === 3 ? { ...step, minutes: 20 } : step)),
    durationMin: 80,
  }
  const changes = diffTemplates(before, after)
  expect(changes).toMatchObject([
    { kind: 'duration', before: '75', after: '80' },
    { kind: 'step_minutes', stepId: 'step-4', before: '15', after: '20' },
    { kind: 'column_added', zoneId: 'needs', columnId: 'money' },
    { kind: 'text', place: { zoneId: 'shelf', field: 'label' } },
  ])
  expect(isTextsOnly(changes)).toBe(false)
  expect(nextVersion('1.0.0', changes)).toBe('1.1.0')
})

test('a corrected prompt is words only, and the next version people would say', () => {
  const before = macroMicroDraft()
  const after = withZone(before, 'why', { prompt: { fr: 'Pourquoi ?', nl: 'Waarom?', en: 'Why?' } })
  const changes = diffTemplates(before, after)
  expect(changes).toMatchObject([{ kind: 'text', place: { zoneId: 'why', field: 'prompt' } }])
  expect(isTextsOnly(changes)).toBe(true)
  expect(shortVersion(nextVersion('1.1.0', changes))).toBe('1.2')
})

test('what changes the meaning of older content makes a new first number', () => {
  const before = macroMicroDraft()
  const after = { ...before, zones: before.zones.filter(({ id }) => id !== 'shelf') }
  expect(nextVersion('1.4.0', diffTemplates(before, after))).toBe('2.0.0')
  expect(nextVersion('1.4.0', diffTemplates(before, withZone(before, 'why', { kind: 'list' })))).toBe('2.0.0')
  expect(
    nextVersion(
      '1.4.0',
      diffTemplates(before, withZone(before, 'why', { grid: { x: 9, y: 5, w: 3, h: 1 } })),
    ),
  ).toBe('1.5.0')
})

test('a step that was moved is named alone, not those that it passed', () => {
  const before = macroMicroDraft()
  const [first, ...rest] = before.steps
  if (!first) throw new Error('no step')
  expect(diffTemplates(before, { ...before, steps: [...rest, first] })).toEqual([
    { kind: 'step_moved', stepId: 'step-1', title: first.title },
  ])
})

test('words of answers are texts; another list of answers is not', () => {
  const before = withZone(macroMicroDraft(), 'why', {
    kind: 'vote',
    options: { choices: ['a', 'b'].map((id) => ({ id, label: { fr: id, nl: id, en: id } })) },
  })
  const words = withZone(before, 'why', {
    options: { choices: ['a', 'b'].map((id) => ({ id, label: { fr: `${id} !`, nl: id, en: id } })) },
  })
  const more = withZone(before, 'why', {
    options: { choices: ['a', 'b', 'c'].map((id) => ({ id, label: { fr: id, nl: id, en: id } })) },
  })
  expect(diffTemplates(before, words)).toMatchObject([
    { kind: 'text', place: { termId: 'a', field: 'choices' } },
    { kind: 'text', place: { termId: 'b', field: 'choices' } },
  ])
  expect(diffTemplates(before, more)).toMatchObject([{ kind: 'zone_option', option: 'choices' }])
})

test('versions are compared number by number', () => {
  expect(isOlderVersion('1.9.0', '1.10.0')).toBe(true)
  expect(isOlderVersion('2.0.0', '1.10.0')).toBe(false)
  expect(isOlderVersion('1.1.0', '1.1.0')).toBe(false)
})

test('on a board, what a language lacks stands in French', () => {
  const filled = fillLanguages(toTemplate(macroMicroDraft()))
  expect(filled.title.nl).toBe('Du macro au micro – chantier')
  expect(filled.zones[0]?.label.nl).toBe('Ruime blik: wensen en ergernissen')
})

test('another scale of a column is a change that boards keep their meaning by', () => {
  const before = macroMicroDraft()
  const scaled = (max: number) =>
    withZone(before, 'shelf', {
      options: {
        cols: [
          { id: 'ease', label: { fr: 'Aisance', nl: '', en: '' }, type: 'score', scale: { min: 1, max } },
        ],
      },
    })
  const changes = diffTemplates(scaled(4), scaled(5))
  expect(changes).toMatchObject([{ kind: 'column_scale', zoneId: 'shelf', columnId: 'ease' }])
  expect(isTextsOnly(changes)).toBe(false)
})

test('names a step that is about other zones, is written anonymously, has other dots or lets people do something else', () => {
  const before = macroMicroDraft()
  const steps = before.steps.map((step, at) =>
    at === 1
      ? { ...step, zones: ['macro'], anonymous: true }
      : at === 4
        ? { ...step, dots: 5, may: { write: true } }
        : step,
  )
  expect(diffTemplates(before, { ...before, steps })).toMatchObject([
    { kind: 'step_zones', stepId: 'step-2', before: '', after: 'macro' },
    { kind: 'step_anonymous', stepId: 'step-2', before: 'no', after: 'yes' },
    { kind: 'step_dots', stepId: 'step-5', before: '3', after: '5' },
    { kind: 'step_powers', stepId: 'step-5', before: '', after: 'write: yes' },
  ])
})
