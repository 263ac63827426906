import { describe, expect, test } from 'vitest'
import { methodOfTest, zoneDefinition } from '../testing/definitions.ts'
import { type ScriptCommand, scriptCommandSchema } from './commands.ts'
import { behindMs, currentStep, limitsNow, timeLeftMs, timeMood } from './course.ts'
import { readScript } from './read-script.ts'
import { runCommand } from './run-command.ts'
import type { Script, ScriptStep, StepFields } from './script.ts'
import { methodSteps, SCRIPT_KEY, STEPS_KEY, STEPS_MAX } from './step.ts'

const MINUTE_MS = 60_000
const NOON = Date.UTC(2026, 10, 28, 12)
const words = (text: string) => ({ fr: text, nl: text, en: text })
const METHOD = {
  ...methodOfTest({ zones: [zoneDefinition('ideas'), zoneDefinition('plan')] }),
  steps: [
    { minutes: 5, mode: 'plenary' as const, title: words('Cadre'), instruction: words('Lisez.') },
    { minutes: 10, mode: 'private' as const, title: words('Écrire'), instruction: words('Écrivez.') },
    { minutes: 15, mode: 'vote' as const, title: words('Voter'), instruction: words('Votez.') },
  ],
}
const FIELDS: StepFields = {
  title: words('Pause'),
  instruction: words(''),
  minutes: 3,
  mode: 'plenary',
  zones: [],
  may: { write: false, moveOwn: false, vote: false, comment: true },
  hidesCursors: false,
  anonymous: false,
}
const [ONE = '', TWO = '', THREE = ''] = methodSteps(METHOD).map(({ id }) => id)

/** One board's script with a clock that stands where the test puts it. */
function course(facts: Record<string, unknown> = { method: METHOD }) {
  let script: Script = readScript(new Map(Object.entries(facts)))
  let count = 0
  const run = {
    nowMs: NOON,
    get script() {
      return script
    },
    get step() {
      return currentStep(script)?.id ?? null
    },
    get left() {
      return script.state.phase === 'running' ? timeLeftMs(script.state.clock, run.nowMs) / MINUTE_MS : null
    },
    later(minutes: number) {
      run.nowMs += minutes * MINUTE_MS
    },
    /** Sends a command under an id of its own, or the one that is given. */
    send(command: ScriptCommand, named?: string) {
      count += 1
      const commandId = named ?? `command-${count}`
      const outcome = runCommand(script, scriptCommandSchema.parse(command), {
        commandId,
        nowMs: run.nowMs,
        zoneIds: new Set(['ideas', 'plan']),
      })
      if (outcome.kind === 'done') script = outcome.script
      return outcome.kind === 'fault' ? outcome.code : outcome.kind
    },
  }
  return run
}
const started = () => {
  const run = course()
  run.send({ do: 'start' })
  return run
}

describe('ST1 the script that nobody has touched', () => {
  test('is the steps of the method, each with what its mode lets people do', () => {
    const { steps, state } = course().script
    expect(state).toMatchObject({ phase: 'ready', revision: 0 })
    expect(steps.map(({ title, minutes, mode, zones }) => [title.fr, minutes, mode, zones])).toEqual([
      ['Cadre', 5, 'plenary', []],
      ['Écrire', 10, 'private', []],
      ['Voter', 15, 'vote', []],
    ])
    expect(steps.map(({ may }) => may)).toEqual([
      { write: true, moveOwn: true, vote: true, comment: true },
      { write: true, moveOwn: true, vote: true, comment: true },
      { write: false, moveOwn: false, vote: true, comment: true },
    ])
    expect(steps.map(({ hidesCursors }) => hidesCursors)).toEqual([false, true, true])
  })

  test('keeps the ids that a method gives its steps, and tells apart those that have none or one id twice', () => {
    const [first, second, third] = METHOD.steps
    const steps = methodSteps({ steps: [{ ...first, id: 'a' }, { ...second, id: 'a' }, third] as never })
    expect(new Set(steps.map(({ id }) => id)).size).toBe(3)
    expect(steps[0]?.id).toBe('a')
  })

  test('opens the zones that a step names; a board whose method names none keeps everything open, as before', () => {
    const [first, second, third] = METHOD.steps
    const steps = methodSteps({
      steps: [
        { ...first, zones: ['needs'] },
        { ...second, zones: ['needs'], anonymous: true },
        { ...third, may: { write: true }, anonymous: true },
      ] as never,
    })
    expect(steps.map(({ zones, anonymous }) => [zones, anonymous])).toEqual([
      [['needs'], false],
      [['needs'], true],
      [[], false],
    ])
    expect(steps[2]?.may).toEqual({ write: true, moveOwn: false, vote: true, comment: true })
    expect(methodSteps(METHOD).every(({ zones }) => zones.length === 0)).toBe(true)
  })

  test('a board without a method has none, and it does not start (ST11)', () => {
    const run = course({})
    expect(run.script.steps).toEqual([])
    expect(run.send({ do: 'start' })).toBe('script_empty')
  })
})

