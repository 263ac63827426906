import {
  type BoardRecord,
  type BoardRole,
  boardRoot,
  findZone,
  MAX_RECORDS,
  type Method,
  metaRoot,
  methodOf,
  readContent,
  readCurtain,
  type ZoneDefinition,
} from '@tablee/board'
import { decodeBoard } from '@tablee/board/edit'
import type * as Y from 'yjs'

/** Whether a zone takes some more items at once; what the rules of the tick hold each person to, asked for all of them. */
export type RoomInZone =
  | { ok: true; method: Method; zone: ZoneDefinition; records: ReadonlyMap<string, BoardRecord> }
  | { ok: false; problem: 'zone_unfit' | 'board_full' | 'forbidden' | 'zone_curtained' }
  | { ok: false; problem: 'zone_full'; max: number; present: number }

/** Whose notes can be put into a zone at all; a locked one takes those of coaches. */
export type ZoneTakes = 'notes' | 'notesOfCoach' | 'none'

/** Says it of a zone, whatever room is left in it. */
export function zoneTakes({ kind, options }: ZoneDefinition): ZoneTakes {
  if (kind === 'link' || (kind === 'text' && !options.repeat)) return 'none'
  return options.locked ? 'notesOfCoach' : 'notes'
}

/** Asks a zone whether it takes some more items; `countFor` says how many, or null when they do not fit such a zone. */
export function roomInZone(
  doc: Y.Doc,
  { zoneId, role }: { zoneId: string; role: BoardRole },
  countFor: (method: Method, zone: ZoneDefinition) => number | null,
): RoomInZone {
  const method = methodOf(doc)
  const zone = method && findZone(method, zoneId)
  const takes = zone ? zoneTakes(zone) : 'none'
  if (!method || !zone || takes === 'none') return { ok: false, problem: 'zone_unfit' }
  if (readCurtain(metaRoot(doc), zoneId)) return { ok: false, problem: 'zone_curtained' }
  const { max } = zone.options
  const count = countFor(method, zone)
  if (count === null) return { ok: false, problem: 'zone_unfit' }
  if (takes === 'notesOfCoach' && role !== 'coach') return { ok: false, problem: 'forbidden' }
  if (boardRoot(doc).size + count > MAX_RECORDS) return { ok: false, problem: 'board_full' }
  const records = decodeBoard(doc)
  const content = readContent({ records, method, facts: metaRoot(doc), lang: 'fr' })
  const found = content.zones.find((candidate) => candidate.zone.id === zoneId)
  if (!found?.area) return { ok: false, problem: 'zone_unfit' }
  const present = found.items.length
  if (max !== undefined && present + count > max) return { ok: false, problem: 'zone_full', max, present }
  return { ok: true, method, zone, records }
}
