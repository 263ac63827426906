import { cellColumn, isCellContent } from '../content/cells.ts'
import { laneSource } from '../content/lanes.ts'
import { claimingZone } from '../content/link-zones.ts'
import { parseTypedNumber } from '../content/typed-number.ts'
import {
  type ColumnDefinition,
  columnScale,
  findTerm,
  hasSheet,
  type Method,
  mainColumn,
  type Scale,
  type ZoneDefinition,
} from '../method.ts'
import type { RefusalCode } from './refusal.ts'

/** A link to an item of the board, as far as its form goes. */
const RECORD_LINK = /^shape:[A-Za-z0-9_.:-]{1,80}$/

/** The largest number of a cell without a scale. */
const MAX_NUMBER = 1_000_000_000

/** What one zone of the method lets in. */
interface ZoneLimits {
  zone: ZoneDefinition
  max: number
  isLocked: boolean
  /** Most arrows of a link zone. */
  mostLinks: number
  holdsOneText: boolean
  columns: ReadonlyMap<string, ColumnDefinition>
  mainColumnId: string | undefined
}

/** What the method of a board says about its zones and cells; read once, then asked for every change. */
export class ZonePolicy {
  /** The zones whose items are the lanes of another. */
  readonly laneZones: ReadonlySet<string>
  readonly #method: Method | null
  readonly #zones: ReadonlyMap<string, ZoneLimits>
  readonly #columns: ReadonlyMap<string, ColumnDefinition>
  readonly #linkZones: ReadonlyMap<string, ZoneDefinition>
  readonly #isRestrictive: boolean
  /** Whether some link zone takes not every arrow. */
  readonly limitsLinks: boolean
  #curtained: ReadonlySet<string> = new Set()