describe('ST2 what cannot be read', () => {
  test.each([
    ['no state at all', 'x'],
    ['a state of a newer product', { phase: 'dreaming', revision: 3 }],
    ['half a state', { phase: 'running', revision: 3, stepId: 'step-1' }],
  ])('%s is as if nothing had begun', (_, value) => {
    expect(course({ method: METHOD, [SCRIPT_KEY]: value }).script.state).toMatchObject({
      phase: 'ready',
      revision: 0,
    })
  })

  test('steps that are none are those of the method; a step that is not there does not run', () => {
    const run = started()
    const facts = { method: METHOD, [SCRIPT_KEY]: run.script.state, [STEPS_KEY]: [{ id: 'x' }] }
    expect(course(facts).step).toBe(ONE)
    expect(course({ ...facts, [STEPS_KEY]: [{ id: 'x', ...FIELDS }] }).script.state.phase).toBe('ready')
  })
})

describe('ST3 a command names the step that was seen', () => {
  test('of two who move on at once one does', () => {
    const run = started()
    expect(run.send({ do: 'next', from: ONE })).toBe('done')
    expect(run.send({ do: 'next', from: ONE })).toBe('overtaken')
    expect(run.step).toBe(TWO)
  })

  test.each([
    { do: 'previous', from: TWO },
    { do: 'go', from: TWO, stepId: THREE },
    { do: 'addTime', from: TWO, minutes: 1 },
    { do: 'pause', from: TWO },
    { do: 'end', from: TWO },
  ] as const)('$do of another step changes nothing', (command) => {
    const run = started()
    const before = run.script
    expect(run.send(command)).toBe('overtaken')
    expect(run.script).toBe(before)
  })

  test('nothing runs: nothing moves', () => {
    expect(course().send({ do: 'next', from: ONE })).toBe('overtaken')
  })

  test('goes to any step, forth and back; to where it is it does not go again', () => {
    const run = started()
    expect(run.send({ do: 'go', from: ONE, stepId: THREE })).toBe('done')
    expect(run.send({ do: 'previous', from: THREE })).toBe('done')
    expect(run.step).toBe(TWO)
    expect(run.send({ do: 'go', from: TWO, stepId: TWO })).toBe('overtaken')
  })
})

describe('ST4 a command that arrives twice', () => {
  test('is carried out once, also when much came in between', () => {
    const run = started()
    expect(run.send({ do: 'addTime', from: ONE, minutes: 1 }, 'plus-one')).toBe('done')
    for (let at = 0; at < 20; at += 1) run.send({ do: at % 2 ? 'resume' : 'pause', from: ONE })
    expect(run.send({ do: 'addTime', from: ONE, minutes: 1 }, 'plus-one')).toBe('repeated')
    expect(run.left).toBe(6)
  })

  test('only so many are remembered', () => {
    const run = started()
    for (let at = 0; at < 100; at += 1) run.send({ do: 'addTime', from: ONE, minutes: 1 })
    expect(run.script.state.recent.length).toBeLessThanOrEqual(24)
  })
})

describe('ST5 the start', () => {
  test('begins the first step, or the one that is named', () => {
    expect(started().step).toBe(ONE)
    const run = course()
    run.send({ do: 'start', stepId: TWO })
    expect([run.step, run.left]).toEqual([TWO, 10])
  })

  test('a second start changes nothing; after the end it begins anew', () => {
    const run = started()
    run.later(2)
    expect(run.send({ do: 'start' })).toBe('overtaken')
    expect(run.left).toBe(3)
    expect(run.send({ do: 'end', from: ONE })).toBe('done')
    expect(run.script.state).toMatchObject({ phase: 'ended', startedAtMs: NOON, endedAtMs: run.nowMs })
    expect(run.send({ do: 'start' })).toBe('done')
    expect(run.script.state).toMatchObject({ startedAtMs: run.nowMs, began: [{ stepId: ONE }] })
  })
})

