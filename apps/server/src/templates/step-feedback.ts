import type { StepTime } from '@tablee/board/script'
import type { TemplateFeedback } from '@tablee/contract'
import { stepIdOf, type Template } from '@tablee/templates'

/**
 * How the steps of a method went on boards whose sessions are closed: how many took longer than planned there, were
 * passed over, and what they took in the middle. Steps that somebody added to one session are none of the method's.
 */
export function stepFeedback(
  courses: readonly (readonly StepTime[])[],
  { steps }: Pick<Template, 'steps'>,
): TemplateFeedback {
  return {
    runs: courses.length,
    steps: steps.map((step, at) => {
      const stepId = stepIdOf(step, at)
      const times = courses.flatMap((course) => timeOf(course, { stepId, title: step.title.fr }) ?? [])
      const taken = times.flatMap(({ realMinutes }) => realMinutes ?? [])
      return {
        stepId,
        title: step.title,
        plannedMinutes: step.minutes,
        runs: times.length,
        overran: times.filter(({ realMinutes, plannedMinutes }) => (realMinutes ?? 0) > plannedMinutes)
          .length,
        skipped: times.filter(({ realMinutes }) => realMinutes === null).length,
        medianMinutes: middleOf(taken),
      }
    }),
  }
}

/** Courses that were kept before they named their steps by id know them by their title. */
function timeOf(
  course: readonly StepTime[],
  { stepId, title }: { stepId: string; title: string },
): StepTime | undefined {
  return course.find((time) => (time.stepId === undefined ? time.title.fr === title : time.stepId === stepId))
}

function middleOf(minutes: readonly number[]): number | null {
  const sorted = [...minutes].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
