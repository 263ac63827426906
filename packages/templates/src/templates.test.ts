import { ballotKind, LANGUAGES, type LocalisedText, takesPrivateNotes } from '@tablee/board'
import { describe, expect, test } from 'vitest'
import { checkTemplate } from './authoring/check-template.ts'
import { TEXT_LIMITS } from './authoring/template-texts.ts'
import { GRID_COLUMNS, type Template, templateSchema } from './template.ts'
import { findTemplate, TEMPLATES } from './templates.ts'
import { CHOICE_SETS, VOCABULARIES } from './vocabularies/vocabularies.ts'

test('the thirty methods are shipped, each once, family by family', () => {
  expect(TEMPLATES.map((template) => template.id)).toEqual([
    'needs-macro-micro',
    'needs-profiles',
    'needs-maturity',
    'needs-frise',
    'needs-existing',
    'needs-facets',
    'needs-six-dimensions',
    'needs-three-legs',
    'needs-spec',
    'stake-circles',
    'stake-influence-adhesion',
    'stake-expectations',
    'stake-governance',
    'stake-pooling',
    'stake-provider',
    'change-plan',
    'change-action-plan',
    'change-story',
    'change-pilot',
    'change-rollout',
    'change-training',
    'change-budget',
    'change-data-risks',
    'inter-peer-case',
    'inter-idea-mix',
    'inter-evaluate',
    'inter-baton',
    'inter-effects',
    'inter-debrief',
    'inter-case-sheet',
  ])
})

test('a method is found by id, and in another version than the shipped one it is not', () => {
  expect(findTemplate('change-plan')?.family).toBe('change')
  expect(findTemplate('change-plan', '1.1.0')?.id).toBe('change-plan')
  expect(findTemplate('change-plan', '0.9.0')).toBeUndefined()
  expect(findTemplate('nothing')).toBeUndefined()
})

test('a method with a text missing in one language is refused', () => {
  const template = findTemplate('needs-macro-micro')
  const title = { fr: 'Du macro au micro', nl: ' ', en: 'From macro to micro' }
  expect(templateSchema.safeParse({ ...template, title }).success).toBe(false)
  expect(templateSchema.safeParse({ ...template, when: { fr: 'Au début.', en: 'First.' } }).success).toBe(
    false,
  )
  const cols = [{ id: 'who', label: { fr: 'Qui', nl: 'Wie', en: '' }, type: 'text' }]
  const zones = template?.zones.map((zone) => ({ ...zone, options: { cols } }))
  expect(templateSchema.safeParse({ ...template, zones }).success).toBe(false)
})