test('ST6 a step that is come back to has all its minutes again, and each beginning is kept', () => {
  const run = started()
  run.later(4)
  run.send({ do: 'next', from: ONE })
  run.later(1)
  run.send({ do: 'previous', from: TWO })
  expect(run.left).toBe(5)
  expect(run.script.state).toMatchObject({
    began: [
      { stepId: ONE, atMs: NOON },
      { stepId: TWO, atMs: NOON + 4 * MINUTE_MS },
      { stepId: ONE, atMs: NOON + 5 * MINUTE_MS },
    ],
  })
  for (let at = 0; at < 300; at += 1)
    run.send(at % 2 ? { do: 'previous', from: TWO } : { do: 'next', from: ONE })
  expect(run.script.state).toHaveProperty('began.length', 200)
})

test('ST7 minutes are added and taken, never below nothing; after the end they count from now', () => {
  const run = started()
  run.send({ do: 'addTime', from: ONE, minutes: 1 })
  expect(run.left).toBe(6)
  run.send({ do: 'addTime', from: ONE, minutes: -60 })
  expect(run.left).toBe(0)
  run.later(7)
  expect(run.left).toBe(-7)
  run.send({ do: 'addTime', from: ONE, minutes: 1 })
  expect(run.left).toBe(1)
  for (let at = 0; at < 30; at += 1) run.send({ do: 'addTime', from: ONE, minutes: 60 })
  expect(run.left).toBe(24 * 60)
})

test('ST8 a pause keeps what is left; either way twice changes nothing', () => {
  const run = started()
  run.later(2)
  run.send({ do: 'pause', from: ONE })
  run.later(30)
  expect(run.left).toBe(3)
  expect(run.send({ do: 'pause', from: ONE })).toBe('overtaken')
  run.send({ do: 'addTime', from: ONE, minutes: 1 })
  run.send({ do: 'resume', from: ONE })
  run.later(1)
  expect(run.left).toBe(3)
  expect(run.send({ do: 'resume', from: ONE })).toBe('overtaken')
})

describe('ST9 steps change while they run', () => {
  const titles = ({ steps }: { steps: readonly ScriptStep[] }) => steps.map(({ title }) => title.fr)

  test('one is added before another or at the end, once', () => {
    const run = started()
    expect(run.send({ do: 'addStep', stepId: 'break', before: TWO, step: FIELDS })).toBe('done')
    expect(run.send({ do: 'addStep', stepId: 'break', before: null, step: FIELDS })).toBe('repeated')
    run.send({ do: 'addStep', stepId: 'last', before: 'gone', step: FIELDS })
    expect(titles(run.script)).toEqual(['Cadre', 'Pause', 'Écrire', 'Voter', 'Pause'])
    run.send({ do: 'next', from: ONE })
    expect(run.step).toBe('break')
  })

  test('a change touches what it names', () => {
    const run = started()
    run.send({ do: 'changeStep', stepId: TWO, step: { zones: ['ideas'] } })
    run.send({ do: 'changeStep', stepId: TWO, step: { anonymous: true } })
    expect(run.script.steps[1]).toMatchObject({ zones: ['ideas'], anonymous: true, minutes: 10 })
    expect(run.send({ do: 'changeStep', stepId: 'gone', step: { anonymous: true } })).toBe('script_step_gone')
  })

  test('other minutes of the current step move its end', () => {
    const run = started()
    run.later(4)
    run.send({ do: 'changeStep', stepId: ONE, step: { minutes: 8 } })
    expect(run.left).toBe(4)
    run.send({ do: 'changeStep', stepId: ONE, step: { minutes: 1 } })
    expect(run.left).toBe(0)
    run.send({ do: 'changeStep', stepId: TWO, step: { minutes: 1 } })
    expect(run.left).toBe(0)
  })

  test('they are put in another order and taken away, but for the current one', () => {
    const run = started()
    run.send({ do: 'moveStep', stepId: THREE, before: ONE })
    run.send({ do: 'moveStep', stepId: ONE, before: null })
    expect(titles(run.script)).toEqual(['Voter', 'Écrire', 'Cadre'])
    expect(run.send({ do: 'removeStep', stepId: ONE })).toBe('script_step_running')
    expect(run.send({ do: 'removeStep', stepId: TWO })).toBe('done')
    expect(run.send({ do: 'removeStep', stepId: TWO })).toBe('repeated')
    expect(titles(run.script)).toEqual(['Voter', 'Cadre'])
    expect(run.step).toBe(ONE)
  })

  test('there are forty at most', () => {
    const run = course()
    for (let at = METHOD.steps.length; at < STEPS_MAX; at += 1)
      expect(run.send({ do: 'addStep', stepId: `more-${at}`, before: null, step: FIELDS })).toBe('done')
    expect(run.send({ do: 'addStep', stepId: 'one-more', before: null, step: FIELDS })).toBe('script_full')
  })

  test.each([
    ['a title of no language', { title: { fr: ' ', nl: '', en: '' } }],
    ['no time at all', { minutes: 0 }],
    ['more than a day', { minutes: 481 }],
    ['a long title', { title: words('x'.repeat(121)) }],
    [
      'a power that there is not',
      { may: { write: true, moveOwn: true, vote: true, comment: true, fly: true } },
    ],
  ])('not with %s', (_, step) => {
    expect(scriptCommandSchema.safeParse({ do: 'changeStep', stepId: ONE, step }).success).toBe(false)
  })
})

