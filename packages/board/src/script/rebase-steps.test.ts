import { describe, expect, test } from 'vitest'
import type { MethodStep } from '../method.ts'
import { methodOfTest, zoneDefinition } from '../testing/definitions.ts'
import { correctSteps, rebaseSteps } from './rebase-steps.ts'
import { methodSteps } from './step.ts'

const words = (text: string) => ({ fr: text, nl: text, en: text })
const step = (id: string, title: string, more: Partial<MethodStep> = {}) => ({
  id,
  minutes: 10,
  mode: 'group' as const,
  title: words(title),
  instruction: words(`${title} : consigne`),
  ...more,
})
const method = (steps: readonly MethodStep[], zones: readonly string[] = ['ideas', 'plan']) => ({
  ...methodOfTest({ zones: zones.map((id) => zoneDefinition(id)) }),
  steps,
})
const FROM = method([step('one', 'Écrire'), step('two', 'Trier')])
const titles = (steps: readonly { title: { fr: string } }[] | null) => steps?.map(({ title }) => title.fr)

describe('ST15 corrected words in a script that was started', () => {
  const to = method([step('one', 'Écrire seul'), step('two', 'Trier ensemble')])

  test('reach the steps that still say what the method said', () => {
    const corrected = correctSteps({ steps: methodSteps(FROM), from: FROM, to })
    expect(corrected).toEqual(methodSteps(to))
  })

  test('leave what somebody wrote for this workshop, and its minutes', () => {
    const [one, two] = methodSteps(FROM)
    if (!one || !two) throw new Error('no steps')
    const steps = [{ ...one, title: words('Chez nous'), minutes: 25 }, two, { ...two, id: 'more' }]
    const corrected = correctSteps({ steps, from: FROM, to })
    expect(titles(corrected)).toEqual(['Chez nous', 'Trier ensemble', 'Trier'])
    expect(corrected[0]).toMatchObject({ minutes: 25, instruction: words('Écrire seul : consigne') })
  })

  test('change nothing where nobody knows what the method said', () => {
    const steps = methodSteps(FROM)
    expect(correctSteps({ steps, from: null, to })).toEqual(steps)
  })
})

describe('ST16 a script that was prepared and not begun, on another version of its method', () => {
  const to = method([step('one', 'Écrire', { minutes: 5 }), step('three', 'Décider')], ['ideas'])

  test('follows the method again when nobody had changed a step', () => {
    expect(rebaseSteps({ steps: methodSteps(FROM), from: FROM, to })).toBeNull()
  })

  test('keeps what was planned, takes the rest of the new version, and names no zone that is gone', () => {
    const [one, two] = methodSteps(FROM)
    if (!one || !two) throw new Error('no steps')
    const pause = { ...two, id: 'pause', title: words('Pause'), zones: ['plan', 'ideas'] }
    const rebased = rebaseSteps({
      steps: [{ ...one, title: words('Chez nous') }, pause, two],
      from: FROM,
      to,
    })
    expect(titles(rebased)).toEqual(['Chez nous', 'Pause', 'Décider'])
    expect(rebased?.map(({ minutes }) => minutes)).toEqual([5, 10, 10])
    expect(rebased?.[1]?.zones).toEqual(['ideas'])
  })
})
