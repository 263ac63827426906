import type { Lang } from '@tablee/board/content'
import { powersOf, type StepFields } from '@tablee/board/script'
import { newRequestId } from '../api/request-id.ts'

/** How long a step is that somebody has just added, in minutes. */
const NEW_STEP_MINUTES = 5

/** A step to add: in the language of who adds it, open on the whole board. */
export function newStep(title: string, lang: Lang): { stepId: string; step: StepFields } {
  const step: StepFields = {
    title: { fr: '', nl: '', en: '', [lang]: title },
    instruction: { fr: '', nl: '', en: '' },
    minutes: NEW_STEP_MINUTES,
    mode: 'plenary',
    zones: [],
    may: powersOf('plenary'),
    hidesCursors: false,
    anonymous: false,
  }
  return { stepId: newRequestId(), step }
}