test('ST10 a step names zones of the board', () => {
  const run = course()
  expect(run.send({ do: 'changeStep', stepId: ONE, step: { zones: ['elsewhere'] } })).toBe(
    'script_zone_unknown',
  )
  expect(
    run.send({ do: 'addStep', stepId: 'more', before: null, step: { ...FIELDS, zones: ['elsewhere'] } }),
  ).toBe('script_zone_unknown')
})

test('ST11 there is none before the first and none after the last', () => {
  const run = started()
  expect(run.send({ do: 'previous', from: ONE })).toBe('script_step_gone')
  run.send({ do: 'go', from: ONE, stepId: THREE })
  expect(run.send({ do: 'next', from: THREE })).toBe('script_step_gone')
  expect(run.send({ do: 'go', from: THREE, stepId: 'nowhere' })).toBe('script_step_gone')
  expect(run.step).toBe(THREE)
})

test('ST12 the revision rises with what changes something, and with nothing else', () => {
  const run = started()
  expect(run.script.state.revision).toBe(1)
  run.send({ do: 'next', from: ONE })
  run.send({ do: 'next', from: ONE })
  run.send({ do: 'go', from: TWO, stepId: 'nowhere' })
  run.send({ do: 'changeStep', stepId: THREE, step: { minutes: 4 } })
  expect(run.script.state.revision).toBe(3)
  run.send({ do: 'end', from: TWO })
  expect(run.script.state.revision).toBe(4)
})

test('ST13 behind and ahead: what is added, stands still or runs over, and what is passed over', () => {
  const run = started()
  const behind = () => {
    const { state, steps } = run.script
    if (state.phase !== 'running') throw new Error('it does not run')
    return behindMs({ steps, state }, run.nowMs) / MINUTE_MS
  }
  expect(behind()).toBe(0)
  run.send({ do: 'addTime', from: ONE, minutes: 2 })
  expect(behind()).toBe(2)
  run.later(3)
  run.send({ do: 'next', from: ONE })
  expect(behind()).toBe(-2)
  run.send({ do: 'pause', from: TWO })
  run.later(5)
  expect(behind()).toBe(3)
  run.send({ do: 'resume', from: TWO })
  run.later(14)
  expect(behind()).toBe(7)
  run.send({ do: 'go', from: TWO, stepId: THREE })
  expect(behind()).toBe(7)
})

test('ST14 the clock warns at a fifth, at a twentieth, and when the time is up', () => {
  const clock = { kind: 'running' as const, endsAtMs: NOON }
  const moods = [121, 120, 30, 1, 0, -5].map((seconds) =>
    timeMood(clock, { minutes: 10 }, NOON - seconds * 1_000),
  )
  expect(moods).toEqual(['plenty', 'little', 'last', 'last', 'up', 'up'])
  expect(timeMood({ kind: 'paused', leftMs: 0 }, { minutes: 10 }, NOON)).toBe('up')
})

describe('ST18 what participants may do while no step runs', () => {
  const may = { write: false, moveOwn: false, vote: true, comment: true }
  const all = { write: true, moveOwn: true, vote: true, comment: true }

  test('is said before the first step and after the last, until one begins', () => {
    const run = course()
    expect(limitsNow(run.script)).toBeNull()
    expect(run.send({ do: 'allow', may })).toBe('done')
    expect(limitsNow(run.script)).toMatchObject({ id: null, may, zones: [] })
    expect(readScript(new Map<string, unknown>([[SCRIPT_KEY, run.script.state]])).state).toEqual(
      run.script.state,
    )
    run.send({ do: 'start' })
    expect(limitsNow(run.script)).toMatchObject({ id: ONE, may: run.script.steps[0]?.may })
    expect(run.send({ do: 'allow', may })).toBe('overtaken')
    run.send({ do: 'end', from: ONE })
    expect(limitsNow(run.script)).toBeNull()
    run.send({ do: 'allow', may })
    expect(limitsNow(run.script)).toMatchObject({ may })
    run.send({ do: 'allow', may: all })
    expect(limitsNow(run.script)).toBeNull()
  })
})
