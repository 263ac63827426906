import { describe, expect, test } from 'vitest'
import type { ZoneContent } from '../content/board-content.ts'
import type { LocalisedText } from '../language.ts'
import type { StepMode } from '../method.ts'
import type { ScriptStep } from '../script/script.ts'
import { powersOf } from '../script/step.ts'
import { contentOf, methodOfZones, zoneOf } from '../testing/contents.ts'
import { neededTime, sumOfTime } from './needed-time.ts'
import { planStep } from './plan-step.ts'
import { type RehearsedStep, rehearsalReport } from './report.ts'
import { countWords, noteWords, simulatedText } from './simulated-text.ts'

const same = (text: string): LocalisedText => ({ fr: text, nl: text, en: text })
const stepOf = (mode: StepMode, rest: Partial<ScriptStep> = {}): ScriptStep => ({
  id: 'one',
  title: same('Étape'),
  instruction: same('Faites ceci.'),
  minutes: 10,
  mode,
  zones: [],
  may: powersOf(mode),
  hidesCursors: false,
  anonymous: false,
  ...rest,
})
const method = methodOfZones([
  zoneOf('frame', { kind: 'text', label: same('Cadre de confiance') }),
  zoneOf('questions', { label: same('Questions') }),
  zoneOf('plan', { label: same('Petit plan'), options: { max: 3 } }),
  zoneOf('locked', { options: { locked: true } }),
  zoneOf('mood', { kind: 'vote', options: { choices: [{ id: 'good', label: same('Bien') }] } }),
])
const { zones } = contentOf(method, [])
const plan = (step: ScriptStep, people = 15, filled: ReadonlySet<string> = new Set()) =>
  planStep({ step, zones, people, filled })
const zonesWritten = (step: ScriptStep, filled?: ReadonlySet<string>) => [
  ...new Set(plan(step, 15, filled).assignments.map(({ zoneId }) => zoneId)),
]

describe('who writes what', () => {
  test.each([
    ['private', 45],
    ['individual', 30],
    ['group', 30],
    ['plenary', 15],
    ['vote', 0],
  ] as const)('RE6 in a %s step fifteen people write %i notes', (mode, notes) => {
    expect(plan(stepOf(mode, { zones: ['questions'] })).assignments).toHaveLength(notes)
  })

  test('RE6 those who write together stop at the zone’s max; who writes alone tries', () => {
    expect(plan(stepOf('group', { zones: ['plan'] })).assignments).toHaveLength(3)
    expect(plan(stepOf('individual', { zones: ['plan'] })).assignments).toHaveLength(30)
  })

  test('RE7 a step without zones means those that its title names, else its instruction, else the first empty one', () => {
    expect(zonesWritten(stepOf('private', { title: same('Vos questions') }))).toEqual(['questions'])
    expect(zonesWritten(stepOf('group', { instruction: same('Écrivez un petit plan') }))).toEqual(['plan'])
    expect(zonesWritten(stepOf('private'))).toEqual(['questions'])
    expect(zonesWritten(stepOf('private'), new Set(['questions']))).toEqual(['plan'])
    expect(zonesWritten(stepOf('plenary'))).toEqual([])
    expect(plan(stepOf('private')).isNamed).toBe(false)
  })

  test('RE8 nobody writes where only a coach does, nor in a vote; one text comes from one person, never alone', () => {
    expect(zonesWritten(stepOf('group', { zones: ['locked', 'mood'] }))).toEqual([])
    expect(zonesWritten(stepOf('private', { zones: ['frame'] }))).toEqual([])
    const [only, ...others] = plan(stepOf('plenary', { zones: ['frame'] })).assignments
    expect(only).toMatchObject({ zoneId: 'frame', onSheet: true, words: 60 })
    expect(others).toEqual([])
  })
})

