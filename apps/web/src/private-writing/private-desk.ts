import type { Lang, Method, ZoneContent } from '@tablee/board/content'
import { takesPrivateNotes } from '@tablee/board/content'
import { createContext } from 'react'
import type { HangingCurtain } from './notes-keeper.ts'

/** What the tray is about when no zone was chosen. */
export const ALL_ZONES = '*'

/** The zone that the tray was opened for, or `ALL_ZONES`; each time it was asked for is another. */
export interface AskedZone {
  readonly zoneId: string
}

/** Where people write privately: which zone the tray was opened for, and what this person may do. */
export interface PrivateDesk {
  boardId: string
  actorId: string
  /** Whether she may write on the board. */
  mayWrite: boolean
  /** The right `script.run`: she draws and lifts curtains. */
  mayRun: boolean
  /** What the tray was opened for; null while it is closed. */
  shown: AskedZone | null
  show(zoneId: string | null): void
}

/** The desk of the board around; null where a board is drawn without one. */
export const PrivateDeskContext = createContext<PrivateDesk | null>(null)

/** What the tray reads of the board. */
export interface PrivateBoard {
  zones: readonly ZoneContent[]
  method: Method
  lang: Lang
}

/** The zones before which a curtain hangs. */
export function curtainedZones(zones: readonly ZoneContent[]): ZoneContent[] {
  return zones.filter(({ curtain }) => curtain !== null)
}

/** The zones before which a curtain can be drawn. */
export function openZones(zones: readonly ZoneContent[]): ZoneContent[] {
  return zones.filter(
    ({ zone, area, curtain }) => area !== null && curtain === null && takesPrivateNotes(zone),
  )
}

/** The curtain before a zone as its notes see it. */
export function hangingOf({ zone, curtain }: ZoneContent): HangingCurtain[] {
  if (curtain === null) return []
  const { id, anonymous, reading } = curtain
  const freeColumns = (zone.options.cols ?? []).flatMap((column) =>
    column.type === 'text' ? [column.id] : [],
  )
  return [{ id, zoneId: zone.id, anonymous, reading, freeColumns }]
}
