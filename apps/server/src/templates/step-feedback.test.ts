import type { StepTime } from '@tablee/board/script'
import { findTemplate } from '@tablee/templates'
import { expect, test } from 'vitest'
import { stepFeedback } from './step-feedback.ts'

const template = findTemplate('needs-macro-micro')
if (!template) throw new Error('not shipped')
const { steps } = template
const named = (
  at: number,
  realMinutes: number | null,
  plannedMinutes = steps[at]?.minutes ?? 0,
): StepTime => ({
  stepId: `step-${at + 1}`,
  title: steps[at]?.title ?? { fr: '', nl: '', en: '' },
  plannedMinutes,
  realMinutes,
})

test('D6 each step says how often it took longer than planned, how often it was passed over, and what it took', () => {
  const planned = steps[1]?.minutes ?? 0
  const feedback = stepFeedback(
    [
      [named(0, 5), named(1, planned + 8), named(2, null)],
      [named(0, 4), named(1, planned), named(2, null)],
      // planned longer for that session: no overrun
      [named(0, 30, 30), named(1, planned + 1), named(2, 3)],
    ],
    { steps },
  )
  expect(feedback.runs).toBe(3)
  expect(feedback.steps.slice(0, 3)).toMatchObject([
    { overran: 0, skipped: 0, medianMinutes: 5, runs: 3 },
    { overran: 2, skipped: 0, medianMinutes: planned + 1, runs: 3 },
    { overran: 0, skipped: 2, medianMinutes: 3, runs: 3 },
  ])
  expect(feedback.steps[3]).toMatchObject({ runs: 0, overran: 0, skipped: 0, medianMinutes: null })
})

test('what was kept before steps were named by id is found by its title, and a step of one session is left out', () => {
  const { stepId: _stepId, ...old } = named(1, 40)
  const added = { ...named(0, 12), stepId: 'extra', title: { fr: 'Pause', nl: 'Pauze', en: 'Break' } }
  const { steps: told } = stepFeedback([[added, old]], { steps })
  expect(told).toHaveLength(steps.length)
  expect(told[1]).toMatchObject({ runs: 1, medianMinutes: 40 })
  expect(told[0]).toMatchObject({ runs: 0 })
})