  constructor(method: Method | null) {
    const zones = method?.zones ?? []
    this.#method = method
    this.#zones = new Map(zones.map((zone) => [zone.id, limitsOf(zone)]))
    // Of the columns of one name in several zones the first stands for all: it is asked for notes that lie elsewhere.
    this.#columns = new Map(
      zones
        .flatMap(({ options }) => (options.cols ?? []).map((column) => [column.id, column] as const))
        .reverse(),
    )
    this.#linkZones = new Map(zones.filter(({ kind }) => kind === 'link').map((zone) => [zone.id, zone]))
    this.#isRestrictive = [...this.#zones.values()].some(
      ({ max, isLocked, holdsOneText }) => max !== Number.POSITIVE_INFINITY || isLocked || holdsOneText,
    )
    this.limitsLinks = [...this.#linkZones.keys()].some((id) => this.limitsLinkZone(id))
    this.laneZones = new Set(
      zones.flatMap((zone) => {
        const source = method && laneSource(method, zone)
        return source?.kind === 'items' ? [source.zoneId] : []
      }),
    )
  }

  /** Whether a zone refuses anything that comes to lie in it. */
  get isRestrictive(): boolean {
    return this.#isRestrictive || this.#curtained.size > 0
  }

  /** The zones that a curtain hangs before from now on. */
  hangBefore(zoneIds: Iterable<string>): void {
    this.#curtained = new Set(zoneIds)
  }

  isLocked(zoneId: string | null): boolean {
    return this.#limits(zoneId)?.isLocked === true
  }

  /** Why one more item may not come to lie in a zone that holds `count`, or null: Z1 to Z3, Z8. */
  arrivalFault(zoneId: string | null, count: number, isCoach: boolean): RefusalCode | null {
    if (zoneId !== null && this.#curtained.has(zoneId)) return 'zone_curtained'
    const limits = this.#limits(zoneId)
    if (!limits) return null
    if (limits.holdsOneText) return 'zone_holds_one_text'
    if (limits.isLocked && !isCoach) return 'zone_locked'
    return count >= limits.max ? 'zone_full' : null
  }

  /** Why a cell of a note in this zone may not take this value, or null: Z4 to Z6. */
  cellFault(zoneId: string | null, name: string, previous: unknown, next: unknown): RefusalCode | null {
    if (!this.#method) return null
    const limits = this.#limits(zoneId)
    const columnId = cellColumn(name)
    // What was filled in another zone stays with the note, and may be changed there too.
    const column = limits?.columns.get(columnId) ?? this.#columns.get(columnId)
    if (!column || limits?.mainColumnId === columnId) return 'cell_unknown'
    if (isEmptyCell(next))
      return limits?.columns.get(columnId)?.required === true && !isEmptyCell(previous)
        ? 'cell_required'
        : null
    return valueFault(column, next, limits ? columnScale(limits.zone, column) : column.scale)
  }

  /** Why an arrow may not say this, or null: the link zone that it belongs to and the term of its label, Z7. */
  linkFault(linkZoneId: unknown, name: string, next: unknown): RefusalCode | null {
    if (!this.#method) return null
    if (cellColumn(name) !== 'label') return 'cell_unknown'
    if (isEmptyCell(next)) return null
    const named = typeof linkZoneId === 'string' ? this.#linkZones.get(linkZoneId) : undefined
    const zones = named ? [named] : [...this.#linkZones.values()]
    const method = this.#method
    const isTerm = zones.some(
      ({ options }) => typeof next === 'string' && findTerm(method, options.label, next),
    )
    return isTerm ? null : 'cell_value'
  }

  /** Whether an arrow may be given to this zone. */
  isLinkZone(zoneId: unknown): boolean {
    return !this.#method || (typeof zoneId === 'string' && this.#linkZones.has(zoneId))
  }

  /** The link zone that an arrow between items of these zones belongs to, or null. */
  linkZoneOf(named: unknown, from: string | null, to: string | null): string | null {
    const ends = { from: from ?? undefined, to: to ?? undefined }
    return claimingZone([...this.#linkZones.values()], { named, ...ends })?.id ?? null
  }

  /** Whether a link zone takes not every arrow. */
  limitsLinkZone(zoneId: string | null): boolean {
    const limits = this.#limits(zoneId)
    return limits !== undefined && (limits.isLocked || limits.mostLinks !== Number.POSITIVE_INFINITY)
  }

  /** Why one more arrow may not belong to a link zone that holds `count`, or null: Z9. */
  linkArrivalFault(zoneId: string | null, count: number, isCoach: boolean): RefusalCode | null {
    const limits = this.#limits(zoneId)
    if (!limits) return null
    if (limits.isLocked && !isCoach) return 'zone_locked'
    return count >= limits.mostLinks ? 'links_full' : null
  }

  #limits(zoneId: string | null): ZoneLimits | undefined {
    return zoneId === null ? undefined : this.#zones.get(zoneId)
  }
}

function limitsOf(zone: ZoneDefinition): ZoneLimits {
  const { max = Number.POSITIVE_INFINITY, locked, cols } = zone.options
  const isLinkZone = zone.kind === 'link'
  return {
    zone,
    // The one text of a text zone is its sheet, which is always there; a link zone holds arrows, wherever they lie.
    max: hasSheet(zone) || isLinkZone ? Number.POSITIVE_INFINITY : max,
    mostLinks: isLinkZone ? max : Number.POSITIVE_INFINITY,
    isLocked: locked === true,
    holdsOneText: hasSheet(zone),
    columns: new Map((cols ?? []).map((column) => [column.id, column])),
    mainColumnId: mainColumn(zone)?.id,
  }
}

/** Whether a new note of a zone may say this in one of its columns, by Z4 and Z5; its text fills the first. */
export function fitsColumn(zone: ZoneDefinition, columnId: string, value: string | number): boolean {
  const column = zone.options.cols?.find(({ id }) => id === columnId)
  if (!column || mainColumn(zone)?.id === columnId) return false
  return isEmptyCell(value) || valueFault(column, value, columnScale(zone, column)) === null
}

function isEmptyCell(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

/**
 * Why a column may not hold a value, or null. Words that a typed column does not know are kept as they were typed; what
 * claims to be a value must be one.
 */
function valueFault(
  column: ColumnDefinition,
  value: unknown,
  scale: Scale | undefined,
): 'cell_value' | 'cell_scale' | null {
  if (!isCellContent(value)) return 'cell_value'
  switch (column.type) {
    case 'vote':
      return 'cell_value'
    case 'number':
    case 'score':
      return isInScale(value, scale) ? null : scale ? 'cell_scale' : 'cell_value'
    case 'link':
      return typeof value === 'string' && (!value.startsWith('shape:') || RECORD_LINK.test(value))
        ? null
        : 'cell_value'
    case 'text':
    case 'choice':
    case 'date':
      return typeof value === 'string' ? null : 'cell_value'
  }
}

function isInScale(value: string | number, scale: Scale | undefined): boolean {
  const number = typeof value === 'number' ? value : parseTypedNumber(value)
  if (number === null) return true
  return scale ? number >= scale.min && number <= scale.max : Math.abs(number) <= MAX_NUMBER
}
