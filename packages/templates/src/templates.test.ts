import { LANGUAGES, type LocalisedText } from '@tablee/board'
import { describe, expect, test } from 'vitest'
import { GRID_COLUMNS, templateSchema } from './template.ts'
import { findTemplate, TEMPLATES } from './templates.ts'
import { CHOICE_SETS, VOCABULARIES } from './vocabularies/vocabularies.ts'

test('the five methods of the foundation are shipped, each once', () => {
  expect(TEMPLATES.map((template) => template.id)).toEqual([
    'needs-macro-micro',
    'stake-influence-adhesion',
    'change-plan',
    'inter-peer-case',
    'inter-case-sheet',
  ])
})

test('a method is found by id, and in another version than the shipped one it is not', () => {
  expect(findTemplate('change-plan')?.family).toBe('change')
  expect(findTemplate('change-plan', '1.0.0')?.id).toBe('change-plan')
  expect(findTemplate('change-plan', '0.9.0')).toBeUndefined()
  expect(findTemplate('nothing')).toBeUndefined()
})

test('a method with a text missing in one language is refused', () => {
  const [template] = TEMPLATES
  const title = { fr: 'Du macro au micro', nl: ' ', en: 'From macro to micro' }
  expect(templateSchema.safeParse({ ...template, title }).success).toBe(false)
})

describe.each(TEMPLATES)('$id', (template) => {
  test('its steps take as long as it says', () => {
    expect(template.steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(template.durationMin)
  })

  test('it has a sensible group size', () => {
    expect(template.groupSize.min).toBeLessThanOrEqual(template.groupSize.max)
  })

  test('its zones have different ids, lie on the grid and do not overlap', () => {
    const taken = new Map<string, string>()
    for (const { id, grid } of template.zones) {
      expect(grid.x + grid.w, id).toBeLessThanOrEqual(GRID_COLUMNS)
      for (let x = grid.x; x < grid.x + grid.w; x += 1) {
        for (let y = grid.y; y < grid.y + grid.h; y += 1) {
          expect(taken.get(`${x},${y}`), `${id} at ${x},${y}`).toBeUndefined()
          taken.set(`${x},${y}`, id)
        }
      }
    }
    expect(new Set(taken.values()).size).toBe(template.zones.length)
  })

  test('its grid has no hole: every row is filled', () => {
    const rows = Math.max(...template.zones.map(({ grid }) => grid.y + grid.h))
    const cells = template.zones.reduce((sum, { grid }) => sum + grid.w * grid.h, 0)
    expect(cells).toBe(rows * GRID_COLUMNS)
  })

  test('the vocabularies that it refers to exist', () => {
    const known = new Set([...VOCABULARIES, ...CHOICE_SETS].map((list) => list.id))
    const used = template.zones.flatMap(({ options }) => [
      ...(options.vocab ? [options.vocab] : []),
      ...(options.cols ?? []).flatMap((column) => (column.set ? [column.set] : [])),
    ])
    expect(used.filter((id) => !known.has(id))).toEqual([])
  })

  test('every choice column says from what to choose', () => {
    const choices = template.zones
      .flatMap(({ options }) => options.cols ?? [])
      .filter((c) => c.type === 'choice')
    expect(choices.filter((column) => !column.set)).toEqual([])
  })

  test('French is typeset: typographic apostrophes, no-break spaces before : ; ? !', () => {
    for (const { fr } of textsOf(template)) expect(fr).not.toMatch(/'|[^\u00a0][:;?!]/)
  })

  test('no language borrows the words of another', () => {
    for (const text of textsOf(template).filter(({ fr }) => fr.split(' ').length > 3)) {
      expect(new Set(LANGUAGES.map((lang) => text[lang])).size).toBe(LANGUAGES.length)
    }
  })
})

function textsOf({ title, purpose, steps, zones }: (typeof TEMPLATES)[number]): LocalisedText[] {
  return [
    title,
    purpose,
    ...steps.flatMap((step) => [step.title, step.instruction]),
    ...zones.flatMap((zone) => [zone.label, zone.prompt]),
  ]
}