describe.each(TEMPLATES)('$id', (template) => {
  test('nothing is wrong with it by the rules that coaches’ methods are checked by', () => {
    const vocabularies = new Set([...VOCABULARIES, ...CHOICE_SETS].map((list) => list.id))
    expect(checkTemplate(template, { vocabularies, zonesInUse: [], partsInUse: [] }).faults).toEqual([])
  })

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
      ...(options.label ? [options.label] : []),
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

  test('a column has a scale when it counts points, the one that its name says', () => {
    for (const column of template.zones.flatMap(({ options }) => options.cols ?? [])) {
      expect(column.scale !== undefined, column.id).toBe(column.type === 'score')
      const [, min, max] = /\((\d) à (\d)\)/.exec(column.label.fr) ?? []
      if (min) expect(column.scale, column.id).toEqual({ min: Number(min), max: Number(max) })
    }
  })

  test('every table has columns, and no two of a zone share an id', () => {
    for (const { id, kind, options } of template.zones) {
      const columns = (options.cols ?? []).map((column) => column.id)
      if (kind === 'row') expect(columns, id).not.toEqual([])
      expect(columns, id).toEqual([...new Set(columns)])
    }
  })

  test('the zones that a zone refers to are on the same board', () => {
    const known = new Set([...template.zones.map((zone) => zone.id), 'any'])
    for (const { id, options } of template.zones) {
      const { lane, from, to, matrix } = options
      const named = [lane, from, to, matrix?.rows, matrix?.columns].filter((zone) => zone !== undefined)
      expect(
        named.filter((zone) => !known.has(zone)),
        id,
      ).toEqual([])
      expect([lane, matrix?.rows, matrix?.columns], id).not.toContain('any')
    }
  })

  test('the zones that its steps name are on its board', () => {
    const ids = new Set(template.zones.map(({ id }) => id))
    for (const step of template.steps)
      for (const id of step.zones ?? []) expect(ids, step.title.fr).toContain(id)
  })

  test('a private step names the zones that it hides, or that are only scored: the others stay open to the eye', () => {
    for (const step of template.steps.filter(({ mode }) => mode === 'private')) {
      const named = template.zones.filter(({ id }) => step.zones?.includes(id))
      expect(named.length, step.title.fr).toBeGreaterThan(0)
      expect(
        named.some((zone) => takesPrivateNotes(zone) || ballotKind(zone) !== null),
        step.title.fr,
      ).toBe(true)
    }
  })

  test('in a vote there is something to vote on, and each zone that it names is one', () => {
    for (const step of template.steps.filter(({ mode }) => mode === 'vote')) {
      const asked = template.zones.filter(({ id }) => step.zones?.includes(id))
      expect(asked.length, step.title.fr).toBeGreaterThan(0)
      for (const zone of asked) expect(ballotKind(zone), zone.id).not.toBeNull()
    }
  })

  test('its texts are short enough for their places', () => {
    const { zones, steps, purpose } = template
    expectShort([purpose], TEXT_LIMITS.purpose)
    expectShort(
      steps.map((step) => step.instruction),
      TEXT_LIMITS.instruction,
    )
    expectShort(
      zones.map((zone) => zone.label),
      TEXT_LIMITS.zoneLabel,
    )
    expectShort(
      zones.map((zone) => zone.prompt),
      TEXT_LIMITS.prompt,
    )
    expectShort(columnsOf(template), TEXT_LIMITS.columnLabel)
  })

  test('apostrophes are typographic, and no text has spaces to spare', () => {
    for (const text of textsOf(template)) {
      for (const lang of LANGUAGES) expect(text[lang]).not.toMatch(/'|\s\s|^\s|\s$/)
    }
  })

  test('French has a no-break space before : ; ? ! and inside guillemets, the others have none', () => {
    for (const { fr, nl, en } of textsOf(template)) {
      expect(fr).not.toMatch(/[^\u00a0][:;?!»]|«[^\u00a0]/)
      for (const text of [nl, en]) expect(text).not.toMatch(/\s[:;?!]/)
    }
  })

  test('no language borrows the words of another', () => {
    for (const text of textsOf(template).filter(({ fr }) => fr.split(' ').length > 3)) {
      expect(new Set(LANGUAGES.map((lang) => text[lang])).size).toBe(LANGUAGES.length)
    }
  })
})

function expectShort(texts: readonly LocalisedText[], longest: number): void {
  const long = texts.flatMap((text) => LANGUAGES.map((lang) => text[lang])).filter((t) => t.length > longest)
  expect(long).toEqual([])
}

function columnsOf({ zones }: Template): LocalisedText[] {
  return zones.flatMap(({ options }) => (options.cols ?? []).map((column) => column.label))
}

/** Every text of a method, those of columns, items, axes and answers included. */
function textsOf(template: Template): LocalisedText[] {
  const { title, purpose, when, steps, zones } = template
  return [
    title,
    purpose,
    when,
    ...steps.flatMap((step) => [step.title, step.instruction]),
    ...zones.flatMap((zone) => [zone.label, zone.prompt]),
    ...zones.flatMap(({ options }) =>
      [...(options.items ?? []), ...(options.axes ?? []), ...(options.choices ?? [])].map(
        ({ label }) => label,
      ),
    ),
    ...columnsOf(template),
  ]
}