describe('how long a step takes', () => {
  const twelve = { zoneId: 'questions', words: 12, onSheet: false }
  const minutesOf = (of: Partial<Parameters<typeof neededTime>[0]>) =>
    neededTime({
      mode: 'private',
      instructionWords: 0,
      assignments: [],
      revealedWords: 0,
      vote: null,
      ...of,
    })

  test('RE1 to arrive and to hear the instruction', () => {
    expect(sumOfTime(minutesOf({}))).toBe(0.5)
    expect(minutesOf({ instructionWords: 65 }).instruction).toBe(0.5)
  })

  test('RE2 everybody writes at once: a note of twelve words takes a minute, three of them three', () => {
    const three = [0, 0, 0, 1].map((person) => ({ ...twelve, person }))
    expect(minutesOf({ assignments: three }).write).toBeCloseTo(3)
  })

  test('RE3 in plenary notes are heard one by one, in a group talked about, after a private step read in silence', () => {
    const six = Array.from({ length: 6 }, (_, person) => ({ ...twelve, person }))
    expect(minutesOf({ mode: 'plenary', assignments: six }).hear).toBeCloseTo(6 * (12 / 130 + 1 / 6))
    expect(minutesOf({ mode: 'group', assignments: six }).hear).toBeCloseTo(2)
    expect(minutesOf({ assignments: six }).hear).toBeUndefined()
    expect(minutesOf({ revealedWords: 400 }).read).toBe(2)
  })

  test('RE4 a vote takes a minute more than its lines and dots', () => {
    expect(minutesOf({ mode: 'vote', vote: { lines: 12, dots: 3 } }).vote).toBe(2.5)
  })

  test('RE2 notes have 12 words on average, 6 to 20', () => {
    const lengths = Array.from({ length: 70 }, (_, n) => noteWords(n))
    expect(lengths.reduce((sum, each) => sum + each, 0) / 70).toBe(12)
    for (const [n, words] of lengths.entries()) expect(countWords(simulatedText(words, n))).toBe(words)
  })
})

describe('what is reported', () => {
  const done = (step: ScriptStep, rest: Partial<RehearsedStep> = {}): RehearsedStep => ({
    step,
    planned: plan(step),
    revealedWords: 0,
    vote: null,
    votesRefused: 0,
    notesRefused: 0,
    ...rest,
  })
  const board = (content: readonly ZoneContent[] = zones) => ({
    zones: content,
    method,
    records: new Map(),
    refusedByMax: new Map<string, number>(),
  })
  const kindsOf = (rehearsed: RehearsedStep) =>
    rehearsalReport({ people: 15, steps: [rehearsed], board: board() }).steps[0]?.findings.map(
      ({ kind }) => kind,
    )

  test('RE5 a step that takes more than its minutes, with those that it needs; one with time to spare', () => {
    const short = done(stepOf('group', { zones: ['questions'], minutes: 5 }))
    const report = rehearsalReport({ people: 15, steps: [short], board: board() })
    expect(report.steps[0]?.findings).toEqual([{ kind: 'time_over', minutes: 15 }])
    expect(report.plannedMinutes).toBe(5)
    expect(report.neededMinutes).toBeGreaterThan(10)
    expect(kindsOf(done(stepOf('plenary', { minutes: 20 })))).toEqual(['time_spare'])
    expect(kindsOf(done(stepOf('plenary', { minutes: 5 })))).toEqual([])
  })

  test('RE12 empty instructions and missing translations', () => {
    const bare = { title: { fr: 'Étape', nl: '', en: ' ' }, minutes: 5 }
    expect(kindsOf(done(stepOf('plenary', { ...bare, instruction: same('') })))).toEqual([
      'title_untranslated',
      'instruction_empty',
    ])
    const half = { fr: 'Faites ceci.', nl: 'Doe dit.', en: '' }
    const report = rehearsalReport({
      people: 15,
      steps: [done(stepOf('plenary', { instruction: half, minutes: 5 }))],
      board: board(),
    })
    expect(report.steps[0]?.findings).toEqual([{ kind: 'instruction_untranslated', langs: ['en'] }])
  })

  test('RE11 a vote without lines, without the right, with fewer lines than dots', () => {
    const vote = stepOf('vote', { minutes: 3 })
    expect(kindsOf(done(vote))).toEqual(['vote_nothing'])
    const closed = { ...vote, may: { ...vote.may, vote: false } }
    expect(kindsOf(done(closed, { vote: { lines: 8, dots: 3 }, votesRefused: 15 }))).toEqual(['vote_closed'])
    expect(kindsOf(done(vote, { vote: { lines: 3, dots: 3 } }))).toEqual(['vote_few_lines'])
    expect(kindsOf(done(vote, { vote: { lines: 8, dots: 3 } }))).toEqual([])
  })
})
