import { type BoardAuthor, hasSheet, type RefusalCode, type ZoneContent } from '@tablee/board'
import type { StepGate } from '../steps/step-gate.ts'

/** Who pastes, and what the step that runs lets her write. */
interface PastingPerson {
  author: BoardAuthor
  gate: StepGate
}

/**
 * Why nothing that is pasted may come to lie in a zone, or outside of all, by the server's own rules; null when it may.
 * How many notes a zone takes is asked apart.
 */
export function pasteFault(
  zone: ZoneContent | undefined,
  { author, gate }: PastingPerson,
): RefusalCode | null {
  const refused = gate.create(zone?.zone.id ?? null)
  if (refused || !zone) return refused
  if (hasSheet(zone.zone)) return 'zone_holds_one_text'
  return zone.zone.options.locked && author.role !== 'coach' ? 'zone_locked' : null
}

/** How many more items a zone takes; null when it has no bound. */
export function placesLeft(zone: ZoneContent | undefined): number | null {
  const max = zone?.zone.options.max
  return zone && max !== undefined ? Math.max(0, max - zone.items.length) : null
}
