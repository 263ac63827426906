import { hasSheet, type ZoneDefinition } from '../method.ts'
import { isObject } from '../record.ts'
import type { ReadonlyFacts } from './results.ts'

/** Key in a board's facts: the curtains that hang before zones, by the zone's id. The server alone writes it. */
export const CURTAINS_KEY = 'curtains'

/** A curtain before a zone: what people write there is hidden from everybody until it is lifted. */
export interface Curtain {
  id: string
  /** Nobody is told, then or later, who wrote what. */
  anonymous: boolean
  /** When it was drawn, in ms since 1970 by the server's clock. */
  sinceMs: number
  /** How many notes are hidden, as last told: it moves at beats, never with a note. */
  hidden: number
  /** Who leads reads the notes, without their writers, to take one out; nothing is added meanwhile. */
  reading: boolean
}

/** The curtains in a board's facts, by the zone that each hangs before. */
export function readCurtains(facts: ReadonlyFacts): Readonly<Record<string, Curtain>> {
  const value = facts.get(CURTAINS_KEY)
  // Only the server writes the facts.
  return isObject(value) ? (value as unknown as Record<string, Curtain>) : {}
}

/** The curtain before a zone; null when there is none. */
export function readCurtain(facts: ReadonlyFacts, zoneId: string): Curtain | null {
  const curtains = readCurtains(facts)
  return Object.hasOwn(curtains, zoneId) ? (curtains[zoneId] ?? null) : null
}

/** Whether people may write notes for a zone behind a curtain: not where one text stands, arrows lie or votes are cast. */
export function takesPrivateNotes(zone: Pick<ZoneDefinition, 'kind' | 'options'>): boolean {
  const { kind, options } = zone
  return !(hasSheet(zone) || kind === 'link' || kind === 'score' || kind === 'vote' || options.locked)
}
