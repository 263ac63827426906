import { applyFields, type FieldChanges } from '../codec.ts'
import { isCellName } from '../content/cells.ts'
import { LINK_META } from '../content/item-meta.ts'
import { TEXT_KEY } from '../layout.ts'
import { type BindingRecord, type BoardRecord, isBinding } from '../record.ts'
import type { LastGood } from './last-good.ts'
import type { RefusalCode } from './refusal.ts'
import type { ZonePolicy } from './zone-policy.ts'
import type { ZoneContext } from './zone-rules.ts'

/** The key of an arrow's Y.Map that names its link zone. */
export const LINK_KEY = `m.${LINK_META}`

/** What arrows are judged by: how they are tied, and which zones there are. */
interface Ties {
  good: LastGood
  policy: ZonePolicy
}

/** A binding as it would stand, or the id of one that would go. */
type Retied = { to: BindingRecord } | { without: string }

/** Why a new arrow or binding may not be put on the board as far as link zones go, or null: Z9. */
export function newLinkFault(record: BoardRecord, context: ZoneContext): RefusalCode | null {
  if (!context.policy.limitsLinks) return null
  if (isBinding(record)) return retiedFault(record.fromId, { to: record }, context)
  if (record.type !== 'arrow') return null
  return arrivalFault(record.id, pendingLinkZone(record, context), context)
}

/** Why a binding may not be untied, or null: what shows behind it may tie the arrow to a zone that is full. */
export function untiedFault(record: BoardRecord, context: ZoneContext): RefusalCode | null {
  if (!context.policy.limitsLinks || !isBinding(record)) return null
  return retiedFault(record.fromId, { without: record.id }, context)
}

/** Takes out of the permitted changes of an arrow or binding what its link zone does not let in: Z9. */
export function refuseByLinkZone(
  record: BoardRecord,
  kept: FieldChanges,
  refuse: (keys: Iterable<string>, code: RefusalCode) => void,
  context: ZoneContext,
): void {
  const { policy, good, author } = context
  if (!policy.limitsLinks) return
  if (isBinding(record)) {
    const next = applyFields(record, kept)
    const fault = isBinding(next) ? retiedFault(next.fromId, { to: next }, context) : null
    if (fault) refuse(kept.keys(), fault)
    return
  }
  if (record.type !== 'arrow') return
  let zoneId = good.links.zoneOf(record.id)
  if (kept.has(LINK_KEY)) {
    const next = pendingLinkZone(applyFields(record, [[LINK_KEY, kept.get(LINK_KEY)]]), context)
    const fault = arrivalFault(record.id, next, context)
    if (fault) refuse([LINK_KEY, ...wordsAmong(kept)], fault)
    else zoneId = next
  }
  if (author.role !== 'coach' && policy.isLocked(zoneId)) refuse(wordsAmong(kept), 'zone_locked')
}

/** Counts an arrow, or the arrow of a binding, where it belongs as it stands: within a tick also where it only says so. */
export function noteLink(record: BoardRecord, ties: Ties, { isPending = false } = {}): void {
  const { good, policy } = ties
  if (!policy.limitsLinks) return
  const arrow = isBinding(record) ? good.find(record.fromId) : record
  if (arrow?.type !== 'arrow') return
  good.links.place(arrow.id, isPending ? pendingLinkZone(arrow, ties) : linkZoneOf(arrow, ties))
}

function retiedFault(arrowId: string, retied: Retied, context: ZoneContext): RefusalCode | null {
  const arrow = context.good.find(arrowId)
  return arrow ? arrivalFault(arrowId, linkZoneOf(arrow, context, retied), context) : null
}

function arrivalFault(
  arrowId: string,
  zoneId: string | null,
  { good, policy, author }: ZoneContext,
): RefusalCode | null {
  if (zoneId === null || good.links.zoneOf(arrowId) === zoneId) return null
  return policy.linkArrivalFault(zoneId, good.links.count(zoneId), author.role === 'coach')
}

/** The zone of an arrow that is not tied at both ends yet is the one that it names. */
function pendingLinkZone(arrow: BoardRecord, ties: Ties): string | null {
  const named = arrow.meta?.[LINK_META]
  if (linkEnds(arrow.id, ties)) return linkZoneOf(arrow, ties)
  return typeof named === 'string' && ties.policy.isLinkZone(named) ? named : null
}

/** The link zone that an arrow belongs to as it is tied, or would be; null for none. */
function linkZoneOf(arrow: BoardRecord, ties: Ties, retied?: Retied): string | null {
  const ends = linkEnds(arrow.id, ties, retied)
  if (!ends) return null
  const { roster } = ties.good
  return ties.policy.linkZoneOf(arrow.meta?.[LINK_META], roster.zoneOf(ends.from), roster.zoneOf(ends.to))
}

/** What an arrow leads from and to; null while it is not tied at both ends. Of two bindings of one end R2 keeps the first. */
function linkEnds(arrowId: string, { good }: Ties, retied?: Retied): { from: string; to: string } | null {
  const changed = retied && ('to' in retied ? retied.to.id : retied.without)
  const bindings = good.bindingsAt(arrowId).filter(({ id, fromId }) => fromId === arrowId && id !== changed)
  if (retied && 'to' in retied) bindings.push(retied.to)
  const first = new Map<unknown, BindingRecord>()
  for (const binding of bindings) {
    const { terminal } = binding.props
    const known = first.get(terminal)
    if (!known || binding.id < known.id) first.set(terminal, binding)
  }
  const [from, to] = [first.get('start')?.toId, first.get('end')?.toId]
  return from === undefined || to === undefined ? null : { from, to }
}

/** The keys that hold what an arrow says. */
function wordsAmong(kept: FieldChanges): string[] {
  return [...kept.keys()].filter(
    (key) => key === TEXT_KEY || key === 'p.text' || (key.startsWith('m.') && isCellName(key.slice(2))),
  )
}
