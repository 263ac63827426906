import { LANGUAGES, type Lang } from '@tablee/board/content'

const FRAGMENT = /^#?etape-([A-Za-z0-9_-]{1,40})(?:\.([a-z]{2}))?$/

/** A step that an address wants to change. */
export interface WantedStep {
  stepId: string
  /** In which its words are to be written; null for the reader's own. */
  lang: Lang | null
}

/** What stands behind `#` in the address of a board on which one step is to be changed. */
export function stepFragment(stepId: string, lang?: Lang): string {
  return lang ? `etape-${stepId}.${lang}` : `etape-${stepId}`
}

/** The step that an address wants to change; null for every other address. */
export function wantedStep(hash: string): WantedStep | null {
  const [, stepId, lang] = FRAGMENT.exec(hash) ?? []
  if (stepId === undefined) return null
  return { stepId, lang: LANGUAGES.find((each) => each === lang) ?? null }
}
