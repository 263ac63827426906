import { applyFields, type FieldChanges } from '../codec.ts'
import { isCellName } from '../content/cells.ts'
import { LINK_META } from '../content/item-meta.ts'
import { PLACE_KEY, TEXT_KEY } from '../layout.ts'
import { authorOf, type BoardRecord, isObject, isSheet } from '../record.ts'
import { isZoneItem, liesInZones, type RecordLookup } from '../zones.ts'
import type { GoodRecord } from './good-record.ts'
import type { LastGood } from './last-good.ts'
import { newLinkFault, refuseByLinkZone } from './link-rules.ts'
import type { BoardAuthor, RefusalCode } from './refusal.ts'
import type { StepGuard } from './step-guard.ts'
import type { ZonePolicy } from './zone-policy.ts'

/** The most shapes inside a moved frame or group that are asked where they would come to lie; more do not move. */
const MAX_CARRIED = 500

/** What the rules of zones work on. */
export interface ZoneContext {
  author: BoardAuthor
  good: LastGood
  policy: ZonePolicy
  /** What the step that runs lets this author do; null when none runs, and for those who lead the workshop. */
  step: StepGuard | null
  /** The zone that a record lies in as it stands, or would stand. */
  zoneOf(record: BoardRecord, records?: RecordLookup): string | null
}

const CELL_KEY = 'm.'

/** What an item's centre follows from besides its place. */
const SIZE_KEYS: ReadonlySet<string> = new Set(['p.growY', 'p.w', 'p.h', 'p.scale', 'p.size'])

/** Whether a change of this key may bring an item into another zone. */
export function isPlacing(key: string): boolean {
  return key === PLACE_KEY || SIZE_KEYS.has(key)
}

/** Why a new record may not come to lie where it does, or not say what its cells say; null when it may. */
export function newInZoneFault(
  record: BoardRecord,
  previous: BoardRecord | null,
  context: ZoneContext,
): RefusalCode | null {
  const zoneId = isZoneItem(record) ? context.zoneOf(record) : null
  const fault =
    (isZoneItem(record) ? placeFault(record, zoneId, context) : newLinkFault(record, context)) ??
    carriedFault(record, context)
  if (fault) return fault
  for (const [name, value] of Object.entries(record.meta ?? {})) {
    const before = previous?.meta?.[name]
    const cell = Object.is(before, value)
      ? null
      : metaFault(record, zoneId, { name, before, value }, context.policy)
    if (cell) return cell
  }
  return null
}

/**
 * Takes out of the permitted changes of a record what its zone does not let in, and puts it among the refused keys;
 * returns why, or null.
 */
export function refuseByZone(
  entry: GoodRecord,
  kept: FieldChanges,
  refused: string[],
  context: ZoneContext,
): RefusalCode | null {
  const { policy, author } = context
  const { outline } = entry
  let fault: RefusalCode | null = null
  const refuse = (keys: Iterable<string>, code: RefusalCode) => {
    for (const key of [...keys]) {
      if (!kept.delete(key)) continue
      refused.push(key)
      // a change that is kept as a whole is no fault
      fault ??= code
    }
  }
  if (isSheet(outline)) {
    if (author.role !== 'coach' && kept.has(TEXT_KEY) && policy.isLocked(outline.props.zoneId))
      refuse([TEXT_KEY], 'zone_locked')
    return fault
  }
  if (!isZoneItem(outline)) {
    const place = kept.get(PLACE_KEY)
    const moved = place === undefined ? null : applyFields(outline, [[PLACE_KEY, place]])
    const carried = moved && (movedInStepFault(moved, context) ?? carriedFault(moved, context))
    if (carried) refuse([PLACE_KEY], carried)
    refuseByLinkZone(outline, kept, refuse, context)
    refuseCells(outline, null, kept, refuse, policy)
    return fault
  }
  const before = context.good.roster.zoneOf(outline.id)
  // Who leads the workshop alone writes in a locked zone; what lies there may be taken out of it.
  const isShut = author.role !== 'coach' && policy.isLocked(before)
  if (isShut)
    refuse(
      [...kept.keys()].filter((key) => key !== 'm.zone' && key !== PLACE_KEY),
      'zone_locked',
    )
  let zoneId = before
  // Together or not at all: what was judged is where it comes to lie.
  const placing = [...kept].filter(([key]) => isPlacing(key))
  if (placing.length > 0) {
    const placed = applyFields(outline, placing)
    zoneId = context.zoneOf(placed)
    const arrival = kept.has(PLACE_KEY)
      ? (context.step?.move(zoneId) ??
        placeFault(outline, zoneId, context) ??
        carriedFault(placed, context) ??
        (isShut && zoneId === before ? 'zone_locked' : null))
      : growthFault(outline, zoneId, context)
    if (arrival) {
      refuse(
        placing.map(([key]) => key),
        arrival,
      )
      zoneId = before
    }
  }
  refuseCells(outline, zoneId, kept, refuse, policy)
  return fault
}

