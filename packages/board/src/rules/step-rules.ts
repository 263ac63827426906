import type { FieldChanges } from '../codec.ts'
import { isCellName } from '../content/cells.ts'
import { LINK_META } from '../content/item-meta.ts'
import { PLACE_FIELDS, PLACE_KEY, TEXT_KEY } from '../layout.ts'
import { type BoardRecord, isSheet } from '../record.ts'
import type { StepPlace } from '../script/powers.ts'
import { liesInZones } from '../zones.ts'
import type { RefusalCode } from './refusal.ts'
import type { StepGuard } from './step-guard.ts'
import type { ZoneContext } from './zone-rules.ts'

/** What follows from the text or the place of a shape: screens that only look write it too. */
const FOLLOWING: ReadonlySet<string> = new Set(['m.zone', 'p.growY', 'p.fontSizeAdjustment'])

/** Why a new record may not be put on the board in this step, or null; whoever makes a note holds its pen. */
export function newInStepFault(record: BoardRecord, context: ZoneContext): RefusalCode | null {
  const { step, author } = context
  if (!step || record.typeName === 'asset') return null
  if (record.typeName === 'binding') return step.change(undefined)
  const fault = step.create(placeOf(record, context))
  return fault ?? step.type(author.actorId, record.id, placeOf(record, context))
}

/** Why a record may not be taken away in this step, or null. */
export function deleteInStepFault(record: BoardRecord, context: ZoneContext): RefusalCode | null {
  const { step } = context
  if (!step || record.typeName === 'asset') return null
  return record.typeName === 'binding' ? step.change(undefined) : step.remove(presentPlace(record, context))
}

/** Why a standing record may not have another put in its place in this step, or null: it is taken away, and may move. */
export function replaceInStepFault(
  previous: BoardRecord,
  next: BoardRecord,
  context: ZoneContext,
): RefusalCode | null {
  const fault = deleteInStepFault(previous, context)
  if (fault || !context.step || !PLACE_FIELDS.some((field) => previous[field] !== next[field])) return fault
  return context.step.move(placeOf(next, context))
}

/** Takes out of the permitted changes of a record what the step does not let in; returns why, or null. */
export function refuseByStep(
  record: BoardRecord,
  kept: FieldChanges,
  refused: string[],
  context: ZoneContext,
): RefusalCode | null {
  const { step } = context
  if (!step || record.typeName === 'asset') return null
  const place = presentPlace(record, context)
  let fault: RefusalCode | null = null
  for (const key of [...kept.keys()]) {
    const code = keyFault(key, record, place, { ...context, step })
    if (!code) continue
    kept.delete(key)
    refused.push(key)
    fault ??= code
  }
  return fault
}

function keyFault(
  key: string,
  record: BoardRecord,
  place: StepPlace,
  { step, author }: ZoneContext & { step: StepGuard },
): RefusalCode | null {
  if (FOLLOWING.has(key) || (key === 'p.w' && record.type === 'text')) return null
  if (key === TEXT_KEY || isWordOfNote(key)) return step.type(author.actorId, record.id, place)
  // Where a move leads to is asked with the zones (`placeFault`, `carriedFault`).
  if (key === PLACE_KEY && record.type !== 'arrow') return null
  return step.change(place)
}

function isWordOfNote(key: string): boolean {
  return key.startsWith('m.') && (isCellName(key.slice(2)) || key.slice(2) === LINK_META)
}

/** Where a record lies that is not on the board yet. */
function placeOf(record: BoardRecord, { zoneOf }: ZoneContext): StepPlace {
  return liesInZones(record) ? zoneOf(record) : undefined
}

function presentPlace(record: BoardRecord, { good, zoneOf }: ZoneContext): StepPlace {
  if (isSheet(record)) return record.props.zoneId
  if (!liesInZones(record)) return undefined
  return record.type === 'image' ? zoneOf(record) : good.roster.zoneOf(record.id)
}
