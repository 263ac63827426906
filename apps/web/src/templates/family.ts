import type { Family } from '@tablee/board'

// A record rather than the list of the board package: that one comes with the whole schema of the editor.
const COLOURS: Readonly<Record<Family, string>> = {
  needs: 'var(--family-needs)',
  stakeholders: 'var(--family-stakeholders)',
  change: 'var(--family-change)',
  intervision: 'var(--family-intervision)',
}

/** The families in the order in which a project meets them. */
export const FAMILY_ORDER: readonly string[] = Object.keys(COLOURS)

/** Whether a string names a family of methods. */
export function isFamily(text: string): text is Family {
  return Object.hasOwn(COLOURS, text)
}

/** The colour of a family, in light and dark; ink for one that this version does not know. */
export function familyColour(family: string): string {
  return isFamily(family) ? COLOURS[family] : 'var(--mantine-color-dimmed)'
}