/** Why an item may not grow or shrink into this zone: only who may move it there, and only where the zone takes it. */
function growthFault(item: BoardRecord, zoneId: string | null, context: ZoneContext): RefusalCode | null {
  const { author, step } = context
  if (zoneId === context.zoneOf(item)) return null
  if (author.role !== 'coach' && authorOf(item) !== author.actorId) return 'not_yours'
  return step?.move(zoneId) ?? placeFault(item, zoneId, context)
}

function refuseCells(
  record: BoardRecord,
  zoneId: string | null,
  kept: FieldChanges,
  refuse: (keys: string[], code: RefusalCode) => void,
  policy: ZonePolicy,
): void {
  for (const [key, value] of [...kept]) {
    if (!key.startsWith(CELL_KEY)) continue
    const name = key.slice(CELL_KEY.length)
    const code = metaFault(record, zoneId, { name, before: record.meta?.[name], value }, policy)
    if (code) refuse([key], code)
  }
}

function metaFault(
  record: BoardRecord,
  zoneId: string | null,
  { name, before, value }: { name: string; before: unknown; value: unknown },
  policy: ZonePolicy,
): RefusalCode | null {
  if (name === LINK_META) return value === undefined || policy.isLinkZone(value) ? null : 'cell_unknown'
  if (!isCellName(name)) return null
  return record.type === 'arrow'
    ? policy.linkFault(record.meta?.[LINK_META], name, value)
    : policy.cellFault(zoneId, name, before, value)
}

/** Why an item may not come to lie in a zone that it did not lie in before. */
function placeFault({ id }: BoardRecord, zoneId: string | null, context: ZoneContext): RefusalCode | null {
  const { policy, good, author } = context
  const { roster } = good
  if (zoneId === null || roster.zoneOf(id) === zoneId) return null
  const fault = policy.arrivalFault(zoneId, roster.count(zoneId), author.role === 'coach')
  // What lay before the curtain was seen by everybody: whoever deleted it may take that back.
  return fault === 'zone_curtained' && layThere(id, zoneId, context) ? null : fault
}

/** Whether a record that is gone lay in this zone when it was deleted. */
function layThere(id: string, zoneId: string, { good, zoneOf }: ZoneContext): boolean {
  if (good.find(id)) return false
  const former = good.findFormer(id)
  return former !== undefined && zoneOf(former) === zoneId
}

/** Why a picture, drawing, frame or group may not be moved in this step; an arrow follows what it is tied to. */
function movedInStepFault(moved: BoardRecord, { step, zoneOf }: ZoneContext): RefusalCode | null {
  if (!step || moved.type === 'arrow') return null
  return step.move(liesInZones(moved) ? zoneOf(moved) : undefined)
}

/**
 * Why a shape may not take what lies in it to where it would come to lie, or null; what it carries is noted there then,
 * so that the next in this tick finds the zone as full as it is.
 */
function carriedFault(container: BoardRecord, context: ZoneContext): RefusalCode | null {
  const { good, policy, author, step } = context
  if ((!policy.isRestrictive && !step) || !isObject(container.props)) return null
  const records: RecordLookup = {
    get: (id) => (id === container.id ? container : (good.get(id)?.record ?? good.findFormer(id))),
  }
  const waiting = good.layers.childrenOf(container.id)
  if (waiting.length === 0) return null
  const arriving = new Map<string, number>()
  const own = isZoneItem(container) ? context.zoneOf(container, records) : null
  if (own !== null && own !== good.roster.zoneOf(container.id)) arriving.set(own, 1)
  const placed: [string, string | null][] = []
  for (let asked = 0; waiting.length > 0; asked += 1) {
    if (asked >= MAX_CARRIED) return 'zone_full'
    const id = waiting.shift() ?? ''
    waiting.push(...good.layers.childrenOf(id))
    const record = good.find(id)
    if (!record || !isZoneItem(record)) continue
    const zoneId = context.zoneOf(record, records)
    if (zoneId === good.roster.zoneOf(id)) continue
    placed.push([id, zoneId])
    const closed = step?.move(zoneId)
    if (closed) return closed
    if (zoneId === null) continue
    const count = good.roster.count(zoneId) + (arriving.get(zoneId) ?? 0)
    const fault = policy.arrivalFault(zoneId, count, author.role === 'coach')
    if (fault) return fault
    arriving.set(zoneId, (arriving.get(zoneId) ?? 0) + 1)
  }
  for (const [id, zoneId] of placed) good.roster.place(id, zoneId)
  return null
}
