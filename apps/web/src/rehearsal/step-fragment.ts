const FRAGMENT = /^#?etape-([A-Za-z0-9_-]{1,40})$/

/** What stands behind `#` in the address of a board on which one step is to be changed. */
export function stepFragment(stepId: string): string {
  return `etape-${stepId}`
}

/** The step that an address wants to change; null for every other address. */
export function wantedStep(hash: string): string | null {
  return FRAGMENT.exec(hash)?.[1] ?? null
}
