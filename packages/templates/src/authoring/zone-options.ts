import type { ZoneKind } from '@tablee/board'
import type { DraftZone } from './template-draft.ts'

type ZoneOptions = DraftZone['options']

/** The options that mean something for each kind of zone. */
const OPTIONS_OF: Readonly<Record<ZoneKind, readonly (keyof ZoneOptions)[]>> = {
  sticky: ['max', 'group', 'locked', 'vocab', 'lane', 'import', 'repeat', 'position'],
  list: ['max', 'group', 'locked', 'vocab', 'lane', 'import', 'repeat', 'position'],
  row: ['max', 'locked', 'lane', 'import', 'repeat', 'position', 'cols'],
  date: ['max', 'locked', 'import', 'marks', 'cols'],
  text: ['max', 'locked', 'repeat'],
  score: ['locked', 'scale', 'perRespondent', 'items', 'matrix', 'axes'],
  vote: ['max', 'locked', 'perRespondent', 'choices'],
  link: ['max', 'locked', 'from', 'to', 'label'],
}

/** Whether an option means something for a kind of zone. */
export function hasOption(kind: ZoneKind, option: keyof ZoneOptions): boolean {
  return OPTIONS_OF[kind].includes(option)
}

/**
 * The zone without the options that its kind does not know. A draft keeps them, so that who tries another kind finds her
 * columns again; nothing is checked about them, and no version has them.
 */
export function fittingZone<Zone extends Pick<DraftZone, 'kind' | 'options'>>(zone: Zone): Zone {
  const entries = Object.entries(zone.options)
  const fitting = entries.filter(([name]) => OPTIONS_OF[zone.kind].some((known) => known === name))
  if (fitting.length === entries.length) return zone
  return { ...zone, options: Object.fromEntries(fitting) }
}
